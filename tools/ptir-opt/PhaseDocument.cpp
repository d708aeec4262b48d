//===- PhaseDocument.cpp - The phase table as a document ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "PhaseDocument.h"

#include "ptir/Pipelines/Phases.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"

using namespace mlir;
using namespace ptir;

/// `` `a`, `b` ``, or a dash for none.
static std::string quoteAll(ArrayRef<StringRef> names) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::interleaveComma(names, stream,
                        [&](StringRef name) { stream << "`" << name << "`"; });
  return names.empty() ? "–" : text;
}

/// One line per pass. Its options are left out: some depend on the processor.
static void listPasses(OpPassManager &manager, llvm::raw_ostream &stream) {
  for (Pass &pass : manager.getPasses()) {
    std::string text;
    llvm::raw_string_ostream textStream(text);
    pass.printAsTextualPipeline(textStream);
    stream << "- `";
    int depth = 0;
    for (char c : text) {
      depth += c == '{';
      if (depth == 0)
        stream << c;
      depth -= c == '}';
    }
    stream << "`\n";
  }
}

void ptir::printPhaseDocument(llvm::raw_ostream &stream) {
  stream
      << "# Pipelines\n\n"
         "A phase is a row of the table in `lib/Pipelines/Phases.cpp`. After "
         "it a pass\nchecks that nothing but ops of the dialects in the third "
         "column is left, and\nnone of the fourth. Besides them the dialects "
         "that the backend allows may\nremain.\n\n"
         "| phase | the module holds | dialects that may remain | ops that "
         "may not |\n|---|---|---|---|\n";
  for (const Phase &phase : getPhases())
    stream << "| `" << phase.name << "` | " << phase.description << " | "
           << quoteAll(phase.legalDialects) << " | "
           << quoteAll(phase.illegalOps) << " |\n";
  stream
      << "\n`ptir-opt --ptir-phase-<name>` runs one phase, "
         "`--ptir-compile=\"from=<phase> to=<phase>\"`\nthe phases after one "
         "up to another. Their passes, on the native backend:\n";
  BackendRegistry backends;
  registerAllBackends(backends);
  const Backend *native = backends.lookup("native");
  for (const Phase &phase : getPhases()) {
    stream << "\n## " << phase.name << "\n\n";
    OpPassManager manager(ModuleOp::getOperationName());
    phase.build(manager, *native);
    listPasses(manager, stream);
  }
}
