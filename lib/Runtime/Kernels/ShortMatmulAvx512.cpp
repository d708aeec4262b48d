//===- ShortMatmulAvx512.cpp - Products of bf16 in registers --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Compiled for AVX-512 with BF16: nothing of the standard library is
// instantiated here.
//
//===----------------------------------------------------------------------===//

#include "ShortMatmul.h"

#include "MatmulSteps.h"
#include "ShortPanels.h"

namespace {

using namespace ptir::runtime::kernels;

/// Up to so many tiles unpack the weights themselves.
constexpr int fewTiles = 3;

/// A block of a panel and the rows it meets.
struct Tile {
  const unsigned char *block; // as UnpackedBlock or stored panels are
  const uint16_t *x;          // at the block's first depth
  int64_t depth;              // from one row of x to the next
  int64_t pairs;
  float *y;        // at the panel's first column
  int64_t columns; // from one row of y to the next
  __mmask16 masks[panelVectors];
  const float *scales; // 64
  const float *bias;   // 64, or null
  bool isFirst, isLast, accumulates;
  MatmulStep step;
  /// Lines to fetch meanwhile.
  const unsigned char *next;
  int64_t lines;
};

/// Scales the sums of rows, [row][64], adds them to what is there and applies
/// the step.
__attribute__((noinline)) void finishRows(const Tile &tile, const float *sums,
                                          int rows) {
  float *y = tile.y;
  for (int r = 0; r < rows; ++r, y += tile.columns, sums += panelColumns)
#pragma GCC unroll 4
    for (int v = 0; v < panelVectors; ++v) {
      __mmask16 mask = tile.masks[v];
      __m512 start = _mm512_setzero_ps();
      if (!tile.isFirst || tile.accumulates)
        start = _mm512_maskz_loadu_ps(mask, y + 16 * v);
      if (tile.isFirst && tile.bias)
        start = _mm512_add_ps(start,
                              _mm512_maskz_loadu_ps(mask, tile.bias + 16 * v));
      __m512 result =
          _mm512_fmadd_ps(_mm512_load_ps(sums + 16 * v),
                          _mm512_loadu_ps(tile.scales + 16 * v), start);
      if (tile.isLast)
        result = apply(tile.step, result);
      _mm512_mask_storeu_ps(y + 16 * v, mask, result);
    }
}

/// Adds the products of one pair of depths.
template <int Rows, typename Panels>
PTIR_INLINE void addPair(const unsigned char *group, int pair,
                         const uint16_t *x, int64_t depth,
                         __m512 (&sums)[Rows][panelVectors]) {
  PairRow row;
  Panels::load(group, pair, row);
#pragma GCC unroll 6
  for (int r = 0; r < Rows; ++r) {
    int both;
    __builtin_memcpy(&both, x + r * depth, sizeof both);
    auto factor = (__m512bh)_mm512_set1_epi32(both);
#pragma GCC unroll 4
    for (int v = 0; v < panelVectors; ++v)
      sums[r][v] = _mm512_dpbf16_ps(sums[r][v], (__m512bh)row[v], factor);
  }
}

template <int Rows, typename Panels>
void runTile(const Tile &tile) {
  __m512 sums[Rows][panelVectors];
#pragma GCC unroll 6
  for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 4
    for (int v = 0; v < panelVectors; ++v)
      sums[r][v] = _mm512_setzero_ps();
  const unsigned char *block = tile.block;
  const uint16_t *x = tile.x;
  const int64_t depth = tile.depth, pairs = tile.pairs, lines = tile.lines;
  const unsigned char *next = tile.next;
  constexpr int together = Panels::pairsTogether;
  // The last pairs fetch the lines that are written.
  const int64_t last = pairs - Rows * panelVectors * together;
  int64_t pair = 0;
  for (; pair + together <= pairs;
       pair += together, block += together * Panels::pairBytes) {
    if (pair < lines)
      _mm_prefetch(next + pair * cacheLine, _MM_HINT_T1);
    if (pair >= last) {
      int64_t line = (pair - last) / together;
      __builtin_prefetch(tile.y + line / panelVectors * tile.columns +
                             line % panelVectors * 16,
                         /*rw=*/1);
    }
#pragma GCC unroll 2
    for (int i = 0; i < together; ++i)
      addPair<Rows, Panels>(block, i, x + 2 * (pair + i), depth, sums);
  }
  if (pair < pairs)
    addPair<Rows, Panels>(block, 0, x + 2 * pair, depth, sums);
  alignas(cacheLine) float kept[Rows * panelColumns];
#pragma GCC unroll 6
  for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 4
    for (int v = 0; v < panelVectors; ++v)
      _mm512_store_ps(kept + r * panelColumns + 16 * v, sums[r][v]);
  finishRows(tile, kept, Rows);
}

/// runTile of one to six rows.
template <typename Panels>
constexpr void (*tileFunctions[tileRows])(const Tile &) = {
    runTile<1, Panels>, runTile<2, Panels>, runTile<3, Panels>,
    runTile<4, Panels>, runTile<5, Panels>, runTile<6, Panels>};

/// All rows, in tiles of about the same height.
template <typename Panels>
void runRows(Tile tile, int64_t rows, const unsigned char *next,
             int64_t lines) {
  int64_t tiles = (rows + tileRows - 1) / tileRows;
  for (int64_t i = 0; i < tiles; ++i) {
    int64_t begin = rows * i / tiles, end = rows * (i + 1) / tiles;
    Tile part = tile;
    part.x += begin * tile.depth;
    part.y += begin * tile.columns;
    part.next = next + lines * i / tiles * cacheLine;
    part.lines = lines * (i + 1) / tiles - lines * i / tiles;
    tileFunctions<Panels>[end - begin - 1](part);
  }
}

} // namespace

