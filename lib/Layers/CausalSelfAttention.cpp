//===- CausalSelfAttention.cpp - Attention with its projections -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/CausalSelfAttention.h"

#include "ptir/Functional/Shape.h"

using namespace ptir;
using namespace ptir::layers;

CausalSelfAttention::CausalSelfAttention(std::string name, int64_t width,
                                         const AttentionConfig &config,
                                         const Names &names)
    : name(name), config(config),
      qkv(name + "." + names.qkv, width, config.packedWidth()),
      output(name + "." + names.output, config.queryWidth(), width) {}

void CausalSelfAttention::appendParameters(ParameterList &list) const {
  qkv.appendParameters(list);
  output.appendParameters(list);
}

CausalSelfAttention::Result
CausalSelfAttention::forward(Emitter &emitter, const Parameters &parameters,
                             Tensor x, const Extent &batch,
                             const Extent &positions) const {
  Tensor packed = qkv.forward(emitter, parameters, x);
  functional::AttentionResult result;
  {
    Emitter::Scope scope(emitter, name);
    packed = functional::reshape(emitter, packed,
                                 {batch, positions, config.packedWidth()});
    result = functional::attention(emitter, config, packed);
    result.output = functional::flattenRows(emitter, result.output);
  }
  return {output.forward(emitter, parameters, result.output), result.present};
}

CausalSelfAttention::Result
CausalSelfAttention::decode(Emitter &emitter, const Parameters &parameters,
                            Tensor x, const KeyValues &cache,
                            Tensor position) const {
  Tensor packed = qkv.forward(emitter, parameters, x);
  functional::DecodeAttentionResult result;
  {
    Emitter::Scope scope(emitter, name);
    Extent batch = functional::extentOf(emitter, x, 0);
    packed =
        functional::reshape(emitter, packed, {batch, 1, config.packedWidth()});
    result = functional::attentionDecodeCache(emitter, config, packed, cache,
                                              position);
    result.output = functional::flattenRows(emitter, result.output);
  }
  return {output.forward(emitter, parameters, result.output), result.cache};
}
