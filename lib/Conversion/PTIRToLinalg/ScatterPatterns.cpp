//===- ScatterPatterns.cpp - Updates by index to sequential loops ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Several updates may meet in one element, so the loops run in row-major order
// of the updates. Operands whose shapes disagree are reported, and then nothing
// is read or written.
//
//===----------------------------------------------------------------------===//

#include "CarriedLoops.h"
#include "CheckedIndices.h"
#include "ElementLoops.h"
#include "Patterns.h"
#include "ScalarCode.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

namespace {

/// Emits `step` once if all conditions hold; null stands for one that does.
CarriedValues
carriedOnceIf(LoopBuilder &loops, ArrayRef<Value> conditions,
              ValueRange carried,
              llvm::function_ref<CarriedValues(ValueRange)> step) {
  Value all = loops.all(conditions);
  if (!all)
    return step(carried);
  // A loop, since its carried tensors stay in place more often than those of
  // a choice between tensors.
  Value count = arith::IndexCastUIOp::create(loops.builder, loops.loc,
                                             loops.builder.getIndexType(), all);
  return carriedLoop(loops, loops.constantIndex(0), count, carried,
                     [&](ValueRange, ValueRange inner) { return step(inner); });
}

/// The tensor with the element at `position` combined with the update, both in
/// storage form; without a kind it is replaced. Null when the type is not
/// lowered.
Value combineAt(LoopBuilder &loops, Value tensor, ValueRange position,
                std::optional<ReduceKind> kind, ElementType type,
                Value update) {
  OpBuilder &builder = loops.builder;
  if (kind) {
    ScalarCode code(builder, loops.loc);
    Value old = tensor::ExtractOp::create(builder, loops.loc, tensor, position);
    update = code.store(code.combine(*kind, type, code.load(old, type),
                                     code.load(update, type)),
                        type);
  }
  return tensor::InsertOp::create(builder, loops.loc, update, tensor, position);
}

/// Whether elements of the type can be loaded and stored.
bool isLowered(LoopBuilder &loops, ElementType type) {
  ScalarCode code(loops.builder, loops.loc);
  return static_cast<bool>(code.store(code.constant(type, 0.0), type));
}

std::optional<ReduceKind> reduceKindOf(ScatterKind kind) {
  switch (kind) {
  case ScatterKind::Add:
    return ReduceKind::Sum;
  case ScatterKind::Max:
    return ReduceKind::Max;
  case ScatterKind::Min:
    return ReduceKind::Min;
  case ScatterKind::Replace:
    return std::nullopt;
  }
  return std::nullopt;
}

/// ptir.scatter_reduce  =>  loops over the updates that change x.
struct LowerScatterReduce : OpConversionPattern<ScatterReduceOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ScatterReduceOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Value x = adaptor.getX(), indices = adaptor.getIndices();
    int64_t rank = op.getType().getRank();
    int64_t axis = *normalizeAxis(op.getAxis(), rank);
    ElementType type = elementTypeOf(op.getType());
    std::optional<ReduceKind> kind = reduceKindOf(op.getKind());
    if (kind && !isLowered(loops, type))
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    SmallVector<Value> conditions;
    SmallVector<OpFoldResult> extents = loops.extents(indices);
    for (int64_t dim = 0; dim < rank; ++dim) {
      conditions.push_back(loops.checkEqual(
          loops.extent(adaptor.getUpdates(), dim), extents[dim],
          "extent of updates dimension " + Twine(dim)));
      if (dim != axis)
        conditions.push_back(
            loops.checkEqual(extents[dim], loops.extent(x, dim),
                             "extent of indices dimension " + Twine(dim)));
    }
    Value limit = loops.extentValue(x, axis);
    auto update = [&](ValueRange position, ValueRange carried) {
      Location loc = op.getLoc();
      Value element =
          tensor::ExtractOp::create(rewriter, loc, indices, position);
      Value index = toIndex(rewriter, loc, element);
      Value ok = checkIndex(rewriter, op, index, limit);
      return carriedIf(loops, ok, carried, [&]() -> CarriedValues {
        SmallVector<Value> target(position);
        target[axis] = index;
        Value update = tensor::ExtractOp::create(
            rewriter, loc, adaptor.getUpdates(), position);
        return {combineAt(loops, carried[0], target, kind, type, update)};
      });
    };
    CarriedValues result =
        carriedOnceIf(loops, conditions, x, [&](ValueRange carried) {
          return carriedLoops(loops, extents, carried, update);
        });
    rewriter.replaceOp(op, result);
    return success();
  }
};

