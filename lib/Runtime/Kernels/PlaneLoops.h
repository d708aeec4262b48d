//===- PlaneLoops.h - Windows of an image of planes -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Included once per instruction set, like TileLoops.h: a row of a 3x3
// convolution, two apart, of an image that has its channels first. The lines
// that the windows cover are copied with a zero on either side, so that every
// factor of the next window is two further on.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_PLANELOOPS_H
#define PTIR_LIB_RUNTIME_KERNELS_PLANELOOPS_H

#include "InvertedResidual.h"
#include "TileLoops.h"

namespace {

using namespace ptir::runtime::kernels;

/// Neighbours that are computed together: with two vectors of channels each,
/// the weights and a factor they fill 32 registers.
constexpr int planePixels = tileRows > 1 ? 14 : 1;

/// What the tiles of a row have in common. `lines` is [inputs][3][pitch],
/// `weights` [inputs][3][3][weightStride].
struct PlaneRow {
  const float *lines, *weights, *bias;
  int64_t numLines, pitch, weightStride, vectorStride;
  float limit;
};

/// The lines below a row of the result: [inputs][3][pitch].
void copyLines(const InvertedResidualShape &shape, const float *image,
               int64_t row, float *to) {
  const int64_t pitch = linePitch(shape), width = shape.planeWidth;
  for (int64_t input = 0; input < shape.inputs; ++input)
    for (int64_t y = 2 * row - 1; y < 2 * row + 2; ++y, to += pitch) {
      bool isOutside = y < 0 || y >= shape.planeHeight;
      const float *from = image + (input * shape.planeHeight + y) * width;
      to[0] = 0;
      for (int64_t x = 0; x < width; ++x)
        to[x + 1] = isOutside ? 0 : from[x];
      // Two lines further on is what the next row is below.
      for (int64_t x = 0; x < width; x += vectorChannels)
        __builtin_prefetch(from + 2 * width + x);
      for (int64_t x = width + 1; x < pitch; ++x)
        to[x] = 0;
    }
}

/// `Count` neighbours from pixel `first` on.
template <int Count, int Vectors>
PTIR_INLINE void planeTile(const PlaneRow &row, int64_t first, float *to) {
  Vector sums[Count][Vectors];
#pragma GCC unroll 2
  for (int v = 0; v < Vectors; ++v) {
    Vector bias = opaque(load<Vector>(row.bias + 16 * v));
#pragma GCC unroll 14
    for (int r = 0; r < Count; ++r)
      sums[r][v] = bias;
  }
  const float *line = row.lines + 2 * first, *weights = row.weights;
  for (int64_t i = 0; i < row.numLines; ++i, line += row.pitch) {
    const float *factors = line;
#pragma GCC unroll 3
    for (int x = 0; x < windowRows; ++x, ++factors) {
      // No register is left for the factors that neighbours share.
      asm("" : "+r"(factors));
      Vector taps[Vectors];
#pragma GCC unroll 2
      for (int v = 0; v < Vectors; ++v)
        taps[v] = opaque(load<Vector>(weights + 16 * v));
      weights += row.weightStride;
#pragma GCC unroll 14
      for (int r = 0; r < Count; ++r) {
        float factor = factors[2 * r];
#pragma GCC unroll 2
        for (int v = 0; v < Vectors; ++v)
          sums[r][v] = opaque(sums[r][v] + factor * taps[v]);
      }
    }
  }
  to += first * vectorChannels;
#pragma GCC unroll 14
  for (int r = 0; r < Count; ++r, to += vectorChannels)
#pragma GCC unroll 2
    for (int v = 0; v < Vectors; ++v)
      store<Vector>(to + v * row.vectorStride, clamp(sums[r][v], 0, row.limit));
}

/// `width` pixels of some vectors of channels, which are `vectorStride` apart.
template <int Vectors>
void planePixelsOf(const PlaneRow &row, int64_t width, float *to) {
  int64_t first = 0;
  auto run = [&](auto size) __attribute__((always_inline)) {
    for (; width - first >= decltype(size)::value;
         first += decltype(size)::value)
      planeTile<decltype(size)::value, Vectors>(row, first, to);
  };
  run(std::integral_constant<int, planePixels>());
  run(std::integral_constant<int, 4>());
  run(std::integral_constant<int, 1>());
}

/// One row of some vectors of channels; `lines` are those of `copyLines`.
void convolvePlanes(const InvertedResidualShape &shape,
                    const InvertedResidualOperands &data, int64_t channel,
                    int64_t channels, const float *lines, float *to,
                    int64_t vectorStride) {
  PlaneRow row{lines,
               data.expand + channel * expandDepth(shape),
               data.expandBias + channel,
               shape.inputs * windowRows,
               linePitch(shape),
               channels,
               vectorStride,
               shape.expandLimit};
  for (int64_t c = 0; c < channels;) {
    bool isPair = channels - c >= 2 * vectorChannels;
    (isPair ? planePixelsOf<2> : planePixelsOf<1>)(row, shape.width, to);
    int64_t vectors = isPair ? 2 : 1;
    c += vectors * vectorChannels;
    row.weights += vectors * vectorChannels;
    row.bias += vectors * vectorChannels;
    to += vectors * vectorStride;
  }
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_PLANELOOPS_H
