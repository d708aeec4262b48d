//===- ParameterNames.h - ResNet weights by any name ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The program reads parameters under torchvision's names
// (`layer2.0.downsample.0.weight`). gpt.rs has `layer2.0.downsample.weight`,
// CIFAR checkpoints `linear` for `fc`, wrapped ones a `module.` in front.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_RESNET_PARAMETERNAMES_H
#define PTIR_MODELS_RESNET_PARAMETERNAMES_H

#include <string>
#include <string_view>
#include <vector>

namespace ptir::resnet {

/// Names under which a checkpoint may have the parameter of that name, the
/// likeliest first.
std::vector<std::string> candidateNames(std::string_view parameter);

/// Whether a checkpoint's tensor is no parameter: `num_batches_tracked`.
bool isBuffer(std::string_view name);

} // namespace ptir::resnet

#endif // PTIR_MODELS_RESNET_PARAMETERNAMES_H
