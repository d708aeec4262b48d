//===- NetworkData.cpp - Weights and inputs of a network ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace ptir::bench;

static std::vector<float> draw(int64_t count, double deviation,
                               std::minstd_rand &random) {
  std::normal_distribution<float> normal(0, static_cast<float>(deviation));
  std::vector<float> values(count);
  std::generate(values.begin(), values.end(), [&] { return normal(random); });
  return values;
}

NetworkData ptir::bench::makeData(Network network) {
  NetworkData data;
  std::minstd_rand random(1);
  int64_t largest = 0;
  for (const Layer &layer : network.layers) {
    largest = std::max(largest, elementCount(layer.inputDims()));
    data.weights.push_back(
        draw(elementCount(layer.weightDims()),
             1 / std::sqrt(static_cast<double>(layer.terms())), random));
  }
  data.input = draw(largest, 1, random);
  data.network = std::move(network);
  return data;
}
