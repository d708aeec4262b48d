//===- LayerNorm.cpp - Learned layer normalization ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/LayerNorm.h"

using namespace ptir;
using namespace ptir::layers;

void LayerNorm::appendParameters(ParameterList &list) const {
  list.push_back({path(names.gamma), {width}});
  list.push_back({path(names.beta), {width}});
}

Tensor LayerNorm::forward(Emitter &emitter, const Parameters &parameters,
                          Tensor x) const {
  Emitter::Scope scope(emitter, name);
  Tensor gamma = parameters.get(emitter, path(names.gamma));
  Tensor beta = parameters.get(emitter, path(names.beta));
  Tensor y = functional::layerNorm(emitter, x, gamma, beta, epsilon);
  emitter.tap("", y);
  return y;
}

functional::LayerNormMoments
LayerNorm::forwardWithState(Emitter &emitter, const Parameters &parameters,
                            Tensor x) const {
  Emitter::Scope scope(emitter, name);
  Tensor gamma = parameters.get(emitter, path(names.gamma));
  Tensor beta = parameters.get(emitter, path(names.beta));
  auto state = functional::layerNormMoments(emitter, x, gamma, beta, epsilon);
  emitter.tap("", state.output);
  return state;
}
