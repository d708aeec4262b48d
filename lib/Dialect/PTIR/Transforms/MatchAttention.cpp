//===- MatchAttention.cpp - Attention in core ops -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "MatchAttention.h"

#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace ptir;

/// What `value` repeats; itself if it repeats nothing.
static Value withoutBroadcast(Value value) {
  auto broadcast = value.getDefiningOp<BroadcastToOp>();
  return broadcast ? Value(broadcast.getX()) : value;
}

/// The attribute all elements of a constant, broadcast or not, are equal to.
static DenseElementsAttr readSplat(Value value) {
  DenseElementsAttr elements;
  if (!matchPattern(withoutBroadcast(value), m_Constant(&elements)) ||
      !elements.isSplat())
    return {};
  return elements;
}

static bool isNegativeInfinity(Value value) {
  DenseElementsAttr splat = readSplat(value);
  if (!splat || !isa<FloatType>(splat.getElementType()))
    return false;
  APFloat number = splat.getSplatValue<APFloat>();
  return number.isInfinity() && number.isNegative();
}

//===----------------------------------------------------------------------===//
// Softmax
//===----------------------------------------------------------------------===//

/// A reduction of `x` along its last dimension, repeated along it.
static bool isRepeatedReduction(Value value, ReduceKind kind, Value x) {
  auto broadcast = value.getDefiningOp<BroadcastToOp>();
  auto reduce =
      broadcast ? broadcast.getX().getDefiningOp<ReduceOp>() : ReduceOp();
  int64_t last = cast<RankedTensorType>(x.getType()).getRank() - 1;
  return reduce && reduce.getKind() == kind && reduce.getX() == x &&
         reduce.getKeepdims() &&
         reduce.getNormalizedAxes() == SmallVector<int64_t>{last} &&
         reduce.getAccumulatorType().isF32();
}

namespace {
struct Softmax {
  Value x;
  ExpOp exp;
};
} // namespace

/// exp(x - max x) / sum exp(x - max x), along the last dimension.
static std::optional<Softmax> matchSoftmax(Value weights) {
  auto quotient = weights.getDefiningOp<DivOp>();
  auto exp = quotient ? quotient.getLhs().getDefiningOp<ExpOp>() : ExpOp();
  auto shifted = exp ? exp.getX().getDefiningOp<SubOp>() : SubOp();
  if (!shifted ||
      !isRepeatedReduction(quotient.getRhs(), ReduceKind::Sum,
                           exp.getResult()) ||
      !isRepeatedReduction(shifted.getRhs(), ReduceKind::Max, shifted.getLhs()))
    return std::nullopt;
  return Softmax{shifted.getLhs(), exp};
}

//===----------------------------------------------------------------------===//
// Causal masks
//===----------------------------------------------------------------------===//

static bool isIota(Value value, uint64_t axis) {
  auto iota = value.getDefiningOp<IotaOp>();
  return iota && iota.getAxis() == axis;
}

namespace {
/// Both operands of a sum, in either order; or x alone.
struct Shifted {
  Value x, offset;
};
} // namespace

/// x + a repeated scalar.
static Shifted splitOffset(Value value) {
  auto sum = value.getDefiningOp<AddOp>();
  if (!sum)
    return {value, Value()};
  for (auto [x, other] : {std::make_pair(sum.getLhs(), sum.getRhs()),
                          std::make_pair(sum.getRhs(), sum.getLhs())}) {
    auto broadcast = other.getDefiningOp<BroadcastToOp>();
    if (broadcast && broadcast.getX().getType().getRank() == 0)
      return {x, broadcast.getX()};
  }
  return {value, Value()};
}

static bool isZero(Value value) {
  DenseElementsAttr splat = readSplat(value);
  return splat && isa<IntegerType>(splat.getElementType()) &&
         splat.getSplatValue<APInt>().isZero();
}

/// t + past >= l, or t - l + past >= 0, of positions in si32.
static bool matchCausal(Value visible, AttentionMatch &match) {
  auto compare = visible.getDefiningOp<CompareOp>();
  if (!compare || compare.getDirection() != Comparison::GE ||
      compare.getLhs().getType().getRank() != 2 ||
      !compare.getLhs().getType().getElementType().isSignedInteger(32))
    return false;
  Shifted left = splitOffset(compare.getLhs());
  auto distance = left.x.getDefiningOp<SubOp>();
  bool isComparison = isIota(left.x, 0) && isIota(compare.getRhs(), 1);
  bool isDistance = distance && isIota(distance.getLhs(), 0) &&
                    isIota(distance.getRhs(), 1) && isZero(compare.getRhs());
  match.past = left.offset;
  return isComparison || isDistance;
}