/// ptir.scatter_add  =>  loops over the updates that change x. The index
/// vectors are read as soon as the loops that choose them are open.
struct LowerScatterAdd : OpConversionPattern<ScatterAddOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ScatterAddOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Value updates = adaptor.getUpdates();
    ElementType type = elementTypeOf(op.getType());
    if (!isLowered(loops, type))
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    SmallVector<Value> conditions = checkShapes(loops, op, adaptor);
    SmallVector<OpFoldResult> extents = loops.extents(updates), outer = extents;
    while (!outer.empty() && isWindowDim(op, outer.size() - 1))
      outer.pop_back();

    auto addUpdate = [&](ArrayRef<Value> starts, ValueRange position,
                         ValueRange carried) {
      SmallVector<Value> target = findTarget(loops, op, starts, position);
      Value ok = checkTarget(loops, op, adaptor.getX(), starts, target);
      return carriedIf(loops, ok, carried, [&]() -> CarriedValues {
        Value update =
            tensor::ExtractOp::create(rewriter, op.getLoc(), updates, position);
        return {combineAt(loops, carried[0], target, ReduceKind::Sum, type,
                          update)};
      });
    };
    auto addWindow = [&](ValueRange outerPosition, ValueRange carried) {
      SmallVector<Value> starts =
          readStarts(loops, op, adaptor.getIndices(), outerPosition);
      return carriedLoops(loops, ArrayRef(extents).drop_front(outer.size()),
                          carried,
                          [&](ValueRange innerPosition, ValueRange inner) {
                            SmallVector<Value> position(outerPosition);
                            llvm::append_range(position, innerPosition);
                            return addUpdate(starts, position, inner);
                          });
    };
    CarriedValues result = carriedOnceIf(
        loops, conditions, adaptor.getX(), [&](ValueRange carried) {
          return carriedLoops(loops, outer, carried, addWindow);
        });
    rewriter.replaceOp(op, result);
    return success();
  }

  static bool isWindowDim(ScatterAddOp op, int64_t dim) {
    return llvm::is_contained(op.getUpdateWindowDims(), dim);
  }
  static bool isInserted(ScatterAddOp op, int64_t dim) {
    return llvm::is_contained(op.getInsertedWindowDims(), dim);
  }

  /// The rules of extents that are known only at run time.
  static SmallVector<Value> checkShapes(LoopBuilder &loops, ScatterAddOp op,
                                        OpAdaptor adaptor) {
    Value x = adaptor.getX(), indices = adaptor.getIndices();
    OpBuilder &builder = loops.builder;
    SmallVector<Value> conditions;
    int64_t vectorDim = op.getIndexVectorDimOrRank();
    if (vectorDim < op.getIndices().getType().getRank())
      conditions.push_back(loops.checkEqual(
          loops.extent(indices, vectorDim),
          builder.getIndexAttr(op.getScatterDimsToOperandDims().size()),
          "components of an index vector"));
    int64_t nextScatter = 0, nextWindow = 0;
    for (auto [dim, extent] :
         llvm::enumerate(loops.extents(adaptor.getUpdates()))) {
      std::string what = "extent of updates dimension " + std::to_string(dim);
      if (!isWindowDim(op, dim)) {
        nextScatter += nextScatter == vectorDim;
        conditions.push_back(loops.checkEqual(
            extent, loops.extent(indices, nextScatter++), what));
        continue;
      }
      while (isInserted(op, nextWindow))
        ++nextWindow;
      OpFoldResult limit = loops.extent(x, nextWindow++);
      if (getConstantIntValue(extent) && getConstantIntValue(limit))
        continue;
      Value size = loops.toValue(extent), most = loops.toValue(limit);
      conditions.push_back(arith::CmpIOp::create(
          builder, loops.loc, arith::CmpIPredicate::sle, size, most));
      loops.check(conditions.back(),
                  static_cast<unsigned>(rt::ErrorKind::ShapeMismatch), what,
                  size, most);
    }
    return conditions;
  }

  /// The index vector by dimension of x; null where it has no component.
  static SmallVector<Value> readStarts(LoopBuilder &loops, ScatterAddOp op,
                                       Value indices, ValueRange position) {
    SmallVector<Value> scatter;
    for (auto [dim, i] : llvm::enumerate(position))
      if (!isWindowDim(op, dim))
        scatter.push_back(i);
    int64_t vectorDim = op.getIndexVectorDimOrRank();
    SmallVector<Value> starts(op.getType().getRank());
    for (auto [component, dim] :
         llvm::enumerate(op.getScatterDimsToOperandDims())) {
      SmallVector<Value> place = scatter;
      if (vectorDim < op.getIndices().getType().getRank())
        place.insert(place.begin() + vectorDim, loops.constantIndex(component));
      Value element =
          tensor::ExtractOp::create(loops.builder, loops.loc, indices, place);
      starts[dim] = toIndex(loops.builder, loops.loc, element);
    }
    return starts;
  }

  /// The element of x that the update at `position` is added to.
  static SmallVector<Value> findTarget(LoopBuilder &loops, ScatterAddOp op,
                                       ArrayRef<Value> starts,
                                       ValueRange position) {
    SmallVector<Value> target;
    const int64_t *nextWindow = op.getUpdateWindowDims().begin();
    for (auto [dim, start] : llvm::enumerate(starts)) {
      Value offset = isInserted(op, dim) ? loops.constantIndex(0)
                                         : position[*nextWindow++];
      target.push_back(
          start ? arith::AddIOp::create(loops.builder, loops.loc, start, offset)
                      .getResult()
                : offset);
    }
    return target;
  }

  /// Whether the element is one of x. Coordinates that are those of a window
  /// alone are: windows fit into x.
  static Value checkTarget(LoopBuilder &loops, ScatterAddOp op, Value x,
                           ArrayRef<Value> starts, ArrayRef<Value> target) {
    SmallVector<Value> conditions;
    for (auto [dim, coordinate] : llvm::enumerate(target))
      if (starts[dim] || isInserted(op, dim))
        conditions.push_back(checkIndex(loops.builder, op, coordinate,
                                        loops.extentValue(x, dim)));
    if (conditions.empty())
      return arith::ConstantIntOp::create(loops.builder, loops.loc, 1, 1);
    return loops.all(conditions);
  }
};

