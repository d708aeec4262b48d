//===- Kernels.h - The kernels taken from oneDNN ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// All functions may throw dnnl::error; the library catches it.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_ONEDNN_KERNELS_H
#define PTIR_LIB_RUNTIME_ONEDNN_KERNELS_H

#include "ptir/Runtime/KernelLibrary.h"

namespace ptir::runtime::onednn {

using Operands = std::vector<ptir_tensor>;
using Instance = std::unique_ptr<KernelInstance>;

/// (x [M, K], weights, bias [N] if the configuration has `bias`) -> [M, N]. The
/// weights are [K, N], or [ceil(N/64), K, 64] where K is a multiple of 16, or
/// with `storage=bf16` [ceil(N/64), K/2, 128] where it is one of 32.
StatusOr<Instance> prepareMatmul(const KernelRequest &request,
                                 const Operands &operands);

/// (image, weights packed by packConvolution or, with `plain_weights`, as they
/// are stored, bias [O] if the configuration
/// has `bias`) -> image. See Convolution.cpp for the configuration.
StatusOr<Instance> prepareConvolution(const KernelRequest &request,
                                      const Operands &operands);

/// Weights [O, I / groups, KH, KW].
StatusOr<Buffer> packConvolution(const KernelRequest &request,
                                 const std::vector<int64_t> &dims,
                                 const float *source);

/// The bytes that packConvolution makes.
StatusOr<int64_t> packedConvolutionBytes(const KernelRequest &request);

/// (image) -> image, the means of windows.
StatusOr<Instance> prepareAvgPool(const KernelRequest &request,
                                  const Operands &operands);

} // namespace ptir::runtime::onednn

#endif // PTIR_LIB_RUNTIME_ONEDNN_KERNELS_H
