//===- MemoryViews.h - Uses of memory through views -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What an op makes of memory may be that memory: the results of its users, of
// the ops around them, and the arguments of their regions are followed as views
// wherever they are memory. Who knows better of a call can say so.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOBUFFERS_MEMORYVIEWS_H
#define PTIR_LIB_CONVERSION_LINALGTOBUFFERS_MEMORYVIEWS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace ptir {

/// Told of one op that uses memory, and of the op of the block that it is or
/// lies in.
using MemoryUseFn =
    llvm::function_ref<void(mlir::Operation *user, mlir::Operation *ancestor)>;

/// Whether a call may give its caller back the operand `memory`.
using MayReturnFn =
    llvm::function_ref<bool(mlir::func::CallOp call, mlir::Value memory)>;

/// Calls `use` for every op in `block` that uses `memory` or what may be a view
/// of it, more than once for one with several such operands. Stops and returns
/// false if the memory leaves the block: its terminator, or an op outside of
/// it, uses it. `mayReturn` is asked about calls that stand in the block
/// itself; without it, and in blocks inside, every call may.
bool forEachMemoryUse(mlir::Value memory, mlir::Block &block, MemoryUseFn use,
                      MayReturnFn mayReturn = nullptr);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_LINALGTOBUFFERS_MEMORYVIEWS_H
