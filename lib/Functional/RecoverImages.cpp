//===- RecoverImages.cpp - Convolution, pooling, norms from core ops ------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ReadCoreOps.h"

#include "ptir/Functional/ChannelNormalization.h"
#include "ptir/Functional/Convolution.h"
#include "ptir/Functional/Pooling.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

static int64_t rankOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getRank();
}

/// The value behind reshapes and transposes.
static Value skipMoves(Value value) {
  while (value) {
    if (auto reshape = definedBy<ReshapeOp>(value))
      value = reshape.getX();
    else if (auto transpose = definedBy<TransposeOp>(value))
      value = transpose.getX();
    else
      break;
  }
  return value;
}

//===----------------------------------------------------------------------===//
// Convolution
//===----------------------------------------------------------------------===//

namespace {
struct ConvolutionParts {
  Value x, weight;
  Conv2dConfig config;
};
} // namespace

static Padding2d paddingOf(ArrayRef<int64_t> list) {
  return {list[0], list[1], list[2], list[3]};
}

/// The image behind `rows`, the windows of all positions, and how they slide.
static bool readWindows(Value rows, ConvolutionParts &parts) {
  Value source = skipMoves(rows);
  if (auto patches = definedBy<ExtractPatchesOp>(source)) {
    if (patches.getWindow().size() != 2)
      return false;
    parts.config.stride = {patches.getStrides()[0], patches.getStrides()[1]};
    parts.config.dilation = {patches.getDilation()[0],
                             patches.getDilation()[1]};
    parts.config.padding = paddingOf(patches.getPadding());
    source = patches.getX();
  }
  parts.x = source;
  return source && rankOf(source) == 4;
}

static bool readKernels(Value matrix, ConvolutionParts &parts) {
  parts.weight = skipMoves(matrix);
  return parts.weight && rankOf(parts.weight) == 4;
}

/// What `y` is before a bias is added to it.
static std::optional<ConvolutionParts> readConvolution(Value y) {
  ConvolutionParts parts;
  if (auto sum = definedBy<ReduceOp>(y)) {
    auto product = definedBy<MulOp>(sum.getX());
    if (!product || rankOf(product) != 6)
      return std::nullopt;
    for (unsigned side : {0, 1}) {
      auto kernel = definedBy<BroadcastToOp>(product->getOperand(1 - side));
      if (!kernel || !readKernels(kernel.getX(), parts) ||
          !readWindows(product->getOperand(side), parts))
        continue;
      parts.config.groups =
          cast<RankedTensorType>(parts.weight.getType()).getDimSize(0);
      return parts;
    }
    return std::nullopt;
  }
  if (!definedBy<ReshapeOp>(y))
    return std::nullopt;
  auto product = definedBy<DotGeneralOp>(skipMoves(y));
  if (!product || !readWindows(product.getLhs(), parts) ||
      !readKernels(product.getRhs(), parts))
    return std::nullopt;
  if (!product.getBatchRhs().empty())
    parts.config.groups = product.getRhs().getType().getDimSize(0);
  return parts;
}

std::optional<Recovery> functional::recoverConv2d(Operation *anchor) {
  std::optional<ConvolutionParts> parts;
  Value bias;
  if (isa<AddOp>(anchor)) {
    for (unsigned side : {0, 1}) {
      auto broadcast = definedBy<BroadcastToOp>(anchor->getOperand(1 - side));
      if (parts || !broadcast)
        continue;
      parts = readConvolution(anchor->getOperand(side));
      bias = broadcast.getX();
    }
  } else {
    parts = readConvolution(anchor->getResult(0));
  }
  if (!parts)
    return std::nullopt;
  SmallVector<Value> operands = {parts->x, parts->weight};
  if (bias)
    operands.push_back(bias);
  return Recovery{
      operands,
      [config = parts->config](Emitter &emitter, ArrayRef<Tensor> operands) {
        Tensor bias = operands.size() == 3 ? operands[2] : Tensor();
        return conv2d(emitter, operands[0], operands[1], bias, config);
      }};
}

//===----------------------------------------------------------------------===//
// Pooling
//===----------------------------------------------------------------------===//

