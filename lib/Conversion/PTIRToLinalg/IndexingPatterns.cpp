//===- IndexingPatterns.cpp - Indexing ops to views and loops -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CheckedIndices.h"
#include "LoopBuilder.h"
#include "Patterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

namespace {

constexpr unsigned shapeMismatch =
    static_cast<unsigned>(rt::ErrorKind::ShapeMismatch);

/// A size that does not fit becomes 0 after it is reported, so that nothing
/// outside of x is touched.
OpFoldResult boundedSize(LoopBuilder &loops, OpFoldResult size, Value fits,
                         Value actual, Value limit, const Twine &what) {
  loops.check(fits, shapeMismatch, what, actual, limit);
  return arith::SelectOp::create(loops.builder, loops.loc, fits,
                                 loops.toValue(size), loops.constantIndex(0))
      .getResult();
}

/// A tensor of the wanted type that starts with the slice. A static size of a
/// dynamic dimension: the empty stand-in would have the wrong type, so the
/// result is a fresh tensor that a bad slice leaves unset.
Value refill(LoopBuilder &loops, Value slice, RankedTensorType wanted,
             ValueRange dims) {
  Value init = loops.empty(loops.shapeFrom(wanted.getShape(), dims),
                           wanted.getElementType());
  if (llvm::is_contained(wanted.getShape(), 0))
    return init;
  SmallVector<OpFoldResult> zeros(wanted.getRank(),
                                  loops.builder.getIndexAttr(0));
  return loops.insert(slice, init, zeros, loops.extents(slice));
}

/// ptir.slice  =>  tensor.extract_slice, bounds checked where x or the size is
/// dynamic.
struct LowerSlice : OpConversionPattern<SliceOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(SliceOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Location loc = op.getLoc();
    Value x = adaptor.getX();
    RankedTensorType from = op.getX().getType();
    SmallVector<OpFoldResult> sizes =
        loops.shapeFrom(op.getType().getShape(), adaptor.getDims());
    SmallVector<OpFoldResult> offsets, strides;
    for (auto [dim, start, stride] :
         llvm::enumerate(op.getStarts(), op.getStridesOrOnes())) {
      int64_t i = dim;
      // An empty slice may start one past the last element; in tensor it may
      // not.
      bool hasNone = op.getType().getDimSize(i) == 0;
      offsets.push_back(rewriter.getIndexAttr(hasNone ? 0 : start));
      strides.push_back(rewriter.getIndexAttr(stride));
      bool known = !from.isDynamicDim(i) && !op.getType().isDynamicDim(i);
      // The whole of a dimension that is asked for by its own extent.
      bool whole = start == 0 && stride == 1 &&
                   isEqualConstantIntOrValue(sizes[i], loops.extent(x, i));
      if (known || whole)
        continue;
      // One past the last element, or the start of an empty slice.
      Value size = loops.toValue(sizes[i]);
      Value zero = loops.constantIndex(0), one = loops.constantIndex(1);
      Value isEmpty = arith::CmpIOp::create(
          rewriter, loc, arith::CmpIPredicate::eq, size, zero);
      Value steps = arith::SubIOp::create(rewriter, loc, size, one);
      Value span = arith::AddIOp::create(
          rewriter, loc, loops.mul(steps, loops.constantIndex(stride)), one);
      Value used = arith::SelectOp::create(rewriter, loc, isEmpty, zero, span);
      Value end = arith::AddIOp::create(rewriter, loc, used,
                                        loops.constantIndex(start));
      Value limit = loops.extentValue(x, i);
      Value fits = arith::CmpIOp::create(rewriter, loc,
                                         arith::CmpIPredicate::sle, end, limit);
      sizes[i] = boundedSize(loops, sizes[i], fits, end, limit,
                             "end of the slice in dimension " + Twine(i));
      offsets[i] = arith::SelectOp::create(rewriter, loc, fits,
                                           loops.constantIndex(start), zero)
                       .getResult();
    }
    Value slice = loops.slice(x, offsets, sizes, strides);
    auto wanted =
        cast<RankedTensorType>(getTypeConverter()->convertType(op.getType()));
    if (slice.getType() != wanted)
      slice = refill(loops, slice, wanted, adaptor.getDims());
    rewriter.replaceOp(op, slice);
    return success();
  }
};

