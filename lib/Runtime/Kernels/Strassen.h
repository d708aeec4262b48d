//===- Strassen.h - Seven products instead of eight -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// x and the weights are divided into quarters, and sums of quarters are
// multiplied (Strassen, "Gaussian elimination is not optimal", 1969): an eighth
// of the multiplications is saved. Sums of weights are written while the
// product before is computed.
//
// Row r meets row half + r, depth k meets depth K/2 + k, and column n meets
// column 64 + n of two panels. An error of one is as large as the other allows,
// so partners are first brought to about the same size, a sum of magnitudes, by
// powers of two: rows and depths of x, and columns by a sample of their
// weights. Depths and columns that differ by less than 2 to 4 times stay as
// they are. Errors are then 1.4 to 1.5 times those of plain sums in the mean
// square. Where columns that met come out more than 8 times as large as each
// other, or below 2^-96, or not finite, two panels are computed again term by
// term: columns of zeros stay zeros, and infinities and NaN reach no other row
// or column.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_STRASSEN_H
#define PTIR_LIB_RUNTIME_KERNELS_STRASSEN_H

#include "FloatMatmul.h"

namespace ptir::runtime::kernels {

/// Depths of a block of a quarter: four blocks and two sums are 576 KiB.
inline constexpr int64_t strassenDepth = 384;

/// Whether seven products of quarters take less time than the whole one.
bool savesProducts(const MatmulShape &shape);

/// What a block of rows becomes, in scratch memory.
struct CombinedRows {
  int64_t half;   // of the rows; the lower one may have one less
  int64_t stride; // from one row of a sum to the next
  float *sums;    // [7][half][stride]
  /// Of rows of x, and to undo them: [2 half].
  float *rowFactors, *rowReciprocals;
  /// How many times as large a depth of the lower half is as its partner:
  /// [stride], which the last ones of do not matter.
  float *ratios;
};

/// The number of floats, and where they lie from `memory` on, which is aligned
/// to a cache line.
int64_t combinedFloats(const MatmulShape &shape, int64_t rows);
CombinedRows placeRows(const MatmulShape &shape, int64_t rows, float *memory);

/// Floats that a pair of panels needs beside them.
int64_t pairFloats(int64_t rows);

/// Brings a block of rows of x to the same size and adds its quarters up.
void combineRowsAvx512(const MatmulShape &shape, const float *x, RowBlock rows,
                       const CombinedRows &combined);

/// All pairs of panels of some rows of y; `scratch` is aligned to a cache line.
void multiplyPairsAvx512(const MatmulShape &shape, const MatmulOperands &data,
                         RowBlock rows, const CombinedRows &combined,
                         float *scratch);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_STRASSEN_H
