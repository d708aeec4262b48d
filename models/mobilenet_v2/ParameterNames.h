//===- ParameterNames.h - MobileNetV2 weights by any name -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The program reads parameters under gpt.rs' names (`blocks.3.expand.weight`)
// and calls the norm after each convolution `blocks.3.expand_norm`. torchvision
// counts layers: `features.4.conv.0.0.weight`, `features.4.conv.0.1.weight`.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_MOBILENET_V2_PARAMETERNAMES_H
#define PTIR_MODELS_MOBILENET_V2_PARAMETERNAMES_H

#include "models/mobilenet_v2/Config.h"

#include <string>
#include <string_view>
#include <vector>

namespace ptir::mobilenet_v2 {

/// Names under which a checkpoint may have the parameter of that name, the
/// likeliest first.
std::vector<std::string> candidateNames(const Config &config,
                                        std::string_view parameter);

/// Whether a checkpoint's tensor is no parameter: `num_batches_tracked`.
bool isBuffer(std::string_view name);

} // namespace ptir::mobilenet_v2

#endif // PTIR_MODELS_MOBILENET_V2_PARAMETERNAMES_H
