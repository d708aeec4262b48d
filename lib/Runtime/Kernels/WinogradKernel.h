//===- WinogradKernel.h - Winograd convolutions as a kernel -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_WINOGRADKERNEL_H
#define PTIR_LIB_RUNTIME_KERNELS_WINOGRADKERNEL_H

#include "ptir/Runtime/KernelLibrary.h"

namespace ptir::runtime::kernels {

/// (image [N, H, W, I], packed weights [O, I, 3, 3], bias [O]) -> [N, H, W, O],
/// all of f32; I and O are multiples of 16.
///
/// Configuration: tile=2|4, pixels of the result per tile either way; epilogue=
/// sum, relu, or both in this order, if any.
StatusOr<std::unique_ptr<KernelInstance>>
prepareWinograd(const KernelRequest &request,
                const std::vector<ptir_tensor> &operands);

/// The weights, transformed. Configuration: tile=2|4.
StatusOr<Buffer> packWinograd(const KernelRequest &request,
                              const std::vector<int64_t> &dims,
                              const float *source);
StatusOr<int64_t> packedWinogradBytes(const KernelRequest &request,
                                      const std::vector<int64_t> &dims);

/// The number `tile` of a configuration.
StatusOr<int64_t> readWinogradTile(const KernelConfig &config);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_WINOGRADKERNEL_H
