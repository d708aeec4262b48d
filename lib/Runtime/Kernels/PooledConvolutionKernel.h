//===- PooledConvolutionKernel.h - Means as a kernel ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_POOLEDCONVOLUTIONKERNEL_H
#define PTIR_LIB_RUNTIME_KERNELS_POOLEDCONVOLUTIONKERNEL_H

#include "ptir/Runtime/KernelLibrary.h"

namespace ptir::runtime::kernels {

/// (image [N, H, W, I], weights [O, I, 1, 1], bias [O]) -> [N, 1, 1, O], the
/// mean over H and W of what the convolution gives; all of f32. The weights are
/// in the form `ptir.inverted_residual;role=expand`, and O is a multiple of 16.
///
/// Configuration: epilogue=relu|relu6, if there is a step before the mean.
StatusOr<std::unique_ptr<KernelInstance>>
preparePooledConvolution(const KernelRequest &request,
                         const std::vector<ptir_tensor> &operands);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_POOLEDCONVOLUTIONKERNEL_H
