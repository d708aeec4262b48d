//===- PooledConvolutionPortable.cpp - Means on any CPU -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// A row of sums is most of what sixteen registers of 128 bits hold.
#define PTIR_TILE_ROWS 1
#include "PooledConvolutionLoops.h"

void ptir::runtime::kernels::poolPanelPortable(
    const PooledConvolutionShape &shape, const PooledConvolutionOperands &data,
    int64_t panel, int64_t next) {
  poolPanel(shape, data, panel, next);
}
