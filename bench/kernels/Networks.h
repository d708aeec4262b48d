//===- Networks.h - The products and convolutions of models -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_BENCH_KERNELS_NETWORKS_H
#define PTIR_BENCH_KERNELS_NETWORKS_H

#include <cstdint>
#include <string>
#include <vector>

namespace ptir::bench {

/// One product or convolution of one image, with weights of its own, without
/// what comes before or after it.
struct Layer {
  enum class Kind {
    /// y[R, N] = x[R, K] w[K, N].
    Product,
    /// y[R, N] = x[R, K] w[N, K]^T: a tied embedding.
    TransposedProduct,
    /// y[1, O, O, Co] of x[1, S, S, Ci] and w[Co, Ci / groups, F, F]; padded by
    /// F / 2.
    Convolution,
  } kind;
  std::string name;
  // Of products.
  int64_t rows = 0, inner = 0, columns = 0;
  // Of convolutions.
  int64_t inputs = 0, outputs = 0, size = 0, window = 1, stride = 1, groups = 1;

  int64_t outputSize() const {
    return (size + 2 * (window / 2) - window) / stride + 1;
  }
  std::vector<int64_t> inputDims() const;
  std::vector<int64_t> weightDims() const;
  std::vector<int64_t> outputDims() const;
  /// Terms that a sum has.
  int64_t terms() const;
  /// Floating-point operations, a multiplication and an addition each.
  double operations() const;
};

int64_t elementCount(const std::vector<int64_t> &dims);

struct Network {
  std::string name;
  /// In the order in which the model runs them.
  std::vector<Layer> layers;
};

/// ResNet-20 at 32 pixels, ResNet-34 and MobileNetV2 at 224, GPT-2 124M with
/// 128 tokens and with one.
std::vector<Network> allNetworks();

} // namespace ptir::bench

#endif // PTIR_BENCH_KERNELS_NETWORKS_H
