//===- RecoverAttention.cpp - Attention from core ops ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ReadCoreOps.h"

#include "ptir/Functional/Attention.h"
#include "ptir/Functional/Shape.h"

#include <cmath>

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

/// What a chain of single-operand ops, outermost first, was applied to.
template <typename OpTy, typename... Rest>
static Value stripped(Value value) {
  auto op = definedBy<OpTy>(value);
  Value x = op ? op->getOperand(0) : Value();
  if constexpr (sizeof...(Rest) == 0)
    return x;
  else
    return stripped<Rest...>(x);
}

static int64_t rankOf(Operation *anchor) {
  return cast<RankedTensorType>(anchor->getResult(0).getType()).getRank();
}

/// Whether all operands had a batch dimension of 1 added, and the result, of
/// rank 2, lost it again: the form without a batch dimension.
static bool isWithoutBatch(Operation *anchor, ArrayRef<Value> operands) {
  return rankOf(anchor) == 2 && llvm::all_of(operands, [](Value operand) {
           auto added = definedBy<ReshapeOp>(operand);
           return added && added.getType().getDimSize(0) == 1 &&
                  added.getX().getType().getRank() + 1 ==
                      added.getType().getRank();
         });
}

/// With a batch dimension the output has rank 3; where the program flattens its
/// rows at once, the two reshapes are one.
static Tensor likeAnchor(Emitter &emitter, Tensor output, int64_t rank) {
  return output.getRank() == 3 && rank == 2 ? flattenRows(emitter, output)
                                            : output;
}

double functional::readScale(double number, int64_t headDim) {
  double usual = 1.0 / std::sqrt(static_cast<double>(headDim));
  bool isUsual = static_cast<float>(usual) == static_cast<float>(number);
  return isUsual ? usual : shortestForF32(number);
}

/// Scores before the scale, and the scale as it was configured.
static std::optional<WithNumber> readScaled(Value scores, int64_t headDim) {
  auto scaled = readWithNumber<MulOp>(scores);
  if (scaled)
    scaled->number = readScale(scaled->number, headDim);
  return scaled;
}

/// The heads of context [B, Hkv, g, …, D].
static AttentionConfig readConfig(RankedTensorType context) {
  AttentionConfig config;
  config.keyValueHeads = context.getDimSize(1);
  config.queryHeads = context.getDimSize(1) * context.getDimSize(2);
  config.headDim = context.getShape().back();
  return config;
}

static bool hasStaticHeads(RankedTensorType context, int64_t rank) {
  return context.getRank() == rank && !context.isDynamicDim(1) &&
         !context.isDynamicDim(2) && !context.isDynamicDim(rank - 1);
}

std::optional<Recovery> functional::recoverAttention(Operation *anchor) {
  auto context =
      definedBy<DotGeneralOp>(stripped<TransposeOp>(anchor->getOperand(0)));
  if (!context || !hasStaticHeads(context.getType(), 5))
    return std::nullopt;
  AttentionConfig config = readConfig(context.getType());
  auto masked = definedBy<SelectOp>(readSoftmaxOperand(context.getLhs()));
  auto scaled =
      masked ? readScaled(masked.getOnTrue(), config.headDim) : std::nullopt;
  auto scores = scaled ? definedBy<DotGeneralOp>(scaled->value) : nullptr;
  if (!scores)
    return std::nullopt;
  config.scale = scaled->number;

  Value values = context.getRhs(), keys = scores.getRhs();
  auto allValues = definedBy<ConcatOp>(values);
  auto allKeys = definedBy<ConcatOp>(keys);
  bool hasPast = allValues && allKeys && allValues.getXs().size() == 2 &&
                 allKeys.getXs().size() == 2;
  if (hasPast)
    values = allValues.getXs()[1];
  SmallVector<Value> operands = {
      stripped<TransposeOp, ReshapeOp, SliceOp>(values)};
  if (hasPast)
    operands.append({allKeys.getXs()[0], allValues.getXs()[0]});
  if (llvm::is_contained(operands, Value()))
    return std::nullopt;
  if (isWithoutBatch(anchor, operands))
    for (Value &operand : operands)
      operand = stripped<ReshapeOp>(operand);
  int64_t rank = rankOf(anchor);
  return Recovery{operands,
                  [config, rank](Emitter &emitter, ArrayRef<Tensor> operands) {
                    KeyValues past;
                    if (operands.size() == 3)
                      past = {operands[1], operands[2]};
                    AttentionResult result =
                        attention(emitter, config, operands[0],
                                  operands.size() == 3 ? &past : nullptr);
                    return likeAnchor(emitter, result.output, rank);
                  }};
}

std::optional<Recovery> functional::recoverDecodeAttention(Operation *anchor) {
  auto context = definedBy<DotGeneralOp>(anchor->getOperand(0));
  if (!context || !hasStaticHeads(context.getType(), 4))
    return std::nullopt;
  AttentionConfig config = readConfig(context.getType());
  Value weighted = readSoftmaxOperand(context.getLhs());
  auto scaled = readScaled(weighted, config.headDim);
  auto scores = scaled ? definedBy<DotGeneralOp>(scaled->value) : nullptr;
  if (!scores)
    return std::nullopt;
  config.scale = scaled->number;

  auto values =
      definedBy<DynamicUpdateSliceOp>(stripped<SliceOp>(context.getRhs()));
  auto keys =
      definedBy<DynamicUpdateSliceOp>(stripped<SliceOp>(scores.getRhs()));
  auto start = values ? definedBy<ConcatOp>(values.getStart()) : nullptr;
  if (!keys || !start || start.getXs().size() != 3)
    return std::nullopt;
  SmallVector<Value> operands = {
      stripped<ReshapeOp, SliceOp>(values.getUpdate()), keys.getX(),
      values.getX()};
  Value position = stripped<ReshapeOp>(start.getXs()[1]);
  if (!operands.front() || !position)
    return std::nullopt;
  if (isWithoutBatch(anchor, operands))
    for (Value &operand : operands)
      operand = stripped<ReshapeOp>(operand);
  operands.push_back(position);
  int64_t rank = rankOf(anchor);
  return Recovery{
      operands, [config, rank](Emitter &emitter, ArrayRef<Tensor> operands) {
        DecodeAttentionResult result =
            attentionDecodeCache(emitter, config, operands[0],
                                 {operands[1], operands[2]}, operands[3]);
        return likeAnchor(emitter, result.output, rank);
      }};
}
