//===- Block.cpp - The repeated part of GPT-2 -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/gpt2/Block.h"

#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Shape.h"

using namespace ptir;
using namespace ptir::gpt2;
using functional::Emitter;
using functional::KeyValues;
using functional::Tensor;
using layers::CausalSelfAttention;
using layers::Parameters;

static layers::AttentionConfig attentionConfig(const Config &config) {
  layers::AttentionConfig attention;
  attention.queryHeads = attention.keyValueHeads = config.numHeads;
  attention.headDim = config.headDim();
  if (!config.scaleAttention)
    attention.scale = 1.0;
  return attention;
}

static layers::Activation activation(const Config &config) {
  return config.activation == Activation::Gelu ? layers::Activation::Gelu
                                               : layers::Activation::GeluTanh;
}

Block::Block(const Config &config)
    : firstNorm("ln_1", config.embedDim, config.layerNormEpsilon,
                {"weight", "bias"}),
      secondNorm("ln_2", config.embedDim, config.layerNormEpsilon,
                 {"weight", "bias"}),
      attention("attn", config.embedDim, attentionConfig(config),
                {"c_attn", "c_proj"}),
      feedForward("mlp", config.embedDim, config.hiddenDim, activation(config),
                  {"c_fc", "c_proj"}) {
  firstNorm.appendParameters(list);
  attention.appendParameters(list);
  secondNorm.appendParameters(list);
  feedForward.appendParameters(list);
}

Block::Cached Block::run(Emitter &emitter, const Parameters &parameters,
                         Tensor x, Attend attend) const {
  llvm::SmallVector<Extent> shape;
  for (int64_t axis = 0; axis < x.getRank(); ++axis)
    shape.push_back(functional::extentOf(emitter, x, axis));
  Tensor rows = functional::flattenRows(emitter, x);

  Tensor normal = firstNorm.forward(emitter, parameters, rows);
  CausalSelfAttention::Result attended = attend(normal);
  rows = functional::add(emitter, attended.output, rows);
  emitter.tap("residual", rows);

  normal = secondNorm.forward(emitter, parameters, rows);
  Tensor fed = feedForward.forward(emitter, parameters, normal);
  rows = functional::add(emitter, fed, rows);
  emitter.tap("output", rows);
  return {functional::reshape(emitter, rows, shape), attended.keyValues};
}

Tensor Block::forward(Emitter &emitter, const Parameters &parameters,
                      Tensor x) const {
  return run(emitter, parameters, x,
             [&](Tensor normal) {
               return attention.forward(emitter, parameters, normal,
                                        functional::extentOf(emitter, x, 0),
                                        functional::extentOf(emitter, x, 1));
             })
      .output;
}

Block::Cached Block::prefill(Emitter &emitter, const Parameters &parameters,
                             Tensor x, const KeyValues &cache) const {
  return run(emitter, parameters, x, [&](Tensor normal) {
    CausalSelfAttention::Result result = attention.forward(
        emitter, parameters, normal, functional::extentOf(emitter, x, 0),
        functional::extentOf(emitter, x, 1));
    CoreOps core(emitter.getBuilder(), emitter.getLoc());
    Tensor start = core.zeros(
        4, emitter.getBuilder().getIntegerType(32, /*isSigned=*/true));
    auto store = [&](Tensor past, Tensor present) {
      return functional::dynamicUpdateSliceInto(emitter, past, present, start);
    };
    result.keyValues = {store(cache.keys, result.keyValues.keys),
                        store(cache.values, result.keyValues.values)};
    return result;
  });
}

Block::Cached Block::decode(Emitter &emitter, const Parameters &parameters,
                            Tensor x, const KeyValues &cache,
                            Tensor position) const {
  return run(emitter, parameters, x, [&](Tensor normal) {
    return attention.decode(emitter, parameters, normal, cache, position);
  });
}
