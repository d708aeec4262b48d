//===- SortingPatterns.cpp - Order of elements, as loops ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ElementLoops.h"
#include "Patterns.h"
#include "ScalarCode.h"
#include "SelectTop.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

namespace {

constexpr unsigned shapeMismatch =
    static_cast<unsigned>(rt::ErrorKind::ShapeMismatch);

/// ptir.argmax  =>  linalg.generic over the axis with the largest element so
/// far and its position as accumulators.
struct LowerArgmax : OpConversionPattern<ArgmaxOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ArgmaxOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Location loc = op.getLoc();
    Value x = adaptor.getX();
    int64_t rank = op.getX().getType().getRank();
    int64_t axis = *normalizeAxis(op.getAxis(), rank);
    if (op.getX().getType().isDynamicDim(axis))
      checkAxis(loops, loops.extentValue(x, axis));

    ElementType element = elementTypeOf(op.getX().getType());
    // Some narrow floats have no value that is lower than all others.
    ElementType accumulator = getComputeType(element);
    ScalarCode outer(rewriter, loc);
    Value lowest =
        outer.store(outer.identity(accumulator, ReduceKind::Max), accumulator);
    if (!lowest)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    Value zero = outer.constant(elementTypeOf(op.getType()), 0.0);

    SmallVector<OpFoldResult> shape;
    SmallVector<AffineExpr> kept;
    for (int64_t dim = 0; dim < rank; ++dim)
      if (dim != axis) {
        shape.push_back(loops.extent(x, dim));
        kept.push_back(rewriter.getAffineDimExpr(dim));
      }
    SmallVector<utils::IteratorType> iterators(rank,
                                               utils::IteratorType::parallel);
    iterators[axis] = utils::IteratorType::reduction;
    AffineMap output = AffineMap::get(rank, 0, kept, op.getContext());
    AffineMap maps[] = {rewriter.getMultiDimIdentityMap(rank), output, output};
    SmallVector<Value> inits = {filled(loops, shape, lowest),
                                filled(loops, shape, zero)};
    bool complete = true;
    auto generic = linalg::GenericOp::create(
        rewriter, loc, TypeRange(ValueRange(inits)), x, inits, maps, iterators,
        [&](OpBuilder &builder, Location nested, ValueRange args) {
          SmallVector<Value> next =
              emitStep(builder, nested, element, axis, args);
          complete = next[0] && next[1];
          linalg::YieldOp::create(
              builder, nested, complete ? ValueRange(next) : args.drop_front());
        });
    if (!complete)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    Value result = generic.getResult(1);
    if (op.getKeepdims())
      result = insertUnitDims(loops, result, axis);
    rewriter.replaceOp(op, result);
    return success();
  }

  static void checkAxis(LoopBuilder &loops, Value extent) {
    Value ok = arith::CmpIOp::create(loops.builder, loops.loc,
                                     arith::CmpIPredicate::ne, extent,
                                     loops.constantIndex(0));
    loops.check(ok, shapeMismatch, "extent of axis", extent,
                loops.constantIndex(1));
  }

  /// From the next element, the largest one and its position to the new pair.
  static SmallVector<Value> emitStep(OpBuilder &builder, Location loc,
                                     ElementType element, int64_t axis,
                                     ValueRange args) {
    ScalarCode code(builder, loc);
    ElementType type = getComputeType(element);
    Value x = code.load(args[0], element), best = code.load(args[1], type);
    if (!x || !best)
      return {Value(), Value()};
    Value greater = isGreater(builder, loc, type, x, best);
    Value index = linalg::IndexOp::create(builder, loc, axis);
    Value position =
        arith::IndexCastOp::create(builder, loc, args[2].getType(), index);
    Value value = arith::SelectOp::create(builder, loc, greater, x, best);
    return {code.store(value, type),
            arith::SelectOp::create(builder, loc, greater, position, args[2])};
  }
};

/// ptir.top_k  =>  loops over the rows that select in each of them.
struct LowerTopK : OpConversionPattern<TopKOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(TopKOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Location loc = op.getLoc();
    Value x = adaptor.getX();
    int64_t axis = *normalizeAxis(op.getAxis(), op.getX().getType().getRank());
    int64_t k = op.getK();
    SmallVector<OpFoldResult> shape = loops.extents(x), rows = shape;
    shape[axis] = rewriter.getIndexAttr(k);
    rows[axis] = rewriter.getIndexAttr(1);
    auto emptyOf = [&](Value result) {
      return loops.empty(
          shape,
          getStorageType(op.getContext(), elementTypeOf(result.getType())));
    };
    CarriedValues results = {emptyOf(op.getValues()), emptyOf(op.getIndices())};
    if (k == 0) {
      rewriter.replaceOp(op, results);
      return success();
    }
    ElementType element = elementTypeOf(op.getX().getType());
    ScalarCode code(rewriter, loc);
    if (!code.store(code.constant(element, 0.0), element))
      return rewriter.notifyMatchFailure(op, "element type is not lowered");

    Value places = loops.constantIndex(k), count = loops.extentValue(x, axis);
    if (op.getX().getType().isDynamicDim(axis)) {
      Value fits = arith::CmpIOp::create(
          rewriter, loc, arith::CmpIPredicate::sle, places, count);
      loops.check(fits, shapeMismatch, "k", places, count);
      Value zero = loops.constantIndex(0);
      places = arith::SelectOp::create(rewriter, loc, fits, places, zero);
      count = arith::SelectOp::create(rewriter, loc, fits, count, zero);
    }
    results = carriedLoops(
        loops, rows, results, [&](ValueRange index, ValueRange carried) {
          return selectTop(loops, {x, element, llvm::to_vector(index), axis},
                           op.getLargest(), k, places, count, carried);
        });
    rewriter.replaceOp(op, results);
    return success();
  }
};

} // namespace

void ptir::populateSortingPatterns(const StorageTypeConverter &converter,
                                   RewritePatternSet &patterns) {
  patterns.add<LowerArgmax, LowerTopK>(converter, patterns.getContext());
}
