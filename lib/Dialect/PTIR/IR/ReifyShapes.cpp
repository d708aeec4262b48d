//===- ReifyShapes.cpp - Result extents as values -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Every op says where each dynamic extent of its result comes from. The same
// knowledge serves ReifyRankedShapedTypeOpInterface and the folding of
// `ptir.dim`.
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/ExtentSources.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/PatternMatch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace ptir;

static RankedTensorType tensorOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

static Value constantExtent(OpBuilder &builder, Location loc, int64_t extent) {
  return ConstantOp::create(
      builder, loc,
      DenseElementsAttr::get(getExtentType(builder.getContext()),
                             APInt(64, static_cast<uint64_t>(extent))));
}

/// The extent of `dim` of an operand.
static Value operandExtent(OpBuilder &builder, Location loc, Value x,
                           int64_t dim) {
  RankedTensorType type = tensorOf(x);
  return type.isDynamicDim(dim)
             ? DimOp::create(builder, loc, x, dim).getResult()
             : constantExtent(builder, loc, type.getDimSize(dim));
}

/// The operand of `dims` for dynamic dimension `dim` of the result.
static Value nthExtent(RankedTensorType result, ValueRange dims, int64_t dim) {
  return dims[llvm::count_if(result.getShape().take_front(dim),
                             ShapedType::isDynamic)];
}

/// The one inferred extent of a reshape: elements of x over the known ones.
static Value inferredExtent(OpBuilder &builder, ReshapeOp op) {
  Location loc = op.getLoc();
  int64_t known = 1;
  for (int64_t extent : op.getType().getShape())
    if (!ShapedType::isDynamic(extent))
      known *= extent;
  if (known == 0)
    return constantExtent(builder, loc, 0);
  Value count = constantExtent(builder, loc, 1);
  for (int64_t dim = 0; dim < tensorOf(op.getX()).getRank(); ++dim)
    count = MulOp::create(builder, loc,
                          operandExtent(builder, loc, op.getX(), dim), count);
  return DivOp::create(builder, loc, count,
                       constantExtent(builder, loc, known));
}

static Value concatExtent(OpBuilder &builder, ConcatOp op, int64_t dim) {
  Location loc = op.getLoc();
  if (dim != op.getNormalizedAxis())
    return operandExtent(builder, loc, op.getXs().front(), dim);
  Value sum = operandExtent(builder, loc, op.getXs().front(), dim);
  for (Value x : op.getXs().drop_front())
    sum = AddOp::create(builder, loc, sum,
                        operandExtent(builder, loc, x, dim));
  return sum;
}

static Value dotExtent(OpBuilder &builder, DotGeneralOp op, int64_t dim) {
  ArrayRef<int64_t> batch = op.getBatchLhs();
  SmallVector<int64_t> lhsFree = op.getLhsFreeDims();
  int64_t numBatch = batch.size(), numLhs = lhsFree.size();
  auto extent = [&](Value x, int64_t d) {
    return operandExtent(builder, op.getLoc(), x,
                         *normalizeAxis(d, tensorOf(x).getRank()));
  };
  if (dim < numBatch)
    return extent(op.getLhs(), batch[dim]);
  if (dim < numBatch + numLhs)
    return extent(op.getLhs(), lhsFree[dim - numBatch]);
  return extent(op.getRhs(), op.getRhsFreeDims()[dim - numBatch - numLhs]);
}

static Value reduceExtent(OpBuilder &builder, ReduceOp op, int64_t dim) {
  SmallVector<int64_t> axes = op.getNormalizedAxes();
  int64_t source = dim;
  if (!op.getKeepdims())
    for (int64_t axis : axes)
      if (axis <= source)
        ++source;
  return operandExtent(builder, op.getLoc(), op.getX(), source);
}

Value ptir::createResultExtent(OpBuilder &builder, OpResult result,
                               int64_t dim) {
  Operation *op = result.getOwner();
  Location loc = op->getLoc();
  RankedTensorType type = tensorOf(result);
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case<NegOp, AbsOp, ExpOp, LogOp, TanhOp, ErfOp, RsqrtOp, ReciprocalOp,
            AddOp, SubOp, MulOp, DivOp, MaximumOp, MinimumOp, CompareOp,
            SelectOp, CastOp, DynamicUpdateSliceOp>([&](Operation *same) {
        return operandExtent(builder, loc, same->getOperand(0), dim);
      })
      .Case<BroadcastToOp, IotaOp, SliceOp, DynamicSliceOp>(
          [&](auto withDims) { return nthExtent(type, withDims.getDims(), dim); })
      .Case<ReshapeOp>([&](ReshapeOp reshape) {
        return reshape.getDims().empty()
                   ? inferredExtent(builder, reshape)
                   : nthExtent(type, reshape.getDims(), dim);
      })
      .Case<TransposeOp>([&](TransposeOp transpose) {
        return operandExtent(builder, loc, transpose.getX(),
                             transpose.getPerm()[dim]);
      })
      .Case<ConcatOp>(
          [&](ConcatOp concat) { return concatExtent(builder, concat, dim); })
      .Case<TakeOp>([&](TakeOp take) {
        int64_t rank = tensorOf(take.getIndices()).getRank();
        return dim < rank
                   ? operandExtent(builder, loc, take.getIndices(), dim)
                   : operandExtent(builder, loc, take.getX(), dim - rank + 1);
      })
      .Case<DotGeneralOp>(
          [&](DotGeneralOp dot) { return dotExtent(builder, dot, dim); })
      .Case<ReduceOp>(
          [&](ReduceOp reduce) { return reduceExtent(builder, reduce, dim); })
      .Default([](Operation *) { return Value(); });
}