/// The clamped start of a dynamic slice in one dimension.
OpFoldResult clampedStart(LoopBuilder &loops, Value start, int64_t dim,
                          Value extent, Value size) {
  OpBuilder &builder = loops.builder;
  Value position = tensor::ExtractOp::create(builder, loops.loc, start,
                                             loops.constantIndex(dim));
  Value index = arith::IndexCastOp::create(builder, loops.loc,
                                           builder.getIndexType(), position);
  Value last = arith::SubIOp::create(builder, loops.loc, extent, size);
  index = arith::MinSIOp::create(builder, loops.loc, index, last);
  return arith::MaxSIOp::create(builder, loops.loc, index,
                                loops.constantIndex(0))
      .getResult();
}

/// ptir.dynamic_slice  =>  tensor.extract_slice at the clamped start.
struct LowerDynamicSlice : OpConversionPattern<DynamicSliceOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(DynamicSliceOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Location loc = op.getLoc();
    Value x = adaptor.getX();
    RankedTensorType from = op.getX().getType(), to = op.getType();
    loops.checkEqual(loops.extent(adaptor.getStart(), 0),
                     rewriter.getIndexAttr(from.getRank()),
                     "number of start indices");
    SmallVector<OpFoldResult> sizes =
        loops.shapeFrom(to.getShape(), adaptor.getDims());
    SmallVector<OpFoldResult> offsets;
    for (int64_t dim = 0; dim < from.getRank(); ++dim) {
      Value size = loops.toValue(sizes[dim]);
      Value extent = loops.extentValue(x, dim);
      if (from.isDynamicDim(dim) || to.isDynamicDim(dim)) {
        Value fits = arith::CmpIOp::create(
            rewriter, loc, arith::CmpIPredicate::sle, size, extent);
        sizes[dim] = boundedSize(loops, sizes[dim], fits, size, extent,
                                 "size in dimension " + Twine(dim));
        size = loops.toValue(sizes[dim]);
      }
      offsets.push_back(
          clampedStart(loops, adaptor.getStart(), dim, extent, size));
    }
    Value slice = loops.slice(x, offsets, sizes);
    auto wanted =
        cast<RankedTensorType>(getTypeConverter()->convertType(op.getType()));
    if (slice.getType() != wanted)
      slice = refill(loops, slice, wanted, adaptor.getDims());
    rewriter.replaceOp(op, slice);
    return success();
  }
};

/// ptir.dynamic_update_slice  =>  a loop that writes the box of x in place.
struct LowerDynamicUpdateSlice : OpConversionPattern<DynamicUpdateSliceOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(DynamicUpdateSliceOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Location loc = op.getLoc();
    Value x = adaptor.getX(), update = adaptor.getUpdate();
    RankedTensorType from = op.getX().getType();
    RankedTensorType box = op.getUpdate().getType();
    loops.checkEqual(loops.extent(adaptor.getStart(), 0),
                     rewriter.getIndexAttr(from.getRank()),
                     "number of start indices");
    SmallVector<OpFoldResult> offsets, sizes = loops.extents(update);
    bool unsafe = false;
    for (int64_t dim = 0; dim < from.getRank(); ++dim) {
      Value size = loops.toValue(sizes[dim]);
      Value extent = loops.extentValue(x, dim);
      bool same = isEqualConstantIntOrValue(sizes[dim], loops.extent(x, dim));
      if (!same && (from.isDynamicDim(dim) || box.isDynamicDim(dim))) {
        unsafe = true;
        Value fits = arith::CmpIOp::create(
            rewriter, loc, arith::CmpIPredicate::sle, size, extent);
        sizes[dim] = boundedSize(loops, sizes[dim], fits, size, extent,
                                 "extent of update in dimension " + Twine(dim));
        size = loops.toValue(sizes[dim]);
      }
      offsets.push_back(
          clampedStart(loops, adaptor.getStart(), dim, extent, size));
    }
    // Nothing is written, and nowhere is a valid place for it.
    if (hasNoElement(update)) {
      rewriter.replaceOp(op, x);
      return success();
    }
    if (unsafe) {
      SmallVector<OpFoldResult> zeros(from.getRank(), rewriter.getIndexAttr(0));
      SmallVector<OpFoldResult> ones(from.getRank(), rewriter.getIndexAttr(1));
      update = tensor::ExtractSliceOp::create(rewriter, loc, update, zeros,
                                              sizes, ones);
    }
    rewriter.replaceOp(op, loops.insert(update, x, offsets, sizes));
    return success();
  }
};

