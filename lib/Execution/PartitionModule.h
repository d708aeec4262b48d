//===- PartitionModule.h - Parts that compile side by side -----*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Divides a module of the LLVM dialect by functions. What the parts are depends
// on the module alone, never on the machine, so that code that was compiled
// with one thread is code that was compiled with several.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_PARTITIONMODULE_H
#define PTIR_LIB_EXECUTION_PARTITIONMODULE_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <vector>

namespace ptir::execution {

/// Moves the functions and globals of `module` into modules of about equal
/// numbers of ops, which refer to each other by name. A function that one other
/// calls, and nobody else, stays with its caller, and small functions are in
/// every part that calls them, so that both are inlined, or specialised for
/// their arguments, as before. Empty, with `module` as
/// it was, when it is too small to be divided or holds anything else.
std::vector<mlir::OwningOpRef<mlir::ModuleOp>>
partitionModule(mlir::ModuleOp module);

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_PARTITIONMODULE_H
