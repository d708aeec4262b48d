//===- SplatConstants.cpp - Constants with one value ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "SplatConstants.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

#include "llvm/ADT/APFloat.h"

using namespace mlir;
using namespace ptir;

static bool equals(const APFloat &constant, double value) {
  APFloat wanted(value);
  bool losesInfo = false;
  wanted.convert(constant.getSemantics(), APFloat::rmNearestTiesToEven,
                 &losesInfo);
  return !losesInfo && wanted.bitwiseIsEqual(constant);
}

/// The constant that a tensor repeats, seen through broadcasts and reshapes.
static SplatElementsAttr findSplat(Value tensor) {
  // Bounded, since a graph region may hold a cycle.
  for (int step = 0; step < 8; ++step) {
    Operation *op = tensor.getDefiningOp();
    if (!op || !isa<BroadcastToOp, ReshapeOp>(op))
      break;
    tensor = op->getOperand(0);
  }
  auto constant = tensor.getDefiningOp<ConstantOp>();
  return constant ? dyn_cast<SplatElementsAttr>(constant.getValue()) : nullptr;
}

bool ptir::isSplatOf(Value tensor, ConstantScalar value) {
  std::optional<ConstantElements> splat =
      ConstantElements::get(findSplat(tensor));
  if (!splat || splat->size() == 0)
    return false;
  ConstantScalar found = (*splat)[0];
  return found.real == value.real && found.imaginary == value.imaginary;
}

bool ptir::isSplatOf(Value tensor, double value) {
  SplatElementsAttr splat = findSplat(tensor);
  if (!splat)
    return false;
  Type element = splat.getElementType();
  if (isa<FloatType>(element))
    return equals(splat.getSplatValue<APFloat>(), value);
  if (auto integer = dyn_cast<IntegerType>(element)) {
    APInt found = splat.getSplatValue<APInt>();
    return found == APInt(integer.getWidth(), static_cast<uint64_t>(value));
  }
  auto number = splat.getSplatValue<std::complex<APFloat>>();
  return equals(number.real(), value) && equals(number.imag(), 0.0);
}
