//===- PooledConvolutionAvx512.cpp - Means with 512-bit vectors -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// 24 sums of 16 floats, a row of weights and a factor fill the registers.
#define PTIR_TILE_ROWS 8
#include "PooledConvolutionLoops.h"

void ptir::runtime::kernels::poolPanelAvx512(
    const PooledConvolutionShape &shape, const PooledConvolutionOperands &data,
    int64_t panel, int64_t next) {
  poolPanel(shape, data, panel, next);
}
