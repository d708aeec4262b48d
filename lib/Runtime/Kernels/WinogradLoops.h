//===- WinogradLoops.h - The loops of Winograd convolutions -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Included once per instruction set, like TileLoops.h. Transformations work on
// a vector of channels at a time, first down the columns of a tile, then along
// its rows.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_WINOGRADLOOPS_H
#define PTIR_LIB_RUNTIME_KERNELS_WINOGRADLOOPS_H

#include "TileLoops.h"
#include "Winograd.h"

namespace {

using namespace ptir::runtime::kernels;

/// The transposed B of the paper times a column of pixels.
PTIR_INLINE void transformPixels(const Vector (&x)[4], Vector (&y)[4]) {
  y[0] = x[0] - x[2];
  y[1] = x[1] + x[2];
  y[2] = x[2] - x[1];
  y[3] = x[1] - x[3];
}
PTIR_INLINE void transformPixels(const Vector (&x)[6], Vector (&y)[6]) {
  Vector even = x[4] - 4 * x[2], odd = x[3] - 4 * x[1];
  Vector evenHalf = x[4] - x[2], oddHalf = 2 * (x[3] - x[1]);
  y[0] = 4 * x[0] - 5 * x[2] + x[4];
  y[1] = even + odd;
  y[2] = even - odd;
  y[3] = evenHalf + oddHalf;
  y[4] = evenHalf - oddHalf;
  y[5] = 4 * x[1] - 5 * x[3] + x[5];
}

/// The transposed A of the paper times a column of products.
PTIR_INLINE void transformSums(const Vector (&x)[4], Vector (&y)[2]) {
  y[0] = x[0] + x[1] + x[2];
  y[1] = x[1] - x[2] - x[3];
}
PTIR_INLINE void transformSums(const Vector (&x)[6], Vector (&y)[4]) {
  Vector sum = x[1] + x[2], difference = x[1] - x[2];
  Vector farSum = x[3] + x[4], farDifference = x[3] - x[4];
  y[0] = x[0] + sum + farSum;
  y[1] = difference + 2 * farDifference;
  y[2] = sum + 4 * farSum;
  y[3] = difference + 8 * farDifference + x[5];
}

/// Rows or columns of a tile that lie on an image.
struct Inside {
  int64_t begin, end;
};
PTIR_INLINE Inside insideOf(int64_t first, int64_t count, int64_t extent) {
  return {first < 0 ? -first : 0,
          extent - first < count ? extent - first : count};
}

template <int M>
void transformImage(const WinogradShape &shape, const WinogradOperands &data,
                    const WinogradBlock &block, int64_t begin, int64_t end) {
  constexpr int side = M + 2;
  int64_t channels = shape.inputs,
          pointStride = pointFloats(block.tiles, channels);
  for (int64_t i = begin; i < end; ++i) {
    int64_t tile = block.firstTile + i, y = tile / shape.tileColumns() * M - 1,
            x = tile % shape.tileColumns() * M - 1;
    Inside rows = insideOf(y, side, shape.height),
           columns = insideOf(x, side, shape.width);
    const float *corner = data.image + (y * shape.width + x) * channels;
    float *to = block.transformed + i * channels;
    bool isWhole = rows.begin == 0 && rows.end == side && columns.begin == 0 &&
                   columns.end == side;
    for (int64_t c = 0; c < channels; c += vectorChannels) {
      Vector half[side][side];
#pragma GCC unroll 6
      for (int column = 0; column < side; ++column) {
        Vector pixels[side], results[side];
#pragma GCC unroll 6
        for (int row = 0; row < side; ++row)
          pixels[row] =
              isWhole || (row >= rows.begin && row < rows.end &&
                          column >= columns.begin && column < columns.end)
                  ? load<Vector>(corner +
                                 (row * shape.width + column) * channels + c)
                  : Vector{};
        transformPixels(pixels, results);
#pragma GCC unroll 6
        for (int row = 0; row < side; ++row)
          half[row][column] = results[row];
      }
#pragma GCC unroll 6
      for (int row = 0; row < side; ++row) {
        Vector results[side];
        transformPixels(half[row], results);
#pragma GCC unroll 6
        for (int column = 0; column < side; ++column)
          store<Vector>(to + (row * side + column) * pointStride + c,
                        results[column]);
      }
    }
  }
}

/// Products are numbered point by point, the panels of one after the other.
void multiply(const WinogradShape &shape, const WinogradOperands &data,
              const WinogradBlock &block, int64_t begin, int64_t end) {
  alignas(64) static const float zeros[panelChannels] = {};
  int64_t panels = columnPanels(shape.outputs);
  for (int64_t i = begin; i < end; ++i) {
    int64_t point = i / panels, panel = i % panels,
            column = columnBegin(shape.outputs, panel),
            width = columnBegin(shape.outputs, panel + 1) - column;
    Tile tile{};
    tile.a = block.transformed + point * pointFloats(block.tiles, shape.inputs);
    tile.aStride = shape.inputs;
    tile.b = data.weights + (point * shape.outputs + column) * shape.inputs;
    tile.bStride = width;
    tile.start = zeros;
    tile.c = block.products + point * pointFloats(block.tiles, shape.outputs) +
             column;
    tile.cStride = shape.outputs;
    tile.cVectorStride = vectorChannels;
    tile.depth = shape.inputs;
    runRows(tile, block.tiles, width / halfChannels);
  }
}

template <int M>
void transformProducts(const WinogradShape &shape, const WinogradOperands &data,
                       const WinogradBlock &block, int64_t begin, int64_t end) {
  constexpr int side = M + 2;
  int64_t channels = shape.outputs,
          pointStride = pointFloats(block.tiles, channels);
  for (int64_t i = begin; i < end; ++i) {
    int64_t tile = block.firstTile + i, y = tile / shape.tileColumns() * M,
            x = tile % shape.tileColumns() * M;
    int64_t rows = insideOf(y, M, shape.height).end,
            columns = insideOf(x, M, shape.width).end;
    const float *from = block.products + i * channels;
    float *corner = data.result + (y * shape.width + x) * channels;
    for (int64_t c = 0; c < channels; c += vectorChannels) {
      Vector half[M][side], bias = load<Vector>(data.bias + c);
#pragma GCC unroll 6
      for (int column = 0; column < side; ++column) {
        Vector sums[side], results[M];
#pragma GCC unroll 6
        for (int row = 0; row < side; ++row)
          sums[row] =
              load<Vector>(from + (row * side + column) * pointStride + c);
        transformSums(sums, results);
#pragma GCC unroll 4
        for (int row = 0; row < M; ++row)
          half[row][column] = results[row];
      }
#pragma GCC unroll 4
      for (int row = 0; row < M; ++row) {
        Vector results[M];
        transformSums(half[row], results);
#pragma GCC unroll 4
        for (int column = 0; column < M; ++column) {
          if (row >= rows || column >= columns)
            continue;
          float *to = corner + (row * shape.width + column) * channels + c;
          Vector result = results[column] + bias;
          if (shape.accumulates)
            result += load<Vector>(to);
          if (shape.clamps)
            result = notBelow(result, 0);
          store<Vector>(to, result);
        }
      }
    }
  }
}

WinogradFunctions winogradFunctions(int64_t tile) {
  if (tile == 2)
    return {transformImage<2>, multiply, transformProducts<2>};
  return {transformImage<4>, multiply, transformProducts<4>};
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_WINOGRADLOOPS_H
