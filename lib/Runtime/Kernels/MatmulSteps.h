//===- MatmulSteps.h - What results of products go through ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// In files that are compiled for AVX-512.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_MATMULSTEPS_H
#define PTIR_LIB_RUNTIME_KERNELS_MATMULSTEPS_H

#include "Matmul.h"

#include <immintrin.h>

#define PTIR_INLINE inline __attribute__((always_inline))

namespace {

using namespace ptir::runtime::kernels;

/// The first `count` of 16 lanes; none if it is negative.
PTIR_INLINE __mmask16 firstLanes(int64_t count) {
  return static_cast<__mmask16>(count >= 16  ? 0xffff
                                : count <= 0 ? 0
                                             : (1 << count) - 1);
}

/// e^x, within 3 of its last place; x is a number in [-104, 104] or NaN. The
/// polynomial is Cephes' expf.
PTIR_INLINE __m512 exponential(__m512 x) {
  auto splat = [](float value) { return _mm512_set1_ps(value); };
  __m512 n = _mm512_roundscale_ps(_mm512_mul_ps(x, splat(1.44269504f)),
                                  _MM_FROUND_TO_NEAREST_INT);
  __m512 r = _mm512_fnmadd_ps(n, splat(0.693359375f), x);
  r = _mm512_fnmadd_ps(n, splat(-2.12194440e-4f), r);
  constexpr float polynomial[] = {1.9875691500e-4f, 1.3981999507e-3f,
                                  8.3334519073e-3f, 4.1665795894e-2f,
                                  1.6666665459e-1f, 5.0000001201e-1f};
  __m512 p = splat(polynomial[0]);
#pragma GCC unroll 5
  for (int i = 1; i < 6; ++i)
    p = _mm512_fmadd_ps(p, r, splat(polynomial[i]));
  p = _mm512_fmadd_ps(_mm512_mul_ps(r, r), p, _mm512_add_ps(r, splat(1)));
  return _mm512_scalef_ps(p, n);
}

/// v / (1 + e^-z)
PTIR_INLINE __m512 timesLogistic(__m512 v, __m512 z) {
  const __m512 most = _mm512_set1_ps(104);
  z = _mm512_sub_ps(_mm512_setzero_ps(), z);
  // The second operand is kept where one is NaN.
  z = _mm512_min_ps(most, z);
  z = _mm512_max_ps(_mm512_sub_ps(_mm512_setzero_ps(), most), z);
  return _mm512_div_ps(v, _mm512_add_ps(exponential(z), _mm512_set1_ps(1)));
}

PTIR_INLINE __m512 apply(MatmulStep step, __m512 v) {
  switch (step) {
  case MatmulStep::None:
    return v;
  case MatmulStep::Relu:
    return _mm512_max_ps(_mm512_setzero_ps(), v);
  case MatmulStep::Relu6:
    return _mm512_min_ps(_mm512_set1_ps(6),
                         _mm512_max_ps(_mm512_setzero_ps(), v));
  case MatmulStep::GeluTanh: {
    // 0.5 (1 + tanh u) = 1 / (1 + e^-2u), u = sqrt(2 / pi) (v + 0.044715 v^3)
    __m512 cubic =
        _mm512_mul_ps(_mm512_mul_ps(v, v), _mm512_set1_ps(0.044715f));
    __m512 u = _mm512_fmadd_ps(cubic, v, v);
    return timesLogistic(v, _mm512_mul_ps(u, _mm512_set1_ps(1.595769122f)));
  }
  case MatmulStep::Silu:
    return timesLogistic(v, v);
  }
  return v;
}

} // namespace

#endif // PTIR_LIB_RUNTIME_KERNELS_MATMULSTEPS_H
