//===- ParameterNames.h - GPT-2 weights by any name -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The program reads parameters under Hugging Face's full names
// (`transformer.h.3.attn.c_attn.weight`). Checkpoints have them with or without
// the prefix, or under gpt.rs' names; linears are stored [in, out] by all.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_GPT2_PARAMETERNAMES_H
#define PTIR_MODELS_GPT2_PARAMETERNAMES_H

#include "models/gpt2/Config.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ptir::gpt2 {

/// How the output projection is stored, under which name the program reads it.
enum class Head {
  Tied,   ///< `transformer.wte.weight` [V, E]
  Rows,   ///< `lm_head.weight` [V, E]
  Columns ///< `lm_head` [E, V], the form of gpt.rs
};

/// Decides by the configuration and by what the checkpoint has. Fails for a
/// head of its own that is not there.
StatusOr<Head>
chooseHead(const Config &config,
           const std::function<bool(std::string_view)> &hasTensor);

/// Names under which a checkpoint may have the parameter of that name, the
/// likeliest first.
std::vector<std::string> candidateNames(std::string_view parameter);

/// Whether a checkpoint's tensor is no parameter: the causal masks that older
/// files hold (`h.3.attn.bias`, `h.3.attn.masked_bias`).
bool isBuffer(std::string_view name);

} // namespace ptir::gpt2

#endif // PTIR_MODELS_GPT2_PARAMETERNAMES_H
