//===- RecoverRows.cpp - Activations, linear and layer norm from core ops -===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ReadCoreOps.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Normalization.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

/// A functional of one operand.
static Recovery unary(Value x, Tensor (*emit)(Emitter &, Tensor)) {
  return {{x}, [emit](Emitter &emitter, ArrayRef<Tensor> operands) {
            return emit(emitter, operands[0]);
          }};
}

std::optional<Recovery> functional::recoverSoftmax(Operation *anchor) {
  Value x = readSoftmaxOperand(anchor->getResult(0));
  if (!x)
    return std::nullopt;
  return unary(x, softmaxLastDim);
}

/// (x * number) * (CurveOp(…) + number), in either order.
template <typename CurveOp>
static Value readGelu(Operation *anchor) {
  for (unsigned side : {0, 1}) {
    auto scaled = readWithNumber<MulOp>(anchor->getOperand(side));
    auto shifted = readWithNumber<AddOp>(anchor->getOperand(1 - side));
    if (scaled && shifted && definedBy<CurveOp>(shifted->value))
      return scaled->value;
  }
  return {};
}

std::optional<Recovery> functional::recoverGelu(Operation *anchor) {
  Value x = readGelu<ErfOp>(anchor);
  return x ? std::optional(unary(x, gelu)) : std::nullopt;
}

std::optional<Recovery> functional::recoverGeluTanh(Operation *anchor) {
  Value x = readGelu<TanhOp>(anchor);
  return x ? std::optional(unary(x, geluTanh)) : std::nullopt;
}

std::optional<Recovery> functional::recoverLinear(Operation *anchor) {
  for (unsigned side : {0, 1}) {
    auto product = definedBy<DotGeneralOp>(anchor->getOperand(side));
    auto bias = definedBy<BroadcastToOp>(anchor->getOperand(1 - side));
    if (product && bias)
      return Recovery{{product.getLhs(), product.getRhs(), bias.getX()},
                      [](Emitter &emitter, ArrayRef<Tensor> operands) {
                        return linear(emitter, operands[0], operands[1],
                                      operands[2]);
                      }};
  }
  return std::nullopt;
}

/// The operand pair (value, source of a broadcast) of a commutative op.
template <typename OpTy>
static std::pair<Value, Value> readWithBroadcast(Value value) {
  if (auto op = definedBy<OpTy>(value))
    for (auto [x, y] : {std::make_pair(op.getLhs(), op.getRhs()),
                        std::make_pair(op.getRhs(), op.getLhs())})
      if (auto broadcast = definedBy<BroadcastToOp>(y))
        return {x, broadcast.getX()};
  return {};
}

std::optional<Recovery> functional::recoverLayerNorm(Operation *anchor) {
  auto [scaled, beta] = readWithBroadcast<AddOp>(anchor->getResult(0));
  auto [normalized, gamma] = readWithBroadcast<MulOp>(scaled);
  auto [centred, inverse] = readWithBroadcast<MulOp>(normalized);
  auto difference = definedBy<SubOp>(centred);
  auto root = definedBy<RsqrtOp>(inverse);
  auto variance = root ? readWithNumber<AddOp>(root.getX()) : std::nullopt;
  if (!difference || !variance)
    return std::nullopt;
  double epsilon = shortestForF32(variance->number);
  return Recovery{{difference.getLhs(), gamma, beta},
                  [epsilon](Emitter &emitter, ArrayRef<Tensor> operands) {
                    return layerNorm(emitter, operands[0], operands[1],
                                     operands[2], epsilon);
                  }};
}