void ptir::runtime::kernels::roundRowsAvx512(const MatmulShape &shape,
                                             const float *x, uint16_t *rounded,
                                             int64_t begin, int64_t end) {
  int64_t last = end * shape.depth;
  for (int64_t i = begin * shape.depth; i < last; i += 16) {
    __mmask16 mask = firstLanes(last - i);
    auto halves =
        (__m256i)_mm512_cvtneps_pbh(_mm512_maskz_loadu_ps(mask, x + i));
    _mm256_mask_storeu_epi16(rounded + i, mask, halves);
  }
}

/// What the tiles of a panel have in common; `scales` has room for 64.
template <typename Panels>
static Tile tileOf(const MatmulShape &shape, const MatmulOperands &data,
                   int64_t panel, const unsigned char *stored, float *scales) {
  int64_t column = panel * panelColumns;
  Tile tile{};
  for (int v = 0; v < panelVectors; ++v) {
    tile.masks[v] = firstLanes(shape.columns - column - 16 * v);
    _mm512_storeu_ps(
        scales + 16 * v,
        Panels::loadScales(stored + Panels::scalesAt(shape.depth / 2), v));
  }
  tile.depth = shape.depth;
  tile.y = data.y + column;
  tile.columns = shape.columns;
  tile.scales = scales;
  tile.bias = data.bias ? data.bias + column : nullptr;
  tile.accumulates = shape.accumulates;
  tile.step = shape.step;
  return tile;
}

template <typename Panels>
static void multiplyPanels(const MatmulShape &shape, const MatmulOperands &data,
                           const uint16_t *rounded, unsigned char *block,
                           int64_t begin, int64_t end) {
  int64_t pairs = shape.depth / 2, panelBytes = Panels::panelBytes(pairs);
  for (int64_t panel = begin; panel < end; ++panel) {
    const unsigned char *stored =
        static_cast<const unsigned char *>(data.weights) + panel * panelBytes;
    float scales[panelColumns];
    Tile tile = tileOf<Panels>(shape, data, panel, stored, scales);
    if (shape.rows <= fewTiles * tileRows) {
      tile.block = stored;
      tile.x = rounded;
      tile.pairs = pairs;
      tile.isFirst = tile.isLast = true;
      runRows<Panels>(tile, shape.rows, nullptr, 0);
      continue;
    }
    tile.block = block;
    constexpr int64_t mostPairs = shortMatmulDepth / 2;
    for (int64_t first = 0; first < pairs; first += mostPairs) {
      int64_t rest = pairs - first, count = rest < mostPairs ? rest : mostPairs;
      unpack<Panels>(stored + first * Panels::pairBytes, count, block);
      tile.x = rounded + 2 * first;
      tile.pairs = count;
      tile.isFirst = first == 0;
      tile.isLast = count == rest;
      // The next block of this panel, or the first one of the next.
      bool hasNext = !tile.isLast || panel + 1 < end;
      int64_t ahead = tile.isLast ? pairs : rest - count;
      if (ahead > mostPairs)
        ahead = mostPairs;
      const unsigned char *next =
          tile.isLast ? stored + panelBytes
                      : stored + (first + count) * Panels::pairBytes;
      runRows<UnpackedBlock>(tile, shape.rows, next,
                             hasNext ? ahead * Panels::pairBytes / cacheLine
                                     : 0);
    }
  }
}

void ptir::runtime::kernels::multiplyPanelsAvx512(
    ShortForm form, const MatmulShape &shape, const MatmulOperands &data,
    const uint16_t *rounded, unsigned char *block, int64_t begin, int64_t end) {
  auto multiply = form == ShortForm::Bytes ? multiplyPanels<BytePanels>
                                           : multiplyPanels<FloatPanels>;
  multiply(shape, data, rounded, block, begin, end);
}
