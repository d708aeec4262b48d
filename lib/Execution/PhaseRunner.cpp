//===- PhaseRunner.cpp - One phase of the compilation ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "PhaseRunner.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace ptir;
using namespace ptir::execution;

static Status dump(mlir::ModuleOp module, size_t index, llvm::StringRef phase,
                   const std::string &folder) {
  std::string name;
  llvm::raw_string_ostream(name)
      << llvm::format("%02d_", static_cast<int>(index)) << phase << ".mlir";
  llvm::SmallString<128> path(folder);
  std::error_code error = llvm::sys::fs::create_directories(path);
  llvm::sys::path::append(path, name);
  if (!error) {
    llvm::raw_fd_ostream stream(path, error);
    if (!error) {
      module->print(stream, mlir::OpPrintingFlags().enableDebugInfo());
      stream.close();
      error = stream.error();
      stream.clear_error();
    }
  }
  if (error)
    return Status::failure("dump '" + path.str().str() +
                           "': cannot be written: " + error.message());
  return Status::success();
}

/// One line per diagnostic: where and what.
static void append(std::string &text, mlir::Diagnostic &diagnostic) {
  if (diagnostic.getSeverity() != mlir::DiagnosticSeverity::Error)
    return;
  llvm::raw_string_ostream stream(text);
  if (!text.empty())
    stream << '\n';
  stream << diagnostic.getLocation() << ": " << diagnostic;
}

Status ptir::execution::runPhase(mlir::ModuleOp module, size_t index,
                                 const PhaseContext &how,
                                 const std::string &dumpDir) {
  const Phase &phase = getPhases()[index];
  std::string errors;
  mlir::LogicalResult result = mlir::success();
  {
    mlir::ScopedDiagnosticHandler handler(
        module->getContext(),
        [&](mlir::Diagnostic &diagnostic) { append(errors, diagnostic); });
    mlir::PassManager manager(module->getContext(),
                              mlir::ModuleOp::getOperationName());
    buildPhase(manager, phase, how);
    // Once, at the end of the phase; ptir-opt verifies after every pass.
    manager.enableVerifier(false);
    result = manager.run(module);
    if (succeeded(result))
      result = mlir::verify(module);
  }
  if (failed(result))
    return Status::failure("compile: phase '" + phase.name.str() +
                           "': " + (errors.empty() ? "failed" : errors));
  return dumpDir.empty() ? Status::success()
                         : dump(module, index, phase.name, dumpDir);
}
