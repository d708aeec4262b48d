//===- Conv2d.h - Learned convolution ---------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_CONV2D_H
#define PTIR_LAYERS_CONV2D_H

#include "ptir/Functional/Convolution.h"
#include "ptir/Layers/Parameters.h"

namespace ptir::layers {

/// x[N, H, W, in] -> [N, OH, OW, out]. Parameters: `<name>.weight`
/// [out, in / groups, KH, KW] and, with a bias, `<name>.bias` [out].
class Conv2d {
public:
  Conv2d(std::string name, int64_t in, int64_t out,
         std::array<int64_t, 2> kernel, functional::Conv2dConfig config,
         bool bias)
      : name(std::move(name)), in(in), out(out), kernel(kernel), config(config),
        bias(bias) {}

  void appendParameters(ParameterList &list) const;
  /// Taps its result under its name.
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;

private:
  std::string name;
  int64_t in, out;
  std::array<int64_t, 2> kernel;
  functional::Conv2dConfig config;
  bool bias;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_CONV2D_H
