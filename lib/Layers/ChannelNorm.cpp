//===- ChannelNorm.cpp - Learned normalization of channels ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/ChannelNorm.h"

#include "ptir/Functional/ChannelNormalization.h"

using namespace ptir;
using namespace ptir::layers;

void BatchNorm::appendParameters(ParameterList &list) const {
  for (const char *part : {".weight", ".bias", ".running_mean", ".running_var"})
    list.push_back({name + part, {width}});
}

Tensor BatchNorm::forward(Emitter &emitter, const Parameters &parameters,
                          Tensor x) const {
  Emitter::Scope scope(emitter, name);
  auto get = [&](const char *part) {
    return parameters.get(emitter, name + part);
  };
  Tensor y =
      functional::batchNorm(emitter, x, get(".weight"), get(".bias"),
                            get(".running_mean"), get(".running_var"), epsilon);
  emitter.tap("", y);
  return y;
}

void GroupNorm::appendParameters(ParameterList &list) const {
  list.push_back({name + ".weight", {width}});
  list.push_back({name + ".bias", {width}});
}

Tensor GroupNorm::forward(Emitter &emitter, const Parameters &parameters,
                          Tensor x) const {
  Emitter::Scope scope(emitter, name);
  Tensor gamma = parameters.get(emitter, name + ".weight");
  Tensor beta = parameters.get(emitter, name + ".bias");
  Tensor y = functional::groupNorm(emitter, x, groups, gamma, beta, epsilon);
  emitter.tap("", y);
  return y;
}
