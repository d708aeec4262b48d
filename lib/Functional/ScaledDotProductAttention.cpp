//===- ScaledDotProductAttention.cpp - Attention over separate heads ------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Attention.h"

#include "Decompositions.h"
#include "OperandChecks.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

static void checkConfig(OperandChecks &check,
                        const ScaledDotProductConfig &config) {
  check.require(std::isfinite(config.scale.value_or(1)), [&] {
    return "expected a finite scale, found " + std::to_string(*config.scale);
  });
  constexpr int64_t limit = std::numeric_limits<int32_t>::max();
  int64_t window = config.window.value_or(1);
  check.require(window >= 1 && window <= limit, [&] {
    return ("expected a window in [1, " + Twine(limit) + "], found " +
            Twine(window))
        .str();
  });
}

/// The extents of x and reference along `axis` agree as far as they are known.
static void sameExtent(OperandChecks &check, StringRef role, Operand x,
                       Operand reference, int64_t axis) {
  int64_t found = x.tensor.getExtent(axis);
  int64_t wanted = reference.tensor.getExtent(axis);
  check.require(extentsCompatible(found, wanted), [&] {
    return ("expected the " + role + " of " + x.name + " to be that of " +
            reference.name + " (" + Twine(wanted) + "), found " + Twine(found))
        .str();
  });
}

static void checkHeads(OperandChecks &check, Operand query, Operand key,
                       Operand value) {
  check.isFloat(query);
  check.sameElementType(key, query);
  check.sameElementType(value, query);
  for (Operand x : {query, key, value}) {
    check.rankIs(x, 4);
    check.extentIsStatic(x, 1);
    check.extentIsStatic(x, 3);
    check.require(x.tensor.getExtent(1) >= 1, [&] {
      return ("expected " + x.name + " of at least 1 head, found 0").str();
    });
  }
  check.require(query.tensor.getExtent(3) >= 1, [] {
    return std::string("expected a head size of at least 1 of query, found 0");
  });
  sameExtent(check, "batch extent", key, query, 0);
  sameExtent(check, "batch extent", value, key, 0);
  sameExtent(check, "number of heads", value, key, 1);
  sameExtent(check, "number of positions", value, key, 2);
  sameExtent(check, "head size", key, query, 3);
  int64_t queryHeads = query.tensor.getExtent(1);
  int64_t keyHeads = key.tensor.getExtent(1);
  check.require(check.passed() && queryHeads % keyHeads == 0, [&] {
    return ("expected the number of heads of query (" + Twine(queryHeads) +
            ") to be a multiple of that of key (" + Twine(keyHeads) + ")")
        .str();
  });
}

static void checkMask(OperandChecks &check, Operand mask, Operand query,
                      Operand key) {
  Type element = mask.tensor.getElementType();
  Type wanted = query.tensor.getElementType();
  check.require(check.passed() && (element == wanted || element.isInteger(1)),
                [&] {
                  return "expected mask of element type i1 or that of query (" +
                         printed(wanted) + "), found " + printed(element);
                });
  int64_t rank = mask.tensor.getRank();
  check.require(rank >= 2 && rank <= 4, [&] {
    return ("expected mask of rank 2 to 4, found rank " + Twine(rank)).str();
  });
  SmallVector<int64_t> scores(query.tensor.getShape());
  if (scores.size() == 4)
    scores[3] = key.tensor.getExtent(2);
  ShapeResult rule = broadcastShape(mask.tensor.getShape(), scores);
  check.require(rule.ok(), [&] {
    return "expected mask of a shape that repeats to " + formatShape(scores) +
           ", found " + formatShape(mask.tensor.getShape());
  });
  if (rank >= 3)
    check.extentIsStatic(mask, rank - 3);
}

//===----------------------------------------------------------------------===//
// Decomposition
//===----------------------------------------------------------------------===//

/// to - from, which may be negative.
static Extent difference(CoreOps &core, const Extent &to, const Extent &from) {
  if (to.isStatic() && from.isStatic())
    return to.getSize() - from.getSize();
  return core.sub(core.toTensor(to), core.toTensor(from));
}

