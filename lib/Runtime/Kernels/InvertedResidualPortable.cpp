//===- InvertedResidualPortable.cpp - Blocks on any CPU -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// A row of sums is most of what sixteen registers of 128 bits hold.
#define PTIR_TILE_ROWS 1
#include "InvertedResidualLoops.h"

void ptir::runtime::kernels::runInvertedResidualPortable(
    const InvertedResidualShape &shape, const InvertedResidualOperands &data,
    const InvertedResidualPart &part, float *scratch) {
  runPart(shape, data, part, scratch);
}
