//===- ExpandDynamicShapes.cpp - Views with several run-time extents ------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/BuffersToLLVM/Passes.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/PatternMatch.h"

namespace ptir {
#define GEN_PASS_DEF_EXPANDDYNAMICSHAPESPASS
#include "ptir/Conversion/BuffersToLLVM/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Whether an extent of a group of result dimensions does not follow from that
/// of the source: two are dynamic, or one is and another is 0.
static bool hasAmbiguousGroup(memref::ExpandShapeOp op) {
  return llvm::any_of(op.getReassociationIndices(), [&](ArrayRef<int64_t> g) {
    return llvm::count_if(g, [&](int64_t dim) {
             int64_t extent = op.getResultType().getDimSize(dim);
             return ShapedType::isDynamic(extent) || extent == 0;
           }) > 1;
  });
}

/// The product of two extents or strides.
static OpFoldResult multiply(OpBuilder &builder, Location loc, OpFoldResult lhs,
                             OpFoldResult rhs) {
  AffineExpr l = builder.getAffineSymbolExpr(0);
  AffineExpr r = builder.getAffineSymbolExpr(1);
  return affine::makeComposedFoldedAffineApply(builder, loc, l * r, {lhs, rhs});
}

namespace {

struct ExpandDynamicShapesPass
    : ptir::impl::ExpandDynamicShapesPassBase<ExpandDynamicShapesPass> {
  void runOnOperation() override {
    SmallVector<memref::ExpandShapeOp> views;
    getOperation()->walk([&](memref::ExpandShapeOp op) {
      if (hasAmbiguousGroup(op))
        views.push_back(op);
    });
    for (memref::ExpandShapeOp op : views) {
      expand(op);
      ++numExpanded;
    }
  }

  static void expand(memref::ExpandShapeOp op) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    auto metadata =
        memref::ExtractStridedMetadataOp::create(builder, loc, op.getSrc());
    SmallVector<OpFoldResult> sizes = op.getMixedOutputShape();
    SmallVector<OpFoldResult> sourceStrides =
        metadata.getConstifiedMixedStrides();
    SmallVector<OpFoldResult> strides(sizes.size());
    for (auto [group, stride] :
         llvm::zip_equal(op.getReassociationIndices(), sourceStrides)) {
      // The innermost dimension of a group keeps its stride.
      OpFoldResult current = stride;
      for (int64_t dim : llvm::reverse(group)) {
        strides[dim] = current;
        current = multiply(builder, loc, current, sizes[dim]);
      }
    }
    auto view = memref::ReinterpretCastOp::create(
        builder, loc, op.getResultType(), metadata.getBaseBuffer(),
        metadata.getConstifiedMixedOffset(), sizes, strides);
    op.replaceAllUsesWith(view.getResult());
    op.erase();
  }
};

} // namespace
