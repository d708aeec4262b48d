//===- IndexingOps.cpp - Elements picked by position ----------------------===//
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
// SliceOp
//===----------------------------------------------------------------------===//

SmallVector<int64_t> SliceOp::getStridesOrOnes() {
  if (std::optional<ArrayRef<int64_t>> strides = getStrides())
    return SmallVector<int64_t>(*strides);
  return SmallVector<int64_t>(getStarts().size(), 1);
}

LogicalResult SliceOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> location,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType type = tensorOf(adaptor.getX());
  // An empty list is as good as none for rank 0.
  ArrayRef<int64_t> strides;
  if (std::optional<ArrayRef<int64_t>> given = adaptor.getStrides())
    strides = *given;
  ShapeResult shape = sliceShape(type.getShape(), adaptor.getStarts(),
                                 adaptor.getSizes(), strides);
  if (failed(rules.check(shape)) ||
      failed(
          rules.dimsMatch(shape.shape, adaptor.getDims().size()))) // slice_c4
    return failure();
  results.push_back(type.clone(shape.shape));
  return success();
}

Speculation::Speculatability SliceOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

//===----------------------------------------------------------------------===//
// TakeOp
//===----------------------------------------------------------------------===//

LogicalResult TakeOp::inferReturnTypes(MLIRContext *,
                                       std::optional<Location> location,
                                       Adaptor adaptor,
                                       SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType type = tensorOf(adaptor.getX());
  ShapeResult shape =
      takeShape(type.getShape(), tensorOf(adaptor.getIndices()).getShape());
  if (failed(rules.check(shape)))
    return failure();
  results.push_back(type.clone(shape.shape));
  return success();
}

Speculation::Speculatability TakeOp::getSpeculatability() {
  return Speculation::NotSpeculatable;
}

//===----------------------------------------------------------------------===//
// GatherOp
//===----------------------------------------------------------------------===//

LogicalResult GatherOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> location,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType type = tensorOf(adaptor.getX());
  ShapeResult shape =
      gatherShape(type.getShape(), tensorOf(adaptor.getIndices()).getShape(),
                  adaptor.getAxis());
  if (failed(rules.check(shape)))
    return failure();
  results.push_back(type.clone(shape.shape));
  return success();
}

Speculation::Speculatability GatherOp::getSpeculatability() {
  return Speculation::NotSpeculatable;
}

//===----------------------------------------------------------------------===//
// DynamicSliceOp
//===----------------------------------------------------------------------===//

LogicalResult DynamicSliceOp::inferReturnTypes(MLIRContext *,
                                               std::optional<Location> location,
                                               Adaptor adaptor,
                                               SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType type = tensorOf(adaptor.getX());
  ShapeResult shape = dynamicSliceShape(type.getShape(),
                                        tensorOf(adaptor.getStart()).getShape(),
                                        adaptor.getSizes());
  if (failed(rules.check(shape)) ||
      failed(rules.dimsMatch(shape.shape, adaptor.getDims().size())))
    return failure();
  results.push_back(type.clone(shape.shape));
  return success();
}

Speculation::Speculatability DynamicSliceOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

//===----------------------------------------------------------------------===//
// DynamicUpdateSliceOp
//===----------------------------------------------------------------------===//

LogicalResult DynamicUpdateSliceOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> location, Adaptor adaptor,
    SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType x = tensorOf(adaptor.getX());
  RankedTensorType update = tensorOf(adaptor.getUpdate());
  if (x.getElementType() != update.getElementType()) {
    std::string message; // dynamic_update_slice_c1
    llvm::raw_string_ostream(message)
        << "expected update of element type " << x.getElementType()
        << ", found " << update.getElementType();
    return rules.fail(message, 1);
  }
  ShapeResult shape = dynamicUpdateSliceShape(
      x.getShape(), update.getShape(), tensorOf(adaptor.getStart()).getShape());
  if (failed(rules.check(shape)))
    return failure();
  results.push_back(x);
  return success();
}

Speculation::Speculatability DynamicUpdateSliceOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}
