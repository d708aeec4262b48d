//===- FloatMatmul.h - Products with weights of f32 -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Weights are "panels64" of f32. A block of a panel meets all rows while it is
// in the core's cache, and the next block is fetched meanwhile.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_FLOATMATMUL_H
#define PTIR_LIB_RUNTIME_KERNELS_FLOATMATMUL_H

#include "Matmul.h"

namespace ptir::runtime::kernels {

/// Rows of x that meet a block of weights: [begin, begin + count).
struct RowBlock {
  int64_t begin, count;
};

/// The most rows of a block: they stay in the second-level cache.
inline constexpr int64_t mostBlockRows = 192;

/// Panels [begin, end) of some rows of y. `sums` is scratch memory of 64 floats
/// a row, aligned to a cache line.
void multiplyFloatPanelsAvx512(const MatmulShape &shape,
                               const MatmulOperands &data, RowBlock rows,
                               float *sums, int64_t begin, int64_t end);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_FLOATMATMUL_H