/// ptir.segment_reduce  =>  linalg.fill, a loop that combines each row with
/// that of its segment, a cast when the accumulator is not the result's type.
struct LowerSegmentReduce : OpConversionPattern<SegmentReduceOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(SegmentReduceOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Location loc = op.getLoc();
    Value data = adaptor.getData(), ids = adaptor.getIds();
    ElementType operand = elementTypeOf(op.getType());
    ElementType accumulator = *getElementType(op.getAccumulatorType());
    ScalarCode outer(rewriter, loc);
    Value identity =
        outer.store(outer.identity(accumulator, op.getKind()), accumulator);
    if (!identity || !isLowered(loops, operand))
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    SmallVector<OpFoldResult> shape = loops.extents(data);
    OpFoldResult rows = shape.front();
    shape.front() = rewriter.getIndexAttr(op.getNumSegments());
    Value equal = loops.checkEqual(loops.extent(ids, 0), rows, "number of ids");
    Value limit = loops.constantIndex(op.getNumSegments());
    auto addRow = [&](ValueRange row, ValueRange carried) {
      Value id = toIndex(rewriter, loc,
                         tensor::ExtractOp::create(rewriter, loc, ids, row));
      Value ok = checkIndex(rewriter, op, id, limit);
      return carriedIf(loops, ok, carried, [&]() -> CarriedValues {
        return {combineRow(loops, op, data, row[0], carried[0], id)};
      });
    };
    CarriedValues sums = carriedOnceIf(
        loops, equal, filled(loops, shape, identity), [&](ValueRange carried) {
          return carriedLoops(loops, rows, carried, addRow);
        });
    Value result = castElements(loops, sums[0], accumulator, operand);
    if (!result)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    rewriter.replaceOp(op, result);
    return success();
  }

  /// The sums with row `segment` combined with row `row` of data.
  static Value combineRow(LoopBuilder &loops, SegmentReduceOp op, Value data,
                          OpFoldResult row, Value sums, OpFoldResult segment) {
    OpBuilder &builder = loops.builder;
    ElementType operand = elementTypeOf(op.getType());
    ElementType accumulator = *getElementType(op.getAccumulatorType());
    SmallVector<OpFoldResult> sizes = loops.extents(data);
    sizes.front() = builder.getIndexAttr(1);
    // Of an empty dimension there is no slice that begins inside.
    if (llvm::any_of(sizes, [](OpFoldResult n) { return isZeroInteger(n); }))
      return sums;
    SmallVector<OpFoldResult> offsets(sizes.size(), builder.getIndexAttr(0));
    SmallVector<OpFoldResult> strides(sizes.size(), builder.getIndexAttr(1));
    offsets.front() = row;
    Value added = loops.slice(data, offsets, sizes);
    offsets.front() = segment;
    Value old = loops.slice(sums, offsets, sizes);
    Value sum = loops.elementwise(
        added, old, [&](OpBuilder &nested, Location loc, ValueRange args) {
          ScalarCode code(nested, loc);
          Value x =
              code.cast(operand, accumulator, code.load(args[0], operand));
          return code.store(code.combine(op.getKind(), accumulator,
                                         code.load(args[1], accumulator), x),
                            accumulator);
        });
    return tensor::InsertSliceOp::create(builder, loops.loc, sum, sums, offsets,
                                         sizes, strides);
  }
};

} // namespace

void ptir::populateScatterPatterns(const StorageTypeConverter &converter,
                                   RewritePatternSet &patterns) {
  patterns.add<LowerScatterReduce, LowerScatterAdd, LowerSegmentReduce>(
      converter, patterns.getContext());
}
