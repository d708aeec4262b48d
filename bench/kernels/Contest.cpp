//===- Contest.cpp - A network with the kernels of both systems -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Contest.h"

#include <algorithm>
#include <cmath>

using namespace ptir;
using namespace ptir::bench;

/// Of max|a - b| / max|b|. Winograd is less exact than a sum.
static constexpr double tolerance = 1e-3;

static StatusOr<std::vector<float>> runOnce(Kernels &kernels, size_t layer) {
  if (Status status = kernels.run(layer); !status.ok())
    return status;
  return kernels.output(layer);
}

static std::string compare(const std::vector<float> &found,
                           const std::vector<float> &wanted) {
  if (found.size() != wanted.size())
    return "outputs have different sizes";
  double largest = 0, distance = 0;
  for (size_t i = 0; i < found.size(); ++i) {
    if (!std::isfinite(found[i]) || !std::isfinite(wanted[i]))
      return "outputs are not finite";
    largest = std::max(largest, std::fabs(double(wanted[i])));
    distance = std::max(distance, std::fabs(double(found[i]) - wanted[i]));
  }
  if (largest > 0 && distance <= tolerance * largest)
    return "";
  return "outputs differ by " + std::to_string(distance) + " of " +
         std::to_string(largest);
}

StatusOr<std::unique_ptr<Contest>>
ptir::bench::prepareContest(const Network &network, const std::string &backend,
                            int threads) {
  auto contest = std::make_unique<Contest>();
  contest->data = makeData(network);
  StatusOr<std::unique_ptr<Kernels>> own =
      makePtirKernels(contest->data, backend, threads);
  if (!own.ok())
    return own.status();
  StatusOr<std::unique_ptr<Kernels>> other = makeOneDnnKernels(contest->data);
  if (!other.ok())
    return other.status();
  for (size_t i = 0; i < network.layers.size(); ++i) {
    StatusOr<std::vector<float>> found = runOnce(**own, i);
    if (!found.ok())
      return found.status();
    StatusOr<std::vector<float>> wanted = runOnce(**other, i);
    if (!wanted.ok())
      return wanted.status();
    contest->differences.push_back(compare(*found, *wanted));
  }
  contest->systems["ptir"] = std::move(*own);
  contest->systems["onednn"] = std::move(*other);
  return contest;
}