/// `tensor<si64>` as an index.
static Value toIndex(OpBuilder &builder, Location loc, Value extent) {
  Value scalar = tensor::ExtractOp::create(builder, loc, extent, ValueRange());
  Value bits = UnrealizedConversionCastOp::create(builder, loc,
                                                  builder.getI64Type(), scalar)
                   .getResult(0);
  return arith::IndexCastOp::create(builder, loc, builder.getIndexType(), bits);
}

static LogicalResult reifyResults(Operation *op, OpBuilder &builder,
                                  ReifiedRankedShapedTypeDims &shapes) {
  for (OpResult result : op->getResults()) {
    RankedTensorType type = tensorOf(result);
    SmallVector<OpFoldResult> shape;
    for (int64_t dim = 0; dim < type.getRank(); ++dim) {
      if (!type.isDynamicDim(dim)) {
        shape.push_back(builder.getIndexAttr(type.getDimSize(dim)));
        continue;
      }
      Value extent = createResultExtent(builder, result, dim);
      // A composite's extents are those of the values that it yields: only the
      // result itself has them.
      shape.push_back(
          extent ? OpFoldResult(toIndex(builder, op->getLoc(), extent))
                 : OpFoldResult(tensor::DimOp::create(builder, op->getLoc(),
                                                      result, dim)
                                    .getResult()));
    }
    shapes.push_back(std::move(shape));
  }
  return success();
}

#define PTIR_REIFY(OP)                                                         \
  LogicalResult OP::reifyResultShapes(OpBuilder &builder,                      \
                                      ReifiedRankedShapedTypeDims &shapes) {   \
    return reifyResults(*this, builder, shapes);                               \
  }
PTIR_REIFY(NegOp)
PTIR_REIFY(AbsOp)
PTIR_REIFY(ExpOp)
PTIR_REIFY(LogOp)
PTIR_REIFY(TanhOp)
PTIR_REIFY(ErfOp)
PTIR_REIFY(RsqrtOp)
PTIR_REIFY(ReciprocalOp)
PTIR_REIFY(AddOp)
PTIR_REIFY(SubOp)
PTIR_REIFY(MulOp)
PTIR_REIFY(DivOp)
PTIR_REIFY(MaximumOp)
PTIR_REIFY(MinimumOp)
PTIR_REIFY(CompareOp)
PTIR_REIFY(SelectOp)
PTIR_REIFY(CastOp)
PTIR_REIFY(DotGeneralOp)
PTIR_REIFY(ReduceOp)
PTIR_REIFY(ConstantOp)
PTIR_REIFY(DimOp)
PTIR_REIFY(ReshapeOp)
PTIR_REIFY(TransposeOp)
PTIR_REIFY(BroadcastToOp)
PTIR_REIFY(ConcatOp)
PTIR_REIFY(IotaOp)
PTIR_REIFY(SliceOp)
PTIR_REIFY(TakeOp)
PTIR_REIFY(DynamicSliceOp)
PTIR_REIFY(DynamicUpdateSliceOp)
PTIR_REIFY(ParamOp)
PTIR_REIFY(CompositeOp)
#undef PTIR_REIFY

namespace {
/// dim(op(…), i)  =>  the extent that op takes it from
struct ForwardDim : OpRewritePattern<DimOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(DimOp op,
                                PatternRewriter &rewriter) const override {
    auto result = dyn_cast<OpResult>(op.getX());
    int64_t axis = op.getAxis();
    if (!result || axis < 0 || !tensorOf(result).isDynamicDim(axis))
      return rewriter.notifyMatchFailure(op, "x is not a dynamic op result");
    Value extent = createResultExtent(rewriter, result, axis);
    if (!extent)
      return rewriter.notifyMatchFailure(op, "x does not tell its extents");
    rewriter.replaceOp(op, extent);
    return success();
  }
};
} // namespace

void DimOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                        MLIRContext *context) {
  patterns.add<ForwardDim>(context);
}
