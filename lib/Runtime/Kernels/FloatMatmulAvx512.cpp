//===- FloatMatmulAvx512.cpp - Products of f32, term by term --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Compiled for AVX-512: nothing of the standard library is instantiated here.
//
//===----------------------------------------------------------------------===//

#include "FloatMatmul.h"

#include "FloatTile.h"

/// Depths of a block; 192 KiB of weights.
static constexpr int64_t mostDepth = 768;

void ptir::runtime::kernels::multiplyFloatPanelsAvx512(
    const MatmulShape &shape, const MatmulOperands &data, RowBlock rows,
    float *sums, int64_t begin, int64_t end) {
  const auto *weights = static_cast<const float *>(data.weights);
  int64_t blocks = (shape.depth + mostDepth - 1) / mostDepth;
  auto firstDepth = [&](int64_t block) { return shape.depth * block / blocks; };
  for (int64_t panel = begin; panel < end; ++panel) {
    const float *stored = weights + panel * shape.depth * panelColumns;
    for (int64_t block = 0; block < blocks; ++block) {
      int64_t first = firstDepth(block), next = firstDepth(block + 1);
      // The next block of this panel, or the first one of the next.
      int64_t ahead = block + 1 < blocks ? firstDepth(block + 2) - next
                      : panel + 1 < end  ? firstDepth(1)
                                         : 0;
      FloatTile tile{};
      tile.block = stored + first * panelColumns;
      tile.x = data.x + rows.begin * shape.depth + first;
      tile.stride = shape.depth;
      tile.depth = next - first;
      tile.targets[0] = {sums, block == 0 ? Update::Store : Update::Add};
      tile.targets[1] = {sums, Update::None};
      tile.ahead.next = stored + next * panelColumns;
      tile.ahead.nextLines = rows.count > tileRows ? ahead * panelVectors : 0;
      runTiles(tile, rows.count);
    }
    finishPanel(shape, data, rows.begin, rows.count, panel, sums,
                /*rowFactors=*/nullptr, /*columnFactors=*/nullptr);
  }
}
