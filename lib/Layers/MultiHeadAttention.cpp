//===- MultiHeadAttention.cpp - Attention of any kind ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/MultiHeadAttention.h"

#include "ptir/Functional/Shape.h"

using namespace ptir;
using namespace ptir::layers;

Status MultiHeadAttentionConfig::validate() const {
  for (auto [what, value] : {std::make_pair("width", width),
                             std::make_pair("memory_width", sourceWidth())})
    if (value < 1)
      return Status::failure(std::string("expected ") + what +
                             " of at least 1, found " + std::to_string(value));
  if (packed && memoryWidth)
    return Status::failure("expected no memory_width with packed projections, "
                           "found " +
                           std::to_string(*memoryWidth));
  return heads.validate();
}

MultiHeadAttention::MultiHeadAttention(std::string name,
                                       const MultiHeadAttentionConfig &config,
                                       const Names &names)
    : name(name), config(config),
      qkv(names.qkv.below(name), config.width, config.heads.packedWidth(),
          config.projectionBias),
      query(names.query.below(name), config.width, config.heads.queryWidth(),
            config.projectionBias),
      key(names.key.below(name), config.sourceWidth(),
          config.heads.keyValueWidth(), config.projectionBias),
      value(names.value.below(name), config.sourceWidth(),
            config.heads.keyValueWidth(), config.projectionBias),
      output(names.output.below(name), config.heads.queryWidth(), config.width,
             config.outputBias) {}

void MultiHeadAttention::appendParameters(ParameterList &list) const {
  if (config.packed)
    qkv.appendParameters(list);
  else
    for (const Linear *projection : {&query, &key, &value})
      projection->appendParameters(list);
  output.appendParameters(list);
}

bool MultiHeadAttention::check(Emitter &emitter, bool allowed,
                               llvm::StringRef message) const {
  if (failed(emitter.status()))
    return false;
  Status status = config.validate();
  if (status.ok() && !allowed)
    status = Status::failure(message.str());
  if (!status.ok())
    emitter.fail("layer '" + name + "'", status.message());
  return status.ok();
}

//===----------------------------------------------------------------------===//
// Parts
//===----------------------------------------------------------------------===//

MultiHeadAttention::Projections
MultiHeadAttention::project(Emitter &emitter, const Parameters &parameters,
                            Tensor x, Tensor memory) const {
  if (!config.packed) {
    Projections parts = {query.forward(emitter, parameters, x),
                         key.forward(emitter, parameters, memory),
                         value.forward(emitter, parameters, memory)};
    Emitter::Scope scope(emitter, name);
    emitter.tap("query", parts.query);
    emitter.tap("key", parts.key);
    emitter.tap("value", parts.value);
    return parts;
  }
  Tensor packed = qkv.forward(emitter, parameters, x);
  Emitter::Scope scope(emitter, name);
  emitter.tap("qkv", packed);
  int64_t queries = config.heads.queryWidth();
  int64_t keys = config.heads.keyValueWidth();
  return {functional::sliceAlongAxis(emitter, packed, 1, 0, queries),
          functional::sliceAlongAxis(emitter, packed, 1, queries, keys),
          functional::sliceAlongAxis(emitter, packed, 1, queries + keys, keys)};
}

/// [batch * positions, heads * size] -> [batch, heads, positions, size].
static Tensor splitHeads(Emitter &emitter, Tensor x,
                         const MultiHeadAttention::Rows &rows, int64_t heads,
                         int64_t size) {
  Tensor split = functional::reshape(emitter, x,
                                     {rows.batch, rows.positions, heads, size});
  return functional::transpose(emitter, split, {0, 2, 1, 3});
}

/// The way back: [batch, heads, positions, size] -> [M, heads * size].
static Tensor joinHeads(Emitter &emitter, Tensor x,
                        const MultiHeadAttention::Rows &rows, int64_t width) {
  Tensor joined = functional::transpose(emitter, x, {0, 2, 1, 3});
  joined =
      functional::reshape(emitter, joined, {rows.batch, rows.positions, width});
  return functional::flattenRows(emitter, joined);
}

