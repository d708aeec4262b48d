//===- ModuleFile.h - Reading a module from disk ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_MODULEFILE_H
#define PTIR_TOOLS_PTIR_RUN_MODULEFILE_H

#include "ptir/Support/Status.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/OwningOpRef.h"

#include <string>

namespace ptir::run {

/// The dialects of the project and those that come with MLIR.
mlir::DialectRegistry allDialects();

/// Reads and verifies a module, as text or bytecode. Fails with the first
/// error that parser or verifier report, at its place in the file.
StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
readModule(const std::string &path, mlir::MLIRContext &context);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_MODULEFILE_H
