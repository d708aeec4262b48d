//===- InvertedResidualKernel.h - Blocks as a kernel ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUALKERNEL_H
#define PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUALKERNEL_H

#include "ptir/Runtime/KernelLibrary.h"

namespace ptir::runtime::kernels {

/// (image [N, H, W, I], expand [M, I, 1, 1], its bias [M], filter [M, 1, 3, 3],
/// its bias [M], project [O, M, 1, 1], its bias [O]) -> [N, H', W', O], all of
/// f32, the three weights packed. Without `expand` in the configuration the
/// image is filtered as it is, and there is neither that weight nor its bias.
///
/// Configuration: stride=1|2; expand=relu|relu6; filter=relu|relu6; residual=1
/// if the image is added to the result. H' is ceil(H / stride). With planes=1
/// the image is [N, I, P, Q], and expanded by a 3x3 convolution, two apart with
/// one zero around it: its weight is [M, I, 3, 3], H is ceil(P / 2).
StatusOr<std::unique_ptr<KernelInstance>>
prepareInvertedResidual(const KernelRequest &request,
                        const std::vector<ptir_tensor> &operands);

/// Configuration: role=expand|filter|project. M is a multiple of 16 and O of 8.
StatusOr<Buffer> packInvertedResidual(const KernelRequest &request,
                                      const std::vector<int64_t> &dims,
                                      const float *source);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_INVERTEDRESIDUALKERNEL_H
