//===- FloatTile.h - Products of f32 in registers ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// In files that are compiled for AVX-512. A tile is up to six rows of x times a
// block of a panel; its sums go to [row][64], which lies in the core's cache.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_FLOATTILE_H
#define PTIR_LIB_RUNTIME_KERNELS_FLOATTILE_H

#include "MatmulSteps.h"

namespace {

/// What a tile's sums do to those of a panel.
enum class Update : uint8_t { None, Store, Add, Subtract };

struct Target {
  float *sums; // [row][64]
  Update update;
};

/// What is done for the blocks that follow while a tile multiplies: lines to
/// fetch, and lines of a sum of two blocks to write.
struct Ahead {
  const float *next;
  int64_t nextLines;
  const float *left, *right; // [depth][64]; no left stands for zeros
  bool subtracts;            // left - right
  /// What depths of `right` are multiplied by, and columns of it and of `left`
  /// if `scalesLeft`; null stands for ones.
  const float *depthFactors, *columnFactors;
  bool scalesLeft;
  float *sum;
  int64_t firstLine, sumLines;
};

struct FloatTile {
  const float *block; // [depth][64]
  const float *x;
  int64_t stride; // from one row of x to the next
  int64_t depth;
  Target targets[2]; // the first one is there
  Ahead ahead;
};

/// Keeps the compiler from loading a value anew for each of its uses.
PTIR_INLINE __m512 keep(__m512 value) {
  asm("" : "+v"(value));
  return value;
}

template <int Rows>
PTIR_INLINE void addDepth(const FloatTile &tile, const float *const (&x)[Rows],
                          int64_t k, __m512 (&sums)[Rows][panelVectors]) {
  __m512 row[panelVectors];
#pragma GCC unroll 4
  for (int v = 0; v < panelVectors; ++v)
    row[v] =
        keep(_mm512_loadu_ps(tile.block + k * panelColumns + vectorFloats * v));
#pragma GCC unroll 6
  for (int r = 0; r < Rows; ++r) {
    __m512 factor = _mm512_set1_ps(x[r][k]);
#pragma GCC unroll 4
    for (int v = 0; v < panelVectors; ++v)
      sums[r][v] = _mm512_fmadd_ps(factor, row[v], sums[r][v]);
  }
}

PTIR_INLINE void addLine(const Ahead &ahead, int64_t index) {
  int64_t line = ahead.firstLine + index, at = line * vectorFloats;
  __m512 left =
      ahead.left ? _mm512_loadu_ps(ahead.left + at) : _mm512_setzero_ps();
  __m512 right = _mm512_loadu_ps(ahead.right + at);
  if (ahead.columnFactors) {
    __m512 factors = _mm512_load_ps(ahead.columnFactors +
                                    line % panelVectors * vectorFloats);
    right = _mm512_mul_ps(right, factors);
    if (ahead.scalesLeft)
      left = _mm512_mul_ps(left, factors);
  }
  if (ahead.depthFactors)
    right = _mm512_mul_ps(
        right, _mm512_set1_ps(ahead.depthFactors[line / panelVectors]));
  right = _mm512_xor_ps(right, _mm512_set1_ps(ahead.subtracts ? -0.0f : 0.0f));
  _mm512_store_ps(ahead.sum + at, _mm512_add_ps(left, right));
}

template <int Rows>
PTIR_INLINE void update(const Target &target,
                        const __m512 (&sums)[Rows][panelVectors]) {
  auto each = [&](auto &&change) __attribute__((always_inline)) {
#pragma GCC unroll 6
    for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 4
      for (int v = 0; v < panelVectors; ++v) {
        float *to = target.sums + r * panelColumns + vectorFloats * v;
        _mm512_store_ps(to, change(to, sums[r][v]));
      }
  };
  switch (target.update) {
  case Update::None:
    return;
  case Update::Store:
    return each([](const float *, __m512 sum) { return sum; });
  case Update::Add:
    return each([](const float *to, __m512 sum) {
      return _mm512_add_ps(_mm512_load_ps(to), sum);
    });
  case Update::Subtract:
    return each([](const float *to, __m512 sum) {
      return _mm512_sub_ps(_mm512_load_ps(to), sum);
    });
  }
}

/// The lines of one of `count` depths.
PTIR_INLINE void fetchLines(const Ahead &ahead, int64_t k, int64_t count) {
  for (int64_t line = k; line < ahead.nextLines; line += count)
    _mm_prefetch(ahead.next + line * vectorFloats, _MM_HINT_T1);
}

template <int Rows>
void runTile(const FloatTile &tile) {
  __m512 sums[Rows][panelVectors];
  const float *x[Rows];
#pragma GCC unroll 6
  for (int r = 0; r < Rows; ++r) {
    x[r] = tile.x + r * tile.stride;
#pragma GCC unroll 4
    for (int v = 0; v < panelVectors; ++v)
      sums[r][v] = _mm512_setzero_ps();
  }
  // The last depths fetch what the sums are added to.
  constexpr int64_t targetLines = Rows * panelVectors;
  int64_t numTargets = tile.targets[1].update == Update::None ? 1 : 2;
  int64_t last = tile.depth - numTargets * targetLines;
  const Ahead ahead = tile.ahead;
  int64_t k = 0;
  for (; k < ahead.sumLines && k < last; ++k) {
    addLine(ahead, k);
    fetchLines(ahead, k, last);
    addDepth<Rows>(tile, x, k, sums);
  }
  for (int64_t line = k; line < ahead.sumLines; ++line)
    addLine(ahead, line);
  for (; k < ahead.nextLines && k < last; ++k) {
    fetchLines(ahead, k, last);
    addDepth<Rows>(tile, x, k, sums);
  }
  for (; k < last; ++k)
    addDepth<Rows>(tile, x, k, sums);
  for (int target = 0; target < numTargets; ++target) {
    const float *line = tile.targets[target].sums;
    for (int64_t i = 0; i < targetLines && k < tile.depth; ++i, ++k) {
      __builtin_prefetch(line + i * vectorFloats, /*rw=*/1);
      addDepth<Rows>(tile, x, k, sums);
    }
  }
  update<Rows>(tile.targets[0], sums);
  update<Rows>(tile.targets[1], sums);
}

/// All rows of x, in tiles of about the same height.
void runTiles(const FloatTile &tile, int64_t rows) {
  static constexpr void (*functions[])(const FloatTile &) = {
      runTile<1>, runTile<2>, runTile<3>, runTile<4>, runTile<5>, runTile<6>};
  int64_t tiles = (rows + tileRows - 1) / tileRows;
  for (int64_t i = 0; i < tiles; ++i) {
    int64_t begin = rows * i / tiles, end = rows * (i + 1) / tiles;
    FloatTile part = tile;
    part.x += begin * tile.stride;
    for (Target &target : part.targets)
      target.sums += begin * panelColumns;
    const Ahead &all = tile.ahead;
    int64_t next = all.nextLines * i / tiles, sum = all.sumLines * i / tiles;
    part.ahead.next += next * vectorFloats;
    part.ahead.nextLines = all.nextLines * (i + 1) / tiles - next;
    part.ahead.firstLine += sum;
    part.ahead.sumLines = all.sumLines * (i + 1) / tiles - sum;
    functions[end - begin - 1](part);
  }
}

/// Writes a panel of some rows of y. The sums, [row][64], are multiplied by
/// factors of their rows and columns first, unless these are null.
void finishPanel(const MatmulShape &shape, const MatmulOperands &data,
                 int64_t firstRow, int64_t rows, int64_t panel,
                 const float *sums, const float *rowFactors,
                 const float *columnFactors) {
  int64_t column = panel * panelColumns;
  __mmask16 masks[panelVectors];
  __m512 bias[panelVectors], factors[panelVectors];
  for (int v = 0; v < panelVectors; ++v) {
    masks[v] = firstLanes(shape.columns - column - vectorFloats * v);
    bias[v] = data.bias ? _mm512_maskz_loadu_ps(masks[v], data.bias + column +
                                                              vectorFloats * v)
                        : _mm512_setzero_ps();
    factors[v] = columnFactors
                     ? _mm512_loadu_ps(columnFactors + vectorFloats * v)
                     : _mm512_set1_ps(1);
  }
  for (int64_t r = 0; r < rows; ++r, sums += panelColumns) {
    float *y = data.y + (firstRow + r) * shape.columns + column;
    __m512 rowFactor = _mm512_set1_ps(rowFactors ? rowFactors[r] : 1);
#pragma GCC unroll 4
    for (int v = 0; v < panelVectors; ++v) {
      float *to = y + vectorFloats * v;
      __m512 start = bias[v];
      if (shape.accumulates)
        start = _mm512_add_ps(start, _mm512_maskz_loadu_ps(masks[v], to));
      __m512 sum =
          _mm512_mul_ps(_mm512_load_ps(sums + vectorFloats * v), factors[v]);
      __m512 result = apply(shape.step, _mm512_fmadd_ps(sum, rowFactor, start));
      _mm512_mask_storeu_ps(to, masks[v], result);
    }
  }
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_FLOATTILE_H
