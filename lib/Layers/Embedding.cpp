//===- Embedding.cpp - A learned row per index ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/Embedding.h"

#include "ptir/Functional/Embedding.h"

using namespace ptir;
using namespace ptir::layers;

void Embedding::appendParameters(ParameterList &list) const {
  list.push_back({name + ".weight", {count, width}});
}

Tensor Embedding::forward(Emitter &emitter, const Parameters &parameters,
                          Tensor indices) const {
  Emitter::Scope scope(emitter, name);
  Tensor rows = functional::embeddingLookup(
      emitter, parameters.get(emitter, name + ".weight"), indices);
  emitter.tap("", rows);
  return rows;
}
