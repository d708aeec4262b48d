//===- MobilenetV2Family.h - MobileNetV2 among the families of models -*- C++
//-*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_INFERENCE_MOBILENETV2FAMILY_H
#define PTIR_LIB_INFERENCE_MOBILENETV2FAMILY_H

#include "ptir/Inference/ModelRegistry.h"

namespace ptir {

/// `mobilenet_v2`, as gpt.rs and Hugging Face call it.
ModelFamily mobilenetV2Family();

} // namespace ptir

#endif // PTIR_LIB_INFERENCE_MOBILENETV2FAMILY_H
