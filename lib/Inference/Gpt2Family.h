//===- Gpt2Family.h - GPT-2 among the families of models --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_INFERENCE_GPT2FAMILY_H
#define PTIR_LIB_INFERENCE_GPT2FAMILY_H

#include "ptir/Inference/ModelRegistry.h"

namespace ptir {

/// `gpt2` as Hugging Face and `gpt` as gpt.rs call it.
ModelFamily gpt2Family();

} // namespace ptir

#endif // PTIR_LIB_INFERENCE_GPT2FAMILY_H
