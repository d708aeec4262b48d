//===- ControlFlowFolds.cpp - Regions that are known to run or not --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace ptir;

/// The value of a predicate that is a constant.
static std::optional<bool> constantPred(Value pred) {
  DenseElementsAttr value;
  if (!matchPattern(pred, m_Constant(&value)))
    return std::nullopt;
  return value.getSplatValue<bool>();
}

static ValueRange yieldedBy(Region &region) {
  return region.front().getTerminator()->getOperands();
}

/// The input that both regions hand on as result `index`, if they do.
static Value findCommonInput(CondOp op, unsigned index) {
  auto onTrue = dyn_cast<BlockArgument>(yieldedBy(op.getOnTrue())[index]);
  auto onFalse = dyn_cast<BlockArgument>(yieldedBy(op.getOnFalse())[index]);
  if (!onTrue || !onFalse || onTrue.getArgNumber() != onFalse.getArgNumber())
    return {};
  return op.getInputs()[onTrue.getArgNumber()];
}

/// cond p (x) { x } else { x }  =>  x
static LogicalResult replaceCommonResults(CondOp op,
                                          PatternRewriter &rewriter) {
  bool changed = false;
  for (OpResult result : op->getResults()) {
    Value input = findCommonInput(op, result.getResultNumber());
    if (!input || result.use_empty())
      continue;
    rewriter.replaceAllUsesWith(result, input);
    changed = true;
  }
  return success(changed);
}

/// cond true (x) { f } else { g }  =>  f(x)
LogicalResult CondOp::canonicalize(CondOp op, PatternRewriter &rewriter) {
  std::optional<bool> pred = constantPred(op.getPred());
  if (!pred)
    return replaceCommonResults(op, rewriter);
  Block &block = (*pred ? op.getOnTrue() : op.getOnFalse()).front();
  Operation *yield = block.getTerminator();
  rewriter.inlineBlockBefore(&block, op, op.getInputs());
  rewriter.replaceOp(op, yield->getOperands());
  rewriter.eraseOp(yield);
  return success();
}

/// while (x) cond { false }  =>  x. A carry that every step hands on stays a
/// result of the loop: with nobody to read it an endless loop would vanish.
LogicalResult WhileOp::canonicalize(WhileOp op, PatternRewriter &rewriter) {
  if (constantPred(yieldedBy(op.getCond()).front()) != false)
    return rewriter.notifyMatchFailure(op, "the condition is not false");
  rewriter.replaceOp(op, op.getCarries());
  return success();
}
