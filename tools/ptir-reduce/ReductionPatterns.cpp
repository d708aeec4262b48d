//===- ReductionPatterns.cpp - Smaller ops for a reducer ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ReductionPatterns.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Reducer/ReductionPatternInterface.h"

using namespace mlir;
using namespace ptir;

/// An op that computes: its results can be had from somewhere else.
static bool isReplaceable(Operation *op) {
  return isa_and_nonnull<PTIRDialect>(op->getDialect()) &&
         op->getNumResults() > 0 && !isa<ConstantOp>(op);
}

/// Zero of a static type; null for a dynamic one, which needs extents.
static DenseElementsAttr getZeros(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || !tensor.hasStaticShape())
    return nullptr;
  Type element = tensor.getElementType();
  if (auto complex = dyn_cast<ComplexType>(element)) {
    auto part = cast<FloatType>(complex.getElementType());
    APFloat zero = APFloat::getZero(part.getFloatSemantics());
    return DenseElementsAttr::get(tensor, std::complex<APFloat>(zero, zero));
  }
  return DenseElementsAttr::get(
      tensor, Builder(type.getContext()).getZeroAttr(element));
}

/// What the results of an op may be replaced by: an operand of the same type,
/// or zeros. Empty if there is nothing.
static SmallVector<Value> getOperandInstead(Operation *op, OpBuilder &) {
  if (op->getNumResults() != 1)
    return {};
  for (Value operand : op->getOperands())
    if (operand.getType() == op->getResult(0).getType())
      return {operand};
  return {};
}

static SmallVector<Value> getZerosInstead(Operation *op, OpBuilder &builder) {
  SmallVector<DenseElementsAttr> zeros =
      llvm::map_to_vector(op->getResultTypes(), getZeros);
  if (llvm::is_contained(zeros, DenseElementsAttr()))
    return {};
  return llvm::map_to_vector(zeros, [&](DenseElementsAttr zero) -> Value {
    return ConstantOp::create(builder, op->getLoc(), zero);
  });
}

using Replacement = SmallVector<Value> (*)(Operation *, OpBuilder &);

/// Replaces the op, and erases what nobody reads any more. False if there is
/// no such replacement.
static bool replace(Operation *op, Replacement replacement,
                    RewriterBase &rewriter) {
  rewriter.setInsertionPoint(op);
  SmallVector<Value> values = replacement(op, rewriter);
  if (values.empty())
    return false;
  rewriter.replaceAllUsesWith(op->getResults(), values);
  SetVector<Operation *> unused;
  unused.insert(op);
  while (!unused.empty()) {
    Operation *next = unused.pop_back_val();
    if (!isOpTriviallyDead(next))
      continue;
    for (Value operand : next->getOperands())
      if (Operation *producer = operand.getDefiningOp())
        unused.insert(producer);
    rewriter.eraseOp(next);
  }
  return true;
}

namespace {

/// Replaces an op where the module stays interesting. The reduction tree of
/// MLIR 22.1 gives up a module that no longer is, instead of going back to the
/// one before, so this tries every step on a copy.
struct ReplaceWhileInteresting : RewritePattern {
  ReplaceWhileInteresting(MLIRContext *context, Replacement replacement,
                          PatternBenefit benefit, const Tester &tester)
      : RewritePattern(MatchAnyOpTypeTag(), benefit, context),
        replacement(replacement), tester(tester) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isReplaceable(op))
      return failure();
    IRMapping mapping;
    OwningOpRef<ModuleOp> copy =
        cast<ModuleOp>(op->getParentOfType<ModuleOp>()->clone(mapping));
    IRRewriter copyRewriter(op->getContext());
    if (!replace(mapping.lookup(op), replacement, copyRewriter))
      return rewriter.notifyMatchFailure(op, "there is nothing to put instead");
    if (tester.isInteresting(*copy).first != Tester::Interestingness::True)
      return rewriter.notifyMatchFailure(op, "the module needs it");
    return success(replace(op, replacement, rewriter));
  }

  Replacement replacement;
  const Tester &tester;
};

struct ReductionPatterns : DialectReductionPatternInterface {
  explicit ReductionPatterns(Dialect *dialect)
      : DialectReductionPatternInterface(dialect) {}

  void populateReductionPatterns(RewritePatternSet &) const override {}

  void populateReductionPatternsWithTester(RewritePatternSet &patterns,
                                           Tester &tester) const override {
    MLIRContext *context = patterns.getContext();
    patterns.add<ReplaceWhileInteresting>(context, getOperandInstead,
                                          PatternBenefit(2), tester);
    patterns.add<ReplaceWhileInteresting>(context, getZerosInstead,
                                          PatternBenefit(1), tester);
  }
};

} // namespace

void ptir::registerReductionPatterns(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *, PTIRDialect *dialect) {
    dialect->addInterfaces<ReductionPatterns>();
  });
}
