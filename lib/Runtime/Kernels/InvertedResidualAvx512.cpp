//===- InvertedResidualAvx512.cpp - Blocks with 512-bit vectors -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// 24 sums of 16 floats, a row of weights and a factor fill the registers.
#define PTIR_TILE_ROWS 8
#include "InvertedResidualLoops.h"

void ptir::runtime::kernels::runInvertedResidualAvx512(
    const InvertedResidualShape &shape, const InvertedResidualOperands &data,
    const InvertedResidualPart &part, float *scratch) {
  runPart(shape, data, part, scratch);
}
