//===- ScatterOps.cpp - Updates written or combined by index --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AssemblyFormat.h"
#include "RuleChecks.h"
#include "Speculation.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

using namespace mlir;
using namespace ptir;

//===----------------------------------------------------------------------===//
// ScatterReduceOp
//===----------------------------------------------------------------------===//

LogicalResult ScatterReduceOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> location, Adaptor adaptor,
    SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType x = tensorOf(adaptor.getX());
  RankedTensorType updates = tensorOf(adaptor.getUpdates());
  // scatter_reduce_c1
  if (failed(rules.sameElement(x, updates, "updates", 2)))
    return failure();
  ShapeResult shape = scatterReduceShape(
      x.getShape(), tensorOf(adaptor.getIndices()).getShape(),
      updates.getShape(), adaptor.getAxis());
  if (failed(rules.check(shape)))
    return failure();
  ScatterKind kind = adaptor.getKind();
  Type element = x.getElementType();
  if (kind == ScatterKind::Add && element.isInteger(1)) // scatter_reduce_c4
    return rules.fail("expected elements that can be added, found i1", 0);
  if ((kind == ScatterKind::Max || kind == ScatterKind::Min) &&
      isa<ComplexType>(element)) // scatter_reduce_c4
    return rules.fail("expected elements that are ordered, found complex", 0);
  results.push_back(x);
  return success();
}

Speculation::Speculatability ScatterReduceOp::getSpeculatability() {
  return Speculation::NotSpeculatable;
}

//===----------------------------------------------------------------------===//
// ScatterAddOp
//===----------------------------------------------------------------------===//

int64_t ScatterAddOp::getIndexVectorDimOrRank() {
  return getIndexVectorDim().value_or(getIndices().getType().getRank());
}

LogicalResult ScatterAddOp::inferReturnTypes(MLIRContext *,
                                             std::optional<Location> location,
                                             Adaptor adaptor,
                                             SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType x = tensorOf(adaptor.getX());
  RankedTensorType indices = tensorOf(adaptor.getIndices());
  RankedTensorType updates = tensorOf(adaptor.getUpdates());
  // scatter_add_c8
  if (failed(rules.sameElement(x, updates, "updates", 2)))
    return failure();
  if (x.getElementType().isInteger(1)) // scatter_add_c8
    return rules.fail("expected elements that can be added, found i1", 0);
  int64_t vectorDim = adaptor.getIndexVectorDim().value_or(indices.getRank());
  ScatterDims dims = {adaptor.getUpdateWindowDims(),
                      adaptor.getInsertedWindowDims(),
                      adaptor.getScatterDimsToOperandDims(), vectorDim};
  ShapeResult shape = scatterAddShape(x.getShape(), indices.getShape(),
                                      updates.getShape(), dims);
  if (failed(rules.check(shape)))
    return failure();
  results.push_back(x);
  return success();
}

Speculation::Speculatability ScatterAddOp::getSpeculatability() {
  return Speculation::NotSpeculatable;
}

//===----------------------------------------------------------------------===//
// SegmentReduceOp
//===----------------------------------------------------------------------===//

/// The type that elements are summed in; the result has the operand's type.
static Type accumulatorOf(std::optional<Type> given, Type element) {
  return given ? *given : getDefaultAccumulatorType(element, element);
}

Type SegmentReduceOp::getAccumulatorType() {
  return accumulatorOf(getAccumType(), getType().getElementType());
}

LogicalResult SegmentReduceOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> location, Adaptor adaptor,
    SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType data = tensorOf(adaptor.getData());
  ShapeResult shape =
      segmentReduceShape(data.getShape(), tensorOf(adaptor.getIds()).getShape(),
                         adaptor.getNumSegments());
  if (failed(rules.check(shape)))
    return failure();
  if (adaptor.getKind() == ReduceKind::Min) // segment_reduce_c4
    return rules.fail("expected kind sum or max, found min");
  Type element = data.getElementType();
  // segment_reduce_c4
  if (failed(rules.reducible(adaptor.getKind(), element)) ||
      failed(rules.inClass(element, "accum_type",
                           accumulatorOf(adaptor.getAccumType(), element))))
    return failure();
  results.push_back(data.clone(shape.shape));
  return success();
}

Speculation::Speculatability SegmentReduceOp::getSpeculatability() {
  return Speculation::NotSpeculatable;
}
