//===- FilterLoops.h - Windows of one row in registers ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Included once per instruction set, like TileLoops.h: 3x3 windows of one
// vector of channels. A pixel is loaded once for all windows of a tile, and the
// weights stay in registers.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_FILTERLOOPS_H
#define PTIR_LIB_RUNTIME_KERNELS_FILTERLOOPS_H

#include "InvertedResidual.h"
#include "TileLoops.h"

namespace {

using namespace ptir::runtime::kernels;

/// Columns of the first and the last window that are outside of the image.
enum Outside { None = 0, Left = 1, Right = 2, Both = 3 };

/// `Count` neighbours of a row of the filtered image.
template <int Count, int Stride, int Skip = None>
PTIR_INLINE void filterTile(const float *const (&rows)[windowRows],
                            int64_t pixelStride, const Vector (&taps)[9],
                            Vector bias, float limit, float *to,
                            int64_t toStride) {
  constexpr int columns = (Count - 1) * Stride + 3;
  Vector sums[Count];
#pragma GCC unroll 8
  for (int i = 0; i < Count; ++i)
    sums[i] = bias;
#pragma GCC unroll 3
  for (int y = 0; y < windowRows; ++y)
#pragma GCC unroll 17
    for (int column = Skip & Left ? 1 : 0;
         column < columns - (Skip & Right ? 1 : 0); ++column) {
      Vector pixel = opaque(load<Vector>(rows[y] + column * pixelStride));
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

/// What the rows of a filtered image have in common, for one vector of
/// channels.
struct Filter {
  Vector taps[9], bias;
  float limit;
  int64_t width, outWidth, pixelStride, toStride;
};

/// One row of the filtered image. Rows begin a column before the image; what is
/// there is not read unless the image is expanded.
template <int Stride, bool IsExpanded>
PTIR_INLINE void filterRow(const Filter &filter,
                           const float *(&rows)[windowRows], float *to) {
  const int64_t pixelStride = IsExpanded ? vectorChannels : filter.pixelStride,
                toStride = filter.toStride;
  int64_t count = filter.outWidth;
  auto runOne = [&](auto size, auto skip) __attribute__((always_inline)) {
    constexpr int step = decltype(size)::value;
    // The next row, in which nothing has been looked at.
    if (!IsExpanded)
#pragma GCC unroll 16
      for (int i = 0; i < step * Stride; ++i)
        __builtin_prefetch(rows[2] + (filter.width + 1 + i) * pixelStride);
    filterTile<step, Stride, decltype(skip)::value>(rows, pixelStride,
                                                    filter.taps, filter.bias,
                                                    filter.limit, to, toStride);
#pragma GCC unroll 3
    for (const float *&row : rows)
      row += step * Stride * pixelStride;
    to += step * toStride;
    count -= step;
  };
  using std::integral_constant;
  integral_constant<int, None> none;
  integral_constant<int, 1> one;
  bool endsOutside = false;
  if (!IsExpanded) {
    endsOutside = (count - 1) * Stride + 1 >= filter.width;
    if (count == 1 && endsOutside)
      return runOne(one, integral_constant<int, Both>());
    runOne(one, integral_constant<int, Left>());
    count -= endsOutside;
  }
  auto run = [&](auto size) __attribute__((always_inline)) {
    while (count >= decltype(size)::value)
      runOne(size, none);
  };
  if (count % 7 == 0)
    run(integral_constant<int, 7>());
  run(integral_constant<int, 8>());
  run(integral_constant<int, 4>());
  run(one);
  if (endsOutside)
    runOne(one, integral_constant<int, Right>());
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_FILTERLOOPS_H
