//===- ShortMatmulKernel.h - Products with 12-bit weights -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_SHORTMATMULKERNEL_H
#define PTIR_LIB_RUNTIME_KERNELS_SHORTMATMULKERNEL_H

#include "ptir/Runtime/KernelLibrary.h"

namespace ptir::runtime::kernels {

/// y = step(x weights + bias): operands are x [M, K], the panels "panels64:f12"
/// of weights [K, N] as integers of 16 bits, a bias [N] with `bias=1`, and y
/// [M, N]. `epilogue` may be `sum`, which adds what y holds, and then one of
/// relu, relu6, gelu_tanh and silu. K is even and not 0. Fails on CPUs without AVX-512
/// BF16. Factors are within 2^-8 of themselves, weights are what 12 bits hold,
/// sums are of f32; results do not depend on the number of threads.
StatusOr<std::unique_ptr<KernelInstance>>
prepareShortMatmul(const KernelRequest &request,
                   const std::vector<ptir_tensor> &operands);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_SHORTMATMULKERNEL_H
