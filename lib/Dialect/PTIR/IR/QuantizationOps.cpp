//===- QuantizationOps.cpp - Affine quantisation --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"
#include "Speculation.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

using namespace mlir;
using namespace ptir;

LogicalResult QuantizeOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType x = getX().getType(), scale = getScale().getType();
  RankedTensorType zero = getZeroPoint().getType();
  if (failed(rules.sameElement(x, scale, "scale", 1)) || // quantize_c1
      failed(rules.sameElement(getType(), zero, "zero_point",
                               2)) || // quantize_c2
      failed(rules.check(quantizationShape(x.getShape(), scale.getShape(),
                                           zero.getShape(), getAxis(), 1))) ||
      failed(rules.hasShape("result", getType(),
                            x.getShape()))) // quantize_c4
    return failure();
  return success();
}

Speculation::Speculatability QuantizeOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

LogicalResult DequantizeOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType q = getQ().getType(), scale = getScale().getType();
  RankedTensorType zero = getZeroPoint().getType();
  if (failed(rules.sameElement(getType(), scale, "scale",
                               1)) ||                        // dequantize_c1
      failed(rules.sameElement(q, zero, "zero_point", 2)) || // dequantize_c2
      failed(rules.check(quantizationShape(q.getShape(), scale.getShape(),
                                           zero.getShape(), getAxis(), 1))) ||
      failed(rules.hasShape("result", getType(),
                            q.getShape()))) // dequantize_c4
    return failure();
  return success();
}

Speculation::Speculatability DequantizeOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

LogicalResult RequantizeOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType q = getQ().getType();
  RankedTensorType inScale = getInScale().getType();
  RankedTensorType inZero = getInZero().getType();
  RankedTensorType outScale = getOutScale().getType();
  RankedTensorType outZero = getOutZero().getType();
  if (failed(rules.sameElement(inScale, outScale, "out_scale",
                               3)) ||                       // requantize_c1
      failed(rules.sameElement(q, inZero, "in_zero", 2)) || // requantize_c2
      failed(rules.sameElement(getType(), outZero, "out_zero",
                               4)) || // requantize_c2
      failed(rules.check(quantizationShape(q.getShape(), inScale.getShape(),
                                           inZero.getShape(), getAxis(), 1))) ||
      failed(
          rules.check(quantizationShape(q.getShape(), outScale.getShape(),
                                        outZero.getShape(), getAxis(), 3))) ||
      failed(rules.hasShape("result", getType(),
                            q.getShape()))) // requantize_c4
    return failure();
  return success();
}

Speculation::Speculatability RequantizeOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}
