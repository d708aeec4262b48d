//===- ReifyShapes.cpp - Result extents as values -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// ReifyRankedShapedTypeOpInterface of every op, built on ExtentSources.
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/ExtentSources.h"

#include "RuleChecks.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace ptir;

/// `tensor<si64>` as an index.
static Value toIndex(OpBuilder &builder, Location loc, Value extent) {
  Value scalar = tensor::ExtractOp::create(builder, loc, extent, ValueRange());
  Value bits = UnrealizedConversionCastOp::create(builder, loc,
                                                  builder.getI64Type(), scalar)
                   .getResult(0);
  return arith::IndexCastOp::create(builder, loc, builder.getIndexType(), bits);
}

/// A composite may compute an extent where nobody else can see it.
static bool tellsExtents(Operation *op) {
  return llvm::all_of(op->getResults(), [](OpResult result) {
    RankedTensorType type = tensorOf(result);
    for (int64_t dim = 0; dim < type.getRank(); ++dim)
      if (type.isDynamicDim(dim) && !tellsExtent(result, dim))
        return false;
    return true;
  });
}

static LogicalResult reifyResults(Operation *op, OpBuilder &builder,
                                  ReifiedRankedShapedTypeDims &shapes) {
  if (!tellsExtents(op))
    return failure();
  for (OpResult result : op->getResults()) {
    RankedTensorType type = tensorOf(result);
    SmallVector<OpFoldResult> shape;
    for (int64_t dim = 0; dim < type.getRank(); ++dim) {
      if (!type.isDynamicDim(dim)) {
        shape.push_back(builder.getIndexAttr(type.getDimSize(dim)));
        continue;
      }
      Value extent = createResultExtent(builder, result, dim);
      shape.push_back(toIndex(builder, op->getLoc(), extent));
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
PTIR_REIFY(SqrtOp)
PTIR_REIFY(SinOp)
PTIR_REIFY(CosOp)
PTIR_REIFY(LogisticOp)
PTIR_REIFY(FloorOp)
PTIR_REIFY(CeilOp)
PTIR_REIFY(RoundNearestEvenOp)
PTIR_REIFY(SignOp)
PTIR_REIFY(NotOp)
PTIR_REIFY(IsFiniteOp)
PTIR_REIFY(StopGradientOp)
PTIR_REIFY(PowOp)
PTIR_REIFY(RemainderOp)
PTIR_REIFY(AndOp)
PTIR_REIFY(OrOp)
PTIR_REIFY(XorOp)
PTIR_REIFY(ClampOp)
PTIR_REIFY(ArgmaxOp)
PTIR_REIFY(PadOp)
PTIR_REIFY(TileOp)
PTIR_REIFY(GatherOp)
PTIR_REIFY(ScatterReduceOp)
PTIR_REIFY(ScatterAddOp)
PTIR_REIFY(SegmentReduceOp)
PTIR_REIFY(ExtractPatchesOp)
PTIR_REIFY(ReduceWindowOp)
PTIR_REIFY(TopKOp)
PTIR_REIFY(RngUniformOp)
PTIR_REIFY(RngNormalOp)
PTIR_REIFY(QuantizeOp)
PTIR_REIFY(DequantizeOp)
PTIR_REIFY(RequantizeOp)
PTIR_REIFY(LayerNormOp)
PTIR_REIFY(CondOp)
PTIR_REIFY(WhileOp)
PTIR_REIFY(ScanOp)
PTIR_REIFY(ParamOp)
PTIR_REIFY(CompositeOp)
#undef PTIR_REIFY
