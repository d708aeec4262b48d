//===- LayerNorm.h - Learned layer normalization ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_LAYERNORM_H
#define PTIR_LAYERS_LAYERNORM_H

#include "ptir/Functional/Normalization.h"
#include "ptir/Layers/Parameters.h"

namespace ptir::layers {

/// x[..., width], normalized over the last dimension, then scaled and shifted.
/// Parameters: `<name>.<gamma>` and `<name>.<beta>`, [width] each. The result
/// is tapped under the layer's name.
class LayerNorm {
public:
  struct Names {
    std::string gamma = "gamma", beta = "beta";
  };

  LayerNorm(std::string name, int64_t width, double epsilon)
      : LayerNorm(std::move(name), width, epsilon, Names()) {}
  LayerNorm(std::string name, int64_t width, double epsilon, Names names)
      : name(std::move(name)), width(width), epsilon(epsilon),
        names(std::move(names)) {}

  void appendParameters(ParameterList &list) const;
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;
  /// With what the output was computed from.
  functional::LayerNormMoments forwardWithState(Emitter &emitter,
                                                const Parameters &parameters,
                                                Tensor x) const;

private:
  std::string path(const std::string &parameter) const {
    return name + "." + parameter;
  }

  std::string name;
  int64_t width;
  double epsilon;
  Names names;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_LAYERNORM_H
