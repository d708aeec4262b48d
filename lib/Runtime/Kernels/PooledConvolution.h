//===- PooledConvolution.h - The mean of a 1x1 convolution ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What many networks of images end with: a 1x1 convolution to many channels,
// and the mean of each of them over the image, which is all that is written.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_POOLEDCONVOLUTION_H
#define PTIR_LIB_RUNTIME_KERNELS_POOLEDCONVOLUTION_H

#include <cstdint>

namespace ptir::runtime::kernels {

/// What the convolution gives is kept between `low` and `high`. `outputs` is a
/// multiple of 16.
struct PooledConvolutionShape {
  int64_t pixels, inputs, outputs;
  float low, high;
};

/// Operands of one image: [pixels][inputs], weights as those of an expansion in
/// InvertedResidual.h.
struct PooledConvolutionOperands {
  const float *image, *weights, *bias;
  float *result;
};

/// Computes the results of a panel of weights, and fetches panel `next` for
/// later, which may be outside of the weights.
using PooledConvolutionFunction = void (*)(
    const PooledConvolutionShape &shape, const PooledConvolutionOperands &data,
    int64_t panel, int64_t next);
void poolPanelAvx512(const PooledConvolutionShape &shape,
                     const PooledConvolutionOperands &data, int64_t panel,
                     int64_t next);
void poolPanelPortable(const PooledConvolutionShape &shape,
                       const PooledConvolutionOperands &data, int64_t panel,
                       int64_t next);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_POOLEDCONVOLUTION_H
