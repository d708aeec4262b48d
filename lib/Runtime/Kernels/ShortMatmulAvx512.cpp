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

namespace {

using namespace ptir::runtime::kernels;

/// 24 sums of 16 floats, a row of weights and a factor fill the registers.
constexpr int tileRows = 6;
constexpr int panelVectors = 4;
constexpr int64_t panelColumns = 64;
constexpr int64_t cacheLine = 64;
/// Bytes of a pair of depths of a panel: as stored, and unpacked.
constexpr int64_t storedPair = 192, unpackedPair = 256;

/// Keeps the compiler from loading a value anew for each of its uses.
PTIR_INLINE __m512i keep(__m512i value) {
  asm("" : "+v"(value));
  return value;
}

/// Pairs of bf16, [pair][64][2], without their scales.
void unpack(const unsigned char *stored, int64_t pairs, unsigned char *to) {
  const __m512i fourBits = _mm512_set1_epi8(15);
  const __m512i table = _mm512_broadcast_i32x4(_mm_setr_epi8(
      0, 57, 58, 59, 60, 61, 62, 63, 0, -71, -70, -69, -68, -67, -66, -65));
  for (int64_t pair = 0; pair < pairs;
       ++pair, stored += storedPair, to += unpackedPair) {
    __m512i codes = _mm512_loadu_si512(stored);
    for (int half = 0; half < 2; ++half) {
      __m512i upper = _mm512_shuffle_epi8(
          table, _mm512_and_si512(half ? _mm512_srli_epi16(codes, 4) : codes,
                                  fourBits));
      __m512i lower = _mm512_loadu_si512(stored + cacheLine * (1 + half));
      unsigned char *line = to + 2 * cacheLine * half;
      _mm512_store_si512(line, _mm512_unpacklo_epi8(lower, upper));
      _mm512_store_si512(line + cacheLine, _mm512_unpackhi_epi8(lower, upper));
    }
  }
}

/// A block of a panel and the rows it meets.
struct Tile {
  const unsigned char *block; // [pair][64][2]
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

template <int Rows>
void runTile(const Tile &tile) {
  __m512 sums[Rows][panelVectors];
  for (int r = 0; r < Rows; ++r)
    for (int v = 0; v < panelVectors; ++v)
      sums[r][v] = _mm512_setzero_ps();
  const unsigned char *block = tile.block;
  const uint16_t *x = tile.x;
  const int64_t depth = tile.depth, pairs = tile.pairs, lines = tile.lines;
  const unsigned char *next = tile.next;
  for (int64_t pair = 0; pair < pairs; ++pair, block += unpackedPair) {
    __m512i row[panelVectors];
#pragma GCC unroll 4
    for (int v = 0; v < panelVectors; ++v)
      row[v] = keep(_mm512_load_si512(block + cacheLine * v));
    if (pair < lines)
      _mm_prefetch(next + pair * cacheLine, _MM_HINT_T1);
#pragma GCC unroll 6
    for (int r = 0; r < Rows; ++r) {
      int both;
      __builtin_memcpy(&both, x + r * depth + 2 * pair, sizeof both);
      auto factor = (__m512bh)_mm512_set1_epi32(both);
#pragma GCC unroll 4
      for (int v = 0; v < panelVectors; ++v)
        sums[r][v] = _mm512_dpbf16_ps(sums[r][v], (__m512bh)row[v], factor);
    }
  }
#pragma GCC unroll 6
  for (int r = 0; r < Rows; ++r) {
    float *y = tile.y + r * tile.columns;
#pragma GCC unroll 4
    for (int v = 0; v < panelVectors; ++v) {
      __mmask16 mask = tile.masks[v];
      __m512 start = _mm512_setzero_ps();
      if (!tile.isFirst || tile.accumulates)
        start = _mm512_maskz_loadu_ps(mask, y + 16 * v);
      if (tile.isFirst && tile.bias)
        start = _mm512_add_ps(start,
                              _mm512_maskz_loadu_ps(mask, tile.bias + 16 * v));
      __m512 result = _mm512_fmadd_ps(
          sums[r][v], _mm512_loadu_ps(tile.scales + 16 * v), start);
      if (tile.isLast)
        result = apply(tile.step, result);
      _mm512_mask_storeu_ps(y + 16 * v, mask, result);
    }
  }
}

/// All rows, in tiles of about the same height.
void runRows(Tile tile, int64_t rows, const unsigned char *next,
             int64_t lines) {
  static constexpr void (*functions[])(const Tile &) = {
      runTile<1>, runTile<2>, runTile<3>, runTile<4>, runTile<5>, runTile<6>};
  int64_t tiles = (rows + tileRows - 1) / tileRows;
  for (int64_t i = 0; i < tiles; ++i) {
    int64_t begin = rows * i / tiles, end = rows * (i + 1) / tiles;
    Tile part = tile;
    part.x += begin * tile.depth;
    part.y += begin * tile.columns;
    part.next = next + lines * i / tiles * cacheLine;
    part.lines = lines * (i + 1) / tiles - lines * i / tiles;
    functions[end - begin - 1](part);
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

void ptir::runtime::kernels::multiplyPanelsAvx512(const MatmulShape &shape,
                                                  const MatmulOperands &data,
                                                  const uint16_t *rounded,
                                                  unsigned char *block,
                                                  int64_t begin, int64_t end) {
  int64_t pairs = shape.depth / 2, panelBytes = (pairs + 1) * storedPair;
  for (int64_t panel = begin; panel < end; ++panel) {
    const unsigned char *stored =
        static_cast<const unsigned char *>(data.weights) + panel * panelBytes;
    int64_t column = panel * panelColumns;
    alignas(64) float scales[panelColumns];
    Tile tile{};
    for (int v = 0; v < panelVectors; ++v) {
      tile.masks[v] = firstLanes(shape.columns - column - 16 * v);
      __m512i halves = _mm512_cvtepu16_epi32(_mm256_loadu_si256(
          reinterpret_cast<const __m256i *>(stored + pairs * storedPair) + v));
      _mm512_store_ps(scales + 16 * v,
                      _mm512_castsi512_ps(_mm512_slli_epi32(halves, 16)));
    }
    tile.block = block;
    tile.depth = shape.depth;
    tile.y = data.y + column;
    tile.columns = shape.columns;
    tile.scales = scales;
    tile.bias = data.bias ? data.bias + column : nullptr;
    tile.accumulates = shape.accumulates;
    tile.step = shape.step;
    constexpr int64_t mostPairs = shortMatmulDepth / 2;
    for (int64_t first = 0; first < pairs; first += mostPairs) {
      int64_t rest = pairs - first, count = rest < mostPairs ? rest : mostPairs;
      unpack(stored + first * storedPair, count, block);
      tile.x = rounded + 2 * first;
      tile.pairs = count;
      tile.isFirst = first == 0;
      tile.isLast = count == rest;
      // The next block of this panel, or the first one of the next.
      bool hasNext = !tile.isLast || panel + 1 < end;
      int64_t ahead = tile.isLast ? pairs : rest - count;
      if (ahead > mostPairs)
        ahead = mostPairs;
      const unsigned char *next = tile.isLast
                                      ? stored + panelBytes
                                      : stored + (first + count) * storedPair;
      runRows(tile, shape.rows, next,
              hasNext ? ahead * storedPair / cacheLine : 0);
    }
  }
}
