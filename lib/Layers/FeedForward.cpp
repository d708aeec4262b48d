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
                         Activation activation, const Names &names)
    : name(name), input(name + "." + names.input, width, hidden),
      output(name + "." + names.output, hidden, width), activation(activation) {
}

void FeedForward::appendParameters(ParameterList &list) const {
  input.appendParameters(list);
  output.appendParameters(list);
}

static Tensor activate(Emitter &emitter, Activation activation, Tensor x) {
  switch (activation) {
  case Activation::Gelu:
    return functional::gelu(emitter, x);
  case Activation::GeluTanh:
    return functional::geluTanh(emitter, x);
  }
  llvm_unreachable("all activations are handled");
}

Tensor FeedForward::forward(Emitter &emitter, const Parameters &parameters,
                            Tensor x) const {
  Tensor hidden = input.forward(emitter, parameters, x);
  {
    Emitter::Scope scope(emitter, name);
    hidden = activate(emitter, activation, hidden);
    emitter.tap("hidden", hidden);
  }
  Tensor result = output.forward(emitter, parameters, hidden);
  Emitter::Scope scope(emitter, name);
  emitter.tap("output", result);
  return result;
}
