//===- IndexingFolds.cpp - Folds of the ops that pick elements ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ConstantElements.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace ptir;

/// Whether the slice is checked when it is verified, not at run time.
static bool isStatic(SliceOp op) {
  return op.getX().getType().hasStaticShape() && op.getDims().empty();
}

OpFoldResult SliceOp::fold(FoldAdaptor adaptor) {
  // A static slice of full extent starts at 0 and takes every element.
  if (isStatic(*this) && getX().getType() == getType())
    return getX();
  std::optional<ConstantElements> x = ConstantElements::get(adaptor.getX());
  if (!x || !isStatic(*this))
    return {};
  if (x->isSplat())
    return buildConstant(getType(), (*x)[0]);
  ArrayRef<int64_t> starts = getStarts(), shape = x->getType().getShape();
  SmallVector<int64_t> strides = getStridesOrOnes(), source(shape.size());
  return fillElements(getType(), [&](ArrayRef<int64_t> index) {
    for (auto [dim, i] : llvm::enumerate(index))
      source[dim] = starts[dim] + i * strides[dim];
    return (*x)[linearize(source, shape)];
  });
}

/// `a + b * c` if that fits in 64 bits.
static std::optional<int64_t> addProduct(int64_t a, int64_t b, int64_t c) {
  int64_t result = 0;
  if (__builtin_mul_overflow(b, c, &result) ||
      __builtin_add_overflow(result, a, &result))
    return std::nullopt;
  return result;
}

namespace {
/// strides [1, 1]  =>  none
struct DropUnitStrides : OpRewritePattern<SliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SliceOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<ArrayRef<int64_t>> strides = op.getStrides();
    if (!strides || llvm::any_of(*strides, [](int64_t s) { return s != 1; }))
      return rewriter.notifyMatchFailure(op, "strides are absent or not 1");
    rewriter.modifyOpInPlace(op, [&] { op.removeStridesAttr(); });
    return success();
  }
};

/// slice(slice(x, a, s), b, t)  =>  slice(x, a + b * s, s * t), for slices that
/// are not checked at run time.
struct MergeSlices : OpRewritePattern<SliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SliceOp op,
                                PatternRewriter &rewriter) const override {
    auto inner = op.getX().getDefiningOp<SliceOp>();
    if (!inner)
      return rewriter.notifyMatchFailure(op, "operand is not a slice");
    if (!isStatic(inner) || !isStatic(op))
      return rewriter.notifyMatchFailure(op, "a bound is checked at run time");
    SmallVector<int64_t> starts, strides;
    for (auto [a, s, b, t] :
         llvm::zip_equal(inner.getStarts(), inner.getStridesOrOnes(),
                         op.getStarts(), op.getStridesOrOnes())) {
      std::optional<int64_t> start = addProduct(a, b, s);
      std::optional<int64_t> stride = addProduct(0, s, t);
      if (!start || !stride)
        return rewriter.notifyMatchFailure(op, "a stride is too large");
      starts.push_back(*start);
      strides.push_back(*stride);
    }
    // Of an empty slice only the start must stay within the operand.
    for (auto [start, extent] :
         llvm::zip_equal(starts, inner.getX().getType().getShape()))
      start = std::min(start, extent);
    rewriter.replaceOpWithNewOp<SliceOp>(
        op, inner.getX(), ValueRange(), rewriter.getDenseI64ArrayAttr(starts),
        op.getSizesAttr(), rewriter.getDenseI64ArrayAttr(strides));
    return success();
  }
};

/// slice(concat(x, y))  =>  slice(y), where the box lies within y.
struct SliceOnePiece : OpRewritePattern<SliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SliceOp op,
                                PatternRewriter &rewriter) const override {
    auto concat = op.getX().getDefiningOp<ConcatOp>();
    auto hasStaticShape = [](Value x) {
      return cast<RankedTensorType>(x.getType()).hasStaticShape();
    };
    if (!concat || !isStatic(op) ||
        !llvm::all_of(concat.getXs(), hasStaticShape))
      return rewriter.notifyMatchFailure(op, "no static concatenation");
    int64_t axis = concat.getNormalizedAxis();
    SmallVector<int64_t> starts(op.getStarts());
    int64_t size = op.getSizes()[axis];
    if (size == 0)
      return rewriter.notifyMatchFailure(op, "the box is empty");
    int64_t last = (size - 1) * op.getStridesOrOnes()[axis];
    for (Value x : concat.getXs()) {
      int64_t extent = cast<RankedTensorType>(x.getType()).getDimSize(axis);
      if (starts[axis] >= extent) {
        starts[axis] -= extent;
        continue;
      }
      if (starts[axis] + last >= extent)
        break;
      rewriter.replaceOpWithNewOp<SliceOp>(
          op, x, ValueRange(), rewriter.getDenseI64ArrayAttr(starts),
          op.getSizesAttr(), op.getStridesAttr());
      return success();
    }
    return rewriter.notifyMatchFailure(op, "the box spans several pieces");
  }
};
} // namespace

void SliceOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                          MLIRContext *context) {
  patterns.add<DropUnitStrides, MergeSlices, SliceOnePiece>(context);
}
