//===- ReductionOps.cpp - Many elements to one ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AssemblyFormat.h"
#include "RuleChecks.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace ptir;

SmallVector<int64_t> ReduceOp::getNormalizedAxes() {
  int64_t rank = getX().getType().getRank();
  SmallVector<int64_t> axes = llvm::map_to_vector(
      getAxes(), [&](int64_t axis) { return axis < 0 ? axis + rank : axis; });
  llvm::sort(axes);
  return axes;
}

Type ReduceOp::getAccumulatorType() {
  if (std::optional<Type> type = getAccumType())
    return *type;
  return getDefaultAccumulatorType(getX().getType().getElementType(),
                                   getType().getElementType());
}

LogicalResult ReduceOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType x = getX().getType();
  ShapeResult inferred = reduceShape(x.getShape(), getAxes(), getKeepdims());
  if (failed(rules.check(inferred)))
    return failure();
  if (ShapeRef(inferred.shape) != getType().getShape()) // reduce_c2
    return rules.fail("expected a result of shape " +
                      formatShape(inferred.shape) + ", found " +
                      formatShape(getType().getShape()));
  Type element = x.getElementType();
  if (getKind() == ReduceKind::Sum && element.isInteger(1)) // reduce_c3
    return rules.fail("expected elements that can be summed, found i1", 0);
  if (getKind() != ReduceKind::Sum && isa<ComplexType>(element)) // reduce_c3
    return rules.fail("expected elements that are ordered, found complex", 0);
  for (auto [name, type] :
       {std::make_pair("result", getType().getElementType()),
        std::make_pair("accum_type", getAccumulatorType())})
    if (!getElementType(type) || !areSameClass(type, element)) { // reduce_c3
      std::string message;
      llvm::raw_string_ostream(message)
          << "expected " << name << " of the operand's class (" << element
          << "), found " << type;
      return rules.fail(message);
    }
  return success();
}

OpFoldResult ReduceOp::fold(FoldAdaptor) {
  bool keepsType = getX().getType() == getType();
  return getAxes().empty() && keepsType ? getX() : Value();
}

namespace {
/// Axes become non-negative and ascending.
struct NormalizeReduceAxes : OpRewritePattern<ReduceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ReduceOp op,
                                PatternRewriter &rewriter) const override {
    SmallVector<int64_t> axes = op.getNormalizedAxes();
    if (ArrayRef<int64_t>(axes) == op.getAxes())
      return rewriter.notifyMatchFailure(op, "axes are normal");
    rewriter.modifyOpInPlace(op, [&] { op.setAxes(axes); });
    return success();
  }
};
} // namespace

void ReduceOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                           MLIRContext *context) {
  patterns.add<NormalizeReduceAxes>(context);
}
