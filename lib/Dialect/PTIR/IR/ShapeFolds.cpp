//===- ShapeFolds.cpp - Folds of the ops that move elements ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A rewrite never loses a check that an op makes at run time: an op of equal
// operand and result types goes only if its extents are known to agree.
//
//===----------------------------------------------------------------------===//

#include "ScalarArithmetic.h"

#include "ptir/Dialect/PTIR/IR/ExtentSources.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace ptir;

/// Longest iota that becomes a literal: beyond it the op says more.
static constexpr int64_t maxFoldedIota = 64;

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

OpFoldResult DimOp::fold(FoldAdaptor) {
  RankedTensorType type = getX().getType();
  int64_t axis = *normalizeAxis(getAxis(), type.getRank());
  if (!type.isDynamicDim(axis))
    return extentAttr(getContext(), type.getDimSize(axis));
  if (static_cast<int64_t>(getAxis()) != axis) {
    setAxis(axis);
    return getResult();
  }
  return {};
}

/// Whether each extent in `dims` is that of the dynamic dimension of `x` it
/// stands for.
static bool repeatExtents(ValueRange dims, Value x) {
  auto type = cast<RankedTensorType>(x.getType());
  size_t next = 0;
  for (int64_t dim = 0; dim < type.getRank(); ++dim)
    if (type.isDynamicDim(dim) &&
        findExtentSource(dims[next++]) != findExtentSource(x, dim))
      return false;
  return true;
}

/// The same elements under another static type.
static Attribute reshapeConstant(Attribute x, RankedTensorType type) {
  std::optional<ConstantElements> elements = ConstantElements::get(x);
  if (!elements || !type.hasStaticShape())
    return Attribute();
  if (!elements->isSplat() && elements->size() > maxFoldedElements)
    return Attribute();
  return cast<DenseElementsAttr>(x).reshape(type);
}

/// A splat stays one whatever its shape.
static Attribute resizeSplat(Attribute x, RankedTensorType type) {
  std::optional<ConstantElements> elements = ConstantElements::get(x);
  if (!elements || !elements->isSplat() || !type.hasStaticShape())
    return Attribute();
  return buildConstant(type, (*elements)[0]);
}

//===----------------------------------------------------------------------===//
// ReshapeOp
//===----------------------------------------------------------------------===//

/// The product of the static extents.
static uint64_t knownElements(RankedTensorType type) {
  uint64_t product = 1;
  for (int64_t extent : type.getShape())
    if (!ShapedType::isDynamic(extent))
      product *= static_cast<uint64_t>(extent);
  return product;
}

/// Whether the reshape is an identity at run time, given equal types. One
/// inferred extent is, unless the others are 0 and say nothing about it.
static bool keepsExtents(ReshapeOp op) {
  RankedTensorType type = op.getType();
  if (type.hasStaticShape())
    return true;
  if (op.getDims().empty())
    return knownElements(type) != 0;
  return repeatExtents(op.getDims(), op.getX());
}

OpFoldResult ReshapeOp::fold(FoldAdaptor adaptor) {
  if (getX().getType() == getType() && keepsExtents(*this))
    return getX();
  return reshapeConstant(adaptor.getX(), getType());
}

/// Whether the reshape succeeds for every operand of its type.
static bool cannotFail(ReshapeOp op) {
  RankedTensorType from = op.getX().getType(), to = op.getType();
  if (from.hasStaticShape() && to.hasStaticShape())
    return true;
  if (!op.getDims().empty() || to.getNumDynamicDims() != 1)
    return false;
  uint64_t known = knownElements(to);
  return known != 0 && knownElements(from) % known == 0;
}

namespace {
/// reshape(reshape(x))  =>  reshape(x), where the inner one checks nothing.
struct MergeReshapes : OpRewritePattern<ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ReshapeOp op,
                                PatternRewriter &rewriter) const override {
    auto inner = op.getX().getDefiningOp<ReshapeOp>();
    if (!inner)
      return rewriter.notifyMatchFailure(op, "operand is not a reshape");
    if (!cannotFail(inner))
      return rewriter.notifyMatchFailure(op, "the inner reshape is checked");
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

OpFoldResult TransposeOp::fold(FoldAdaptor adaptor) {
  if (llvm::equal(getPerm(), llvm::seq<int64_t>(0, getPerm().size())))
    return getX();
  if (Attribute splat = resizeSplat(adaptor.getX(), getType()))
    return splat;
  std::optional<ConstantElements> x = ConstantElements::get(adaptor.getX());
  if (!x)
    return {};
  ArrayRef<int64_t> shape = x->getType().getShape(), perm = getPerm();
  SmallVector<int64_t> source(perm.size());
  return fillElements(getType(), [&](ArrayRef<int64_t> index) {
    for (auto [dim, from] : llvm::enumerate(perm))
      source[from] = index[dim];
    return (*x)[linearize(source, shape)];
  });
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

OpFoldResult BroadcastToOp::fold(FoldAdaptor adaptor) {
  if (getX().getType() == getType() && repeatExtents(getDims(), getX()))
    return getX();
  if (Attribute splat = resizeSplat(adaptor.getX(), getType()))
    return splat;
  std::optional<ConstantElements> x = ConstantElements::get(adaptor.getX());
  if (!x)
    return {};
  ArrayRef<int64_t> shape = x->getType().getShape();
  SmallVector<int64_t> source(shape.size());
  return fillElements(getType(), [&](ArrayRef<int64_t> index) {
    for (auto [dim, i] : llvm::enumerate(index.take_back(shape.size())))
      source[dim] = shape[dim] == 1 ? 0 : i;
    return (*x)[linearize(source, shape)];
  });
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

OpFoldResult ConcatOp::fold(FoldAdaptor adaptor) {
  if (getXs().size() == 1)
    return getXs().front();
  SmallVector<ConstantElements> pieces;
  for (Attribute x : adaptor.getXs()) {
    std::optional<ConstantElements> piece = ConstantElements::get(x);
    if (!piece)
      return {};
    pieces.push_back(*piece);
  }
  int64_t axis = getNormalizedAxis();
  return fillElements(getType(), [&](ArrayRef<int64_t> index) {
    SmallVector<int64_t> source(index);
    const ConstantElements *piece = pieces.begin();
    while (source[axis] >= piece->getType().getDimSize(axis))
      source[axis] -= (piece++)->getType().getDimSize(axis);
    return (*piece)[linearize(source, piece->getType().getShape())];
  });
}

//===----------------------------------------------------------------------===//
// IotaOp
//===----------------------------------------------------------------------===//

OpFoldResult IotaOp::fold(FoldAdaptor) {
  std::optional<int64_t> count = getNumElements(getType().getShape());
  std::optional<ElementType> element =
      ptir::getElementType(getType().getElementType());
  if (!count || *count > maxFoldedIota || !element)
    return {};
  int64_t axis = *normalizeAxis(getAxis(), getType().getRank());
  return fillElements(getType(), [&](ArrayRef<int64_t> index) {
    return *indexScalar(*element, index[axis]);
  });
}

namespace {
/// iota axis -1  =>  iota axis rank - 1
struct NormalizeIotaAxis : OpRewritePattern<IotaOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(IotaOp op,
                                PatternRewriter &rewriter) const override {
    int64_t axis = op.getAxis();
    if (axis >= 0)
      return rewriter.notifyMatchFailure(op, "axis is not negative");
    rewriter.modifyOpInPlace(
        op, [&] { op.setAxis(axis + op.getType().getRank()); });
    return success();
  }
};
} // namespace

void IotaOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                         MLIRContext *context) {
  patterns.add<NormalizeIotaAxis>(context);
}
