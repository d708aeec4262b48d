//===- SortingOps.cpp - Order of elements ---------------------------------===//
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

LogicalResult TopKOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType x = getX().getType();
  ShapeResult shape = topKShape(x.getShape(), getK(), getAxis());
  // top_k_c2
  if (failed(rules.check(shape)) ||
      failed(rules.hasShape("values", getValues().getType(), shape.shape)) ||
      failed(rules.hasShape("indices", getIndices().getType(), shape.shape)) ||
      failed(rules.sameElement(x, getValues().getType(), "values")))
    return failure();
  return success();
}

Speculation::Speculatability TopKOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}
