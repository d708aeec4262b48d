//===- Forward.h - One run of a model ---------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_FORWARD_H
#define PTIR_INFERENCE_FORWARD_H

#include "ptir/Inference/Model.h"
#include "ptir/Runtime/HostTensor.h"

#include <cstdint>
#include <vector>

namespace ptir {

enum class LogitsRows { Last, All };

/// Logits of one sequence, or of a batch of images; row-major.
struct Logits {
  /// [1, V] for the last row, [1, T, V] for all, [N, classes] for images.
  std::vector<int64_t> dims;
  std::vector<float> values;

  int64_t vocabularySize() const { return dims.back(); }
  const float *lastRow() const {
    return values.data() + values.size() - vocabularySize();
  }
  /// Of image `index`.
  const float *row(int64_t index) const {
    return values.data() + index * vocabularySize();
  }
};

/// Whether a model can take these tokens: at least one, no more than its
/// context, all in its vocabulary.
Status checkTokens(const ModelDefinition &model,
                   const std::vector<int32_t> &tokens);

/// Runs the model over `tokens`; fails when checkTokens does or the model does.
StatusOr<Logits> forward(LoadedModel &model, const std::vector<int32_t> &tokens,
                         LogitsRows rows);

/// Whether a model can take these images: f32 [N, C, H, W] with at least one
/// image, the model's channels and no less than its smallest height and width.
Status checkImages(const ModelDefinition &model,
                   const runtime::HostTensor &images);

/// Runs the model over normalised images; fails when checkImages does or the
/// model does. A NaN among the pixels is no error: it goes through the model.
StatusOr<Logits> forwardImages(LoadedModel &model,
                               const runtime::HostTensor &images);

/// What is built to run those images.
BuildRequest imageRequest(const runtime::HostTensor &images);

/// The indices of the `count` largest of `size` logits, largest first; on a tie
/// the smaller index comes first, a NaN last.
std::vector<int32_t> likeliest(const float *logits, int64_t size,
                               int64_t count);

/// The same of the last row.
std::vector<int32_t> likeliest(const Logits &logits, int64_t count);

} // namespace ptir

#endif // PTIR_INFERENCE_FORWARD_H
