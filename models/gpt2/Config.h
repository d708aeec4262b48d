//===- Config.h - What a GPT-2 checkpoint says about itself -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_GPT2_CONFIG_H
#define PTIR_MODELS_GPT2_CONFIG_H

#include "ptir/Support/Status.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ptir::gpt2 {

enum class Activation {
  Gelu,    ///< exact, with erf
  GeluTanh ///< GPT-2's own, with tanh
};

/// A plain value. The defaults are those of GPT-2 124M.
struct Config {
  int64_t vocabSize = 50257;
  int64_t contextLength = 1024;
  int64_t embedDim = 768;
  int64_t numLayers = 12;
  int64_t numHeads = 12;
  int64_t hiddenDim = 3072;
  double layerNormEpsilon = 1e-5;
  Activation activation = Activation::GeluTanh;
  /// Scores are divided by sqrt(head size).
  bool scaleAttention = true;
  /// The output projection is the token embedding.
  bool tiedHead = true;
  std::optional<int64_t> bosTokenId;
  std::optional<int64_t> eosTokenId;

  int64_t headDim() const { return embedDim / numHeads; }
};

/// Whether a model can be built from `config`.
Status checkConfig(const Config &config);

/// Reads a Hugging Face `config.json` (`n_embd`, …) or a gpt.rs configuration
/// (`embed_dim`, …; bare, or as `config` beside a `kind`). Fails on anything
/// that would change the results and is not supported.
StatusOr<Config> parseConfig(std::string_view json);

} // namespace ptir::gpt2

#endif // PTIR_MODELS_GPT2_CONFIG_H