std::optional<Recovery> functional::recoverAvgPool2d(Operation *anchor) {
  ReduceWindowOp sums;
  bool countIncludePad = isa<MulOp>(anchor);
  if (countIncludePad) {
    auto scaled = readWithNumber<MulOp>(anchor->getResult(0));
    sums = definedBy<ReduceWindowOp>(scaled ? scaled->value : Value());
  } else {
    sums = definedBy<ReduceWindowOp>(anchor->getOperand(0));
  }
  if (!sums || sums.getKind() != ReduceKind::Sum || rankOf(sums) != 4)
    return std::nullopt;
  Pool2dConfig config;
  config.window = {sums.getWindow()[1], sums.getWindow()[2]};
  config.stride = {sums.getStrides()[1], sums.getStrides()[2]};
  config.padding = paddingOf(sums.getPadding().slice(2, 4));
  return Recovery{
      {sums.getX()},
      [config, countIncludePad](Emitter &emitter, ArrayRef<Tensor> operands) {
        return avgPool2d(emitter, operands[0], config, countIncludePad);
      }};
}

std::optional<Recovery> functional::recoverGlobalAvgPool(Operation *anchor) {
  Value value = anchor->getOperand(0);
  if (auto scaled = readWithNumber<MulOp>(anchor->getResult(0)))
    value = scaled->value;
  auto sums = definedBy<ReduceOp>(value);
  if (!sums || sums.getKeepdims() || rankOf(sums.getX()) != 4 ||
      sums.getAxes() != ArrayRef<int64_t>{1, 2})
    return std::nullopt;
  return Recovery{{sums.getX()},
                  [](Emitter &emitter, ArrayRef<Tensor> operands) {
                    return globalAvgPool(emitter, operands[0]);
                  }};
}

//===----------------------------------------------------------------------===//
// Normalization
//===----------------------------------------------------------------------===//

/// x + epsilon where `inverse` is rsqrt of it.
static std::optional<WithNumber> readInverseRoot(Value inverse) {
  auto root = definedBy<RsqrtOp>(inverse);
  return root ? readWithNumber<AddOp>(root.getX()) : std::nullopt;
}

/// The operand of a commutative op besides `known`.
template <typename OpTy>
static Value readOther(Value value, Value known) {
  auto op = definedBy<OpTy>(value);
  if (!op || !known)
    return {};
  if (op.getLhs() == known)
    return op.getRhs();
  return op.getRhs() == known ? op.getLhs() : Value();
}

std::optional<Recovery> functional::recoverBatchNorm(Operation *anchor) {
  auto [scaled, offset] = readWithBroadcast<AddOp>(anchor->getResult(0));
  auto [x, factor] = readWithBroadcast<MulOp>(scaled);
  auto difference = definedBy<SubOp>(offset);
  auto product = definedBy<MulOp>(factor);
  if (!difference || !product)
    return std::nullopt;
  Value inverse = product.getRhs(), scale = product.getLhs();
  if (!readInverseRoot(inverse))
    std::swap(inverse, scale);
  std::optional<WithNumber> variance = readInverseRoot(inverse);
  Value mean = readOther<MulOp>(difference.getRhs(), factor);
  if (!variance || !mean)
    return std::nullopt;
  double epsilon = shortestForF32(variance->number);
  return Recovery{{x, scale, difference.getLhs(), mean, variance->value},
                  [epsilon](Emitter &emitter, ArrayRef<Tensor> operands) {
                    return batchNorm(emitter, operands[0], operands[1],
                                     operands[2], operands[3], operands[4],
                                     epsilon);
                  }};
}

std::optional<Recovery> functional::recoverGroupNorm(Operation *anchor) {
  auto [scaled, beta] = readWithBroadcast<AddOp>(anchor->getResult(0));
  auto [shaped, gamma] = readWithBroadcast<MulOp>(scaled);
  auto reshape = definedBy<ReshapeOp>(shaped);
  auto [centred, inverse] =
      readWithBroadcast<MulOp>(reshape ? reshape.getX() : Value());
  auto difference = definedBy<SubOp>(centred);
  std::optional<WithNumber> variance = readInverseRoot(inverse);
  auto split = definedBy<ReshapeOp>(difference ? difference.getLhs() : Value());
  if (!variance || !split || split.getType().getRank() != 4)
    return std::nullopt;
  int64_t groups = split.getType().getDimSize(2);
  double epsilon = shortestForF32(variance->number);
  return Recovery{
      {split.getX(), gamma, beta},
      [groups, epsilon](Emitter &emitter, ArrayRef<Tensor> operands) {
        return groupNorm(emitter, operands[0], groups, operands[1], operands[2],
                         epsilon);
      }};
}
