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
                                         const Names &names, Biases biases)
    : name(name), config(config),
      qkv(names.qkv.below(name), width, config.packedWidth(), biases.qkv),
      output(names.output.below(name), config.queryWidth(), width,
             biases.output) {}

void CausalSelfAttention::appendParameters(ParameterList &list) const {
  qkv.appendParameters(list);
  output.appendParameters(list);
}

CausalSelfAttention::State
CausalSelfAttention::run(Emitter &emitter, const Parameters &parameters,
                         Tensor x, const Extent &batch, const Extent &positions,
                         Attend attend) const {
  State state;
  state.qkv = qkv.forward(emitter, parameters, x);
  {
    Emitter::Scope scope(emitter, name);
    emitter.tap("qkv", state.qkv);
    Result attended = attend(functional::reshape(
        emitter, state.qkv, {batch, positions, config.packedWidth()}));
    state.context = functional::flattenRows(emitter, attended.output);
    state.keyValues = attended.keyValues;
    emitter.tap("context", state.context);
  }
  state.output = output.forward(emitter, parameters, state.context);
  Emitter::Scope scope(emitter, name);
  emitter.tap("output", state.output);
  return state;
}

CausalSelfAttention::State CausalSelfAttention::forwardWithState(
    Emitter &emitter, const Parameters &parameters, Tensor x,
    const Extent &batch, const Extent &positions) const {
  return run(emitter, parameters, x, batch, positions, [&](Tensor packed) {
    auto result = functional::attention(emitter, config, packed);
    return Result{result.output, result.present};
  });
}

CausalSelfAttention::Result
CausalSelfAttention::forward(Emitter &emitter, const Parameters &parameters,
                             Tensor x, const Extent &batch,
                             const Extent &positions) const {
  return forwardWithState(emitter, parameters, x, batch, positions);
}

CausalSelfAttention::Result CausalSelfAttention::forwardWithCache(
    Emitter &emitter, const Parameters &parameters, Tensor x,
    const Extent &batch, const Extent &positions, const KeyValues *past) const {
  return run(emitter, parameters, x, batch, positions, [&](Tensor packed) {
    auto result = functional::attention(emitter, config, packed, past);
    return Result{result.output, result.cache};
  });
}

CausalSelfAttention::Result
CausalSelfAttention::decode(Emitter &emitter, const Parameters &parameters,
                            Tensor x, const KeyValues &cache,
                            Tensor position) const {
  Extent batch = functional::extentOf(emitter, x, 0);
  return run(emitter, parameters, x, batch, 1, [&](Tensor packed) {
    auto result = functional::attentionDecodeCache(emitter, config, packed,
                                                   cache, position);
    return Result{result.output, result.cache};
  });
}
