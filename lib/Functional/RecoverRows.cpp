//===- RecoverRows.cpp - Activations, linear and norms from core ops ------===//
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

std::optional<Recovery> functional::recoverRelu6(Operation *anchor) {
  auto capped = readWithNumber<MinimumOp>(anchor->getResult(0));
  auto rectified =
      capped ? readWithNumber<MaximumOp>(capped->value) : std::nullopt;
  return rectified ? std::optional(unary(rectified->value, relu6))
                   : std::nullopt;
}

/// x of x * logistic(x), in either order; unless `strict`, the first factor may
/// be another value.
static Value readSilu(Value value, bool strict) {
  auto product = definedBy<MulOp>(value);
  if (!product)
    return {};
  for (unsigned side : {0, 1}) {
    Value x = product->getOperand(side);
    auto curve = definedBy<LogisticOp>(product->getOperand(1 - side));
    if (curve && (!strict || curve.getX() == x))
      return x;
  }
  return {};
}

std::optional<Recovery> functional::recoverSilu(Operation *anchor) {
  for (bool strict : {true, false})
    if (Value x = readSilu(anchor->getResult(0), strict))
      return unary(x, silu);
  return std::nullopt;
}

std::optional<Recovery> functional::recoverSwiglu(Operation *anchor) {
  for (bool strict : {true, false})
    for (unsigned side : {0, 1})
      if (Value gate = readSilu(anchor->getOperand(side), strict))
        return Recovery{{gate, anchor->getOperand(1 - side)},
                        [](Emitter &emitter, ArrayRef<Tensor> operands) {
                          return swiglu(emitter, operands[0], operands[1]);
                        }};
  return std::nullopt;
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

/// The operand pair (value, vector) of a commutative op; the vector need not be
/// repeated where there is one row.
template <typename OpTy>
static std::pair<Value, Value> readWithVector(Value value) {
  if (auto pair = readWithBroadcast<OpTy>(value); pair.first)
    return pair;
  if (auto op = definedBy<OpTy>(value); op && op.getType().getRank() == 1)
    return {op.getLhs(), op.getRhs()};
  return {};
}

/// The epsilon of rsqrt(… + epsilon).
static std::optional<double> readEpsilon(Value inverse) {
  auto root = definedBy<RsqrtOp>(inverse);
  auto shifted = root ? readWithNumber<AddOp>(root.getX()) : std::nullopt;
  return shifted ? std::optional(shortestForF32(shifted->number))
                 : std::nullopt;
}

std::optional<Recovery> functional::recoverRmsNorm(Operation *anchor) {
  auto [normalized, gamma] = readWithVector<MulOp>(anchor->getResult(0));
  auto [x, inverse] = readWithBroadcast<MulOp>(normalized);
  std::optional<double> epsilon = readEpsilon(inverse);
  if (!epsilon)
    return std::nullopt;
  return Recovery{{x, gamma},
                  [epsilon](Emitter &emitter, ArrayRef<Tensor> operands) {
                    return rmsNorm(emitter, operands[0], operands[1], *epsilon);
                  }};
}

std::optional<Recovery> functional::recoverLayerNorm(Operation *anchor) {
  auto [scaled, beta] = readWithVector<AddOp>(anchor->getResult(0));
  auto [normalized, gamma] = readWithVector<MulOp>(scaled);
  auto [centred, inverse] = readWithBroadcast<MulOp>(normalized);
  auto difference = definedBy<SubOp>(centred);
  std::optional<double> epsilon = readEpsilon(inverse);
  if (!difference || !epsilon)
    return std::nullopt;
  return Recovery{{difference.getLhs(), gamma, beta},
                  [epsilon](Emitter &emitter, ArrayRef<Tensor> operands) {
                    return layerNorm(emitter, operands[0], operands[1],
                                     operands[2], *epsilon);
                  }};
}