/// Where query t, from the queries' position on, is not behind key l nor too
/// far from it: i1 [T, L].
static Value decomposeVisible(CoreOps &core,
                              const ScaledDotProductConfig &config,
                              const Extent &queries, const Extent &keys) {
  SmallVector<Extent> plane = {queries, keys};
  Type si32 = core.getBuilder().getIntegerType(32, /*isSigned=*/true);
  Value distance =
      core.sub(core.iota(si32, plane, 0), core.iota(si32, plane, 1));
  if (config.queriesAtEnd) {
    Value offset =
        core.cast(core.toTensor(difference(core, keys, queries)), si32);
    distance = core.add(distance, core.broadcast(offset, plane));
  }
  auto compare = [&](Comparison direction, int64_t bound) {
    return core.compare(direction, distance,
                        core.splatLike(static_cast<double>(bound), distance));
  };
  Value visible =
      compare(Comparison::GE, config.causal ? 0 : 1 - *config.window);
  if (config.window)
    visible =
        core.binary<AndOp>(visible, compare(Comparison::LT, *config.window));
  return visible;
}

/// `mask` with its heads as groups: what repeats to [B, Hkv, g, T, L].
static Value groupMask(CoreOps &core, Value mask, int64_t heads,
                       int64_t group) {
  int64_t rank = typeOf(mask).getRank();
  if (rank < 3)
    return mask;
  bool each = typeOf(mask).getDimSize(rank - 3) != 1;
  SmallVector<Extent> shape = core.extents(mask);
  shape[rank - 3] = each ? heads : 1;
  shape.insert(shape.begin() + rank - 2, Extent(each ? group : 1));
  return core.reshape(mask, shape);
}

/// query, key, value, then the mask or nothing.
static Value decompose(CoreOps &core, const ScaledDotProductConfig &config,
                       double scale, ValueRange args) {
  Value query = args[0], key = args[1], value = args[2];
  Extent batch = core.extent(query, 0), queries = core.extent(query, 2);
  int64_t heads = typeOf(key).getDimSize(1);
  int64_t group = typeOf(query).getDimSize(1) / heads;
  query = core.reshape(
      query, {batch, heads, group, queries, typeOf(query).getDimSize(3)});

  Value scores = core.dot(query, key, {{0, 1}, {0, 1}, {4}, {3}});
  scores = core.mul(scores, scale);
  SmallVector<Extent> shape = core.extents(scores);
  auto hide = [&](Value visible) {
    Value never =
        core.splatLike(-std::numeric_limits<double>::infinity(), scores);
    scores = core.select(core.broadcast(visible, shape), scores, never);
  };
  if (args.size() == 4) {
    Value mask = groupMask(core, args[3], heads, group);
    if (typeOf(mask).getElementType().isInteger(1))
      hide(mask);
    else
      scores = core.add(scores, core.broadcast(mask, shape));
  }
  if (config.causal || config.window)
    hide(decomposeVisible(core, config, shape[3], shape[4]));

  Value weights = decomposeSoftmax(core, scores);
  Value context = core.dot(weights, value, {{0, 1}, {0, 1}, {4}, {2}});
  return core.reshape(
      context, {batch, heads * group, queries, typeOf(value).getDimSize(3)});
}

//===----------------------------------------------------------------------===//
// Functional
//===----------------------------------------------------------------------===//

static SmallVector<NamedAttribute>
configEntries(Builder &builder, const ScaledDotProductConfig &config,
              double scale) {
  SmallVector<NamedAttribute> entries = {
      builder.getNamedAttr("causal", builder.getBoolAttr(config.causal)),
      builder.getNamedAttr("scale", builder.getF64FloatAttr(scale))};
  // Without a limit on positions nothing depends on where the queries stand.
  if (config.causal || config.window)
    entries.push_back(builder.getNamedAttr(
        "queries_at_end", builder.getBoolAttr(config.queriesAtEnd)));
  if (config.window)
    entries.push_back(builder.getNamedAttr(
        "window", builder.getI64IntegerAttr(*config.window)));
  return entries;
}

Tensor functional::scaledDotProductAttention(
    Emitter &emitter, const ScaledDotProductConfig &config, Tensor query,
    Tensor key, Tensor value, Tensor mask) {
  SmallVector<Operand> operands = {
      {"query", query}, {"key", key}, {"value", value}};
  if (mask)
    operands.push_back({"mask", mask});
  OperandChecks check(emitter, "scaled_dot_product_attention", operands);
  checkConfig(check, config);
  checkHeads(check, operands[0], operands[1], operands[2]);
  if (mask)
    checkMask(check, operands[3], operands[0], operands[1]);
  if (!check.passed())
    return {};
  double scale = config.scale.value_or(
      1.0 / std::sqrt(static_cast<double>(query.getExtent(3))));
  return emitter.composite(
      "scaled_dot_product_attention",
      configEntries(emitter.getBuilder(), config, scale),
      llvm::map_to_vector(operands, [](Operand x) { return x.tensor; }),
      [&](CoreOps &core, ValueRange args) {
        return SmallVector<Value>{decompose(core, config, scale, args)};
      })[0];
}
