//===- Trace.h - Every intermediate result of a run -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_TRACE_H
#define PTIR_INFERENCE_TRACE_H

#include "ptir/Inference/Model.h"
#include "ptir/Runtime/HostTensor.h"

#include <string>
#include <vector>

namespace ptir {

/// `blocks.3.attention.output`, `layer1.0.conv1`, …: what the model's layers
/// call it. Images are channels-last inside of a model.
struct Activation {
  std::string name;
  /// Owned by the model's instance; valid until its next call.
  ptir_tensor value;
};

/// Runs the model over `tokens` and returns what it computed, in order; the
/// last one is the logits. Fails as `forward` does.
StatusOr<std::vector<Activation>>
traceTokens(LoadedModel &model, const std::vector<int32_t> &tokens);

/// The same over images; fails as `forwardImages` does.
StatusOr<std::vector<Activation>>
traceImages(LoadedModel &model, const runtime::HostTensor &images);

} // namespace ptir

#endif // PTIR_INFERENCE_TRACE_H
