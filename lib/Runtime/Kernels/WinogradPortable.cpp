//===- WinogradPortable.cpp - Winograd on any CPU -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// A row of sums is most of what sixteen registers of 128 bits hold.
#define PTIR_TILE_ROWS 1
#include "WinogradLoops.h"

ptir::runtime::kernels::WinogradFunctions
ptir::runtime::kernels::winogradPortable(int64_t tile) {
  return winogradFunctions(tile);
}
