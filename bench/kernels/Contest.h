//===- Contest.h - A network with the kernels of both systems ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_BENCH_KERNELS_CONTEST_H
#define PTIR_BENCH_KERNELS_CONTEST_H

#include "Kernels.h"

#include <map>

namespace ptir::bench {

struct Contest {
  NetworkData data;
  /// "onednn" and "ptir".
  std::map<std::string, std::unique_ptr<Kernels>> systems;
  /// Of each layer, why its outputs must not be trusted; empty if they agree.
  std::vector<std::string> differences;
};

/// Prepares both systems, runs every layer once and compares.
StatusOr<std::unique_ptr<Contest>>
prepareContest(const Network &network, const std::string &backend, int threads);

} // namespace ptir::bench

#endif // PTIR_BENCH_KERNELS_CONTEST_H
