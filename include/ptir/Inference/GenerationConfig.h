//===- GenerationConfig.h - How a model wants to be sampled -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Hugging Face's `generation_config.json`, and what `config.json` says of the
// same: keys `eos_token_id` (one id or a list), `bos_token_id`, `do_sample`,
// `temperature`, `top_k`, `top_p`, `repetition_penalty`. Other keys are not
// read; null is as if absent.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_GENERATIONCONFIG_H
#define PTIR_INFERENCE_GENERATIONCONFIG_H

#include "ptir/Inference/Sampler.h"
#include "ptir/Support/Status.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ptir {

struct GenerationConfig {
  /// Tokens that end a text.
  std::vector<int32_t> endTokens;
  /// The token before the first one of a text.
  std::optional<int32_t> startToken;
  /// A model that says nothing is sampled at temperature 0.8.
  SamplerOptions sampling = defaultSampling();

  static SamplerOptions defaultSampling() {
    SamplerOptions options;
    options.temperature = 0.8;
    return options;
  }
};

/// Overwrites in `config` what `json`, an object, says. Fails, naming `where`,
/// the key and what was found, when a value is of the wrong type or out of
/// range.
Status readGenerationConfig(std::string_view json, const std::string &where,
                            GenerationConfig &config);

} // namespace ptir

#endif // PTIR_INFERENCE_GENERATIONCONFIG_H
