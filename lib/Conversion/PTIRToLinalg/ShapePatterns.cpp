//===- ShapePatterns.cpp - Shape ops to loops and views -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LoopBuilder.h"
#include "Patterns.h"
#include "ScalarCode.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIR/IR/ExtentSources.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

using namespace mlir;
using namespace ptir;

namespace {

struct LowerConstant : OpConversionPattern<ConstantOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ConstantOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto type =
        cast<RankedTensorType>(getTypeConverter()->convertType(op.getType()));
    DenseElementsAttr value = toStorage(op.getValue(), type);
    if (!value)
      return rewriter.notifyMatchFailure(op, "the value is not dense");
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(op, value);
    return success();
  }
};

struct LowerDim : OpConversionPattern<DimOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(DimOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    int64_t axis = *normalizeAxis(op.getAxis(), op.getX().getType().getRank());
    rewriter.replaceOp(
        op, loops.toExtentTensor(loops.extent(adaptor.getX(), axis)));
    return success();
  }
};

struct LowerTranspose : OpConversionPattern<TransposeOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(TransposeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Value x = adaptor.getX();
    int64_t rank = op.getPerm().size();
    SmallVector<OpFoldResult> shape;
    SmallVector<AffineExpr> input(rank);
    for (auto [i, dim] : llvm::enumerate(op.getPerm())) {
      shape.push_back(loops.extent(x, dim));
      input[dim] = rewriter.getAffineDimExpr(i);
    }
    Value init = loops.empty(
        shape, cast<RankedTensorType>(x.getType()).getElementType());
    AffineMap maps[] = {AffineMap::get(rank, 0, input, op.getContext()),
                        rewriter.getMultiDimIdentityMap(rank)};
    rewriter.replaceOp(op,
                       loops.generic(x, init, maps, rank,
                                     [](OpBuilder &, Location,
                                        ValueRange args) { return args[0]; }));
    return success();
  }
};

/// ptir.broadcast_to  =>  tensor.collapse_shape of the extents that are 1,
/// linalg.generic whose input map leaves the repeated dimensions out.
struct LowerBroadcastTo : OpConversionPattern<BroadcastToOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(BroadcastToOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Value x = adaptor.getX();
    RankedTensorType from = op.getX().getType(), to = op.getType();
    SmallVector<OpFoldResult> shape =
        loops.shapeFrom(to.getShape(), adaptor.getDims());
    int64_t rank = to.getRank(), lead = rank - from.getRank();
    SmallVector<AffineExpr> input;
    SmallVector<bool> dropped;
    for (int64_t dim = 0; dim < from.getRank(); ++dim) {
      bool repeats =
          from.getDimSize(dim) == 1 && to.getDimSize(lead + dim) != 1;
      dropped.push_back(repeats);
      if (repeats)
        continue;
      if (findExtentSource(op.getX(), dim) != findExtentSource(op, lead + dim))
        loops.checkEqual(loops.extent(x, dim), shape[lead + dim],
                         "extent of operand dimension " + Twine(dim));
      input.push_back(rewriter.getAffineDimExpr(lead + dim));
    }
    if (llvm::is_contained(dropped, true))
      x = dropUnitDims(loops, x, dropped);
    Value init = loops.empty(
        shape, cast<RankedTensorType>(x.getType()).getElementType());
    AffineMap maps[] = {AffineMap::get(rank, 0, input, op.getContext()),
                        rewriter.getMultiDimIdentityMap(rank)};
    rewriter.replaceOp(op,
                       loops.generic(x, init, maps, rank,
                                     [](OpBuilder &, Location,
                                        ValueRange args) { return args[0]; }));
    return success();
  }

  static Value dropUnitDims(LoopBuilder &loops, Value x,
                            ArrayRef<bool> dropped) {
    SmallVector<ReassociationIndices> groups;
    ReassociationIndices leading;
    for (auto [dim, drop] : llvm::enumerate(dropped)) {
      if (drop && groups.empty()) {
        leading.push_back(dim);
        continue;
      }
      if (!drop)
        groups.push_back(std::move(leading)), leading.clear();
      groups.back().push_back(dim);
    }
    return tensor::CollapseShapeOp::create(loops.builder, loops.loc, x, groups);
  }
};

