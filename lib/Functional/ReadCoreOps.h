//===- ReadCoreOps.h - Reading decompositions -------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_FUNCTIONAL_READCOREOPS_H
#define PTIR_LIB_FUNCTIONAL_READCOREOPS_H

#include "ptir/Functional/Recovery.h"

namespace ptir::functional {

/// The op of that kind that defines `value`; null for null and other values.
template <typename OpTy>
OpTy definedBy(mlir::Value value) {
  return value ? value.getDefiningOp<OpTy>() : OpTy();
}

/// The number that `value` repeats: a splat constant, broadcast or not.
std::optional<double> readSplat(mlir::Value value);

/// A commutative op's operands if one of them repeats a number.
struct WithNumber {
  mlir::Value value;
  double number;
};
template <typename OpTy>
std::optional<WithNumber> readWithNumber(mlir::Value value) {
  auto op = definedBy<OpTy>(value);
  if (!op)
    return std::nullopt;
  if (std::optional<double> number = readSplat(op.getRhs()))
    return WithNumber{op.getLhs(), *number};
  if (std::optional<double> number = readSplat(op.getLhs()))
    return WithNumber{op.getRhs(), *number};
  return std::nullopt;
}

/// The operand pair (value, source of a broadcast) of a commutative op.
template <typename OpTy>
std::pair<mlir::Value, mlir::Value> readWithBroadcast(mlir::Value value) {
  if (auto op = definedBy<OpTy>(value))
    for (auto [x, y] : {std::make_pair(op.getLhs(), op.getRhs()),
                        std::make_pair(op.getRhs(), op.getLhs())})
      if (auto broadcast = definedBy<BroadcastToOp>(y))
        return {x, broadcast.getX()};
  return {};
}

/// The number with the fewest digits that rounds to the same f32: what someone
/// wrote before it became a constant.
double shortestForF32(double number);

/// The scale of scores over heads of `headDim` elements as it was configured.
double readScale(double number, int64_t headDim);

/// x where `weights` is exp(x - …) / …; null otherwise.
mlir::Value readSoftmaxOperand(mlir::Value weights);

std::optional<Recovery> recoverSoftmax(mlir::Operation *anchor);
std::optional<Recovery> recoverGelu(mlir::Operation *anchor);
std::optional<Recovery> recoverGeluTanh(mlir::Operation *anchor);
std::optional<Recovery> recoverRelu6(mlir::Operation *anchor);
std::optional<Recovery> recoverSilu(mlir::Operation *anchor);
std::optional<Recovery> recoverSwiglu(mlir::Operation *anchor);
std::optional<Recovery> recoverMean(mlir::Operation *anchor);
std::optional<Recovery> recoverCrossEntropy(mlir::Operation *anchor);
std::optional<Recovery> recoverRmsNorm(mlir::Operation *anchor);
std::optional<Recovery> recoverLinear(mlir::Operation *anchor);
std::optional<Recovery> recoverLayerNorm(mlir::Operation *anchor);
std::optional<Recovery> recoverAttention(mlir::Operation *anchor);
std::optional<Recovery> recoverDecodeAttention(mlir::Operation *anchor);
std::optional<Recovery> recoverConv2d(mlir::Operation *anchor);
std::optional<Recovery> recoverAvgPool2d(mlir::Operation *anchor);
std::optional<Recovery> recoverGlobalAvgPool(mlir::Operation *anchor);
std::optional<Recovery> recoverBatchNorm(mlir::Operation *anchor);
std::optional<Recovery> recoverGroupNorm(mlir::Operation *anchor);
std::optional<Recovery> recoverScaledDotProduct(mlir::Operation *anchor);
std::optional<Recovery> recoverApplyRope(mlir::Operation *anchor);
std::optional<Recovery> recoverApplyRopePacked(mlir::Operation *anchor);
std::optional<Recovery> recoverDropout(mlir::Operation *anchor);

} // namespace ptir::functional

#endif // PTIR_LIB_FUNCTIONAL_READCOREOPS_H
