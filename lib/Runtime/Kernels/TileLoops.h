//===- TileLoops.h - Products of a few rows in registers --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Included once per instruction set, by files that are compiled for it: all is
// local to them, and nothing of the standard library is instantiated here.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_TILELOOPS_H
#define PTIR_LIB_RUNTIME_KERNELS_TILELOOPS_H

#include <cstdint>
#include <utility>

namespace {

constexpr int tileRows = PTIR_TILE_ROWS;
constexpr int tileHalves = 6;

// Vectors may lie anywhere in memory.
using Vector = float __attribute__((vector_size(64)));
using Half = float __attribute__((vector_size(32)));
using VectorInMemory =
    float __attribute__((vector_size(64), aligned(4), may_alias));
using HalfInMemory =
    float __attribute__((vector_size(32), aligned(4), may_alias));

#define PTIR_INLINE inline __attribute__((always_inline))

template <typename T>
struct InMemory;
template <>
struct InMemory<Vector> {
  using Type = VectorInMemory;
};
template <>
struct InMemory<Half> {
  using Type = HalfInMemory;
};

template <typename T>
PTIR_INLINE T load(const float *from) {
  return *reinterpret_cast<const typename InMemory<T>::Type *>(from);
}
template <typename T>
PTIR_INLINE void store(float *to, T value) {
  *reinterpret_cast<typename InMemory<T>::Type *>(to) = value;
}

/// max(0, x); a NaN stays one.
template <typename T>
PTIR_INLINE T notBelowZero(T x) {
  T low = T{};
#ifdef __AVX512F__
  // Where it sees the zeros, the compiler makes a comparison and a masked move
  // of what one instruction does.
  asm("" : "+v"(low));
#endif
  return low > x ? low : x;
}

/// max(0, min(x, limit)); a NaN stays one.
template <typename T>
PTIR_INLINE T clamp(T x, float limit) {
  T high = T{} + limit;
  x = notBelowZero(x);
  return high < x ? high : x;
}

/// c[r, :] = start[r, :] + added[r, :] + sum over k of a[r, k] b[k, :], for
/// some rows; strides are in floats, 0 repeats a row. Nothing is added if
/// `added` is null. Vectors of a row of c are `cVectorStride` apart.
struct Tile {
  const float *a, *b, *start, *added;
  float *c;
  int64_t aStride, bStride, startStride, addedStride, cStride, cVectorStride,
      depth;
  /// Results are kept between 0 and `limit` if `clamps`.
  bool clamps;
  float limit;
};

template <int Rows, int Halves>
void runTile(const Tile &tile) {
  constexpr int vectors = Halves / 2;
  constexpr bool hasHalf = Halves % 2 != 0;
  constexpr int tail = vectors * 16;
  Vector sums[Rows][vectors ? vectors : 1];
  Half halves[Rows];
#pragma GCC unroll 8
  for (int r = 0; r < Rows; ++r) {
    const float *start = tile.start + r * tile.startStride;
#pragma GCC unroll 4
    for (int v = 0; v < vectors; ++v)
      sums[r][v] = load<Vector>(start + 16 * v);
    if (hasHalf)
      halves[r] = load<Half>(start + tail);
  }
  if (tile.added)
#pragma GCC unroll 8
    for (int r = 0; r < Rows; ++r) {
      const float *added = tile.added + r * tile.addedStride;
#pragma GCC unroll 4
      for (int v = 0; v < vectors; ++v)
        sums[r][v] += load<Vector>(added + 16 * v);
      if (hasHalf)
        halves[r] += load<Half>(added + tail);
    }
  const float *a = tile.a, *b = tile.b;
  for (int64_t k = 0; k < tile.depth; ++k, b += tile.bStride) {
    Vector row[vectors ? vectors : 1];
    Half rowTail;
#pragma GCC unroll 4
    for (int v = 0; v < vectors; ++v)
      row[v] = load<Vector>(b + 16 * v);
    if (hasHalf)
      rowTail = load<Half>(b + tail);
#pragma GCC unroll 8
    for (int r = 0; r < Rows; ++r) {
      float factor = a[r * tile.aStride + k];
#pragma GCC unroll 4
      for (int v = 0; v < vectors; ++v)
        sums[r][v] += factor * row[v];
      if (hasHalf)
        halves[r] += factor * rowTail;
    }
  }
  if (tile.clamps) {
    float limit = tile.limit;
#pragma GCC unroll 8
    for (int r = 0; r < Rows; ++r) {
#pragma GCC unroll 4
      for (int v = 0; v < vectors; ++v)
        sums[r][v] = clamp(sums[r][v], limit);
      if (hasHalf)
        halves[r] = clamp(halves[r], limit);
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < Rows; ++r) {
    float *c = tile.c + r * tile.cStride;
#pragma GCC unroll 4
    for (int v = 0; v < vectors; ++v)
      store<Vector>(c + tile.cVectorStride * v, sums[r][v]);
    if (hasHalf)
      store<Half>(c + tile.cVectorStride * vectors, halves[r]);
  }
}

using TileFunction = void (*)(const Tile &);

template <int... Index>
TileFunction chooseTile(int64_t index, std::integer_sequence<int, Index...>) {
  static constexpr TileFunction all[] = {
      runTile<Index / tileHalves + 1, Index % tileHalves + 1>...};
  return all[index];
}

/// The function for so many rows and halves of vectors.
PTIR_INLINE TileFunction tileFor(int64_t rows, int64_t halves) {
  return chooseTile((rows - 1) * tileHalves + halves - 1,
                    std::make_integer_sequence<int, tileRows * tileHalves>());
}

/// `rows` rows of c, in tiles of about the same height.
void runRows(Tile tile, int64_t rows, int64_t halves) {
  int64_t tiles = (rows + tileRows - 1) / tileRows;
  for (int64_t i = 0; i < tiles; ++i) {
    int64_t begin = rows * i / tiles, end = rows * (i + 1) / tiles;
    Tile part = tile;
    part.a += begin * tile.aStride;
    part.start += begin * tile.startStride;
    if (tile.added)
      part.added += begin * tile.addedStride;
    part.c += begin * tile.cStride;
    tileFor(end - begin, halves)(part);
  }
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_TILELOOPS_H
