//===- MatmulKernel.h - Products of many rows with weights ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_MATMULKERNEL_H
#define PTIR_LIB_RUNTIME_KERNELS_MATMULKERNEL_H

#include "ptir/Runtime/KernelLibrary.h"

namespace ptir::runtime::kernels {

/// y = step(x weights + bias): operands are x [M, K], weights [K, N] in panels,
/// a bias [N] with `bias=1`, and y [M, N]. `epilogue` may be `sum`, which adds
/// what y holds, and then one of relu, relu6, gelu_tanh and silu. K is not 0.
/// Weights are
/// - "panels64" of f32: with `strassen=1` one thread combines halves of matrices
///   where that saves products, see Strassen.h for the error. Fails on CPUs
///   without AVX-512.
/// - "panels64:f12" as integers of 16 bits, K even: factors are within 2^-8 of
///   themselves, weights are what 12 bits hold, sums are of f32. Fails on CPUs
///   without AVX-512 BF16.
/// - "panels64:s8" as integers of 8 bits, K even: the same, of whole numbers,
///   which are exact; a column's scale multiplies its sums.
/// Otherwise results do not depend on the number of threads.
StatusOr<std::unique_ptr<KernelInstance>>
prepareMatmul(const KernelRequest &request,
              const std::vector<ptir_tensor> &operands);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_MATMULKERNEL_H
