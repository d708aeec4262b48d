//===- GatedFeedForward.cpp - Two linears, one gating the other -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/GatedFeedForward.h"

#include "ptir/Functional/Activation.h"

using namespace ptir;
using namespace ptir::layers;

GatedFeedForward::GatedFeedForward(std::string name, int64_t width,
                                   int64_t hidden, const Names &names,
                                   Biases biases)
    : name(name), gate(names.gate.below(name), width, hidden, biases.gate),
      up(names.up.below(name), width, hidden, biases.up),
      down(names.down.below(name), hidden, width, biases.down) {}

void GatedFeedForward::appendParameters(ParameterList &list) const {
  gate.appendParameters(list);
  up.appendParameters(list);
  down.appendParameters(list);
}

GatedFeedForward::State GatedFeedForward::forwardWithState(
    Emitter &emitter, const Parameters &parameters, Tensor x) const {
  State state;
  Tensor gates = gate.forward(emitter, parameters, x);
  Tensor values = up.forward(emitter, parameters, x);
  {
    Emitter::Scope scope(emitter, name);
    state.hidden = functional::swiglu(emitter, gates, values);
    emitter.tap("hidden", state.hidden);
  }
  state.output = down.forward(emitter, parameters, state.hidden);
  Emitter::Scope scope(emitter, name);
  emitter.tap("output", state.output);
  return state;
}

Tensor GatedFeedForward::forward(Emitter &emitter, const Parameters &parameters,
                                 Tensor x) const {
  return forwardWithState(emitter, parameters, x).output;
}
