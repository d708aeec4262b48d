//===- ResnetFamily.h - ResNet among the families of models -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_INFERENCE_RESNETFAMILY_H
#define PTIR_LIB_INFERENCE_RESNETFAMILY_H

#include "ptir/Inference/ModelRegistry.h"

namespace ptir {

/// `resnet` as Hugging Face calls it, `resnet34` and its like, `resnet-cifar`.
ModelFamily resnetFamily();

} // namespace ptir

#endif // PTIR_LIB_INFERENCE_RESNETFAMILY_H
