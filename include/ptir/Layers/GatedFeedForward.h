//===- GatedFeedForward.h - Two linears, one gating the other ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_GATEDFEEDFORWARD_H
#define PTIR_LAYERS_GATEDFEEDFORWARD_H

#include "ptir/Layers/Linear.h"

namespace ptir::layers {

/// x[M, width] -> down(swiglu(gate(x), up(x))), [M, width] (Shazeer 2020).
/// Parameters: those of the linears `<name>.<gate>` and `<name>.<up>` (width ->
/// hidden) and `<name>.<down>` (hidden -> width), by default `w_gate`,
/// `b_gate`, `w_up`, `b_up`, `w_down` and `b_down`.
///
/// Taps, below the layer's name: `hidden` [M, hidden], the result of swiglu,
/// and `output` [M, width].
class GatedFeedForward {
public:
  struct Names {
    LinearNames gate = {"w_gate", "b_gate"};
    LinearNames up = {"w_up", "b_up"};
    LinearNames down = {"w_down", "b_down"};
  };
  struct Biases {
    bool gate = true, up = true, down = true;
  };

  GatedFeedForward(std::string name, int64_t width, int64_t hidden)
      : GatedFeedForward(std::move(name), width, hidden, Names()) {}
  GatedFeedForward(std::string name, int64_t width, int64_t hidden,
                   const Names &names)
      : GatedFeedForward(std::move(name), width, hidden, names, Biases()) {}
  GatedFeedForward(std::string name, int64_t width, int64_t hidden,
                   const Names &names, Biases biases);

  void appendParameters(ParameterList &list) const;

  struct State {
    Tensor output; ///< [M, width]
    Tensor hidden; ///< [M, hidden]: swiglu(gate(x), up(x))
  };

  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;
  State forwardWithState(Emitter &emitter, const Parameters &parameters,
                         Tensor x) const;

private:
  std::string name;
  Linear gate, up, down;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_GATEDFEEDFORWARD_H
