//===- EvaluateOp.cpp - From an operation to its function -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Evaluate.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace ptir;
using namespace ptir::reference;

using Results = StatusOr<std::vector<Tensor>>;

static Results asResults(Result result) {
  if (!result.ok())
    return result.status();
  return std::vector<Tensor>{std::move(*result)};
}

static Results asResults(Results results) { return results; }

static Results evaluateUnknown(mlir::Operation &op) {
  return Status::failure("the reference backend does not execute '" +
                         op.getName().getStringRef().str() +
                         "'; it executes modules of the dialects func and "
                         "ptir, before they are lowered");
}

Results ptir::reference::evaluateOp(mlir::Operation &op, Operands operands) {
  return llvm::TypeSwitch<mlir::Operation *, Results>(&op)
      .Case<NegOp, AbsOp, ExpOp, LogOp, TanhOp, ErfOp, RsqrtOp, ReciprocalOp,
            AddOp, SubOp, MulOp, DivOp, MaximumOp, MinimumOp, CompareOp,
            SelectOp, CastOp, SqrtOp, SinOp, CosOp, LogisticOp, FloorOp, CeilOp,
            RoundNearestEvenOp, SignOp, NotOp, IsFiniteOp, StopGradientOp,
            PowOp, RemainderOp, AndOp, OrOp, XorOp, ClampOp, DotGeneralOp,
            ReduceOp, ConstantOp, DimOp, ReshapeOp, TransposeOp, BroadcastToOp,
            ConcatOp, IotaOp, SliceOp, TakeOp, GatherOp, DynamicSliceOp,
            DynamicUpdateSliceOp, PadOp, TileOp, ScatterReduceOp, ScatterAddOp,
            SegmentReduceOp, ArgmaxOp, TopKOp, ExtractPatchesOp, ReduceWindowOp,
            RngUniformOp, RngNormalOp, QuantizeOp, DequantizeOp, RequantizeOp,
            LayerNormOp, CustomCallOp>(
          [&](auto known) { return asResults(evaluate(known, operands)); })
      .Default([](mlir::Operation *op) { return evaluateUnknown(*op); });
}

Result ptir::reference::evaluate(CustomCallOp op, Operands) {
  return Status::failure("the reference backend has no target '" +
                         op.getTarget().str() +
                         "'; run the module on a backend that has it");
}
