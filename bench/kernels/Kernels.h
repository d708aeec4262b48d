//===- Kernels.h - A network's kernels of one system ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_BENCH_KERNELS_KERNELS_H
#define PTIR_BENCH_KERNELS_KERNELS_H

#include "Networks.h"

#include "ptir/Support/Status.h"

#include <memory>
#include <string>
#include <vector>

namespace ptir::bench {

/// What every system computes with.
struct NetworkData {
  Network network;
  /// Of each layer, in the shape of `weightDims`.
  std::vector<std::vector<float>> weights;
  /// As many numbers as the largest input has; every layer reads the first
  /// ones.
  std::vector<float> input;
};

/// Seeded normal weights whose sums have the variance of their terms.
NetworkData makeData(Network network);

/// The layers of a network, prepared.
class Kernels {
public:
  virtual ~Kernels() = default;

  virtual Status run(size_t layer) = 0;

  /// What `run` of that layer, the last one that ran, gave, in the shape of
  /// `outputDims`.
  virtual StatusOr<std::vector<float>> output(size_t layer) = 0;
};

/// Instances of PTIR: an entry per layer, out of the functional that a model
/// uses. `data` must outlive them.
StatusOr<std::unique_ptr<Kernels>> makePtirKernels(const NetworkData &data,
                                                   const std::string &backend,
                                                   int threads);

/// Primitives of oneDNN, in the layouts that they choose, convolutions direct
/// or Winograd as it chooses. Runs on the OpenMP threads of the process.
StatusOr<std::unique_ptr<Kernels>> makeOneDnnKernels(const NetworkData &data);

} // namespace ptir::bench

#endif // PTIR_BENCH_KERNELS_KERNELS_H