/// Projects the context.
MultiHeadAttention::Result
MultiHeadAttention::finish(Emitter &emitter, const Parameters &parameters,
                           Result result, Tensor context) const {
  {
    Emitter::Scope scope(emitter, name);
    emitter.tap("context", context);
  }
  result.context = context;
  result.output = output.forward(emitter, parameters, context);
  Emitter::Scope scope(emitter, name);
  emitter.tap("output", result.output);
  return result;
}

MultiHeadAttention::Result
MultiHeadAttention::attend(Emitter &emitter, const Parameters &parameters,
                           const Rows &x, const Rows &memory,
                           const KeyValues *past, Tensor mask) const {
  Projections parts = project(emitter, parameters, x.x, memory.x);
  const AttentionConfig &heads = config.heads;
  Result result;
  Tensor context;
  {
    Emitter::Scope scope(emitter, name);
    auto split = [&](Tensor part, const Rows &rows, int64_t count) {
      return splitHeads(emitter, part, rows, count, heads.headDim);
    };
    Tensor queries = split(parts.query, x, heads.queryHeads);
    result.keyValues = {split(parts.key, memory, heads.keyValueHeads),
                        split(parts.value, memory, heads.keyValueHeads)};
    if (past)
      result.keyValues = {functional::concatAlongAxis(emitter, past->keys,
                                                      result.keyValues.keys, 2),
                          functional::concatAlongAxis(emitter, past->values,
                                                      result.keyValues.values,
                                                      2)};
    functional::ScaledDotProductConfig how;
    how.causal = config.causal;
    how.scale = heads.effectiveScale();
    how.window = config.window;
    how.queriesAtEnd = past != nullptr;
    context = functional::scaledDotProductAttention(
        emitter, how, queries, result.keyValues.keys, result.keyValues.values,
        mask);
    context = joinHeads(emitter, context, x, heads.queryWidth());
  }
  return finish(emitter, parameters, result, context);
}

//===----------------------------------------------------------------------===//
// Forms
//===----------------------------------------------------------------------===//

MultiHeadAttention::Result
MultiHeadAttention::forward(Emitter &emitter, const Parameters &parameters,
                            const Rows &x, Tensor mask) const {
  return forwardWithCache(emitter, parameters, x, nullptr, mask);
}

MultiHeadAttention::Result MultiHeadAttention::forwardWithCache(
    Emitter &emitter, const Parameters &parameters, const Rows &x,
    const KeyValues *past, Tensor mask) const {
  if (!check(emitter, config.sourceWidth() == config.width,
             "expected a memory for a memory_width other than the width, found "
             "none"))
    return {};
  return attend(emitter, parameters, x, x, past, mask);
}

MultiHeadAttention::Result
MultiHeadAttention::forwardToMemory(Emitter &emitter,
                                    const Parameters &parameters, const Rows &x,
                                    const Rows &memory, Tensor mask) const {
  if (!check(emitter, !config.packed,
             "expected separate projections for a memory, found packed ones"))
    return {};
  return attend(emitter, parameters, x, memory, nullptr, mask);
}

MultiHeadAttention::Result
MultiHeadAttention::decode(Emitter &emitter, const Parameters &parameters,
                           Tensor x, const KeyValues &cache,
                           Tensor position) const {
  if (!check(emitter,
             config.causal && !config.window &&
                 config.sourceWidth() == config.width,
             "expected causal attention of the positions to themselves, "
             "without a window, to decode"))
    return {};
  Projections parts = project(emitter, parameters, x, x);
  Result result;
  Tensor context;
  {
    Emitter::Scope scope(emitter, name);
    Tensor packed = functional::concatAlongAxis(
        emitter,
        functional::concatAlongAxis(emitter, parts.query, parts.key, 1),
        parts.value, 1);
    Extent batch = functional::extentOf(emitter, x, 0);
    packed = functional::reshape(emitter, packed,
                                 {batch, 1, config.heads.packedWidth()});
    auto decoded = functional::attentionDecodeCache(emitter, config.heads,
                                                    packed, cache, position);
    result.keyValues = decoded.cache;
    context = functional::flattenRows(emitter, decoded.output);
  }
  return finish(emitter, parameters, result, context);
}
