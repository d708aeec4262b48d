//===- LayerNorm.h - Learned layer normalization ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_LAYERNORM_H
#define PTIR_LAYERS_LAYERNORM_H

#include "ptir/Layers/Parameters.h"

namespace ptir::layers {

/// x[..., width], normalized over the last dimension, then scaled and shifted.
/// Parameters: `<name>.weight` and `<name>.bias`, [width] each.
class LayerNorm {
public:
  LayerNorm(std::string name, int64_t width, double epsilon)
      : name(std::move(name)), width(width), epsilon(epsilon) {}

  void appendParameters(ParameterList &list) const;
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;

private:
  std::string name;
  int64_t width;
  double epsilon;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_LAYERNORM_H
