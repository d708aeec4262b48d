//===- WeightQuality.h - What narrow weights cost a model -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A text is cut into windows of consecutive tokens, each of which a model sees
// without those before it. Every row of logits is compared with that of the
// first model; every token but the first of a window is predicted by the row
// before it:
//
//   perplexity = exp(mean over predicted tokens t of -log softmax(row)[t]).
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_WEIGHTQUALITY_H
#define PTIR_INFERENCE_WEIGHTQUALITY_H

#include "ptir/Inference/Model.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace ptir {

/// Of one model, next to the first one. NaN among the logits makes the figures
/// that they are part of NaN.
struct WeightQuality {
  /// Rows of logits that were compared.
  int64_t rows = 0;
  /// |logit - logit of the first model|, over all elements of all rows.
  double maxError = 0, meanError = 0;
  /// The share of rows whose likeliest token is that of the first model.
  double topAgreement = 0;
  /// NaN without predicted tokens.
  double perplexity = 0;
};

/// Runs all models, which have one vocabulary, over the same tokens, at most
/// `window` of them at a time, at least 1. `progress` is told how many were
/// seen; it may be empty. Fails if there are no tokens or a model fails.
StatusOr<std::vector<WeightQuality>>
compareModels(const std::vector<LoadedModel *> &models,
              const std::vector<TokenId> &tokens, int64_t window,
              const std::function<void(int64_t seen)> &progress);

} // namespace ptir

#endif // PTIR_INFERENCE_WEIGHTQUALITY_H
