//===- Block.h - The repeated part of a ResNet ------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// relu(shortcut(x) + f(x)), where f is a chain of convolutions with their
// norms and relu in between.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_RESNET_BLOCK_H
#define PTIR_MODELS_RESNET_BLOCK_H

#include "models/resnet/Config.h"
#include "ptir/Layers/ConvNorm.h"

namespace ptir::resnet {

class Block {
public:
  /// `in` channels to `width` times the expansion.
  Block(const Config &config, int64_t in, int64_t width, int64_t stride,
        layers::NormForm norms);

  /// Names relative to the block: `conv1.weight`, `downsample.1.bias`, ….
  llvm::ArrayRef<layers::ParameterSpec> parameters() const { return list; }

  /// x[N, H, W, in] -> [N, ceil(H / stride), ceil(W / stride), out].
  functional::Tensor forward(functional::Emitter &emitter,
                             const layers::Parameters &parameters,
                             functional::Tensor x) const;

private:
  functional::Tensor shortcut(functional::Emitter &emitter,
                              const layers::Parameters &parameters,
                              functional::Tensor x) const;

  int64_t in, out, stride;
  llvm::SmallVector<layers::ConvNorm> chain;
  std::optional<layers::ConvNorm> projection;
  layers::ParameterList list;
};

} // namespace ptir::resnet

#endif // PTIR_MODELS_RESNET_BLOCK_H
