//===- InvertedResidualLoops.h - The loops of a block -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Included once per instruction set, like TileLoops.h.
//
// For a chunk of the middle's channels, and a few rows of the result at a time:
// the rows of the expanded image that the windows reach are computed into a
// buffer, but for the last ones of the step before, which move to its front;
// they are filtered into another buffer, and its product with the weights of
// the projection is added to the result. Both buffers stay in the cache.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUALLOOPS_H
#define PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUALLOOPS_H

#include "InvertedResidual.h"
#include "TileLoops.h"

namespace {

using namespace ptir::runtime::kernels;

/// Which rows of the image `expanded` holds, with a row of zeros on either side
/// of the image.
struct Window {
  int64_t begin, end;
};

/// One row of an expanded image: each vector of channels is an image of its
/// own, `vectorStride` apart, [width + 2][16] with a zero on either side.
void expandRow(const InvertedResidualShape &shape,
               const InvertedResidualOperands &data, int64_t channel,
               int64_t channels, int64_t row, float *to, int64_t vectorStride) {
  int64_t vectors = channels / vectorChannels;
  bool isOutside = row < 0 || row >= shape.height;
  for (int64_t v = 0; v < vectors; ++v) {
    float *line = to + v * vectorStride;
    for (int64_t x = 0; x < shape.width + 2;
         x += isOutside ? 1 : shape.width + 1)
      store<Vector>(line + x * vectorChannels, Vector{});
  }
  if (isOutside)
    return;
  const float *image = data.image + row * shape.width * shape.inputs;
  to += vectorChannels;
  if (!shape.expands) {
    for (int64_t v = 0; v < vectors; ++v)
      for (int64_t x = 0; x < shape.width; ++x)
        store<Vector>(to + v * vectorStride + x * vectorChannels,
                      load<Vector>(image + x * shape.inputs + channel +
                                   v * vectorChannels));
    return;
  }
  Tile tile{};
  tile.a = image;
  tile.aStride = shape.inputs;
  tile.b = data.expand + channel * shape.inputs;
  tile.bStride = channels;
  tile.start = data.expandBias + channel;
  tile.c = to;
  tile.cStride = vectorChannels;
  tile.cVectorStride = vectorStride;
  tile.depth = shape.inputs;
  tile.low = 0;
  tile.high = shape.expandLimit;
  runRows(tile, shape.width, channels / halfChannels);
}

/// Moves the rows of `before` that `after` has, too, and computes the others.
void fillWindow(const InvertedResidualShape &shape,
                const InvertedResidualOperands &data, int64_t channel,
                int64_t channels, Window before, Window after, float *expanded,
                int64_t vectorStride) {
  int64_t rowFloats = (shape.width + 2) * vectorChannels,
          kept = before.end > after.begin ? before.end - after.begin : 0;
  for (int64_t v = 0; v < channels / vectorChannels && kept > 0; ++v) {
    float *to = expanded + v * vectorStride;
    const float *from = to + (after.begin - before.begin) * rowFloats;
    for (int64_t i = 0; i < kept * rowFloats; i += vectorChannels)
      store<Vector>(to + i, load<Vector>(from + i));
  }
  for (int64_t row = after.begin + kept; row < after.end; ++row)
    expandRow(shape, data, channel, channels, row,
              expanded + (row - after.begin) * rowFloats, vectorStride);
}

/// `Count` neighbours of a row of the filtered image, one vector of channels.
/// Rows of the image have `rowFloats` floats.
template <int Count, int Stride>
PTIR_INLINE void filterTile(const float *from, int64_t rowFloats,
                            const Vector (&taps)[9], Vector bias, float limit,
                            float *to, int64_t toStride) {
  Vector sums[Count];
#pragma GCC unroll 8
  for (int i = 0; i < Count; ++i)
    sums[i] = bias;
#pragma GCC unroll 3
  for (int y = 0; y < 3; ++y, from += rowFloats)
#pragma GCC unroll 17
    for (int column = 0; column < (Count - 1) * Stride + 3; ++column) {
      Vector pixel = opaque(load<Vector>(from + column * vectorChannels));
#pragma GCC unroll 3
      for (int x = 0; x < 3; ++x)
        if (column >= x && (column - x) % Stride == 0 &&
            (column - x) / Stride < Count)
          sums[(column - x) / Stride] += pixel * taps[3 * y + x];
    }
#pragma GCC unroll 8
  for (int i = 0; i < Count; ++i, to += toStride)
    store<Vector>(to, clamp(sums[i], 0, limit));
}

/// One row of the filtered image, one vector of channels.
template <int Stride>
void filterRow(const float *from, int64_t rowFloats, const float *weights,
               const float *bias, float limit, float *to, int64_t toStride,
               int64_t count) {
  Vector taps[9];
#pragma GCC unroll 9
  for (int i = 0; i < 9; ++i)
    taps[i] = load<Vector>(weights + i * vectorChannels);
  Vector start = load<Vector>(bias);
  auto run = [&](auto width) __attribute__((always_inline)) {
    constexpr int step = decltype(width)::value;
    for (; count >= step; count -= step) {
      filterTile<step, Stride>(from, rowFloats, taps, start, limit, to,
                               toStride);
      from += step * Stride * vectorChannels;
      to += step * toStride;
    }
  };
  if (count % 7 == 0)
    run(std::integral_constant<int, 7>());
  run(std::integral_constant<int, 8>());
  run(std::integral_constant<int, 4>());
  run(std::integral_constant<int, 1>());
}

void filterPanel(const InvertedResidualShape &shape,
                 const InvertedResidualOperands &data, int64_t channel,
                 int64_t channels, const float *expanded, int64_t vectorStride,
                 int64_t rows, float *to) {
  int64_t rowFloats = (shape.width + 2) * vectorChannels;
  auto function = shape.stride == 1 ? filterRow<1> : filterRow<2>;
  for (int64_t c = 0; c < channels; c += vectorChannels)
    for (int64_t row = 0; row < rows; ++row)
      function(expanded + c / vectorChannels * vectorStride +
                   row * shape.stride * rowFloats,
               rowFloats, data.filter + (channel + c) * 9,
               data.filterBias + channel + c, shape.filterLimit,
               to + row * shape.outWidth * shape.chunk + c, shape.chunk,
               shape.outWidth);
}

/// Adds the product of filtered[pixels][channels of the middle from `channel`]
/// to rows of the result, or begins with it if `isFirst`.
void projectRows(const InvertedResidualShape &shape,
                 const InvertedResidualOperands &data, int64_t channel,
                 int64_t channels, bool isFirst, const float *filtered,
                 int64_t firstRow, int64_t rows) {
  alignas(64) static const float zeros[panelChannels] = {};
  int64_t first = firstRow * shape.outWidth;
  for (int64_t i = 0; i < columnPanels(shape.outputs); ++i) {
    int64_t begin = columnBegin(shape.outputs, i),
            width = columnBegin(shape.outputs, i + 1) - begin;
    Tile tile{};
    tile.a = filtered;
    tile.aStride = shape.chunk;
    tile.b = data.project + begin * shape.middle + channel * width;
    tile.bStride = width;
    tile.c = data.result + first * shape.outputs + begin;
    tile.cStride = shape.outputs;
    tile.cVectorStride = vectorChannels;
    tile.start = tile.c;
    tile.startStride = tile.cStride;
    if (isFirst) {
      tile.start = channel == 0 ? data.projectBias + begin : zeros;
      tile.startStride = 0;
    }
    if (channel == 0 && shape.addsImage) {
      tile.added = data.image + first * shape.outputs + begin;
      tile.addedStride = shape.outputs;
    }
    tile.depth = channels;
    runRows(tile, rows * shape.outWidth, width / halfChannels);
  }
}

void runPart(const InvertedResidualShape &shape,
             const InvertedResidualOperands &data,
             const InvertedResidualPart &part, float *scratch) {
  int64_t roomRows = (shape.rows - 1) * shape.stride + 3;
  int64_t vectorStride = roomRows * (shape.width + 2) * vectorChannels;
  float *filtered = scratch;
  float *expanded = scratch + shape.rows * shape.outWidth * shape.chunk;
  for (int64_t chunk = part.firstChannel; chunk < part.lastChannel;
       chunk += shape.chunk) {
    int64_t end = chunk + shape.chunk < part.lastChannel ? chunk + shape.chunk
                                                         : part.lastChannel;
    Window before{0, 0};
    for (int64_t row = part.firstRow; row < part.lastRow; row += shape.rows) {
      int64_t rows =
          shape.rows < part.lastRow - row ? shape.rows : part.lastRow - row;
      Window after{row * shape.stride - 1, (row + rows - 1) * shape.stride + 2};
      if (row == part.firstRow)
        before = {after.begin, after.begin};
      for (int64_t panel = chunk; panel < end; panel += panelChannels) {
        int64_t channels =
            end - panel < panelChannels ? end - panel : panelChannels;
        float *buffer =
            expanded + (panel - chunk) / vectorChannels * vectorStride;
        fillWindow(shape, data, panel, channels, before, after, buffer,
                   vectorStride);
        filterPanel(shape, data, panel, channels, buffer, vectorStride, rows,
                    filtered + panel - chunk);
      }
      projectRows(shape, data, chunk, end - chunk, chunk == part.firstChannel,
                  filtered, row, rows);
      before = after;
    }
  }
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUALLOOPS_H
