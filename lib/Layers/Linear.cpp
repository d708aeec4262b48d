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

LinearNames LinearNames::below(const std::string &owner) const {
  LinearNames names = *this;
  for (std::string *name : {&names.weight, &names.bias, &names.scope})
    *name = owner + "." + *name;
  return names;
}

void Linear::appendParameters(ParameterList &list) const {
  list.push_back({names.weight, {in, out}});
  if (bias)
    list.push_back({names.bias, {out}});
}

Tensor Linear::forward(Emitter &emitter, const Parameters &parameters,
                       Tensor x) const {
  Emitter::Scope scope(emitter, names.scope);
  Tensor weight = parameters.get(emitter, names.weight);
  if (!bias)
    return functional::matmul(emitter, x, weight);
  return functional::linear(emitter, x, weight,
                            parameters.get(emitter, names.bias));
}
