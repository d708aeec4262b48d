//===- LoopNest.h - Loops and strips over extents ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The loop shapes all kernels are made of. Bounds that are constants are used:
// loops without a trip are not emitted.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_LOOPNEST_H
#define PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_LOOPNEST_H

#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>

namespace ptir::vectorloops {

using mlir::ArrayRef;
using mlir::ImplicitLocOpBuilder;
using mlir::MutableArrayRef;
using mlir::SmallVector;
using mlir::Value;
using mlir::ValueRange;

using Values = SmallVector<Value>;

Value indexConstant(ImplicitLocOpBuilder &b, int64_t value);
Value addIndex(ImplicitLocOpBuilder &b, Value lhs, int64_t rhs);

/// The largest lower + i*step that is not above upper; lower <= upper.
Value endOfWhole(ImplicitLocOpBuilder &b, Value lower, Value upper,
                 int64_t step);

/// for iv in [lower, upper) by step, with loop-carried values.
using LoopBody = llvm::function_ref<Values(Value iv, ValueRange carried)>;
Values emitFor(ImplicitLocOpBuilder &b, Value lower, Value upper, int64_t step,
               ValueRange carried, LoopBody body);

/// One loop [0, extents[d]) for each d in dims, outermost first. Each loop
/// leaves its induction variable in ivs[d].
using NestBody = llvm::function_ref<Values(ValueRange carried)>;
Values emitNest(ImplicitLocOpBuilder &b, ArrayRef<unsigned> dims,
                ArrayRef<Value> extents, MutableArrayRef<Value> ivs,
                ValueRange carried, NestBody body);

/// A piece of a vectorised extent: `vectors` vectors of `lanes` elements from
/// `base` on. Only the last piece of an extent has a mask; it is one vector.
struct Strip {
  Value base;
  int64_t lanes = 1;
  unsigned vectors = 1;
  Value mask;
};

/// How many vectors a strip has: `most`, or as many whole ones as there are in
/// an extent that is known and shorter.
int64_t vectorsAlong(std::optional<int64_t> extent, int64_t lanes,
                     int64_t most);

/// Covers [lower, upper) with strips of `vectors` vectors, then of one vector,
/// then a masked one that is reached at most once.
using StripBody = llvm::function_ref<Values(const Strip &, ValueRange carried)>;
Values emitStrips(ImplicitLocOpBuilder &b, Value lower, Value upper,
                  int64_t lanes, unsigned vectors, ValueRange carried,
                  StripBody body);

/// Covers [lower, upper) with tiles of sizes[0], what is left with tiles of
/// sizes[1], and so on; all of it, if the last size is 1.
using TileBody = llvm::function_ref<void(Value base, int64_t size)>;
void emitTiles(ImplicitLocOpBuilder &b, Value lower, Value upper,
               ArrayRef<int64_t> sizes, TileBody body);

} // namespace ptir::vectorloops

#endif // PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_LOOPNEST_H
