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

/// What the parameters of a linear are called, relative to the owner.
struct LinearNames {
  /// `<name>.weight` and `<name>.bias`.
  LinearNames(const char *name) : LinearNames(std::string(name)) {}
  LinearNames(const std::string &name)
      : weight(name + ".weight"), bias(name + ".bias"), scope(name) {}
  /// As given: `w_out` and `b_out`.
  LinearNames(std::string weight, std::string bias)
      : weight(weight), bias(std::move(bias)), scope(std::move(weight)) {}

  /// The same below `owner`.
  LinearNames below(const std::string &owner) const;

  std::string weight, bias;
  std::string scope; ///< of what the linear emits
};

/// x[M, in] -> x W + b, [M, out]. Parameters: the weight [in, out] and, with a
/// bias, the bias [out].
class Linear {
public:
  Linear(LinearNames names, int64_t in, int64_t out, bool bias = true)
      : names(std::move(names)), in(in), out(out), bias(bias) {}

  void appendParameters(ParameterList &list) const;
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;

private:
  LinearNames names;
  int64_t in, out;
  bool bias;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_LINEAR_H
