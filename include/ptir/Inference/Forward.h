//===- Forward.h - One run of a language model ------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_FORWARD_H
#define PTIR_INFERENCE_FORWARD_H

#include "ptir/Inference/Model.h"

#include <cstdint>
#include <vector>

namespace ptir {

enum class LogitsRows { Last, All };

/// Logits of one sequence, row-major.
struct Logits {
  /// [1, V] for the last row, [1, T, V] for all.
  std::vector<int64_t> dims;
  std::vector<float> values;

  int64_t vocabularySize() const { return dims.back(); }
  const float *lastRow() const {
    return values.data() + values.size() - vocabularySize();
  }
};

/// Whether a model can take these tokens: at least one, no more than its
/// context, all in its vocabulary.
Status checkTokens(const ModelDefinition &model,
                   const std::vector<int32_t> &tokens);

/// Runs the model over `tokens`; fails when checkTokens does or the model does.
StatusOr<Logits> forward(LoadedModel &model, const std::vector<int32_t> &tokens,
                         LogitsRows rows);

/// The indices of the `count` largest logits of the last row, largest first; on
/// a tie the smaller index comes first, a NaN last.
std::vector<int32_t> likeliest(const Logits &logits, int64_t count);

} // namespace ptir

#endif // PTIR_INFERENCE_FORWARD_H
