//===- ShapeOps.cpp - Elements moved, none computed -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AssemblyFormat.h"
#include "RuleChecks.h"
#include "Speculation.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace ptir;

/// The rule that result and operand have the same element type.
static LogicalResult keepsElement(const RuleChecks &rules,
                                  RankedTensorType from, RankedTensorType to) {
  if (from.getElementType() == to.getElementType())
    return success();
  std::string message;
  llvm::raw_string_ostream(message)
      << "expected the operand's element type (" << from.getElementType()
      << ") in the result, found " << to.getElementType();
  return rules.fail(message, 0);
}

//===----------------------------------------------------------------------===//
// ConstantOp
//===----------------------------------------------------------------------===//

LogicalResult ConstantOp::inferReturnTypes(MLIRContext *,
                                           std::optional<Location>,
                                           Adaptor adaptor,
                                           SmallVectorImpl<Type> &results) {
  results.push_back(adaptor.getValue().getShapedType()); // constant_c1
  return success();
}

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

//===----------------------------------------------------------------------===//
// DimOp
//===----------------------------------------------------------------------===//

LogicalResult DimOp::inferReturnTypes(MLIRContext *context,
                                      std::optional<Location> location,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  int64_t rank = cast<RankedTensorType>(adaptor.getX().getType()).getRank();
  int64_t axis = adaptor.getAxis();
  if (!normalizeAxis(axis, rank)) // dim_c1
    return rules.fail("expected axis in [" + Twine(-rank) + ", " +
                          Twine(rank) + "), found " + Twine(axis),
                      0);
  results.push_back(getExtentType(context));
  return success();
}

OpFoldResult DimOp::fold(FoldAdaptor) {
  RankedTensorType type = getX().getType();
  int64_t axis = *normalizeAxis(getAxis(), type.getRank());
  if (!type.isDynamicDim(axis))
    return DenseElementsAttr::get(
        getType(), APInt(64, static_cast<uint64_t>(type.getDimSize(axis))));
  if (static_cast<int64_t>(getAxis()) != axis) {
    setAxis(axis);
    return getResult();
  }
  return {};
}

//===----------------------------------------------------------------------===//
// ReshapeOp
//===----------------------------------------------------------------------===//

LogicalResult ReshapeOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType from = getX().getType(), to = getType();
  if (failed(keepsElement(rules, from, to))) // reshape_c1
    return failure();
  // reshape_c2
  if (failed(rules.dimsMatch(to.getShape(), getDims().size(),
                             /*inferOne=*/true)))
    return failure();
  return rules.check(reshapeShape(from.getShape(), to.getShape()));
}

Speculation::Speculatability ReshapeOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

OpFoldResult ReshapeOp::fold(FoldAdaptor adaptor) {
  // With more than one dynamic dimension equal types may differ at run time.
  if (getX().getType() == getType() && getType().getNumDynamicDims() <= 1 &&
      (getDims().empty() || getType().getNumDynamicDims() == 0))
    return getX();
  if (auto constant = dyn_cast_or_null<DenseElementsAttr>(adaptor.getX()))
    if (getType().hasStaticShape())
      return constant.reshape(getType());
  return {};
}

namespace {
/// reshape(reshape(x))  =>  reshape(x)
struct MergeReshapes : OpRewritePattern<ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ReshapeOp op,
                                PatternRewriter &rewriter) const override {
    auto inner = op.getX().getDefiningOp<ReshapeOp>();
    if (!inner)
      return rewriter.notifyMatchFailure(op, "operand is not a reshape");
    // A checked refinement of the inner reshape must not get lost.
    if (!inner.getX().getType().hasStaticShape() &&
        inner.getType().hasStaticShape())
      return rewriter.notifyMatchFailure(op, "the inner reshape checks extents");
    if (!inner.getDims().empty())
      return rewriter.notifyMatchFailure(op, "the inner reshape checks dims");
    rewriter.modifyOpInPlace(op,
                             [&] { op.getXMutable().assign(inner.getX()); });
    return success();
  }
};
} // namespace

void ReshapeOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                            MLIRContext *context) {
  patterns.add<MergeReshapes>(context);
}

//===----------------------------------------------------------------------===//
// TransposeOp
//===----------------------------------------------------------------------===//

LogicalResult TransposeOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> location,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  auto type = cast<RankedTensorType>(adaptor.getX().getType());
  ShapeResult shape = transposeShape(type.getShape(), adaptor.getPerm());
  if (failed(rules.check(shape)))
    return failure();
  results.push_back(type.clone(shape.shape));
  return success();
}

