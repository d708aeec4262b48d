//===- FeedForward.cpp - Two linears around a nonlinearity ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/FeedForward.h"

#include "ptir/Functional/Activation.h"

using namespace ptir;
using namespace ptir::layers;

FeedForward::FeedForward(std::string name, int64_t width, int64_t hidden,
                         Activation activation, const Names &names,
                         Biases biases)
    : name(name), input(names.input.below(name), width, hidden, biases.input),
      output(names.output.below(name), hidden, width, biases.output),
      activation(activation) {}

void FeedForward::appendParameters(ParameterList &list) const {
  input.appendParameters(list);
  output.appendParameters(list);
}

static Tensor activate(Emitter &emitter, Activation activation, Tensor x) {
  switch (activation) {
  case Activation::Relu:
    return functional::relu(emitter, x);
  case Activation::Relu6:
    return functional::relu6(emitter, x);
  case Activation::Sigmoid:
    return functional::sigmoid(emitter, x);
  case Activation::Tanh:
    return functional::tanh(emitter, x);
  case Activation::Gelu:
    return functional::gelu(emitter, x);
  case Activation::GeluTanh:
    return functional::geluTanh(emitter, x);
  case Activation::Silu:
    return functional::silu(emitter, x);
  }
  llvm_unreachable("all activations are handled");
}

FeedForward::State FeedForward::forwardWithState(Emitter &emitter,
                                                 const Parameters &parameters,
                                                 Tensor x) const {
  State state;
  Tensor projected = input.forward(emitter, parameters, x);
  {
    Emitter::Scope scope(emitter, name);
    state.hidden = activate(emitter, activation, projected);
    emitter.tap("hidden", state.hidden);
  }
  state.output = output.forward(emitter, parameters, state.hidden);
  Emitter::Scope scope(emitter, name);
  emitter.tap("output", state.output);
  return state;
}

Tensor FeedForward::forward(Emitter &emitter, const Parameters &parameters,
                            Tensor x) const {
  return forwardWithState(emitter, parameters, x).output;
}
