//===- Winograd.h - 3x3 convolutions with fewer products --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// F(m x m, 3x3) of Lavin and Gray, "Fast Algorithms for Convolutional Neural
// Networks", arXiv 1509.09308, for m of 2 and 4: a tile of m x m results is
// made of (m + 2)^2 points. At each of them the transformed tiles are
// multiplied with transformed weights, one matrix product per point.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_WINOGRAD_H
#define PTIR_LIB_RUNTIME_KERNELS_WINOGRAD_H

#include "InvertedResidual.h"

namespace ptir::runtime::kernels {

/// Images are [height, width, channels], of as many pixels in as out: the
/// windows are 1 apart, with one zero around the image. Channels are multiples
/// of vectorChannels.
struct WinogradShape {
  int64_t height, width, inputs, outputs;
  /// Pixels of the result that a tile has either way: 2 or 4.
  int64_t tile;
  /// Adds to what the result holds instead of replacing it.
  bool accumulates;
  /// Results are not below 0; a NaN stays one.
  bool clamps;

  int64_t points() const { return (tile + 2) * (tile + 2); }
  int64_t tileColumns() const { return (width + tile - 1) / tile; }
  int64_t tiles() const { return (height + tile - 1) / tile * tileColumns(); }
  /// Matrix products with a panel of weights each.
  int64_t products() const { return points() * columnPanels(outputs); }
};

/// Operands of one image. Weights are [point][panel][inputs][48 or fewer],
/// where panels are those of columnBegin.
struct WinogradOperands {
  const float *image, *weights, *bias;
  float *result;
};

/// Some of an image's tiles, transformed, and their products:
/// [point][tile][inputs] and [point][tile][outputs], where points are
/// pointFloats apart.
struct WinogradBlock {
  int64_t firstTile, tiles;
  float *transformed, *products;
};

/// A line more than points need, so that they do not share sets of the cache.
inline int64_t pointFloats(int64_t tiles, int64_t channels) {
  return tiles * channels + vectorChannels;
}
inline int64_t blockFloats(const WinogradShape &shape, int64_t tiles) {
  return shape.points() *
         (pointFloats(tiles, shape.inputs) + pointFloats(tiles, shape.outputs));
}

/// The steps, for one instruction set; [begin, end) are tiles of the block, or
/// products.
struct WinogradFunctions {
  using Step = void (*)(const WinogradShape &shape,
                        const WinogradOperands &data,
                        const WinogradBlock &block, int64_t begin, int64_t end);
  Step transformImage, multiply, transformProducts;
};
WinogradFunctions winogradAvx512(int64_t tile);
WinogradFunctions winogradPortable(int64_t tile);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_WINOGRAD_H
