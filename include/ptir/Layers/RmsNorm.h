//===- RmsNorm.h - Learned root mean square normalization -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_RMSNORM_H
#define PTIR_LAYERS_RMSNORM_H

#include "ptir/Functional/Normalization.h"
#include "ptir/Layers/Parameters.h"

namespace ptir::layers {

/// x[..., width], divided by its root mean square over the last dimension, then
/// scaled. Parameter: `<name>.<gamma>` [width]. The result is tapped under the
/// layer's name.
class RmsNorm {
public:
  RmsNorm(std::string name, int64_t width, double epsilon,
          const std::string &gamma = "gamma")
      : name(name), gamma(name + "." + gamma), width(width), epsilon(epsilon) {}

  void appendParameters(ParameterList &list) const;
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;
  /// With what the output was computed from.
  functional::RmsNormMoments forwardWithState(Emitter &emitter,
                                              const Parameters &parameters,
                                              Tensor x) const;

private:
  std::string name, gamma;
  int64_t width;
  double epsilon;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_RMSNORM_H
