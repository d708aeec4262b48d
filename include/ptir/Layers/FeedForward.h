//===- FeedForward.h - Two linears around a nonlinearity --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_FEEDFORWARD_H
#define PTIR_LAYERS_FEEDFORWARD_H

#include "ptir/Layers/Linear.h"

namespace ptir::layers {

/// The functionals of these names.
enum class Activation { Relu, Relu6, Sigmoid, Tanh, Gelu, GeluTanh, Silu };

/// x[M, width] -> [M, width] through `hidden` activations. Parameters: those of
/// the linears `<name>.<input>` (width -> hidden) and `<name>.<output>` (hidden
/// -> width), by default `w_in`, `b_in`, `w_out` and `b_out`.
///
/// Taps, below the layer's name: `hidden` [M, hidden], after the activation,
/// and `output` [M, width].
class FeedForward {
public:
  struct Names {
    LinearNames input = {"w_in", "b_in"};
    LinearNames output = {"w_out", "b_out"};
  };
  struct Biases {
    bool input = true, output = true;
  };

  FeedForward(std::string name, int64_t width, int64_t hidden,
              Activation activation)
      : FeedForward(std::move(name), width, hidden, activation, Names()) {}
  FeedForward(std::string name, int64_t width, int64_t hidden,
              Activation activation, const Names &names)
      : FeedForward(std::move(name), width, hidden, activation, names,
                    Biases()) {}
  FeedForward(std::string name, int64_t width, int64_t hidden,
              Activation activation, const Names &names, Biases biases);

  void appendParameters(ParameterList &list) const;

  struct State {
    Tensor output; ///< [M, width]
    Tensor hidden; ///< [M, hidden]: after the activation
  };

  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;
  State forwardWithState(Emitter &emitter, const Parameters &parameters,
                         Tensor x) const;

private:
  std::string name;
  Linear input, output;
  Activation activation;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_FEEDFORWARD_H
