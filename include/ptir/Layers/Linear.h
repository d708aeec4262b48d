//===- Linear.h - Affine map ------------------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_LINEAR_H
#define PTIR_LAYERS_LINEAR_H

#include "ptir/Layers/Parameters.h"

namespace ptir::layers {

/// x[M, in] -> x W + b, [M, out]. Parameters: `<name>.weight` [in, out] and,
/// with a bias, `<name>.bias` [out].
class Linear {
public:
  Linear(std::string name, int64_t in, int64_t out, bool bias = true)
      : name(std::move(name)), in(in), out(out), bias(bias) {}

  void appendParameters(ParameterList &list) const;
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;

private:
  std::string name;
  int64_t in, out;
  bool bias;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_LINEAR_H
