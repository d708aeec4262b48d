//===- ShortMatmul.h - Products with 12-bit weights -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// y = step(x weights + bias [+ y]) of many rows. Weights are "panels64:f12",
// see ParamLayout.h; x is rounded to bf16. A block of a panel is unpacked to
// bf16 and meets all rows while it is in the core's cache, and the next block
// is fetched meanwhile.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_SHORTMATMUL_H
#define PTIR_LIB_RUNTIME_KERNELS_SHORTMATMUL_H

#include <cstdint>

namespace ptir::runtime::kernels {

enum class MatmulStep : uint8_t { None, Relu, Relu6, GeluTanh, Silu };

struct ShortMatmulShape {
  /// Depth is even.
  int64_t rows, depth, columns;
  /// Adds to what y holds instead of replacing it.
  bool accumulates;
  /// What results go through at the end.
  MatmulStep step;
};

/// x is [rows][depth], y is [rows][columns]; `bias` may be null.
struct ShortMatmulOperands {
  const float *x;
  const unsigned char *weights;
  const float *bias;
  float *y;
};

/// Depths that are unpacked at a time, and their bytes: a block stays in the
/// second-level cache beside the rows it meets.
inline constexpr int64_t shortMatmulDepth = 1024;
inline constexpr int64_t shortMatmulBlockBytes = shortMatmulDepth * 64 * 2;

/// Rows [begin, end) of x as bf16, [rows][depth].
void roundRowsAvx512(const ShortMatmulShape &shape, const float *x,
                     uint16_t *rounded, int64_t begin, int64_t end);

/// Panels [begin, end) of y. `block` is shortMatmulBlockBytes of scratch
/// memory, aligned to a cache line.
void multiplyPanelsAvx512(const ShortMatmulShape &shape,
                          const ShortMatmulOperands &data,
                          const uint16_t *rounded, unsigned char *block,
                          int64_t begin, int64_t end);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_SHORTMATMUL_H
