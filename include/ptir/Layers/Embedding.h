//===- Embedding.h - A learned row per index --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_EMBEDDING_H
#define PTIR_LAYERS_EMBEDDING_H

#include "ptir/Layers/Parameters.h"

namespace ptir::layers {

/// indices[T] or [B, T] -> rows [T, width] or [B, T, width]. Parameter:
/// `<name>.weight` [count, width]. The result is tapped under the layer's name.
class Embedding {
public:
  Embedding(std::string name, int64_t count, int64_t width)
      : name(std::move(name)), count(count), width(width) {}

  void appendParameters(ParameterList &list) const;
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor indices) const;

private:
  std::string name;
  int64_t count, width;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_EMBEDDING_H
