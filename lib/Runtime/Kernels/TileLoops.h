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

/// Hides from the compiler where a value comes from: it loads a known address
/// once per use, and compares with known zeros in two instructions.
template <typename T>
PTIR_INLINE T opaque(T value) {
#ifdef __AVX512F__
  asm("" : "+v"(value));
#endif
  return value;
}

/// max(low, x); a NaN stays one.
template <typename T>
PTIR_INLINE T notBelow(T x, float low) {
  T least = opaque(T{} + low);
  return least > x ? least : x;
}

/// max(low, min(x, high)); a NaN stays one.
template <typename T>
PTIR_INLINE T clamp(T x, float low, float high) {
  T most = T{} + high;
  x = notBelow(x, low);
  return most < x ? most : x;
}

/// c[r, :] = start[r, :] + added[r, :] + sum over k of a[r, k] b[k, :], for
/// some rows; strides are in floats, 0 repeats a row. Nothing is added if
/// `added` is null. Vectors of a row of c are `cVectorStride` apart.
struct Tile {
  const float *a, *b, *start, *added;
  float *c;
  int64_t aStride, bStride, startStride, addedStride, cStride, cVectorStride,
      depth;
  /// Results are kept between these.
  float low = -__builtin_inff(), high = __builtin_inff();
  /// What is to come into the nearest cache meanwhile, if anything: every step
  /// of the depth asks for the line that is `aheadStride` further on.
  const float *ahead = nullptr;
  int64_t aheadStride = 0;
};

/// Keeps the compiler from reading fields early, which would take registers
/// away from the sums.
PTIR_INLINE const Tile &readNow(const Tile *tile) {
  asm("" : "+r"(tile) : : "memory");
  return *tile;
}

/// `count` such tiles, one below the other.
template <int Rows, int Halves>
void runTiles(Tile tile, int64_t count) {
  constexpr int vectors = Halves / 2;
  constexpr bool hasHalf = Halves % 2 != 0;
  constexpr int tail = vectors * 16;
  for (; count > 0; --count) {
    Vector sums[Rows][vectors ? vectors : 1];
    Half halves[Rows];
    const Tile &before = readNow(&tile);
    const float *start = before.start;
    const int64_t startStride = before.startStride;
#pragma GCC unroll 8
    for (int r = 0; r < Rows; ++r, start += startStride) {
#pragma GCC unroll 4
      for (int v = 0; v < vectors; ++v)
        sums[r][v] = load<Vector>(start + 16 * v);
      if (hasHalf)
        halves[r] = load<Half>(start + tail);
    }
    tile.start = start;
    if (const float *added = before.added) {
      const int64_t addedStride = before.addedStride;
#pragma GCC unroll 8
      for (int r = 0; r < Rows; ++r, added += addedStride) {
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v)
          sums[r][v] += load<Vector>(added + 16 * v);
        if (hasHalf)
          halves[r] += load<Half>(added + tail);
      }
      tile.added = added;
    }
    const float *a = before.a, *b = before.b;
    const int64_t aStride = before.aStride, bStride = before.bStride,
                  depth = before.depth;
    const float *ahead = before.ahead;
    const int64_t aheadStride = before.aheadStride;
    tile.ahead += depth * aheadStride;
    for (int64_t k = 0; k < depth; ++k, b += bStride, ahead += aheadStride) {
      __builtin_prefetch(ahead);
      Vector row[vectors ? vectors : 1];
      Half rowTail;
#pragma GCC unroll 4
      for (int v = 0; v < vectors; ++v)
        row[v] = load<Vector>(b + 16 * v);
      if (hasHalf)
        rowTail = load<Half>(b + tail);
#pragma GCC unroll 8
      for (int r = 0; r < Rows; ++r) {
        float factor = a[r * aStride + k];
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v)
          sums[r][v] += factor * row[v];
        if (hasHalf)
          halves[r] += factor * rowTail;
      }
    }
    const Tile &after = readNow(&tile);
    const float low = after.low, high = after.high;
    float *c = after.c;
    const int64_t cStride = after.cStride, cVectorStride = after.cVectorStride;
    tile.a += Rows * aStride;
    tile.c += Rows * cStride;
#pragma GCC unroll 8
    for (int r = 0; r < Rows; ++r, c += cStride) {
#pragma GCC unroll 4
      for (int v = 0; v < vectors; ++v)
        store<Vector>(c + cVectorStride * v, clamp(sums[r][v], low, high));
      if (hasHalf)
        store<Half>(c + cVectorStride * vectors, clamp(halves[r], low, high));
    }
  }
}

using TilesFunction = void (*)(Tile, int64_t);

template <int... Index>
TilesFunction chooseTiles(int64_t index, std::integer_sequence<int, Index...>) {
  static constexpr TilesFunction all[] = {
      runTiles<Index / tileHalves + 1, Index % tileHalves + 1>...};
  return all[index];
}

/// The function for so many rows and halves of vectors.
PTIR_INLINE TilesFunction tilesFor(int64_t rows, int64_t halves) {
  return chooseTiles((rows - 1) * tileHalves + halves - 1,
                     std::make_integer_sequence<int, tileRows * tileHalves>());
}

int64_t tilesOf(int64_t rows) { return (rows + tileRows - 1) / tileRows; }

/// `rows` rows of c, in tiles of about the same height: first the taller ones.
void runRows(const Tile &tile, int64_t rows, int64_t halves) {
  if (rows <= 0)
    return;
  int64_t tiles = tilesOf(rows), height = rows / tiles,
          taller = rows - tiles * height;
  Tile rest = tile;
  if (!tile.ahead)
    rest.ahead = tile.b;
  if (taller > 0) {
    tilesFor(height + 1, halves)(rest, taller);
    int64_t done = taller * (height + 1);
    rest.a += done * tile.aStride;
    rest.start += done * tile.startStride;
    if (tile.added)
      rest.added += done * tile.addedStride;
    rest.c += done * tile.cStride;
    rest.ahead += taller * tile.depth * tile.aheadStride;
  }
  tilesFor(height, halves)(rest, tiles - taller);
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_TILELOOPS_H
