//===- Strassen.cpp - When halves are combined, and memory for it ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Strassen.h"

namespace ptir::runtime::kernels {

static int64_t wholeLines(int64_t floats) {
  return (floats + vectorFloats - 1) / vectorFloats * vectorFloats;
}

static int64_t halfOf(int64_t rows) { return (rows + 1) / 2; }

/// Lines of their own, and not a multiple of 4 KiB apart.
static int64_t strideOf(const MatmulShape &shape) {
  return wholeLines(shape.depth / 2) + vectorFloats;
}

// Below, forming sums costs as much as they save.
bool savesProducts(const MatmulShape &shape) {
  return shape.rows >= 48 && shape.depth >= 256 && shape.depth % 2 == 0 &&
         shape.columns > panelColumns;
}

int64_t combinedFloats(const MatmulShape &shape, int64_t rows) {
  return (7 * halfOf(rows) + 1) * strideOf(shape) +
         2 * wholeLines(2 * halfOf(rows));
}

CombinedRows placeRows(const MatmulShape &shape, int64_t rows, float *memory) {
  CombinedRows combined{};
  combined.half = halfOf(rows);
  combined.stride = strideOf(shape);
  auto take = [&](int64_t floats) {
    float *place = memory;
    memory += floats;
    return place;
  };
  combined.sums = take(7 * combined.half * combined.stride);
  combined.rowFactors = take(wholeLines(2 * combined.half));
  combined.rowReciprocals = take(wholeLines(2 * combined.half));
  combined.ratios = take(combined.stride);
  return combined;
}

// Two sums of blocks of weights and the quarters of y, and factors of columns.
int64_t pairFloats(int64_t rows) {
  return (2 * strassenDepth + 4 * halfOf(rows) + 4) * panelColumns;
}

} // namespace ptir::runtime::kernels
