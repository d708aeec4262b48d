//===- WindowOps.cpp - Sliding windows ------------------------------------===//
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
// ExtractPatchesOp
//===----------------------------------------------------------------------===//

LogicalResult ExtractPatchesOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> location, Adaptor adaptor,
    SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType x = tensorOf(adaptor.getX());
  ShapeResult shape = extractPatchesShape(
      x.getShape(), {adaptor.getWindow(), adaptor.getStrides(),
                     adaptor.getDilation(), adaptor.getPadding()});
  if (failed(rules.check(shape)) ||
      failed(rules.isElement(adaptor.getPadValue(), "pad_value",
                             x.getElementType()))) // extract_patches_c4
    return failure();
  results.push_back(x.clone(shape.shape));
  return success();
}

Speculation::Speculatability ExtractPatchesOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

//===----------------------------------------------------------------------===//
// ReduceWindowOp
//===----------------------------------------------------------------------===//

Type ReduceWindowOp::getAccumulatorType() {
  if (std::optional<Type> type = getAccumType())
    return *type;
  return getDefaultAccumulatorType(getX().getType().getElementType(),
                                   getType().getElementType());
}

LogicalResult ReduceWindowOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType x = getX().getType();
  ShapeResult shape = reduceWindowShape(
      x.getShape(), {getWindow(), getStrides(), getBaseDilation(),
                     getWindowDilation(), getPadding()});
  // reduce_window_c3
  if (failed(rules.check(shape)) ||
      failed(rules.hasShape("result", getType(), shape.shape)))
    return failure();
  Type element = x.getElementType();
  // reduce_window_c4
  if (failed(rules.reducible(getKind(), element)) ||
      failed(rules.inClass(element, "result", getType().getElementType())) ||
      failed(rules.inClass(element, "accum_type", getAccumulatorType())))
    return failure();
  return success();
}
