//===- ShortPanels.h - Panels of few bits as pairs of bf16 ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What a panel is stored as, and how rows of it become pairs of bf16. Depths
// come in pairs, of which `pairsTogether` lie in one group. In files that are
// compiled for AVX-512.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_SHORTPANELS_H
#define PTIR_LIB_RUNTIME_KERNELS_SHORTPANELS_H

#include "MatmulSteps.h"

namespace {

constexpr int64_t cacheLine = 64;
/// Bytes of a pair of depths of a panel once it is unpacked.
constexpr int64_t unpackedPair = 256;

/// Keeps the compiler from loading a value anew for each of its uses.
PTIR_INLINE __m512i keep(__m512i value) {
  asm("" : "+v"(value));
  return value;
}

/// A row of pairs: 64 columns of bf16, two depths each.
using PairRow = __m512i[panelVectors];

/// Panels of 12-bit floats, each of which ends in a row of scales in bf16.
struct FloatPanels {
  static constexpr int pairsTogether = 1;
  static constexpr int64_t pairBytes = 192;
  static int64_t scalesAt(int64_t pairs) { return pairs * pairBytes; }
  static int64_t panelBytes(int64_t pairs) { return (pairs + 1) * pairBytes; }

  static PTIR_INLINE void load(const unsigned char *stored, int, PairRow &row) {
    const __m512i fourBits = _mm512_set1_epi8(15);
    const __m512i table = _mm512_broadcast_i32x4(_mm_setr_epi8(
        0, 57, 58, 59, 60, 61, 62, 63, 0, -71, -70, -69, -68, -67, -66, -65));
    __m512i codes = _mm512_loadu_si512(stored);
#pragma GCC unroll 2
    for (int half = 0; half < 2; ++half) {
      __m512i upper = _mm512_shuffle_epi8(
          table, _mm512_and_si512(half ? _mm512_srli_epi16(codes, 4) : codes,
                                  fourBits));
      __m512i lower = _mm512_loadu_si512(stored + cacheLine * (1 + half));
      row[2 * half] = _mm512_unpacklo_epi8(lower, upper);
      row[2 * half + 1] = _mm512_unpackhi_epi8(lower, upper);
    }
  }

  /// Those of 16 columns, of which `index` is the number.
  static __m512 loadScales(const unsigned char *scales, int index) {
    __m512i halves = _mm512_cvtepu16_epi32(
        _mm256_loadu_si256(reinterpret_cast<const __m256i *>(scales) + index));
    return _mm512_castsi512_ps(_mm512_slli_epi32(halves, 16));
  }
};

/// Panels of 8-bit integers, four depths beside each other; the last row of a
/// panel is scales in f32.
struct BytePanels {
  static constexpr int pairsTogether = 2;
  static constexpr int64_t pairBytes = 128;
  static int64_t scalesAt(int64_t pairs) {
    return (pairs + 1) / 2 * 2 * pairBytes;
  }
  static int64_t panelBytes(int64_t pairs) {
    return scalesAt(pairs) + 2 * pairBytes;
  }

  /// The f32 of the byte at the top of each lane, whose lower half is zero: an
  /// integer of 8 bits is exact in bf16.
  static PTIR_INLINE __m512i upperByte(__m512i lanes) {
    return _mm512_castps_si512(
        _mm512_cvtepi32_ps(_mm512_srai_epi32(lanes, 24)));
  }

  static PTIR_INLINE __m512i pairOf(__m512i lower, __m512i upper) {
    return _mm512_or_si512(_mm512_srli_epi32(upperByte(lower), 16),
                           upperByte(upper));
  }

  static PTIR_INLINE void load(const unsigned char *stored, int pair,
                               PairRow &row) {
#pragma GCC unroll 4
    for (int v = 0; v < panelVectors; ++v) {
      __m512i four = _mm512_loadu_si512(stored + cacheLine * v);
      row[v] = pair == 0 ? pairOf(_mm512_slli_epi32(four, 24),
                                  _mm512_slli_epi32(four, 16))
                         : pairOf(_mm512_slli_epi32(four, 8), four);
    }
  }

  static __m512 loadScales(const unsigned char *scales, int index) {
    return _mm512_loadu_ps(scales + cacheLine * index);
  }
};

/// A block of a panel, [pair][64][2] of bf16.
struct UnpackedBlock {
  static constexpr int pairsTogether = 1;
  static constexpr int64_t pairBytes = unpackedPair;

  static PTIR_INLINE void load(const unsigned char *block, int, PairRow &row) {
#pragma GCC unroll 4
    for (int v = 0; v < panelVectors; ++v)
      row[v] = keep(_mm512_load_si512(block + cacheLine * v));
  }
};

/// Without the scales. Whole groups of pairs: there may be one more.
template <typename Panels>
void unpack(const unsigned char *stored, int64_t pairs, unsigned char *to) {
  constexpr int together = Panels::pairsTogether;
  for (int64_t pair = 0; pair < pairs;
       pair += together, stored += together * Panels::pairBytes)
#pragma GCC unroll 2
    for (int i = 0; i < together; ++i, to += unpackedPair) {
      PairRow row;
      Panels::load(stored, i, row);
#pragma GCC unroll 4
      for (int v = 0; v < panelVectors; ++v)
        _mm512_store_si512(to + cacheLine * v, row[v]);
    }
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_SHORTPANELS_H
