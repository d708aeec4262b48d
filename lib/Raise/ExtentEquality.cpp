//===- ExtentEquality.cpp - Whether run-time extents are the same ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ExtentEquality.h"

#include "ptir/Dialect/PTIR/IR/ExtentSources.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

using namespace mlir;
using namespace ptir;

Value ExtentEquality::source(Value extent) {
  while (auto dim = extent.getDefiningOp<DimOp>()) {
    RankedTensorType type = dim.getX().getType();
    int64_t axis = *normalizeAxis(dim.getAxis(), type.getRank());
    if (!type.isDynamicDim(axis))
      return ConstantOp::create(
          builder, dim.getLoc(),
          DenseElementsAttr::get(dim.getType(),
                                 APInt(64, type.getDimSize(axis))));
    auto result = dyn_cast<OpResult>(dim.getX());
    Value next = result ? createResultExtent(builder, result, axis) : Value();
    if (!next)
      break;
    extent = next;
  }
  return extent;
}

bool ExtentEquality::equal(Value lhs, Value rhs) {
  if (lhs == rhs)
    return true;
  if (lhs.getType() != rhs.getType())
    return false;
  if (isExtentType(lhs.getType())) {
    lhs = source(lhs);
    rhs = source(rhs);
    if (lhs == rhs)
      return true;
  }
  Operation *left = lhs.getDefiningOp(), *right = rhs.getDefiningOp();
  if (!left || !right || left->getName() != right->getName() ||
      left->getNumRegions() != 0 || left->getNumResults() != 1 ||
      left->getAttrDictionary() != right->getAttrDictionary() ||
      left->getNumOperands() != right->getNumOperands())
    return false;
  // An op without operands is its attributes.
  return llvm::all_of(
      llvm::zip(left->getOperands(), right->getOperands()),
      [&](auto pair) { return equal(std::get<0>(pair), std::get<1>(pair)); });
}
