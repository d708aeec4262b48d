//===- PartnerRatio.h - Sizes of what is added to each other ----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// In files that are compiled for AVX-512.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_PARTNERRATIO_H
#define PTIR_LIB_RUNTIME_KERNELS_PARTNERRATIO_H

#include "MatmulSteps.h"

namespace {

/// How many times as large `one` is as `other`, as a power of two. It is 1 if
/// they differ by less than 2 to 4 times, and if one of them is zero or not a
/// number.
PTIR_INLINE __m512 ratioOf(__m512 one, __m512 other) {
  constexpr __mmask16 all = 0xffff;
  __m512 exponent = _mm512_sub_ps(_mm512_maskz_getexp_ps(all, one),
                                  _mm512_maskz_getexp_ps(all, other));
  __m512 size = _mm512_abs_ps(exponent);
  __mmask16 differs = _mm512_cmp_ps_mask(size, _mm512_set1_ps(2), _CMP_GE_OQ) &
                      _mm512_cmp_ps_mask(size, _mm512_set1_ps(64), _CMP_LE_OQ);
  return _mm512_mask_scalef_ps(_mm512_set1_ps(1), differs, _mm512_set1_ps(1),
                               exponent);
}

/// Whether all of them are 1.
PTIR_INLINE bool areOnes(const float *values, int64_t count) {
  __mmask16 found = 0;
  for (int64_t i = 0; i < count; i += vectorFloats) {
    __mmask16 mask = firstLanes(count - i);
    found |=
        _mm512_mask_cmp_ps_mask(mask, _mm512_maskz_loadu_ps(mask, values + i),
                                _mm512_set1_ps(1), _CMP_NEQ_UQ);
  }
  return found == 0;
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_PARTNERRATIO_H
