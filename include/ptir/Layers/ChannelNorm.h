//===- ChannelNorm.h - Learned normalization of channels --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_CHANNELNORM_H
#define PTIR_LAYERS_CHANNELNORM_H

#include "ptir/Layers/Parameters.h"

namespace ptir::layers {

/// Batch normalization with stored statistics of x[..., width]. Parameters, all
/// [width]: `<name>.weight`, `<name>.bias`, `<name>.running_mean` and
/// `<name>.running_var`.
class BatchNorm {
public:
  BatchNorm(std::string name, int64_t width, double epsilon = 1e-5)
      : name(std::move(name)), width(width), epsilon(epsilon) {}

  void appendParameters(ParameterList &list) const;
  /// Taps its result under its name.
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;

private:
  std::string name;
  int64_t width;
  double epsilon;
};

/// Group normalization of x[N, H, W, width]. Parameters, [width] each:
/// `<name>.weight` and `<name>.bias`.
class GroupNorm {
public:
  GroupNorm(std::string name, int64_t groups, int64_t width,
            double epsilon = 1e-5)
      : name(std::move(name)), groups(groups), width(width), epsilon(epsilon) {}

  void appendParameters(ParameterList &list) const;
  /// Taps its result under its name.
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;

private:
  std::string name;
  int64_t groups, width;
  double epsilon;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_CHANNELNORM_H
