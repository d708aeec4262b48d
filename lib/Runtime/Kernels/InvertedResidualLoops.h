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
// ring of rows, where the last ones of the step before still are; they are
// filtered into another buffer, and its product with the weights of the
// projection is added to the result. Both buffers stay in the cache. An image
// that is not expanded is filtered where it is, and the first image of a
// network may be expanded by windows, straight from its planes.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUALLOOPS_H
#define PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUALLOOPS_H

#include "FilterLoops.h"
#include "PlaneLoops.h"

namespace {

using namespace ptir::runtime::kernels;

/// The part of some weights that one step of the depth asks for, where products
/// of the same depth have so many tiles.
int64_t strideAhead(int64_t columns, int64_t tiles) {
  return (columns + tiles - 1) / tiles;
}

/// One row of an expanded image: each vector of channels is an image of its
/// own, `vectorStride` apart, [width + 2][16] with a zero on either side.
/// `lines` has room for those of planes.
void expandRow(const InvertedResidualShape &shape,
               const InvertedResidualOperands &data, int64_t channel,
               int64_t channels, int64_t row, float *lines, float *to,
               int64_t vectorStride, const float *ahead, int64_t aheadStride) {
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
  if (readsPlanes(shape)) {
    copyLines(shape, data.image, row, lines);
    return convolvePlanes(shape, data, channel, channels, lines,
                          to + vectorChannels, vectorStride);
  }
  Tile tile{};
  tile.a = data.image + row * shape.width * shape.inputs;
  tile.aStride = shape.inputs;
  tile.b = data.expand + channel * shape.inputs;
  tile.bStride = channels;
  tile.start = data.expandBias + channel;
  tile.c = to + vectorChannels;
  tile.cStride = vectorChannels;
  tile.cVectorStride = vectorStride;
  tile.depth = shape.inputs;
  tile.low = 0;
  tile.high = shape.expandLimit;
  tile.ahead = ahead;
  tile.aheadStride = aheadStride;
  runRows(tile, shape.width, channels / halfChannels);
}

/// Some rows of the filtered image, one vector of channels. `rowAt` says where
/// a row is, counted from the top one of the first window.
template <int Stride, bool IsExpanded, typename RowAt>
void filterRows(const InvertedResidualShape &shape,
                const InvertedResidualOperands &data, int64_t channel,
                int64_t rows, RowAt rowAt, float *to) {
  Filter filter{{},
                load<Vector>(data.filterBias + channel),
                shape.filterLimit,
                shape.width,
                shape.outWidth,
                shape.inputs,
                shape.chunk};
#pragma GCC unroll 9
  for (int i = 0; i < 9; ++i)
    filter.taps[i] =
        load<Vector>(data.filter + channel * 9 + i * vectorChannels);
  for (int64_t row = 0; row < rows; ++row) {
    const float *window[windowRows];
#pragma GCC unroll 3
    for (int y = 0; y < windowRows; ++y)
      window[y] = rowAt(row * Stride + y);
    filterRow<Stride, IsExpanded>(filter, window,
                                  to + row * filter.outWidth * filter.toStride);
  }
}

/// Filters rows of a panel of the expanded image, [vectors][room][width +
/// 2][16]: row y of the image is in slot (y + 1) % room. The windows of the
/// rows before have left there what they share with these, unless `isFirst`.
void filterExpanded(const InvertedResidualShape &shape,
                    const InvertedResidualOperands &data, int64_t channel,
                    int64_t channels, int64_t firstRow, int64_t rows,
                    bool isFirst, float *lines, float *expanded, float *to) {
  int64_t room = rowsBelow(shape, shape.rows),
          rowFloats = (shape.width + 2) * vectorChannels,
          vectorStride = room * rowFloats, top = firstRow * shape.stride,
          kept = isFirst ? 0 : windowRows - shape.stride, first = top % room,
          below = rowsBelow(shape, rows), end = channel + channels;
  // The next panel's weights, or the first ones of the projection.
  const float *ahead = end < shape.middle
                           ? data.expand + end * expandDepth(shape)
                           : data.project;
  int64_t tiles = tilesOf(shape.width),
          aheadStride = strideAhead(channels, (below - kept) * tiles);
  for (int64_t i = kept; i < below; ++i) {
    expandRow(shape, data, channel, channels, top - 1 + i, lines,
              expanded + (top + i) % room * rowFloats, vectorStride, ahead,
              aheadStride);
    ahead += tiles * shape.inputs * aheadStride;
  }
  for (int64_t c = 0; c < channels; c += vectorChannels) {
    auto rowAt = [=](int64_t i) __attribute__((always_inline)) {
      int64_t slot = first + i;
      return expanded + (slot < room ? slot : slot - room) * rowFloats;
    };
    auto function = shape.stride == 1 ? filterRows<1, true, decltype(rowAt)>
                                      : filterRows<2, true, decltype(rowAt)>;
    function(shape, data, channel + c, rows, rowAt, to + c);
    expanded += vectorStride;
  }
}

/// The same of the image itself; `zeros` is a row of them.
void filterImage(const InvertedResidualShape &shape,
                 const InvertedResidualOperands &data, int64_t channel,
                 int64_t channels, int64_t firstRow, int64_t rows,
                 const float *zeros, float *to) {
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t c = 0; c < channels; c += vectorChannels) {
      auto rowAt = [&](int64_t i) __attribute__((always_inline)) {
        int64_t y = (firstRow + row) * shape.stride - 1 + i;
        bool isOutside = y < 0 || y >= shape.height;
        return (isOutside ? zeros
                          : data.image + y * shape.width * shape.inputs) +
               channel + c - shape.inputs;
      };
      auto function = shape.stride == 1 ? filterRows<1, false, decltype(rowAt)>
                                        : filterRows<2, false, decltype(rowAt)>;
      function(shape, data, channel + c, 1, rowAt,
               to + row * shape.outWidth * shape.chunk + c);
    }
}

