//===- CpuFeatures.h - What kernels are compiled for ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_CPUFEATURES_H
#define PTIR_LIB_RUNTIME_KERNELS_CPUFEATURES_H

namespace ptir::runtime::kernels {

#ifdef PTIR_HAS_AVX512_KERNELS

/// Whether this CPU runs the files that are compiled for AVX-512.
inline bool hasAvx512() {
  return __builtin_cpu_supports("avx512f") &&
         __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq");
}

/// Whether it multiplies pairs of bf16 as well.
inline bool hasAvx512BF16() {
  return hasAvx512() && __builtin_cpu_supports("avx512bf16");
}

#endif

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_CPUFEATURES_H
