//===- KernelCosts.h - How long kernels of oneDNN take ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_BACKENDS_ONEDNN_KERNELCOSTS_H
#define PTIR_LIB_BACKENDS_ONEDNN_KERNELCOSTS_H

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

#include <optional>

namespace ptir {

/// What decides about the speed of a convolution call: everything static.
struct ConvolutionShape {
  int64_t batch, channels, filters; // per group: channels / groups
  int64_t groups, outHeight, outWidth, kernelHeight, kernelWidth;
  /// 3x3, one apart, one zero around, no groups, and an epilogue that the
  /// library's Winograd kernels have.
  bool fitsWinograd;

  /// Of a call on tensors [N, H, W, C]; nothing for a batch that is not known.
  static std::optional<ConvolutionShape> of(rt::CallOp call);
};

/// Times in nanoseconds on one thread, modelled: arithmetic at a rate that the
/// library reaches on cores with 512-bit vectors, and every weight read from
/// memory once. The constants fit ResNet34's layers, run in network order with
/// weights of their own; only ratios matter.
int64_t directTime(const ConvolutionShape &shape);
int64_t winogradTime(const ConvolutionShape &shape);
/// Of the runtime's own kernel for tiles of so many results either way, and of
/// a direct convolution to compare it with; the constants fit the same layers
/// at one and at two threads.
int64_t streamedWinogradTime(const ConvolutionShape &shape, int64_t tile);
int64_t streamedDirectTime(const ConvolutionShape &shape);
/// Reading and writing so many floats in another order.
int64_t reorderTime(int64_t elements);

} // namespace ptir

#endif // PTIR_LIB_BACKENDS_ONEDNN_KERNELCOSTS_H