/// ptir.take  =>  a loop that checks the indices, a loop that reads the rows.
struct LowerTake : OpConversionPattern<TakeOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(TakeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Value x = adaptor.getX(), indices = adaptor.getIndices();
    int64_t indexRank = op.getIndices().getType().getRank();
    int64_t rank = op.getType().getRank();
    SmallVector<OpFoldResult> shape = loops.extents(indices);
    Value limit = loops.extentValue(x, 0);
    Value checked = checkIndices(loops, indices, limit);
    for (int64_t dim = 1; dim < op.getX().getType().getRank(); ++dim)
      shape.push_back(loops.extent(x, dim));
    Type element = cast<RankedTensorType>(x.getType()).getElementType();
    AffineMap maps[] = {
        rewriter.getMultiDimIdentityMap(rank).getMajorSubMap(indexRank),
        rewriter.getMultiDimIdentityMap(rank)};
    if (indexRank == 0)
      maps[0] = AffineMap::get(rank, 0, {}, op.getContext());
    auto readRows = [&](Value init) {
      return loops.generic(
          checked, init, maps, rank,
          [&](OpBuilder &builder, Location loc, ValueRange args) -> Value {
            SmallVector<Value> position = {toIndex(builder, loc, args[0])};
            for (int64_t dim = indexRank; dim < rank; ++dim)
              position.push_back(linalg::IndexOp::create(builder, loc, dim));
            return tensor::ExtractOp::create(builder, loc, x, position);
          });
    };
    rewriter.replaceOp(op,
                       loops.computeIf(isNotEmpty(loops, limit),
                                       loops.empty(shape, element), readRows));
    return success();
  }
};

/// ptir.gather  =>  a loop that checks the indices, a loop that reads.
struct LowerGather : OpConversionPattern<GatherOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(GatherOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Value x = adaptor.getX(), indices = adaptor.getIndices();
    int64_t rank = op.getType().getRank();
    int64_t axis = *normalizeAxis(op.getAxis(), rank);
    Value limit = loops.extentValue(x, axis);
    SmallVector<Value> conditions = {isNotEmpty(loops, limit)};
    for (int64_t dim = 0; dim < rank; ++dim)
      if (dim != axis)
        conditions.push_back(
            loops.checkEqual(loops.extent(indices, dim), loops.extent(x, dim),
                             "extent of indices dimension " + Twine(dim)));
    Value checked = checkIndices(loops, indices, limit);
    Type element = cast<RankedTensorType>(x.getType()).getElementType();
    Value init = loops.empty(loops.extents(indices), element);
    auto read = [&](Value init) {
      return loops.elementwise(
          checked, init,
          [&](OpBuilder &builder, Location loc, ValueRange args) -> Value {
            SmallVector<Value> position;
            for (int64_t dim = 0; dim < rank; ++dim)
              position.push_back(
                  dim == axis
                      ? toIndex(builder, loc, args[0])
                      : linalg::IndexOp::create(builder, loc, dim).getResult());
            return tensor::ExtractOp::create(builder, loc, x, position);
          });
    };
    rewriter.replaceOp(op, loops.computeIf(conditions, init, read));
    return success();
  }
};

} // namespace

void ptir::populateIndexingPatterns(const StorageTypeConverter &converter,
                                    RewritePatternSet &patterns) {
  patterns.add<LowerSlice, LowerDynamicSlice, LowerDynamicUpdateSlice,
               LowerTake, LowerGather>(converter, patterns.getContext());
}
