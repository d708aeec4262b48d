//===- PooledConvolutionLoops.h - Products, then their mean -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Included once per instruction set, like TileLoops.h. The products of some
// pixels and one panel of weights stay in the nearest cache until they are
// added up.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_POOLEDCONVOLUTIONLOOPS_H
#define PTIR_LIB_RUNTIME_KERNELS_POOLEDCONVOLUTIONLOOPS_H

#include "InvertedResidual.h"
#include "PooledConvolution.h"
#include "TileLoops.h"

namespace {

using namespace ptir::runtime::kernels;

/// Whole tiles, of which a third of a cache of 32 KiB has room for the
/// products.
constexpr int64_t pooledPixels = 56;

void poolPanel(const PooledConvolutionShape &shape,
               const PooledConvolutionOperands &data, int64_t panel,
               int64_t next) {
  alignas(64) float products[pooledPixels * panelChannels];
  Vector sums[panelChannels / vectorChannels] = {};
  const int64_t begin = panel * panelChannels, left = shape.outputs - begin,
                channels = left < panelChannels ? left : panelChannels,
                vectors = channels / vectorChannels,
                tiles = tilesOf(shape.pixels);
  Tile tile{};
  tile.a = data.image;
  tile.aStride = shape.inputs;
  tile.b = data.weights + begin * shape.inputs;
  tile.bStride = channels;
  tile.start = data.bias + begin;
  tile.c = products;
  tile.cStride = panelChannels;
  tile.cVectorStride = vectorChannels;
  tile.depth = shape.inputs;
  tile.low = shape.low;
  tile.high = shape.high;
  tile.ahead = data.weights + next * panelChannels * shape.inputs;
  tile.aheadStride = (channels + tiles - 1) / tiles;
  for (int64_t first = 0; first < shape.pixels; first += pooledPixels) {
    int64_t pixels = shape.pixels - first < pooledPixels ? shape.pixels - first
                                                         : pooledPixels;
    runRows(tile, pixels, channels / halfChannels);
    tile.a += pixels * shape.inputs;
    tile.ahead += tilesOf(pixels) * shape.inputs * tile.aheadStride;
    for (int64_t v = 0; v < vectors; ++v)
      for (int64_t pixel = 0; pixel < pixels; ++pixel)
        sums[v] +=
            load<Vector>(products + pixel * panelChannels + v * vectorChannels);
  }
  for (int64_t v = 0; v < vectors; ++v)
    store<Vector>(data.result + begin + v * vectorChannels,
                  sums[v] / static_cast<float>(shape.pixels));
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_POOLEDCONVOLUTIONLOOPS_H
