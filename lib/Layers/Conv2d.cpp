//===- Conv2d.cpp - Learned convolution -----------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/Conv2d.h"

using namespace ptir;
using namespace ptir::layers;

void Conv2d::appendParameters(ParameterList &list) const {
  list.push_back(
      {name + ".weight", {out, in / config.groups, kernel[0], kernel[1]}});
  if (bias)
    list.push_back({name + ".bias", {out}});
}

Tensor Conv2d::forward(Emitter &emitter, const Parameters &parameters,
                       Tensor x) const {
  Emitter::Scope scope(emitter, name);
  Tensor weight = parameters.get(emitter, name + ".weight");
  Tensor shift = bias ? parameters.get(emitter, name + ".bias") : Tensor();
  Tensor y = functional::conv2d(emitter, x, weight, shift, config);
  emitter.tap("", y);
  return y;
}
