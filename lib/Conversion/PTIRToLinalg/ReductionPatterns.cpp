//===- ReductionPatterns.cpp - Reductions to loops ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ElementLoops.h"
#include "Patterns.h"
#include "ScalarCode.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

using namespace mlir;
using namespace ptir;

namespace {

/// ptir.reduce  =>  linalg.fill, linalg.generic over the dropped axes, a cast
/// when the accumulator is not the result's type, tensor.expand_shape for
/// keepdims.
struct LowerReduce : OpConversionPattern<ReduceOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ReduceOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Location loc = op.getLoc();
    ElementType operand = elementTypeOf(op.getX().getType());
    ElementType result = elementTypeOf(op.getType());
    ElementType accumulator = *getElementType(op.getAccumulatorType());
    // The largest or smallest element needs no wider accumulator, if both have
    // the same identity.
    if (op.getKind() != ReduceKind::Sum && isFloat(operand) &&
        operand != ElementType::F8E4M3FN &&
        valueBits(operand) < valueBits(accumulator))
      accumulator = operand;
    int64_t rank = op.getX().getType().getRank();
    SmallVector<int64_t> axes = op.getNormalizedAxes(), kept;
    SmallVector<OpFoldResult> shape;
    SmallVector<AffineExpr> input(rank), output;
    for (int64_t dim = 0; dim < rank; ++dim)
      if (!llvm::is_contained(axes, dim)) {
        input[dim] = rewriter.getAffineDimExpr(kept.size());
        output.push_back(input[dim]);
        kept.push_back(dim);
        shape.push_back(loops.extent(adaptor.getX(), dim));
      }
    for (auto [i, axis] : llvm::enumerate(axes))
      input[axis] = rewriter.getAffineDimExpr(kept.size() + i);

    ScalarCode outer(rewriter, loc);
    Value identity =
        outer.store(outer.identity(accumulator, op.getKind()), accumulator);
    if (!identity)
      return rewriter.notifyMatchFailure(op, "accum_type is not lowered");
    Value init = filled(loops, shape, identity);
    AffineMap maps[] = {AffineMap::get(rank, 0, input, op.getContext()),
                        AffineMap::get(rank, 0, output, op.getContext())};
    Value reduced = loops.generic(
        adaptor.getX(), init, maps, kept.size(),
        [&](OpBuilder &builder, Location nested, ValueRange args) -> Value {
          ScalarCode code(builder, nested);
          Value x =
              code.cast(operand, accumulator, code.load(args[0], operand));
          Value old = code.load(args[1], accumulator);
          if (!x || !old)
            return Value();
          return code.store(code.combine(op.getKind(), accumulator, old, x),
                            accumulator);
        });
    if (!reduced)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    reduced = castElements(loops, reduced, accumulator, result);
    if (!reduced)
      return rewriter.notifyMatchFailure(op, "result type is not lowered");
    if (op.getKeepdims())
      reduced = insertUnitDims(loops, reduced, axes);
    rewriter.replaceOp(op, reduced);
    return success();
  }
};

} // namespace

void ptir::populateReductionPatterns(const StorageTypeConverter &converter,
                                     RewritePatternSet &patterns) {
  patterns.add<LowerReduce>(converter, patterns.getContext());
}
