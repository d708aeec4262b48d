//===- Strassen.h - Seven products instead of eight -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// x and the weights are divided into quarters, and sums of quarters are
// multiplied (Strassen, "Gaussian elimination is not optimal", 1969): an eighth
// of the multiplications is saved, and sums of weights are formed while they
// are multiplied for the first time.
//
// Errors are 1.4 times those of plain sums in the mean square. They are bounded
// by the largest weight of two panels and the largest factor of a row rather
// than by each term; that bound is 3 times the one of plain sums (Higham,
// "Accuracy and Stability of Numerical Algorithms", 23.2.2). Rows meet other
// rows, so each is multiplied by a power of two that makes its largest factor
// about 1, which is exact. Where the result of two panels is not finite
// everywhere, it is computed again term by term: infinities and NaN reach no
// other row or column.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_STRASSEN_H
#define PTIR_LIB_RUNTIME_KERNELS_STRASSEN_H

#include "FloatMatmul.h"

namespace ptir::runtime::kernels {

/// Whether seven products of quarters take less time than the whole one: below,
/// forming sums costs as much as they save.
inline bool savesProducts(const MatmulShape &shape) {
  return shape.rows >= 48 && shape.depth >= 256 && shape.depth % 2 == 0 &&
         shape.columns > 64;
}

/// Floats that sums of quarters of a block's rows take.
int64_t combinedFloats(const MatmulShape &shape, int64_t rows);

/// Floats that one thread needs beside them.
int64_t pairFloats(const MatmulShape &shape, int64_t rows);

/// Of the rows r and r + half of a block, for r in [begin, end); half is
/// (count + 1) / 2. `combined` is aligned to a cache line.
void combineRowsAvx512(const MatmulShape &shape, const float *x, RowBlock rows,
                       float *combined, int64_t begin, int64_t end);

/// Pairs of panels [begin, end) of some rows of y; `scratch` is aligned to a
/// cache line.
void multiplyPairsAvx512(const MatmulShape &shape, const MatmulOperands &data,
                         RowBlock rows, const float *combined, float *scratch,
                         int64_t begin, int64_t end);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_STRASSEN_H
