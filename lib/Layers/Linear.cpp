//===- Linear.cpp - Affine map --------------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/Linear.h"

#include "ptir/Functional/Contraction.h"

using namespace ptir;
using namespace ptir::layers;

void Linear::appendParameters(ParameterList &list) const {
  list.push_back({name + ".weight", {in, out}});
  if (bias)
    list.push_back({name + ".bias", {out}});
}

Tensor Linear::forward(Emitter &emitter, const Parameters &parameters,
                       Tensor x) const {
  Emitter::Scope scope(emitter, name);
  Tensor weight = parameters.get(emitter, name + ".weight");
  if (!bias)
    return functional::matmul(emitter, x, weight);
  return functional::linear(emitter, x, weight,
                            parameters.get(emitter, name + ".bias"));
}
