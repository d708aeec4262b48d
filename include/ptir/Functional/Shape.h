//===- Shape.h - Elements moved, none computed ------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_SHAPE_H
#define PTIR_FUNCTIONAL_SHAPE_H

#include "ptir/Functional/Emitter.h"

namespace ptir::functional {

// Axes may be negative: they then count from the end.

/// The extent of a dimension, known now or at run time; 0 of an empty handle.
Extent extentOf(Emitter &emitter, Tensor x, int64_t axis);

/// The same elements in the same order under another, non-empty shape. With
/// exactly one extent at run time, that extent is inferred.
Tensor reshape(Emitter &emitter, Tensor x, llvm::ArrayRef<Extent> shape);

/// [..., N] -> [M, N]: all dimensions but the last, which is static, in one.
Tensor flattenRows(Emitter &emitter, Tensor x);

/// Dimension i of the result is dimension perm[i] of x.
Tensor transpose(Emitter &emitter, Tensor x, llvm::ArrayRef<int64_t> perm);

/// NumPy's rule: extents of 1 are repeated, dimensions are added at the left.
Tensor broadcastTo(Emitter &emitter, Tensor x, llvm::ArrayRef<Extent> shape);

/// lhs before rhs along `axis`; the other dimensions are equal.
Tensor concatAlongAxis(Emitter &emitter, Tensor lhs, Tensor rhs, int64_t axis);

/// `length` positions along `axis`, from `start` on; the rest whole.
Tensor sliceAlongAxis(Emitter &emitter, Tensor x, int64_t axis, int64_t start,
                      int64_t length);

/// Slices of `sizes` along `axis`, in order, which together are all of x; that
/// extent of x is static. After a failure as many empty handles.
llvm::SmallVector<Tensor> split(Emitter &emitter, Tensor x, int64_t axis,
                                llvm::ArrayRef<int64_t> sizes);

/// `low[i]` elements of `value` before dimension i and `high[i]` behind it; a
/// negative number takes elements away.
Tensor pad(Emitter &emitter, Tensor x, llvm::ArrayRef<int64_t> low,
           llvm::ArrayRef<int64_t> high, double value);

/// One position along `axis`, which stays with extent 1. `index` is a scalar
/// of si32 or si64, clamped into x.
Tensor dynamicIndexAlongAxis(Emitter &emitter, Tensor x, Tensor index,
                             int64_t axis);

/// base with the box at `starts` (si32, one per dimension) replaced by update,
/// which is not larger; starts are clamped so that the box fits.
Tensor dynamicUpdateSliceInto(Emitter &emitter, Tensor base, Tensor update,
                              Tensor starts);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_SHAPE_H