/// ptir.concat  =>  one insertion per operand into an uninitialised tensor.
struct LowerConcat : OpConversionPattern<ConcatOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ConcatOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    int64_t axis = op.getNormalizedAxis(), rank = op.getType().getRank();
    ValueRange xs = adaptor.getXs();
    SmallVector<OpFoldResult> shape = loops.extents(xs[0]);
    for (auto [i, x] : llvm::enumerate(xs.drop_front()))
      for (int64_t dim = 0; dim < rank; ++dim)
        if (dim != axis)
          loops.checkEqual(loops.extent(x, dim), shape[dim],
                           "operand " + Twine(i + 1) + " dimension " +
                               Twine(dim));
    SmallVector<OpFoldResult> offsets(rank, rewriter.getIndexAttr(0));
    SmallVector<SmallVector<OpFoldResult>> starts;
    OpFoldResult end = rewriter.getIndexAttr(0);
    for (Value x : xs) {
      offsets[axis] = end;
      starts.push_back(offsets);
      end = addExtents(loops, end, loops.extent(x, axis));
    }
    shape[axis] = end;
    for (int64_t dim = 0; dim < rank; ++dim)
      if (dim != axis && !op.getType().isDynamicDim(dim))
        shape[dim] = rewriter.getIndexAttr(op.getType().getDimSize(dim));
    Value result = loops.empty(
        shape, cast<RankedTensorType>(xs[0].getType()).getElementType());
    for (auto [x, offset] : llvm::zip_equal(xs, starts)) {
      SmallVector<OpFoldResult> sizes = shape;
      sizes[axis] = loops.extent(x, axis);
      result = loops.insert(x, result, offset, sizes);
    }
    rewriter.replaceOp(op, result);
    return success();
  }

  static OpFoldResult addExtents(LoopBuilder &loops, OpFoldResult lhs,
                                 OpFoldResult rhs) {
    std::optional<int64_t> l = getConstantIntValue(lhs);
    std::optional<int64_t> r = getConstantIntValue(rhs);
    if (l && r)
      return loops.builder.getIndexAttr(*l + *r);
    return arith::AddIOp::create(loops.builder, loops.loc, loops.toValue(lhs),
                                 loops.toValue(rhs))
        .getResult();
  }
};

struct LowerIota : OpConversionPattern<IotaOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(IotaOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    ElementType type = elementTypeOf(op.getType());
    int64_t axis = *normalizeAxis(op.getAxis(), op.getType().getRank());
    Value init =
        loops.empty(loops.shapeFrom(op.getType().getShape(), adaptor.getDims()),
                    getStorageType(op.getContext(), type));
    Value result = loops.elementwise(
        {}, init, [&](OpBuilder &builder, Location loc, ValueRange) -> Value {
          Value index = linalg::IndexOp::create(builder, loc, axis);
          ScalarCode code(builder, loc);
          Type storage = getStorageType(op.getContext(), type);
          if (isInteger(type)) {
            Value wrapped =
                arith::IndexCastOp::create(builder, loc, storage, index);
            return code.store(code.add(type, wrapped, code.constant(type, 0.0)),
                              type);
          }
          Value wide = arith::IndexCastOp::create(builder, loc,
                                                  builder.getI64Type(), index);
          return code.store(code.cast(ElementType::SI64, type, wide), type);
        });
    if (!result)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    rewriter.replaceOp(op, result);
    return success();
  }
};

} // namespace

void ptir::populateShapePatterns(const StorageTypeConverter &converter,
                                 RewritePatternSet &patterns) {
  patterns.add<LowerConstant, LowerDim, LowerTranspose, LowerBroadcastTo,
               LowerConcat, LowerIota>(converter, patterns.getContext());
}
