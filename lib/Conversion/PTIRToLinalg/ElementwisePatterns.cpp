//===- ElementwisePatterns.cpp - Elementwise ops to loops -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LoopBuilder.h"
#include "Patterns.h"
#include "ScalarCode.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "ptir/Dialect/PTIR/IR/ExtentSources.h"

using namespace mlir;
using namespace ptir;

namespace {

/// ptir.tanh %x  =>  linalg.generic { math.tanh }
template <typename Op>
struct LowerUnary : OpConversionPattern<Op> {
  using OpConversionPattern<Op>::OpConversionPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    ElementType type = elementTypeOf(op.getX().getType());
    ElementType resultType = elementTypeOf(op.getType());
    Value init = loops.empty(loops.extents(adaptor.getX()),
                             getStorageType(op.getContext(), resultType));
    Value result = loops.elementwise(
        adaptor.getX(), init,
        [&](OpBuilder &builder, Location loc, ValueRange args) {
          ScalarCode code(builder, loc);
          return code.store(code.unary(op, type, code.load(args[0], type)),
                            resultType);
        });
    if (!result)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    rewriter.replaceOp(op, result);
    return success();
  }
};

/// ptir.add %x, %y  =>  linalg.generic { arith.addf }
template <typename Op>
struct LowerBinary : OpConversionPattern<Op> {
  using OpConversionPattern<Op>::OpConversionPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    if (!haveEqualExtents(op.getLhs(), op.getRhs()))
      loops.checkSameShape(adaptor.getLhs(), adaptor.getRhs(), "rhs");
    ElementType type = elementTypeOf(op.getType());
    Value init = loops.empty(loops.extents(adaptor.getLhs()),
                             getStorageType(op.getContext(), type));
    Value result = loops.elementwise(
        adaptor.getOperands(), init,
        [&](OpBuilder &builder, Location loc, ValueRange args) {
          ScalarCode code(builder, loc);
          return code.store(code.binary(op, type, code.load(args[0], type),
                                        code.load(args[1], type)),
                            type);
        });
    if (!result)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct LowerCompare : OpConversionPattern<CompareOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(CompareOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    if (!haveEqualExtents(op.getLhs(), op.getRhs()))
      loops.checkSameShape(adaptor.getLhs(), adaptor.getRhs(), "rhs");
    ElementType type = elementTypeOf(op.getLhs().getType());
    Value init = loops.empty(loops.extents(adaptor.getLhs()),
                             getStorageType(op.getContext(), ElementType::I1));
    Value result = loops.elementwise(
        adaptor.getOperands(), init,
        [&](OpBuilder &builder, Location loc, ValueRange args) {
          ScalarCode code(builder, loc);
          return code.store(code.compare(op.getDirection(), type,
                                         code.load(args[0], type),
                                         code.load(args[1], type)),
                            ElementType::I1);
        });
    if (!result)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct LowerIsFinite : OpConversionPattern<IsFiniteOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(IsFiniteOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    ElementType type = elementTypeOf(op.getX().getType());
    Value init = loops.empty(loops.extents(adaptor.getX()),
                             getStorageType(op.getContext(), ElementType::I1));
    Value result = loops.elementwise(
        adaptor.getX(), init,
        [&](OpBuilder &builder, Location loc, ValueRange args) {
          ScalarCode code(builder, loc);
          return code.store(code.isFinite(code.load(args[0], type)),
                            ElementType::I1);
        });
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct LowerClamp : OpConversionPattern<ClampOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ClampOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    if (!haveEqualExtents(op.getX(), op.getLo()))
      loops.checkSameShape(adaptor.getX(), adaptor.getLo(), "lo");
    if (!haveEqualExtents(op.getX(), op.getHi()))
      loops.checkSameShape(adaptor.getX(), adaptor.getHi(), "hi");
    ElementType type = elementTypeOf(op.getType());
    Value init = loops.empty(loops.extents(adaptor.getX()),
                             getStorageType(op.getContext(), type));
    Value result = loops.elementwise(
        adaptor.getOperands(), init,
        [&](OpBuilder &builder, Location loc, ValueRange args) {
          ScalarCode code(builder, loc);
          return code.store(code.clamp(type, code.load(args[0], type),
                                       code.load(args[1], type),
                                       code.load(args[2], type)),
                            type);
        });
    rewriter.replaceOp(op, result);
    return success();
  }
};

/// Derivatives are taken before: it is the identity here.
struct LowerStopGradient : OpConversionPattern<StopGradientOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(StopGradientOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, adaptor.getX());
    return success();
  }
};

struct LowerSelect : OpConversionPattern<SelectOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(SelectOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    if (!haveEqualExtents(op.getOnTrue(), op.getOnFalse()))
      loops.checkSameShape(adaptor.getOnTrue(), adaptor.getOnFalse(),
                           "on_false");
    if (!haveEqualExtents(op.getOnTrue(), op.getPred()))
      loops.checkSameShape(adaptor.getOnTrue(), adaptor.getPred(), "pred");
    ElementType type = elementTypeOf(op.getType());
    Value init = loops.empty(loops.extents(adaptor.getOnTrue()),
                             getStorageType(op.getContext(), type));
    Value result = loops.elementwise(
        adaptor.getOperands(), init,
        [&](OpBuilder &builder, Location loc, ValueRange args) -> Value {
          Value pred = ScalarCode(builder, loc).load(args[0], ElementType::I1);
          return arith::SelectOp::create(builder, loc, pred, args[1], args[2]);
        });
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct LowerCast : OpConversionPattern<CastOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(CastOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    ElementType from = elementTypeOf(op.getX().getType());
    ElementType to = elementTypeOf(op.getType());
    Value init = loops.empty(loops.extents(adaptor.getX()),
                             getStorageType(op.getContext(), to));
    Value result = loops.elementwise(
        adaptor.getX(), init,
        [&](OpBuilder &builder, Location loc, ValueRange args) {
          ScalarCode code(builder, loc);
          return code.store(code.cast(from, to, code.load(args[0], from)), to);
        });
    if (!result)
      return rewriter.notifyMatchFailure(op, "element types are not lowered");
    rewriter.replaceOp(op, result);
    return success();
  }
};

} // namespace

void ptir::populateElementwisePatterns(const StorageTypeConverter &converter,
                                       RewritePatternSet &patterns) {
  patterns.add<LowerUnary<NegOp>, LowerUnary<AbsOp>, LowerUnary<ExpOp>,
               LowerUnary<LogOp>, LowerUnary<TanhOp>, LowerUnary<ErfOp>,
               LowerUnary<RsqrtOp>, LowerUnary<ReciprocalOp>,
               LowerUnary<SqrtOp>, LowerUnary<SinOp>, LowerUnary<CosOp>,
               LowerUnary<LogisticOp>, LowerUnary<FloorOp>, LowerUnary<CeilOp>,
               LowerUnary<RoundNearestEvenOp>, LowerUnary<SignOp>,
               LowerUnary<NotOp>, LowerBinary<AddOp>, LowerBinary<SubOp>,
               LowerBinary<MulOp>, LowerBinary<DivOp>, LowerBinary<MaximumOp>,
               LowerBinary<MinimumOp>, LowerBinary<PowOp>,
               LowerBinary<RemainderOp>, LowerBinary<AndOp>, LowerBinary<OrOp>,
               LowerBinary<XorOp>, LowerCompare, LowerIsFinite, LowerClamp,
               LowerStopGradient, LowerSelect, LowerCast>(
      converter, patterns.getContext());
}
