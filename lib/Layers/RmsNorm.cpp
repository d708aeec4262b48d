//===- RmsNorm.cpp - Learned root mean square normalization ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/RmsNorm.h"

using namespace ptir;
using namespace ptir::layers;

void RmsNorm::appendParameters(ParameterList &list) const {
  list.push_back({gamma, {width}});
}

Tensor RmsNorm::forward(Emitter &emitter, const Parameters &parameters,
                        Tensor x) const {
  Emitter::Scope scope(emitter, name);
  Tensor y =
      functional::rmsNorm(emitter, x, parameters.get(emitter, gamma), epsilon);
  emitter.tap("", y);
  return y;
}

functional::RmsNormMoments
RmsNorm::forwardWithState(Emitter &emitter, const Parameters &parameters,
                          Tensor x) const {
  Emitter::Scope scope(emitter, name);
  auto state = functional::rmsNormMoments(
      emitter, x, parameters.get(emitter, gamma), epsilon);
  emitter.tap("", state.output);
  return state;
}
