//===- LayerNorm.cpp - Learned layer normalization ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/LayerNorm.h"

#include "ptir/Functional/Normalization.h"

using namespace ptir;
using namespace ptir::layers;

void LayerNorm::appendParameters(ParameterList &list) const {
  list.push_back({name + ".weight", {width}});
  list.push_back({name + ".bias", {width}});
}

Tensor LayerNorm::forward(Emitter &emitter, const Parameters &parameters,
                          Tensor x) const {
  Emitter::Scope scope(emitter, name);
  Tensor weight = parameters.get(emitter, name + ".weight");
  Tensor bias = parameters.get(emitter, name + ".bias");
  return functional::layerNorm(emitter, x, weight, bias, epsilon);
}
