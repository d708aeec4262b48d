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

/// Whether row i of the result follows from row i of the first operand.
static bool keepsRows(Operation *op) {
  if (isa<ReshapeOp, CompositeOp, rt::CallOp, rt::PanelMatmulOp>(op))
    return true;
  return isa<AddOp, SubOp, MulOp, DivOp, TanhOp, ErfOp, LogisticOp>(op) &&
         op->getOperand(0).getType() == op->getResult(0).getType();
}

bool ptir::hasRowPerSequence(Value x) {
  constexpr int mostOps = 32;
  for (int i = 0; i < mostOps; ++i) {
    auto type = dyn_cast<RankedTensorType>(x.getType());
    if (!type)
      return false;
    if (type.getRank() == 3)
      return type.getDimSize(1) == 1;
    if (type.getRank() != 2)
      return false;
    if (type.getDimSize(0) == 1)
      return true;
    Operation *op = x.getDefiningOp();
    if (!op || op->getNumOperands() == 0 || !keepsRows(op))
      return false;
    x = op->getOperand(0);
  }
  return false;
}
