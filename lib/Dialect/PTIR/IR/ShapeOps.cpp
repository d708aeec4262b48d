//===- ShapeOps.cpp - Elements moved, none computed -----------------------===//
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

/// The rule that result and operand have the same element type.
static LogicalResult keepsElement(const RuleChecks &rules,
                                  RankedTensorType from, RankedTensorType to) {
  if (from.getElementType() == to.getElementType())
    return success();
  std::string message;
  llvm::raw_string_ostream(message)
      << "expected the operand's element type (" << from.getElementType()
      << ") in the result, found " << to.getElementType();
  return rules.fail(message, 0);
}

//===----------------------------------------------------------------------===//
// ConstantOp
//===----------------------------------------------------------------------===//

LogicalResult ConstantOp::inferReturnTypes(MLIRContext *,
                                           std::optional<Location>,
                                           Adaptor adaptor,
                                           SmallVectorImpl<Type> &results) {
  results.push_back(adaptor.getValue().getShapedType()); // constant_c1
  return success();
}

//===----------------------------------------------------------------------===//
// DimOp
//===----------------------------------------------------------------------===//

LogicalResult DimOp::verify() {
  int64_t rank = getX().getType().getRank();
  int64_t axis = getAxis();
  if (!normalizeAxis(axis, rank)) // dim_c1
    return RuleChecks(*this).fail("expected axis in [" + Twine(-rank) + ", " +
                                      Twine(rank) + "), found " + Twine(axis),
                                  0);
  return success();
}

//===----------------------------------------------------------------------===//
// ReshapeOp
//===----------------------------------------------------------------------===//

LogicalResult ReshapeOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType from = getX().getType(), to = getType();
  if (failed(keepsElement(rules, from, to))) // reshape_c1
    return failure();
  // reshape_c2
  if (failed(rules.dimsMatch(to.getShape(), getDims().size(),
                             /*inferOne=*/true)))
    return failure();
  return rules.check(reshapeShape(from.getShape(), to.getShape()));
}

Speculation::Speculatability ReshapeOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

//===----------------------------------------------------------------------===//
// TransposeOp
//===----------------------------------------------------------------------===//

LogicalResult TransposeOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> location,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  auto type = cast<RankedTensorType>(adaptor.getX().getType());
  ShapeResult shape = transposeShape(type.getShape(), adaptor.getPerm());
  if (failed(rules.check(shape)))
    return failure();
  results.push_back(type.clone(shape.shape));
  return success();
}

//===----------------------------------------------------------------------===//
// BroadcastToOp
//===----------------------------------------------------------------------===//

LogicalResult BroadcastToOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType from = getX().getType(), to = getType();
  if (failed(keepsElement(rules, from, to))) // broadcast_to_c1
    return failure();
  // broadcast_to_c2
  if (failed(rules.dimsMatch(to.getShape(), getDims().size())))
    return failure();
  return rules.check(broadcastShape(from.getShape(), to.getShape()));
}

Speculation::Speculatability BroadcastToOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

//===----------------------------------------------------------------------===//
// ConcatOp
//===----------------------------------------------------------------------===//

int64_t ConcatOp::getNormalizedAxis() {
  return *normalizeAxis(getAxis(), getType().getRank());
}

LogicalResult ConcatOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> location,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  SmallVector<ShapeRef> shapes;
  for (Value x : adaptor.getXs())
    shapes.push_back(cast<RankedTensorType>(x.getType()).getShape());
  ShapeResult shape = concatShape(shapes, adaptor.getAxis());
  if (failed(rules.check(shape)))
    return failure();
  auto first = cast<RankedTensorType>(adaptor.getXs()[0].getType());
  for (auto [i, x] : llvm::enumerate(adaptor.getXs()))
    if (Type element = cast<RankedTensorType>(x.getType()).getElementType();
        element != first.getElementType()) { // concat_c1
      std::string message;
      llvm::raw_string_ostream(message)
          << "expected element type " << first.getElementType()
          << " of operand " << i << ", found " << element;
      return rules.fail(message, i);
    }
  results.push_back(first.clone(shape.shape));
  return success();
}

Speculation::Speculatability ConcatOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

//===----------------------------------------------------------------------===//
// PadOp
//===----------------------------------------------------------------------===//

LogicalResult PadOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> location,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType type = tensorOf(adaptor.getX());
  ShapeResult shape = padShape(type.getShape(), adaptor.getLow(),
                               adaptor.getHigh(), adaptor.getInterior());
  if (failed(rules.check(shape)) ||
      failed(rules.isElement(adaptor.getPadValue(), "pad_value",
                             type.getElementType()))) // pad_c4
    return failure();
  results.push_back(type.clone(shape.shape));
  return success();
}

Speculation::Speculatability PadOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

//===----------------------------------------------------------------------===//
// TileOp
//===----------------------------------------------------------------------===//

LogicalResult TileOp::inferReturnTypes(MLIRContext *,
                                       std::optional<Location> location,
                                       Adaptor adaptor,
                                       SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType type = tensorOf(adaptor.getX());
  ShapeResult shape = tileShape(type.getShape(), adaptor.getRepeats());
  if (failed(rules.check(shape)))
    return failure();
  results.push_back(type.clone(shape.shape));
  return success();
}

//===----------------------------------------------------------------------===//
// IotaOp
//===----------------------------------------------------------------------===//

LogicalResult IotaOp::verify() {
  RuleChecks rules(*this);
  int64_t rank = getType().getRank(), axis = getAxis();
  if (!normalizeAxis(axis, rank)) // iota_c1
    return rules.fail("expected a result of rank at least 1 with axis in [" +
                      Twine(-rank) + ", " + Twine(rank) + "), found rank " +
                      Twine(rank) + " and axis " + Twine(axis));
  return rules.dimsMatch(getType().getShape(), getDims().size()); // iota_c2
}
