//===- ReductionOps.cpp - Many elements to one ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AssemblyFormat.h"
#include "RuleChecks.h"
#include "ScalarArithmetic.h"
#include "Speculation.h"

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
  // reduce_c2
  if (failed(rules.hasShape("result", getType(), inferred.shape)))
    return failure();
  Type element = x.getElementType();
  // reduce_c3
  if (failed(rules.reducible(getKind(), element)) ||
      failed(rules.inClass(element, "result", getType().getElementType())) ||
      failed(rules.inClass(element, "accum_type", getAccumulatorType())))
    return failure();
  return success();
}

/// Whether each result element is made of one operand element, which stays as
/// it is. A float sum adds it to +0, which turns -0 into +0.
static bool keepsElements(ReduceOp op) {
  RankedTensorType x = op.getX().getType();
  bool isSingle = llvm::all_of(op.getNormalizedAxes(), [&](int64_t axis) {
    return x.getDimSize(axis) == 1;
  });
  if (!isSingle || x != op.getType())
    return false;
  if (op.getKind() == ReduceKind::Sum && !isa<IntegerType>(x.getElementType()))
    return false;
  return isExactCast(*getElementType(x.getElementType()),
                     *getElementType(op.getAccumulatorType()));
}

/// Integers only: the order of float sums is the backend's choice.
static Attribute foldConstantReduce(ReduceOp op, Attribute operand) {
  std::optional<ConstantElements> x = ConstantElements::get(operand);
  if (!x || !isa<IntegerType>(x->getType().getElementType()) ||
      x->size() > maxFoldedElements || !op.getType().hasStaticShape() ||
      op.getType().getNumElements() > maxFoldedElements)
    return Attribute();
  ElementType from = x->getElementType();
  ElementType accumulator = *getElementType(op.getAccumulatorType());
  ElementType to = *getElementType(op.getType().getElementType());
  ArrayRef<int64_t> shape = x->getType().getShape();
  SmallVector<int64_t> axes = op.getNormalizedAxes();
  SmallVector<int64_t> strides(shape.size());
  int64_t stride = 1;
  for (int64_t dim = shape.size() - 1; dim >= 0; --dim) {
    bool isReduced = llvm::is_contained(axes, dim);
    strides[dim] = isReduced ? 0 : stride;
    stride *= isReduced ? 1 : shape[dim];
  }
  SmallVector<ConstantScalar> sums(op.getType().getNumElements(),
                                   *identityScalar(accumulator, op.getKind()));
  for (int64_t i = 0; i < x->size(); ++i) {
    int64_t rest = i, position = 0;
    for (int64_t dim = shape.size() - 1; dim >= 0; --dim) {
      position += rest % shape[dim] * strides[dim];
      rest /= shape[dim];
    }
    sums[position] = *combineScalar(accumulator, op.getKind(), sums[position],
                                    *castScalar(from, (*x)[i], accumulator));
  }
  for (ConstantScalar &sum : sums)
    sum = *castScalar(accumulator, sum, to);
  return buildConstant(op.getType(), sums);
}

OpFoldResult ReduceOp::fold(FoldAdaptor adaptor) {
  if (keepsElements(*this))
    return getX();
  return foldConstantReduce(*this, adaptor.getX());
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

//===----------------------------------------------------------------------===//
// ArgmaxOp
//===----------------------------------------------------------------------===//

LogicalResult ArgmaxOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType x = getX().getType();
  // argmax_c1
  ShapeResult inferred = reduceShape(
      x.getShape(), {static_cast<int64_t>(getAxis())}, getKeepdims());
  if (failed(rules.check(inferred)))
    return failure();
  if (x.getDimSize(*normalizeAxis(getAxis(), x.getRank())) == 0) // argmax_c2
    return rules.fail("expected axis of an extent that is not 0", 0);
  return rules.hasShape("result", getType(), inferred.shape); // argmax_c3
}

Speculation::Speculatability ArgmaxOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}
