//===- Api.h - One face for oneDNN 2 and 3 ----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Version 3 took the operation descriptors out of the C++ interface. What the
// kernels need is written here once for both.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_ONEDNN_API_H
#define PTIR_LIB_RUNTIME_ONEDNN_API_H

#include <dnnl.hpp>

namespace ptir::runtime::onednn {

using MemoryDesc = dnnl::memory::desc;

/// What a convolution reads and writes, as memory descriptors of [N, C, H, W].
/// `bias` may be empty.
struct ConvolutionOperands {
  MemoryDesc source, weights, bias, target;
};

/// Pairs are of rows and columns; dilation 1 stands for dense kernels.
struct ConvolutionGeometry {
  dnnl::memory::dims stride, dilation, before, after;
};

inline dnnl::convolution_forward::primitive_desc
describe(const dnnl::engine &engine, dnnl::algorithm algorithm,
         const ConvolutionOperands &operands,
         const ConvolutionGeometry &geometry,
         const dnnl::primitive_attr &attributes) {
  // The library counts the gaps of a dilated kernel.
  dnnl::memory::dims gaps = geometry.dilation;
  for (dnnl::memory::dim &gap : gaps)
    --gap;
#if DNNL_VERSION_MAJOR >= 3
  return {engine,
          dnnl::prop_kind::forward_inference,
          algorithm,
          operands.source,
          operands.weights,
          operands.bias,
          operands.target,
          geometry.stride,
          gaps,
          geometry.before,
          geometry.after,
          attributes};
#else
  return {{dnnl::prop_kind::forward_inference, algorithm, operands.source,
           operands.weights, operands.bias, operands.target, geometry.stride,
           gaps, geometry.before, geometry.after},
          attributes,
          engine};
#endif
}

/// `bias` may be empty.
inline dnnl::matmul::primitive_desc
describe(const dnnl::engine &engine, const MemoryDesc &source,
         const MemoryDesc &weights, const MemoryDesc &bias,
         const MemoryDesc &target, const dnnl::primitive_attr &attributes) {
#if DNNL_VERSION_MAJOR >= 3
  return {engine, source, weights, bias, target, attributes};
#else
  return {{source, weights, bias, target}, attributes, engine};
#endif
}

/// Means over windows; `algorithm` says whether padding counts.
inline dnnl::pooling_forward::primitive_desc
describe(const dnnl::engine &engine, dnnl::algorithm algorithm,
         const MemoryDesc &source, const MemoryDesc &target,
         const dnnl::memory::dims &stride, const dnnl::memory::dims &window,
         const dnnl::memory::dims &before, const dnnl::memory::dims &after,
         const dnnl::primitive_attr &attributes) {
#if DNNL_VERSION_MAJOR >= 3
  return {engine,    dnnl::prop_kind::forward_inference,
          algorithm, source,
          target,    stride,
          window,    dnnl::memory::dims(window.size(), 0),
          before,    after,
          attributes};
#else
  return {{dnnl::prop_kind::forward_inference, algorithm, source, target,
           stride, window, before, after},
          attributes,
          engine};
#endif
}

/// Adds a function of each element to the steps behind a kernel.
inline void appendEltwise(dnnl::post_ops &steps, dnnl::algorithm algorithm,
                          float alpha, float beta) {
#if DNNL_VERSION_MAJOR >= 3
  steps.append_eltwise(algorithm, alpha, beta);
#else
  steps.append_eltwise(1.0f, algorithm, alpha, beta);
#endif
}

} // namespace ptir::runtime::onednn

#endif // PTIR_LIB_RUNTIME_ONEDNN_API_H