//===----------------------------------------------------------------------===//
// Attention
//===----------------------------------------------------------------------===//

/// Longest head whose blocks lie on the stack.
static constexpr int64_t longestHead = 256;

static bool hasDims(DotGeneralOp op, int64_t contractRhs) {
  int64_t last = op.getLhs().getType().getRank() - 1;
  return op.getBatchLhs() == ArrayRef<int64_t>{0, 1} &&
         op.getBatchRhs() == ArrayRef<int64_t>{0, 1} &&
         op.getContractLhs() == ArrayRef<int64_t>{last} &&
         op.getContractRhs() == ArrayRef<int64_t>{contractRhs};
}

static bool isF32(DotGeneralOp op) {
  return op.getLhs().getType().getElementType().isF32() &&
         op.getType().getElementType().isF32() &&
         op.getAccumulatorType().isF32();
}

/// Why the heads do not fit; empty if they do.
static StringRef checkHeads(AttentionMatch match) {
  RankedTensorType query = match.scores.getLhs().getType();
  RankedTensorType context = match.context.getType();
  int64_t last = query.getRank() - 1;
  if ((last != 3 && last != 4) || context.getRank() != query.getRank() ||
      match.scores.getRhs().getType().getRank() != 4 ||
      match.context.getRhs().getType().getRank() != 4 ||
      !hasDims(match.scores, 3) || !hasDims(match.context, 2))
    return "queries are not [batch, heads, positions, size] or [batch, heads, "
           "group, positions, size]";
  if (!isF32(match.scores) || !isF32(match.context))
    return "elements are not f32";
  for (RankedTensorType type : {query, context})
    for (int64_t dim = 1; dim <= last; ++dim)
      if (int64_t extent = type.getDimSize(dim);
          dim != last - 1 && (ShapedType::isDynamic(extent) || extent == 0))
        return "heads and head sizes are not known";
  if (std::max(query.getDimSize(last), context.getDimSize(last)) > longestHead)
    return "heads are too long for a block on the stack";
  if (query.getDimSize(last - 1) == 0)
    return "there are no queries";
  return "";
}

/// Whether the mask stands for several of its rows or columns.
static bool isRepeated(Value mask, Value whole) {
  ArrayRef<int64_t> few = cast<RankedTensorType>(mask.getType()).getShape(),
                    all = cast<RankedTensorType>(whole.getType()).getShape();
  for (size_t i = 1; i <= std::min(few.size(), all.size()); ++i)
    if (few[few.size() - i] == 1 && all[all.size() - i] != 1)
      return true;
  return false;
}

std::optional<AttentionMatch> ptir::matchAttention(DotGeneralOp context,
                                                   StringRef &whyNot) {
  auto refuse = [&](StringRef why) {
    whyNot = why;
    return std::nullopt;
  };
  std::optional<Softmax> softmax = matchSoftmax(context.getLhs());
  if (!softmax)
    return std::nullopt;
  AttentionMatch match;
  match.context = context;
  // Each is read once, but for the two reductions of the softmax.
  if (!context.getLhs().hasOneUse() || !softmax->exp.getResult().hasNUses(2) ||
      !softmax->exp.getX().hasOneUse() || !softmax->x.hasNUses(2))
    return refuse("something else reads the weights");

  Value x = softmax->x;
  if (auto masked = x.getDefiningOp<SelectOp>()) {
    match.isCausal = true;
    match.visible = withoutBroadcast(masked.getPred());
    if (isRepeated(match.visible, masked.getPred()))
      return refuse("the mask is repeated over queries or keys");
    if (!isNegativeInfinity(masked.getOnFalse()) ||
        !matchCausal(match.visible, match))
      return refuse("the mask is not causal");
    x = masked.getOnTrue();
    if (!x.hasOneUse())
      return refuse("something else reads the scores");
  }
  if (auto scaled = x.getDefiningOp<MulOp>()) {
    bool isLeft = readSplat(scaled.getLhs()) != DenseElementsAttr();
    DenseElementsAttr factor =
        readSplat(isLeft ? scaled.getLhs() : scaled.getRhs());
    x = isLeft ? scaled.getRhs() : scaled.getLhs();
    if (!factor || !factor.getElementType().isF32())
      return refuse("the scores are not scaled by a number");
    match.scale = factor.getSplatValue<float>();
    if (!x.hasOneUse())
      return refuse("something else reads the scores");
  }
  match.scores = x.getDefiningOp<DotGeneralOp>();
  if (!match.scores)
    return refuse("the scores are no product of queries and keys");
  if (StringRef why = checkHeads(match); !why.empty())
    return refuse(why);
  return match;
}
