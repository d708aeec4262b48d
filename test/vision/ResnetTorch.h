//===- ResnetTorch.h - ResNet-34 as LibTorch computes it --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_VISION_RESNETTORCH_H
#define PTIR_TEST_VISION_RESNETTORCH_H

#include "ptir/Support/Status.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ptir::test {

struct NamedTensor {
  std::vector<int64_t> dims;
  std::vector<float> values;
};

/// By torchvision's names.
using Weights = std::map<std::string, NamedTensor>;

/// Logits [batch, 1000] of images [batch, 3, size, size], layer by layer as
/// torchvision's resnet34 runs them, in f32. Fails when a weight is missing or
/// LibTorch refuses it.
StatusOr<std::vector<float>> torchResnet34(Weights &weights,
                                           NamedTensor &images);

} // namespace ptir::test

#endif // PTIR_TEST_VISION_RESNETTORCH_H
