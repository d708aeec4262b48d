//===- Attention.cpp - Causal attention over packed projections -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Attention.h"

#include "AttentionChecks.h"
#include "Decompositions.h"

#include <limits>

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

/// Keys or values: heads and head size as configured, the batch that of qkv.
static void checkCache(OperandChecks &check, const AttentionConfig &config,
                       Operand cache, Operand qkv) {
  int64_t rank = qkv.tensor.getRank() + 1;
  check.sameElementType(cache, qkv);
  check.rankIs(cache, rank);
  check.staticExtentIs(cache, rank - 3, config.keyValueHeads,
                       "the number of key_value_heads");
  check.staticExtentIs(cache, rank - 1, config.headDim, "head_dim");
  int64_t batch = qkv.tensor.getExtent(0);
  check.require(rank == 3 || cache.tensor.getExtent(0) == batch, [&] {
    return "expected the batch extent of " + cache.name.str() +
           " to be that of qkv (" + formatShape(batch) + "), found " +
           formatShape(cache.tensor.getExtent(0));
  });
}

static SmallVector<NamedAttribute>
configEntries(Builder &builder, const AttentionConfig &config) {
  SmallVector<NamedAttribute> entries = headEntries(builder, config);
  entries.push_back(builder.getNamedAttr(
      "scale", builder.getF64FloatAttr(config.effectiveScale())));
  return entries;
}

//===----------------------------------------------------------------------===//
// Decomposition
//===----------------------------------------------------------------------===//

static int64_t rankOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getRank();
}

/// x with a leading dimension of extent 1 unless it has `rank` already.
static Value addBatch(CoreOps &core, Value x, int64_t rank) {
  if (rankOf(x) == rank)
    return x;
  SmallVector<Extent> shape = core.extents(x);
  shape.insert(shape.begin(), Extent(1));
  return core.reshape(x, shape);
}

/// Undoes addBatch where `rank` is smaller than x's.
static Value dropBatch(CoreOps &core, Value x, int64_t rank) {
  if (rankOf(x) == rank)
    return x;
  return core.reshape(x, ArrayRef(core.extents(x)).drop_front());
}

namespace {
struct Projections {
  Value query, key, value; // [B, T, heads * D]
};
} // namespace

static Projections split(CoreOps &core, const AttentionConfig &config,
                         Value qkv) {
  int64_t start = 0;
  auto next = [&](int64_t width) {
    Value part = core.slice(qkv, {0, 0, start},
                            {core.extent(qkv, 0), core.extent(qkv, 1), width});
    start += width;
    return part;
  };
  Value query = next(config.queryWidth());
  Value key = next(config.keyValueWidth());
  Value value = next(config.keyValueWidth());
  return {query, key, value};
}

/// scores[B, Hkv, g, T, L], with -inf where a query would see its future.
/// Query t stands at position t + past.
static Value maskFuture(CoreOps &core, Value scores, const Extent &past) {
  SmallVector<Extent> shape = core.extents(scores);
  SmallVector<Extent> plane = {shape[3], shape[4]};
  Type si32 = core.getBuilder().getIntegerType(32, /*isSigned=*/true);
  Value query = core.iota(si32, plane, 0);
  Value key = core.iota(si32, plane, 1);
  if (!past.isStatic() || past.getSize() != 0) {
    Value offset = core.cast(core.toTensor(past), si32);
    query = core.add(query, core.broadcast(offset, plane));
  }
  Value visible = core.compare(Comparison::GE, query, key);
  Value never =
      core.splatLike(-std::numeric_limits<double>::infinity(), scores);
  return core.select(core.broadcast(visible, shape), scores, never);
}

/// qkv, then the past keys and values or nothing.
static SmallVector<Value> decomposeAttention(CoreOps &core,
                                             const AttentionConfig &config,
                                             ValueRange args) {
  int64_t rank = rankOf(args[0]);
  Value qkv = addBatch(core, args[0], 3);
  Extent batch = core.extent(qkv, 0), time = core.extent(qkv, 1);
  int64_t heads = config.keyValueHeads, group = config.groupSize();
  Projections projections = split(core, config, qkv);

  // [B, T, Hkv * g * D] -> [B, Hkv, g, T, D]; [B, T, Hkv * D] -> [B, Hkv, T, D]
  Value query =
      core.transpose(core.reshape(projections.query,
                                  {batch, time, heads, group, config.headDim}),
                     {0, 2, 3, 1, 4});
  auto splitHeads = [&](Value x) {
    return core.transpose(core.reshape(x, {batch, time, heads, config.headDim}),
                          {0, 2, 1, 3});
  };
  Value presentKeys = splitHeads(projections.key);
  Value presentValues = splitHeads(projections.value);

  Extent past = 0;
  Value keys = presentKeys, values = presentValues;
  if (args.size() == 3) {
    Value pastKeys = addBatch(core, args[1], 4);
    Value pastValues = addBatch(core, args[2], 4);
    past = core.extent(pastKeys, 2);
    keys = core.concat({pastKeys, presentKeys}, 2);
    values = core.concat({pastValues, presentValues}, 2);
  }

  Value scores = core.dot(query, keys, {{0, 1}, {0, 1}, {4}, {3}});
  scores = core.mul(scores, config.effectiveScale());
  Value weights = decomposeSoftmax(core, maskFuture(core, scores, past));
  Value context = core.dot(weights, values, {{0, 1}, {0, 1}, {4}, {2}});
  Value output = core.reshape(core.transpose(context, {0, 3, 1, 2, 4}),
                              {batch, time, config.queryWidth()});

  SmallVector<Value> results = {dropBatch(core, output, rank)};
  for (Value x : {presentKeys, presentValues})
    results.push_back(dropBatch(core, x, rank + 1));
  if (args.size() == 3)
    for (Value x : {keys, values})
      results.push_back(dropBatch(core, x, rank + 1));
  return results;
}

