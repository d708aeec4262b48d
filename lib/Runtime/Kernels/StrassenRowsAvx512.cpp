//===- StrassenRowsAvx512.cpp - Sums of quarters of rows ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Compiled for AVX-512: nothing of the standard library is instantiated here.
//
//===----------------------------------------------------------------------===//

#include "Strassen.h"

#include "PartnerRatio.h"

/// 2^n for -126 <= n <= 127.
static float powerOfTwo(int n) {
  int bits = (n + 127) << 23;
  float value;
  __builtin_memcpy(&value, &bits, sizeof value);
  return value;
}

/// The sum of magnitudes of a row.
static float sizeOf(const float *row, int64_t depth) {
  __m512 sums[4] = {};
  for (int64_t k = 0; k < depth; k += 4 * vectorFloats)
#pragma GCC unroll 4
    for (int64_t i = 0; i < 4; ++i) {
      int64_t at = k + i * vectorFloats;
      __m512 values = _mm512_maskz_loadu_ps(firstLanes(depth - at), row + at);
      sums[i] = _mm512_add_ps(sums[i], _mm512_abs_ps(values));
    }
  return _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(sums[0], sums[1]),
                                            _mm512_add_ps(sums[2], sums[3])));
}

/// The factors of all rows.
static void scaleRows(const MatmulShape &shape, const float *x, RowBlock rows,
                      const CombinedRows &combined) {
  for (int64_t r = 0; r < rows.count; ++r) {
    float size = sizeOf(x + (rows.begin + r) * shape.depth, shape.depth);
    int bits;
    __builtin_memcpy(&bits, &size, sizeof bits);
    int exponent = (bits >> 23) - 127;
    exponent = exponent < -126 ? -126 : exponent > 126 ? 126 : exponent;
    combined.rowFactors[r] = powerOfTwo(-exponent);
    // What a partner leaves in a row of zeros goes.
    combined.rowReciprocals[r] = size == 0 ? 0 : powerOfTwo(exponent);
  }
}

/// The ratios of all depths, by the magnitudes of scaled rows.
static void compareDepths(const MatmulShape &shape, const float *x,
                          RowBlock rows, const CombinedRows &combined) {
  int64_t depth = shape.depth / 2;
  for (int64_t k = 0; k < depth; k += vectorFloats) {
    __mmask16 mask = firstLanes(depth - k);
    __m512 upper = _mm512_setzero_ps(), lower = _mm512_setzero_ps();
    const float *row = x + rows.begin * shape.depth + k;
    for (int64_t r = 0; r < rows.count; ++r, row += shape.depth) {
      __m512 factor = _mm512_set1_ps(combined.rowFactors[r]);
      auto add = [&](__m512 sum, const float *from) {
        return _mm512_fmadd_ps(_mm512_abs_ps(_mm512_maskz_loadu_ps(mask, from)),
                               factor, sum);
      };
      upper = add(upper, row);
      lower = add(lower, row + depth);
    }
    _mm512_storeu_ps(combined.ratios + k, ratioOf(lower, upper));
  }
}

void ptir::runtime::kernels::combineRowsAvx512(const MatmulShape &shape,
                                               const float *x, RowBlock rows,
                                               const CombinedRows &combined) {
  scaleRows(shape, x, rows, combined);
  compareDepths(shape, x, rows, combined);
  int64_t half = combined.half, depth = shape.depth / 2;
  for (int64_t r = 0; r < half; ++r) {
    const float *upper = x + (rows.begin + r) * shape.depth;
    // Nothing is added where the last row has no partner.
    bool hasLower = r + half < rows.count;
    const float *lower = upper + (hasLower ? half * shape.depth : 0);
    __m512 a = _mm512_set1_ps(combined.rowFactors[r]),
           b = _mm512_set1_ps(hasLower ? combined.rowFactors[half + r] : 0);
    for (int64_t k = 0; k < depth; k += vectorFloats) {
      __mmask16 mask = firstLanes(depth - k);
      auto quarter = [&](const float *row, __m512 factor) {
        return _mm512_mul_ps(_mm512_maskz_loadu_ps(mask, row + k), factor);
      };
      __m512 x11 = quarter(upper, a), x12 = quarter(upper + depth, a),
             x21 = quarter(lower, b), x22 = quarter(lower + depth, b);
      // As large as their partners: the weights that meet them are multiplied
      // by the ratio. Only the sixth product takes both as they are.
      __m512 ratio = _mm512_maskz_loadu_ps(mask, combined.ratios + k);
      ratio = _mm512_div_ps(_mm512_set1_ps(1), ratio);
      __m512 even12 = _mm512_maskz_mul_ps(mask, x12, ratio),
             even22 = _mm512_maskz_mul_ps(mask, x22, ratio);
      const __m512 values[] = {_mm512_add_ps(x11, even22),
                               _mm512_add_ps(x21, even22),
                               x11,
                               even22,
                               _mm512_sub_ps(x21, x11),
                               _mm512_sub_ps(x12, x22),
                               _mm512_add_ps(x11, even12)};
      for (int i = 0; i < 7; ++i)
        _mm512_store_ps(combined.sums + (i * half + r) * combined.stride + k,
                        values[i]);
    }
  }
}