OpFoldResult TransposeOp::fold(FoldAdaptor adaptor) {
  if (llvm::equal(getPerm(), llvm::seq<int64_t>(0, getPerm().size())))
    return getX();
  if (auto splat = dyn_cast_or_null<SplatElementsAttr>(adaptor.getX()))
    return splat.resizeSplat(getType());
  return {};
}

namespace {
/// transpose(transpose(x, p), q)  =>  transpose(x, p o q)
struct MergeTransposes : OpRewritePattern<TransposeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(TransposeOp op,
                                PatternRewriter &rewriter) const override {
    auto inner = op.getX().getDefiningOp<TransposeOp>();
    if (!inner)
      return rewriter.notifyMatchFailure(op, "operand is not a transpose");
    SmallVector<int64_t> perm = llvm::map_to_vector(
        op.getPerm(), [&](int64_t dim) { return inner.getPerm()[dim]; });
    rewriter.replaceOpWithNewOp<TransposeOp>(op, inner.getX(), perm);
    return success();
  }
};
} // namespace

void TransposeOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                              MLIRContext *context) {
  patterns.add<MergeTransposes>(context);
}

//===----------------------------------------------------------------------===//
// BroadcastToOp
//===----------------------------------------------------------------------===//

LogicalResult BroadcastToOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType from = getX().getType(), to = getType();
  if (failed(keepsElement(rules, from, to))) // broadcast_to_c1
    return failure();
  // broadcast_to_c2
  if (failed(rules.dimsMatch(to.getShape(), getDims().size())))
    return failure();
  return rules.check(broadcastShape(from.getShape(), to.getShape()));
}

Speculation::Speculatability BroadcastToOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

OpFoldResult BroadcastToOp::fold(FoldAdaptor adaptor) {
  if (getX().getType() == getType() && getType().hasStaticShape())
    return getX();
  if (auto splat = dyn_cast_or_null<SplatElementsAttr>(adaptor.getX()))
    if (getType().hasStaticShape())
      return splat.resizeSplat(getType());
  return {};
}

namespace {
/// broadcast_to(broadcast_to(x))  =>  broadcast_to(x), for static inner shapes:
/// a dynamic one also checks.
struct MergeBroadcasts : OpRewritePattern<BroadcastToOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(BroadcastToOp op,
                                PatternRewriter &rewriter) const override {
    auto inner = op.getX().getDefiningOp<BroadcastToOp>();
    if (!inner)
      return rewriter.notifyMatchFailure(op, "operand is not a broadcast");
    if (!inner.getType().hasStaticShape() ||
        !inner.getX().getType().hasStaticShape())
      return rewriter.notifyMatchFailure(op, "the inner broadcast checks dims");
    rewriter.modifyOpInPlace(op,
                             [&] { op.getXMutable().assign(inner.getX()); });
    return success();
  }
};
} // namespace

void BroadcastToOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                                MLIRContext *context) {
  patterns.add<MergeBroadcasts>(context);
}

//===----------------------------------------------------------------------===//
// ConcatOp
//===----------------------------------------------------------------------===//

int64_t ConcatOp::getNormalizedAxis() {
  return *normalizeAxis(getAxis(), getType().getRank());
}

LogicalResult ConcatOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> location,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  SmallVector<ShapeRef> shapes;
  for (Value x : adaptor.getXs())
    shapes.push_back(cast<RankedTensorType>(x.getType()).getShape());
  ShapeResult shape = concatShape(shapes, adaptor.getAxis());
  if (failed(rules.check(shape)))
    return failure();
  auto first = cast<RankedTensorType>(adaptor.getXs()[0].getType());
  for (auto [i, x] : llvm::enumerate(adaptor.getXs()))
    if (Type element = cast<RankedTensorType>(x.getType()).getElementType();
        element != first.getElementType()) { // concat_c1
      std::string message;
      llvm::raw_string_ostream(message)
          << "expected element type " << first.getElementType()
          << " of operand " << i << ", found " << element;
      return rules.fail(message, i);
    }
  results.push_back(first.clone(shape.shape));
  return success();
}

Speculation::Speculatability ConcatOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

OpFoldResult ConcatOp::fold(FoldAdaptor) {
  return getXs().size() == 1 ? getXs().front() : Value();
}

//===----------------------------------------------------------------------===//
// IotaOp
//===----------------------------------------------------------------------===//

LogicalResult IotaOp::verify() {
  RuleChecks rules(*this);
  int64_t rank = getType().getRank(), axis = getAxis();
  if (!normalizeAxis(axis, rank)) // iota_c1
    return rules.fail("expected a result of rank at least 1 with axis in [" +
                      Twine(-rank) + ", " + Twine(rank) + "), found rank " +
                      Twine(rank) + " and axis " + Twine(axis));
  return rules.dimsMatch(getType().getShape(), getDims().size()); // iota_c2
}