/// qkv, keys, values, position.
static SmallVector<Value>
decomposeDecode(CoreOps &core, const AttentionConfig &config, ValueRange args) {
  int64_t rank = rankOf(args[0]);
  Value qkv = addBatch(core, args[0], 3), position = args[3];
  Extent batch = core.extent(qkv, 0);
  int64_t heads = config.keyValueHeads;
  Projections projections = split(core, config, qkv);

  Value query = core.reshape(
      projections.query, {batch, heads, config.groupSize(), config.headDim});
  Value start = core.startAlongAxis(position, /*axis=*/2, /*rank=*/4);
  auto update = [&](Value cache, Value x) {
    Value entry = core.reshape(x, {batch, heads, 1, config.headDim});
    return core.dynamicUpdateSlice(addBatch(core, cache, 4), entry, start);
  };
  Value keys = update(args[1], projections.key);
  Value values = update(args[2], projections.value);

  // Only what is valid is read: positions 0 to `position`.
  Type si64 = core.getBuilder().getIntegerType(64, /*isSigned=*/true);
  Extent length = core.add(core.cast(position, si64), core.scalar(1, si64));
  auto valid = [&](Value cache) {
    return core.slice(cache, {0, 0, 0, 0},
                      {batch, heads, length, config.headDim});
  };
  Value scores = core.dot(query, valid(keys), {{0, 1}, {0, 1}, {3}, {3}});
  scores = core.mul(scores, config.effectiveScale());
  Value weights = decomposeSoftmax(core, scores);
  Value context = core.dot(weights, valid(values), {{0, 1}, {0, 1}, {3}, {2}});
  Value output = core.reshape(context, {batch, 1, config.queryWidth()});

  return {dropBatch(core, output, rank), dropBatch(core, keys, rank + 1),
          dropBatch(core, values, rank + 1)};
}

//===----------------------------------------------------------------------===//
// Functionals
//===----------------------------------------------------------------------===//

AttentionResult functional::attention(Emitter &emitter,
                                      const AttentionConfig &config, Tensor qkv,
                                      const KeyValues *past) {
  Operand packed{"qkv", qkv};
  SmallVector<Operand> operands = {packed};
  if (past)
    operands.append({{"past keys", past->keys}, {"past values", past->values}});
  OperandChecks check(emitter, "attention", operands);
  checkPacked(check, config, packed);
  if (past) {
    checkCache(check, config, operands[1], packed);
    check.sameType(operands[2], operands[1]);
  }
  if (!check.passed())
    return {};
  auto results = emitter.composite(
      "attention", configEntries(emitter.getBuilder(), config),
      llvm::map_to_vector(operands, [](Operand x) { return x.tensor; }),
      [&](CoreOps &core, ValueRange args) {
        return decomposeAttention(core, config, args);
      });
  KeyValues present = {results[1], results[2]};
  return {results[0], present,
          past ? KeyValues{results[3], results[4]} : present};
}

DecodeAttentionResult
functional::attentionDecodeCache(Emitter &emitter,
                                 const AttentionConfig &config, Tensor qkv,
                                 const KeyValues &cache, Tensor position) {
  Operand packed{"qkv", qkv}, keys{"cache keys", cache.keys},
      values{"cache values", cache.values}, place{"position", position};
  OperandChecks check(emitter, "attention_decode_cache",
                      {packed, keys, values, place});
  checkPacked(check, config, packed);
  check.staticExtentIs(packed, std::max<int64_t>(qkv.getRank() - 2, 0), 1,
                       "one position");
  checkCache(check, config, keys, packed);
  check.sameType(values, keys);
  check.rankIs(place, 0);
  check.isIndex(place, /*wide=*/false);
  check.require(cache.keys.getExtent(-2) != 0, [] {
    return std::string("expected a cache of capacity at least 1, found 0");
  });
  if (!check.passed())
    return {};
  auto results = emitter.composite("attention_decode_cache",
                                   configEntries(emitter.getBuilder(), config),
                                   {qkv, cache.keys, cache.values, position},
                                   [&](CoreOps &core, ValueRange args) {
                                     return decomposeDecode(core, config, args);
                                   });
  return {results[0], {results[1], results[2]}};
}
