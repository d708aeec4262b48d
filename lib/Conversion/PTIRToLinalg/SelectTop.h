//===- SelectTop.h - The first elements of a row in order -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Elements of x and their positions are chosen into two tensors, whose places
// are a heap with the element that comes last at the root. A further candidate
// replaces the root if it comes before it; in the end the root goes to the last
// place, again and again. n elements and k places take n log k steps, whatever
// the values are.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_PTIRTOLINALG_SELECTTOP_H
#define PTIR_LIB_CONVERSION_PTIRTOLINALG_SELECTTOP_H

#include "CarriedLoops.h"

namespace ptir {

/// lhs > rhs of values in compute form, where NaN is the maximum and -0 is +0.
/// Null when the type is not lowered.
mlir::Value isGreater(mlir::OpBuilder &builder, mlir::Location loc,
                      ElementType type, mlir::Value lhs, mlir::Value rhs);

/// A row of x: all indices but the one at `axis`, which may be anything.
struct Row {
  mlir::Value x;
  ElementType type;
  llvm::SmallVector<mlir::Value> index;
  int64_t axis;
};

/// Writes the first `places` of the `count` elements of the row, in descending
/// or ascending order, into the same row of `values` and `positions`, and gives
/// these two back. Equal elements stay in the order of their positions.
/// `places` is at most `maxPlaces` and `count`.
CarriedValues selectTop(LoopBuilder &loops, const Row &row, bool descending,
                        int64_t maxPlaces, mlir::Value places,
                        mlir::Value count, mlir::ValueRange valuesAndPositions);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_PTIRTOLINALG_SELECTTOP_H
