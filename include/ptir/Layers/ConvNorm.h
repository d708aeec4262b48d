//===- ConvNorm.h - Convolution with or without its norm --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_CONVNORM_H
#define PTIR_LAYERS_CONVNORM_H

#include "ptir/Layers/ChannelNorm.h"
#include "ptir/Layers/Conv2d.h"

#include <optional>

namespace ptir::layers {

/// How a checkpoint stores batch normalization.
enum class NormForm {
  Separate, ///< statistics beside convolutions that have no bias
  Folded    ///< in weight and bias of the convolution before it
};

struct ConvNormConfig {
  int64_t in = 0, out = 0;
  std::array<int64_t, 2> kernel{1, 1};
  functional::Conv2dConfig conv;
  double epsilon = 1e-5;
  NormForm form = NormForm::Separate;
};

/// A convolution and its batch normalization, parameters under `conv` and
/// `norm`: those of Conv2d without a bias and of BatchNorm or, folded, those of
/// Conv2d with a bias.
class ConvNorm {
public:
  ConvNorm(std::string conv, std::string norm, const ConvNormConfig &config)
      : conv(std::move(conv), config.in, config.out, config.kernel, config.conv,
             config.form == NormForm::Folded) {
    if (config.form == NormForm::Separate)
      this->norm.emplace(std::move(norm), config.out, config.epsilon);
  }

  void appendParameters(ParameterList &list) const {
    conv.appendParameters(list);
    if (norm)
      norm->appendParameters(list);
  }
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const {
    Tensor y = conv.forward(emitter, parameters, x);
    return norm ? norm->forward(emitter, parameters, y) : y;
  }

private:
  Conv2d conv;
  std::optional<BatchNorm> norm;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_CONVNORM_H
