//===- ShortMatmul.h - Products with weights of 12 bits or 8 ----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Weights are "panels64:f12" or "panels64:s8"; x is rounded to bf16, and depths
// are even. A block of a panel is unpacked to bf16 and meets all rows while it
// is in the core's cache, and the next block is fetched meanwhile. Few rows
// take the weights as they are unpacked.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_SHORTMATMUL_H
#define PTIR_LIB_RUNTIME_KERNELS_SHORTMATMUL_H

#include "Matmul.h"

namespace ptir::runtime::kernels {

/// How weights are stored: as 12-bit floats or as 8-bit integers.
enum class ShortForm : uint8_t { Floats, Bytes };

/// Depths that are unpacked at a time, and their bytes: a block stays in the
/// second-level cache beside the rows it meets.
inline constexpr int64_t shortMatmulDepth = 1024;
inline constexpr int64_t shortMatmulBlockBytes = shortMatmulDepth * 64 * 2;

/// Rows [begin, end) of x as bf16, [rows][depth].
void roundRowsAvx512(const MatmulShape &shape, const float *x,
                     uint16_t *rounded, int64_t begin, int64_t end);

/// Panels [begin, end) of y. `block` is shortMatmulBlockBytes of scratch
/// memory, aligned to a cache line.
void multiplyPanelsAvx512(ShortForm form, const MatmulShape &shape,
                          const MatmulOperands &data, const uint16_t *rounded,
                          unsigned char *block, int64_t begin, int64_t end);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_SHORTMATMUL_H
