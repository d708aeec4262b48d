//===- ElementwiseExtensionFolds.cpp - Folds of more elementwise ops ------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What ElementwiseFolds.cpp says holds here too: constants fold where the
// result is exact or rounded correctly (not powers of floats), identities hold
// for every value.
//
//===----------------------------------------------------------------------===//

#include "FoldElementwise.h"

using namespace mlir;
using namespace ptir;

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

OpFoldResult SqrtOp::fold(FoldAdaptor adaptor) {
  return foldUnary(*this, adaptor.getX(), sqrtScalar);
}

/// Functions whose last digit is the implementation's, except at zero.
template <typename Op>
static Attribute foldAtZero(Op op, Attribute x, UnaryScalar scalar) {
  return foldUnary(op, x, [scalar](ElementType type, ConstantScalar element) {
    return isZeroScalar(type, element) ? scalar(type, element) : FoldedScalar();
  });
}

OpFoldResult SinOp::fold(FoldAdaptor adaptor) {
  return foldAtZero(*this, adaptor.getX(), sinScalar);
}

OpFoldResult CosOp::fold(FoldAdaptor adaptor) {
  return foldAtZero(*this, adaptor.getX(), cosScalar);
}

OpFoldResult LogisticOp::fold(FoldAdaptor adaptor) {
  return foldAtZero(*this, adaptor.getX(), logisticScalar);
}

/// An operand whose elements are integers already, or no numbers.
template <typename Op>
static Value foldRounding(Op op) {
  Operation *inner = op.getX().getDefiningOp();
  return isa_and_nonnull<FloorOp, CeilOp, RoundNearestEvenOp, SignOp>(inner)
             ? op.getX()
             : Value();
}

OpFoldResult FloorOp::fold(FoldAdaptor adaptor) {
  if (Value rounded = foldRounding(*this))
    return rounded;
  return foldUnary(*this, adaptor.getX(), floorScalar);
}

OpFoldResult CeilOp::fold(FoldAdaptor adaptor) {
  if (Value rounded = foldRounding(*this))
    return rounded;
  return foldUnary(*this, adaptor.getX(), ceilScalar);
}

OpFoldResult RoundNearestEvenOp::fold(FoldAdaptor adaptor) {
  if (Value rounded = foldRounding(*this))
    return rounded;
  return foldUnary(*this, adaptor.getX(), roundNearestEvenScalar);
}

OpFoldResult SignOp::fold(FoldAdaptor adaptor) {
  if (getX().getDefiningOp<SignOp>())
    return getX();
  return foldUnary(*this, adaptor.getX(), signScalar);
}

OpFoldResult NotOp::fold(FoldAdaptor adaptor) {
  if (auto inner = getX().getDefiningOp<NotOp>())
    return inner.getX();
  return foldUnary(*this, adaptor.getX(), bitNotScalar);
}

OpFoldResult IsFiniteOp::fold(FoldAdaptor adaptor) {
  return foldUnary(*this, adaptor.getX(), isFiniteScalar);
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

/// The value of a number in an element type.
static ConstantScalar scalarOf(ElementType type, int64_t value) {
  return indexScalar(type, value).value_or(ConstantScalar());
}

OpFoldResult PowOp::fold(FoldAdaptor adaptor) {
  ElementType type = elementOf(getType());
  if (!isComplex(type) && hasNeutralRhs(*this, 1.0))
    return getLhs();
  // Of NaN as well.
  if (!isComplex(type) && getType().hasStaticShape() &&
      isSplatOf(getRhs(), 0.0))
    return buildConstant(getType(), scalarOf(type, 1));
  return foldBinary(*this, adaptor.getOperands(), powScalar);
}

OpFoldResult RemainderOp::fold(FoldAdaptor adaptor) {
  ElementType type = elementOf(getType());
  if (isInteger(type) && getType().hasStaticShape() && isSplatOf(getRhs(), 1.0))
    return buildConstant(getType(), ConstantScalar());
  return foldBinary(*this, adaptor.getOperands(), remainderScalar);
}

/// All bits set.
static ConstantScalar onesOf(ElementType type) {
  return bitNotScalar(type, ConstantScalar()).value_or(ConstantScalar());
}

/// Whether rhs is that constant, and lhs surely has its extents.
template <typename Op>
static bool isNeutral(Op op, ConstantScalar value) {
  return isSplatOf(op.getRhs(), value) &&
         haveEqualExtents(op.getLhs(), op.getRhs());
}

OpFoldResult AndOp::fold(FoldAdaptor adaptor) {
  ElementType type = elementOf(getType());
  if (getLhs() == getRhs() || isNeutral(*this, onesOf(type)))
    return getLhs();
  if (isNeutral(*this, ConstantScalar()))
    return getRhs();
  return foldBinary(*this, adaptor.getOperands(), bitAndScalar);
}

OpFoldResult OrOp::fold(FoldAdaptor adaptor) {
  ElementType type = elementOf(getType());
  if (getLhs() == getRhs() || isNeutral(*this, ConstantScalar()))
    return getLhs();
  if (isNeutral(*this, onesOf(type)))
    return getRhs();
  return foldBinary(*this, adaptor.getOperands(), bitOrScalar);
}

OpFoldResult XorOp::fold(FoldAdaptor adaptor) {
  if (isNeutral(*this, ConstantScalar()))
    return getLhs();
  if (getLhs() == getRhs() && getType().hasStaticShape())
    return buildConstant(getType(), ConstantScalar());
  return foldBinary(*this, adaptor.getOperands(), bitXorScalar);
}

//===----------------------------------------------------------------------===//
// Clamp
//===----------------------------------------------------------------------===//

OpFoldResult ClampOp::fold(FoldAdaptor adaptor) {
  // Also where the bounds cross: hi twice.
  auto inner = getX().getDefiningOp<ClampOp>();
  if (inner && inner.getLo() == getLo() && inner.getHi() == getHi())
    return getX();
  if (isIdentityOf(getLo(), ReduceKind::Max) &&
      isIdentityOf(getHi(), ReduceKind::Min) &&
      haveEqualExtents(getX(), getLo()) && haveEqualExtents(getX(), getHi()))
    return getX();
  ElementType type = elementOf(getType());
  return foldElements(
      getType(), adaptor.getOperands(), [&](ArrayRef<ConstantScalar> elements) {
        return clampScalar(type, elements[0], elements[1], elements[2]);
      });
}
