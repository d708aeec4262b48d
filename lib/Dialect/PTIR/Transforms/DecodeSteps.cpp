//===- DecodeSteps.cpp - Products of one row per sequence -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/Transforms/DecodeSteps.h"

#include "ptir/Dialect/PTIR/IR/CoreOps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

static int64_t lastExtent(RankedTensorType type) {
  return type.getRank() == 0 ? 1 : type.getShape().back();
}

/// Whether row i of the result follows from row i of the first operand.
static bool keepsRows(Operation *op, RankedTensorType from,
                      RankedTensorType to) {
  if (isa<ReshapeOp>(op)) // [B, 1, K] to [B, K] and the like
    return lastExtent(from) == lastExtent(to) &&
           !ShapedType::isDynamic(lastExtent(to));
  if (isa<CompositeOp, rt::CallOp, rt::PanelMatmulOp>(op))
    return from.getRank() == 2 && from.getDimSize(0) == to.getDimSize(0);
  return isa<AddOp, SubOp, MulOp, DivOp, TanhOp, ErfOp, LogisticOp>(op) &&
         from == to;
}

bool ptir::hasRowPerSequence(Value x) {
  constexpr int mostOps = 32;
  auto type = dyn_cast<RankedTensorType>(x.getType());
  if (type && type.getRank() == 2 && type.getDimSize(0) == 1)
    return true;
  for (int i = 0; i < mostOps && type; ++i) {
    if (type.getRank() == 3)
      return type.getDimSize(1) == 1;
    Operation *op = x.getDefiningOp();
    if (type.getRank() != 2 || !op || op->getNumOperands() == 0)
      return false;
    x = op->getOperand(0);
    auto from = dyn_cast<RankedTensorType>(x.getType());
    if (!from || !keepsRows(op, from, type))
      return false;
    type = from;
  }
  return false;
}
