//===- ModuleFile.cpp - Reading a module from disk ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ModuleFile.h"

#include "ptir/Pipelines/InitAll.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace ptir;

mlir::DialectRegistry ptir::run::allDialects() {
  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  ptir::registerAllDialects(registry);
  return registry;
}

static std::string describe(mlir::Diagnostic &diagnostic) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (auto place =
          diagnostic.getLocation()->findInstanceOf<mlir::FileLineColLoc>())
    stream << place.getFilename().getValue() << ":" << place.getLine() << ":"
           << place.getColumn() << ": ";
  stream << diagnostic;
  return text;
}

StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
ptir::run::readModule(const std::string &path, mlir::MLIRContext &context) {
  if (!llvm::sys::fs::exists(path))
    return Status::failure("'" + path + "': no such file");
  std::string error;
  mlir::ScopedDiagnosticHandler handler(
      &context, [&](mlir::Diagnostic &diagnostic) {
        if (error.empty() &&
            diagnostic.getSeverity() == mlir::DiagnosticSeverity::Error)
          error = describe(diagnostic);
      });
  mlir::OwningOpRef<mlir::ModuleOp> module =
      mlir::parseSourceFile<mlir::ModuleOp>(path, &context);
  if (!module)
    return Status::failure(error.empty() ? "'" + path + "': cannot read it"
                                         : error);
  return module;
}
