//===- PaddingPatterns.cpp - Pads and tiles to loops ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "PadTensor.h"
#include "Patterns.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"

using namespace mlir;
using namespace ptir;

namespace {

Value yieldFirst(OpBuilder &, Location, ValueRange args) { return args[0]; }

/// ptir.pad  =>  linalg.fill, a loop that writes x into it.
struct LowerPad : OpConversionPattern<PadOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(PadOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    SmallVector<DimPadding> padding;
    for (auto [low, high, interior] :
         llvm::zip_equal(op.getLow(), op.getHigh(), op.getInterior()))
      padding.push_back({low, high, interior});
    Value fill = padValue(loops, op.getPadValue());
    if (!fill)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    rewriter.replaceOp(op, padTensor(loops, adaptor.getX(), padding, fill,
                                     /*reportNegative=*/true, yieldFirst));
    return success();
  }
};

/// ptir.tile  =>  linalg.generic that leaves the repetitions out of its input
/// map, tensor.collapse_shape of repetition and extent.
struct LowerTile : OpConversionPattern<TileOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(TileOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Value x = adaptor.getX();
    if (llvm::is_contained(op.getRepeats(), 0)) {
      rewriter.replaceOp(op, emptyResult(loops, op, x));
      return success();
    }
    SmallVector<OpFoldResult> shape;
    SmallVector<AffineExpr> input;
    SmallVector<ReassociationIndices> groups;
    for (auto [dim, repeats] : llvm::enumerate(op.getRepeats())) {
      ReassociationIndices &group = groups.emplace_back();
      if (repeats != 1) {
        group.push_back(shape.size());
        shape.push_back(rewriter.getIndexAttr(repeats));
      }
      group.push_back(shape.size());
      input.push_back(rewriter.getAffineDimExpr(shape.size()));
      shape.push_back(loops.extent(x, dim));
    }
    int64_t rank = shape.size();
    AffineMap maps[] = {AffineMap::get(rank, 0, input, op.getContext()),
                        rewriter.getMultiDimIdentityMap(rank)};
    Value copies = loops.generic(x, loops.empty(shape, elementOf(x)), maps,
                                 rank, yieldFirst);
    if (rank != op.getType().getRank())
      copies = tensor::CollapseShapeOp::create(rewriter, op.getLoc(), copies,
                                               groups);
    rewriter.replaceOp(op, copies);
    return success();
  }

  static Type elementOf(Value x) {
    return cast<RankedTensorType>(x.getType()).getElementType();
  }

  /// A static extent of 0 may stand for a dynamic one of x.
  static Value emptyResult(LoopBuilder &loops, TileOp op, Value x) {
    SmallVector<OpFoldResult> shape;
    for (auto [dim, repeats] : llvm::enumerate(op.getRepeats())) {
      OpFoldResult extent =
          loops.builder.getIndexAttr(op.getType().getDimSize(dim));
      if (op.getType().isDynamicDim(dim))
        extent =
            loops.mul(loops.extentValue(x, dim), loops.constantIndex(repeats));
      shape.push_back(extent);
    }
    return loops.empty(shape, elementOf(x));
  }
};

} // namespace

void ptir::populatePaddingPatterns(const StorageTypeConverter &converter,
                                   RewritePatternSet &patterns) {
  patterns.add<LowerPad, LowerTile>(converter, patterns.getContext());
}
