//===- RecoverReductions.cpp - Means and losses from core ops -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Where the element type is narrower than sums, operands were widened and the
// result is narrowed again: the anchor is then that last cast.
//
//===----------------------------------------------------------------------===//

#include "ReadCoreOps.h"

#include "ptir/Functional/Reduction.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

/// The reduction that a quotient, narrowed or not, is taken of.
static ReduceOp readAveraged(Operation *anchor) {
  auto quotient = isa<CastOp>(anchor) ? definedBy<DivOp>(anchor->getOperand(0))
                                      : dyn_cast<DivOp>(anchor);
  return quotient ? definedBy<ReduceOp>(quotient.getLhs()) : ReduceOp();
}

/// What x was widened from, where the anchor narrows.
static Value readWidened(Operation *anchor, Value x) {
  if (!isa<CastOp>(anchor))
    return x;
  auto cast = definedBy<CastOp>(x);
  return cast ? cast.getX() : Value();
}

std::optional<Recovery> functional::recoverMean(Operation *anchor) {
  ReduceOp sum = readAveraged(anchor);
  Value x = sum ? readWidened(anchor, sum.getX()) : Value();
  if (!x)
    return std::nullopt;
  SmallVector<int64_t> axes = sum.getNormalizedAxes();
  bool keepDims = sum.getKeepdims();
  return Recovery{
      {x}, [axes, keepDims](Emitter &emitter, ArrayRef<Tensor> operands) {
        return mean(emitter, operands[0], axes, keepDims);
      }};
}

std::optional<Recovery> functional::recoverCrossEntropy(Operation *anchor) {
  ReduceOp total = readAveraged(anchor);
  auto losses = total ? definedBy<SubOp>(total.getX()) : SubOp();
  auto picked = losses ? definedBy<GatherOp>(losses.getRhs()) : GatherOp();
  if (!picked || !definedBy<LogOp>(losses.getLhs()))
    return std::nullopt;
  auto column = definedBy<ReshapeOp>(picked.getIndices());
  auto shifted = definedBy<SubOp>(picked.getX());
  Value logits = shifted ? readWidened(anchor, shifted.getLhs()) : Value();
  if (!column || !logits)
    return std::nullopt;
  return Recovery{{logits, column.getX()},
                  [](Emitter &emitter, ArrayRef<Tensor> operands) {
                    return crossEntropy(emitter, operands[0], operands[1]);
                  }};
}
