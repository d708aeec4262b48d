//===- ElementwiseFolds.cpp - Folds of the elementwise ops ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Constants fold where every backend computes the same: not exp, log, tanh,
// erf, rsqrt and complex magnitudes, whose last digit is the implementation's.
//
// Identities hold for every value, NaN, infinities and zeros of both signs
// included: `x + -0.0` keeps the sign of a zero, `x + 0.0` does not; complex
// products and quotients by 1 are none (inf * 0 is NaN). They do not lose the
// run-time check that the operands' extents agree.
//
//===----------------------------------------------------------------------===//

#include "FoldElementwise.h"

#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace ptir;

OpFoldResult NegOp::fold(FoldAdaptor adaptor) {
  if (auto inner = getX().getDefiningOp<NegOp>())
    return inner.getX();
  return foldUnary(*this, adaptor.getX(), negScalar);
}

OpFoldResult AbsOp::fold(FoldAdaptor adaptor) {
  if (isUnsignedInteger(elementOf(getX().getType())))
    return getX();
  if (auto inner = getX().getDefiningOp<AbsOp>())
    return inner.getResult();
  if (auto inner = getX().getDefiningOp<NegOp>()) {
    getXMutable().assign(inner.getX());
    return getResult();
  }
  return foldUnary(*this, adaptor.getX(), absScalar);
}

OpFoldResult ReciprocalOp::fold(FoldAdaptor adaptor) {
  return foldUnary(*this, adaptor.getX(), reciprocalScalar);
}

//===----------------------------------------------------------------------===//
// Arithmetic
//===----------------------------------------------------------------------===//

OpFoldResult AddOp::fold(FoldAdaptor adaptor) {
  ElementType type = elementOf(getType());
  if (!isComplex(type) && hasNeutralRhs(*this, isFloat(type) ? -0.0 : 0.0))
    return getLhs();
  return foldBinary(*this, adaptor.getOperands(), addScalar);
}

OpFoldResult SubOp::fold(FoldAdaptor adaptor) {
  if (hasNeutralRhs(*this, 0.0))
    return getLhs();
  // Not for floats: inf - inf is NaN.
  if (getLhs() == getRhs() && isInteger(elementOf(getType())) &&
      getType().hasStaticShape())
    return buildConstant(getType(), ConstantScalar());
  return foldBinary(*this, adaptor.getOperands(), subScalar);
}

OpFoldResult MulOp::fold(FoldAdaptor adaptor) {
  ElementType type = elementOf(getType());
  if (!isComplex(type) && hasNeutralRhs(*this, 1.0))
    return getLhs();
  // Zero is the product only for integers: inf * 0 is NaN.
  if (isInteger(type) && getType().hasStaticShape() && isSplatOf(getRhs(), 0.0))
    return buildConstant(getType(), ConstantScalar());
  return foldBinary(*this, adaptor.getOperands(), mulScalar);
}

OpFoldResult DivOp::fold(FoldAdaptor adaptor) {
  if (!isComplex(elementOf(getType())) && hasNeutralRhs(*this, 1.0))
    return getLhs();
  return foldBinary(*this, adaptor.getOperands(), divScalar);
}

OpFoldResult MaximumOp::fold(FoldAdaptor adaptor) {
  if (getLhs() == getRhs())
    return getLhs();
  if (isIdentityOf(getRhs(), ReduceKind::Max) &&
      haveEqualExtents(getLhs(), getRhs()))
    return getLhs();
  return foldBinary(*this, adaptor.getOperands(), maximumScalar);
}

OpFoldResult MinimumOp::fold(FoldAdaptor adaptor) {
  if (getLhs() == getRhs())
    return getLhs();
  if (isIdentityOf(getRhs(), ReduceKind::Min) &&
      haveEqualExtents(getLhs(), getRhs()))
    return getLhs();
  return foldBinary(*this, adaptor.getOperands(), minimumScalar);
}

//===----------------------------------------------------------------------===//
// Comparison, selection
//===----------------------------------------------------------------------===//

OpFoldResult CompareOp::fold(FoldAdaptor adaptor) {
  ElementType type = elementOf(getLhs().getType());
  bool isReflexive = getDirection() == Comparison::LE ||
                     getDirection() == Comparison::EQ ||
                     getDirection() == Comparison::GE;
  // A NaN does not equal itself.
  if (getLhs() == getRhs() && !isFloat(type) && !isComplex(type) &&
      getType().hasStaticShape())
    return buildConstant(getType(), ConstantScalar{isReflexive});
  return foldElements(getType(), {adaptor.getLhs(), adaptor.getRhs()},
                      [&](ArrayRef<ConstantScalar> elements) {
                        return compareScalar(type, getDirection(), elements[0],
                                             elements[1]);
                      });
}

OpFoldResult SelectOp::fold(FoldAdaptor adaptor) {
  bool sameExtents = haveEqualExtents(getOnTrue(), getOnFalse()) &&
                     haveEqualExtents(getOnTrue(), getPred());
  if (sameExtents && getOnTrue() == getOnFalse())
    return getOnTrue();
  if (sameExtents && isSplatOf(getPred(), 1.0))
    return getOnTrue();
  if (sameExtents && isSplatOf(getPred(), 0.0))
    return getOnFalse();
  return foldElements(getType(), adaptor.getOperands(),
                      [](ArrayRef<ConstantScalar> elements) {
                        return elements[0].real ? elements[1] : elements[2];
                      });
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

OpFoldResult CastOp::fold(FoldAdaptor adaptor) {
  if (getX().getType() == getType())
    return getX();
  ElementType from = elementOf(getX().getType()), to = elementOf(getType());
  return foldElements(getType(), adaptor.getX(),
                      [&](ArrayRef<ConstantScalar> elements) {
                        return castScalar(from, elements[0], to);
                      });
}

namespace {
/// cast(cast(x : A -> B) : B -> C)  =>  cast(x : A -> C), where B holds every
/// value of A.
struct MergeExactCast : OpRewritePattern<CastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(CastOp op,
                                PatternRewriter &rewriter) const override {
    auto inner = op.getX().getDefiningOp<CastOp>();
    if (!inner)
      return rewriter.notifyMatchFailure(op, "operand is not a cast");
    if (!isExactCast(elementOf(inner.getX().getType()),
                     elementOf(inner.getType())))
      return rewriter.notifyMatchFailure(op, "the inner cast may round");
    rewriter.replaceOpWithNewOp<CastOp>(op, op.getType(), inner.getX());
    return success();
  }
};
} // namespace

void CastOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                         MLIRContext *context) {
  patterns.add<MergeExactCast>(context);
}
