//===- CarriedLoops.h - Sequential loops over tensors -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What linalg cannot say, because one step depends on those before it: loops
// that carry tensors and write single elements of them. They bufferize in place
// as long as a step reads a carried tensor before it writes it, and uses only
// what it wrote last from then on.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_PTIRTOLINALG_CARRIEDLOOPS_H
#define PTIR_LIB_CONVERSION_PTIRTOLINALG_CARRIEDLOOPS_H

#include "LoopBuilder.h"

namespace ptir {

using CarriedValues = llvm::SmallVector<mlir::Value>;

/// The carried values after the step at `indices`.
using CarriedStep = llvm::function_ref<CarriedValues(mlir::ValueRange indices,
                                                     mlir::ValueRange carried)>;

/// A loop from `begin` to `end`.
CarriedValues carriedLoop(LoopBuilder &loops, mlir::Value begin,
                          mlir::Value end, mlir::ValueRange carried,
                          CarriedStep step);

/// Nested loops from 0 to the extents, in row-major order. Without extents, the
/// step once.
CarriedValues carriedLoops(LoopBuilder &loops,
                           llvm::ArrayRef<mlir::OpFoldResult> extents,
                           mlir::ValueRange carried, CarriedStep step);

/// The carried values after `step` where the condition holds.
CarriedValues carriedIf(LoopBuilder &loops, mlir::Value condition,
                        mlir::ValueRange carried,
                        llvm::function_ref<CarriedValues()> step);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_PTIRTOLINALG_CARRIEDLOOPS_H
