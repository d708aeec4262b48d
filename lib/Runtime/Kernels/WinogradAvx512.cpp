//===- WinogradAvx512.cpp - Winograd with 512-bit vectors ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// 24 sums of 16 floats, a row of weights and a factor fill the registers.
#define PTIR_TILE_ROWS 8
#include "WinogradLoops.h"

ptir::runtime::kernels::WinogradFunctions
ptir::runtime::kernels::winogradAvx512(int64_t tile) {
  return winogradFunctions(tile);
}
