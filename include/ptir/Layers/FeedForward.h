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

enum class Activation { Gelu, GeluTanh };

/// x[M, width] -> [M, width] through `hidden` activations. Parameters: those of
/// the linears `<name>.<input>` and `<name>.<output>`.
class FeedForward {
public:
  struct Names {
    std::string input = "w_in";
    std::string output = "w_out";
  };

  FeedForward(std::string name, int64_t width, int64_t hidden,
              Activation activation, const Names &names);

  void appendParameters(ParameterList &list) const;
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;

private:
  std::string name;
  Linear input, output;
  Activation activation;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_FEEDFORWARD_H
