//===- Evaluate.h - One function per op -------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What each op without regions computes: a pure function of its operands. A
// failure's message leaves out the op and its location, which the interpreter
// adds. The caller checks results against the types that the op declares, so
// functions check only what concerns the operands.
//
// Shapes are known at run time: the functions check them with the same shape
// rules as the verifier (ShapeRules.h), which then sees no `?`.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_REFERENCE_EVALUATE_H
#define PTIR_LIB_REFERENCE_EVALUATE_H

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Reference/Tensor.h"

#include <vector>

namespace ptir::reference {

/// Operands in order. A function may take the elements of an operand that is
/// their only owner.
using Operands = llvm::MutableArrayRef<Tensor>;
using Result = StatusOr<Tensor>;

/// Calls the function below that is meant for the op; a failure that names
/// nothing else when there is none.
StatusOr<std::vector<Tensor>> evaluateOp(mlir::Operation &op,
                                         Operands operands);

// Elementwise.cpp
Result evaluate(NegOp op, Operands operands);
Result evaluate(AbsOp op, Operands operands);
Result evaluate(ExpOp op, Operands operands);
Result evaluate(LogOp op, Operands operands);
Result evaluate(TanhOp op, Operands operands);
Result evaluate(ErfOp op, Operands operands);
Result evaluate(RsqrtOp op, Operands operands);
Result evaluate(ReciprocalOp op, Operands operands);
Result evaluate(AddOp op, Operands operands);
Result evaluate(SubOp op, Operands operands);
Result evaluate(MulOp op, Operands operands);
Result evaluate(DivOp op, Operands operands);
Result evaluate(MaximumOp op, Operands operands);
Result evaluate(MinimumOp op, Operands operands);
Result evaluate(CompareOp op, Operands operands);
Result evaluate(SelectOp op, Operands operands);
Result evaluate(CastOp op, Operands operands);

// ElementwiseExtension.cpp
Result evaluate(SqrtOp op, Operands operands);
Result evaluate(SinOp op, Operands operands);
Result evaluate(CosOp op, Operands operands);
Result evaluate(LogisticOp op, Operands operands);
Result evaluate(FloorOp op, Operands operands);
Result evaluate(CeilOp op, Operands operands);
Result evaluate(RoundNearestEvenOp op, Operands operands);
Result evaluate(SignOp op, Operands operands);
Result evaluate(NotOp op, Operands operands);
Result evaluate(IsFiniteOp op, Operands operands);
Result evaluate(StopGradientOp op, Operands operands);
Result evaluate(PowOp op, Operands operands);
Result evaluate(RemainderOp op, Operands operands);
Result evaluate(AndOp op, Operands operands);
Result evaluate(OrOp op, Operands operands);
Result evaluate(XorOp op, Operands operands);
Result evaluate(ClampOp op, Operands operands);

// Contraction.cpp
Result evaluate(DotGeneralOp op, Operands operands);

// Reduction.cpp
Result evaluate(ReduceOp op, Operands operands);

// Shape.cpp
Result evaluate(ConstantOp op, Operands operands);
Result evaluate(DimOp op, Operands operands);
Result evaluate(ReshapeOp op, Operands operands);
Result evaluate(TransposeOp op, Operands operands);
Result evaluate(BroadcastToOp op, Operands operands);
Result evaluate(ConcatOp op, Operands operands);
Result evaluate(IotaOp op, Operands operands);

// Indexing.cpp
Result evaluate(SliceOp op, Operands operands);
Result evaluate(TakeOp op, Operands operands);
Result evaluate(GatherOp op, Operands operands);
Result evaluate(DynamicSliceOp op, Operands operands);
Result evaluate(DynamicUpdateSliceOp op, Operands operands);

// Random.cpp
Result evaluate(RngUniformOp op, Operands operands);
Result evaluate(RngNormalOp op, Operands operands);

// Quantization.cpp
Result evaluate(QuantizeOp op, Operands operands);
Result evaluate(DequantizeOp op, Operands operands);
Result evaluate(RequantizeOp op, Operands operands);

// Normalization.cpp
Result evaluate(LayerNormOp op, Operands operands);

// Padding.cpp
Result evaluate(PadOp op, Operands operands);
Result evaluate(TileOp op, Operands operands);

// Scatter.cpp
Result evaluate(ScatterReduceOp op, Operands operands);
Result evaluate(ScatterAddOp op, Operands operands);
Result evaluate(SegmentReduceOp op, Operands operands);

// Sorting.cpp
Result evaluate(ArgmaxOp op, Operands operands);
StatusOr<std::vector<Tensor>> evaluate(TopKOp op, Operands operands);

// Window.cpp
Result evaluate(ExtractPatchesOp op, Operands operands);
Result evaluate(ReduceWindowOp op, Operands operands);

// EvaluateOp.cpp
Result evaluate(CustomCallOp op, Operands operands);

} // namespace ptir::reference

#endif // PTIR_LIB_REFERENCE_EVALUATE_H
