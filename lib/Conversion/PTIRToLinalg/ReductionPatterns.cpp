//===- ReductionPatterns.cpp - Reductions to loops ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LoopBuilder.h"
#include "Patterns.h"
#include "ScalarCode.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
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
    // The largest or smallest element needs no wider accumulator.
    ElementType accumulator = op.getKind() == ReduceKind::Sum
                                  ? *getElementType(op.getAccumulatorType())
                                  : operand;
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
    Value init = loops.empty(shape, identity.getType());
    init = linalg::FillOp::create(rewriter, loc, identity, init).getResult(0);
    AffineMap maps[] = {
        AffineMap::get(rank, 0, input, op.getContext()),
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
    if (accumulator != result) {
      Value cast = loops.empty(shape, getStorageType(op.getContext(), result));
      reduced = loops.elementwise(
          reduced, cast, [&](OpBuilder &builder, Location nested,
                             ValueRange args) {
            ScalarCode code(builder, nested);
            return code.store(code.cast(accumulator, result,
                                        code.load(args[0], accumulator)),
                              result);
          });
      if (!reduced)
        return rewriter.notifyMatchFailure(op, "result type is not lowered");
    }
    if (op.getKeepdims())
      reduced = restoreDims(loops, op, adaptor.getX(), reduced, axes);
    rewriter.replaceOp(op, reduced);
    return success();
  }

  /// Puts the reduced axes back with extent 1.
  static Value restoreDims(LoopBuilder &loops, ReduceOp op, Value x,
                           Value reduced, ArrayRef<int64_t> axes) {
    int64_t rank = op.getX().getType().getRank();
    SmallVector<OpFoldResult> shape;
    SmallVector<ReassociationIndices> groups;
    ReassociationIndices leading;
    for (int64_t dim = 0; dim < rank; ++dim) {
      bool isReduced = llvm::is_contained(axes, dim);
      shape.push_back(isReduced ? OpFoldResult(loops.builder.getIndexAttr(1))
                                : loops.extent(x, dim));
      if (isReduced && groups.empty()) {
        leading.push_back(dim);
        continue;
      }
      if (!isReduced)
        groups.push_back(std::move(leading)), leading.clear();
      groups.back().push_back(dim);
    }
    auto type = cast<RankedTensorType>(reduced.getType())
                    .clone(op.getType().getShape());
    return tensor::ExpandShapeOp::create(loops.builder, loops.loc, type,
                                         reduced, groups, shape);
  }
};

} // namespace

void ptir::populateReductionPatterns(const StorageTypeConverter &converter,
                                     RewritePatternSet &patterns) {
  patterns.add<LowerReduce>(converter, patterns.getContext());
}