/// Adds the product of filtered[pixels][channels of the middle from `channel`]
/// to rows of the result, or begins with it if `isFirst`.
void projectRows(const InvertedResidualShape &shape,
                 const InvertedResidualOperands &data, int64_t channel,
                 int64_t channels, bool isFirst, const float *filtered,
                 int64_t firstRow, int64_t rows) {
  alignas(64) static const float zeros[panelChannels] = {};
  int64_t first = firstRow * shape.outWidth, pixels = rows * shape.outWidth;
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
    int64_t end = begin + width;
    if (end < shape.outputs) {
      int64_t next = columnBegin(shape.outputs, i + 2) - end;
      tile.ahead = data.project + end * shape.middle + channel * next;
      tile.aheadStride = strideAhead(next, tilesOf(pixels));
    } else {
      // What the next tile writes.
      tile.ahead = tile.c + tileRows * tile.cStride;
      tile.aheadStride = strideAhead(tileRows * tile.cStride, channels);
    }
    runRows(tile, pixels, width / halfChannels);
  }
}

void runPart(const InvertedResidualShape &shape,
             const InvertedResidualOperands &data,
             const InvertedResidualPart &part, float *scratch) {
  float *filtered = scratch;
  float *lines = scratch + shape.rows * shape.outWidth * shape.chunk;
  float *expanded = lines + lineFloats(shape);
  if (!shape.expands)
    for (int64_t i = 0; i < shape.width * shape.inputs; ++i)
      expanded[i] = 0;
  int64_t channelFloats =
      shape.isOneStep ? 0 : rowsBelow(shape, shape.rows) * (shape.width + 2);
  for (int64_t chunk = part.firstChannel; chunk < part.lastChannel;
       chunk += shape.chunk) {
    int64_t end = chunk + shape.chunk < part.lastChannel ? chunk + shape.chunk
                                                         : part.lastChannel;
    for (int64_t row = part.firstRow; row < part.lastRow; row += shape.rows) {
      int64_t rows =
          shape.rows < part.lastRow - row ? shape.rows : part.lastRow - row;
      for (int64_t panel = chunk; panel < end; panel += panelChannels) {
        int64_t channels =
            end - panel < panelChannels ? end - panel : panelChannels;
        float *to = filtered + panel - chunk;
        if (shape.expands)
          filterExpanded(shape, data, panel, channels, row, rows,
                         row == part.firstRow, lines,
                         expanded + (panel - chunk) * channelFloats, to);
        else
          filterImage(shape, data, panel, channels, row, rows, expanded, to);
      }
      projectRows(shape, data, chunk, end - chunk, chunk == part.firstChannel,
                  filtered, row, rows);
    }
  }
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUALLOOPS_H
