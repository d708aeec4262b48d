//===- EmptySlices.cpp - Slices of what has no element --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Upstream verifiers want a static offset to be below the static extent, which
// nothing is when the extent is 0. Folding extents in can make such slices, so
// they are replaced in the same run of the canonicaliser.
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

/// Whether the box has no element, or what it lies in.
static bool isEmptyBox(OffsetSizeAndStrideOpInterface box, Type outer) {
  return llvm::is_contained(box.getStaticSizes(), 0) ||
         llvm::is_contained(cast<ShapedType>(outer).getShape(), 0);
}

namespace {

/// tensor.extract_slice %x … : tensor<?x0xf32>  =>  tensor.empty
struct ReplaceEmptySlice : OpRewritePattern<tensor::ExtractSliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::ExtractSliceOp op,
                                PatternRewriter &rewriter) const override {
    RankedTensorType type = op.getType();
    if (!isEmptyBox(op, op.getSourceType()))
      return rewriter.notifyMatchFailure(op, "there are elements");
    llvm::SmallBitVector dropped = op.getDroppedDims();
    SmallVector<OpFoldResult> sizes;
    for (auto [dim, size] : llvm::enumerate(op.getMixedSizes()))
      if (!dropped.test(dim))
        sizes.push_back(size);
    Value box = tensor::EmptyOp::create(rewriter, op.getLoc(), sizes,
                                        type.getElementType());
    if (box.getType() != type)
      box = tensor::CastOp::create(rewriter, op.getLoc(), type, box);
    rewriter.replaceOp(op, box);
    return success();
  }
};

/// tensor.insert_slice of nothing, or into nothing  =>  the destination
struct ReplaceEmptyInsertion : OpRewritePattern<tensor::InsertSliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(tensor::InsertSliceOp op,
                                PatternRewriter &rewriter) const override {
    if (!isEmptyBox(op, op.getDestType()))
      return rewriter.notifyMatchFailure(op, "there are elements");
    rewriter.replaceOp(op, op.getDest());
    return success();
  }
};

/// memref.subview %x … : memref<?x0xf32, …>  =>  memref.reinterpret_cast, the
/// type of which says where it begins
struct ReplaceEmptyView : OpRewritePattern<memref::SubViewOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(memref::SubViewOp op,
                                PatternRewriter &rewriter) const override {
    MemRefType type = op.getType();
    SmallVector<int64_t> strides;
    int64_t offset;
    if (!isEmptyBox(op, op.getSourceType()) ||
        failed(type.getStridesAndOffset(strides, offset)))
      return rewriter.notifyMatchFailure(op, "there are elements");
    // Nothing is read, so any number does where the type leaves one open.
    auto known = [&](int64_t value) -> OpFoldResult {
      return rewriter.getIndexAttr(ShapedType::isDynamic(value) ? 0 : value);
    };
    llvm::SmallBitVector dropped = op.getDroppedDims();
    SmallVector<OpFoldResult> sizes;
    for (auto [dim, size] : llvm::enumerate(op.getMixedSizes()))
      if (!dropped.test(dim))
        sizes.push_back(size);
    rewriter.replaceOpWithNewOp<memref::ReinterpretCastOp>(
        op, type, op.getSource(), known(offset), sizes,
        llvm::map_to_vector(strides, known));
    return success();
  }
};

} // namespace

void ptir::rt::PTIRRTDialect::getCanonicalizationPatterns(
    RewritePatternSet &patterns) const {
  patterns.add<ReplaceEmptySlice, ReplaceEmptyInsertion, ReplaceEmptyView>(
      getContext());
}
