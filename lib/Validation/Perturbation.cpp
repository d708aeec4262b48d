//===- Perturbation.cpp - Rounding errors on purpose ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Perturbation.h"

#include "FloatParts.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Validation/InexactValues.h"

#include <cmath>
#include <limits>

using namespace mlir;
using namespace ptir;
using namespace ptir::validation;
using reference::Tensor;

int ptir::validation::functionError(ElementType type) {
  switch (partType(type)) {
  case ElementType::F32:
    return 8;
  case ElementType::F64:
    return 16;
  default:
    return 1;
  }
}

static bool isInexactType(const Tensor &tensor) {
  return isFloat(tensor.elementType()) || isComplex(tensor.elementType());
}

/// The type that a sum is built in.
static ElementType accumulatorType(Operation &op) {
  auto elementOf = [](Value value) {
    return cast<RankedTensorType>(value.getType()).getElementType();
  };
  Type type = getDefaultAccumulatorType(elementOf(op.getOperand(0)),
                                        elementOf(op.getResult(0)));
  if (auto given = op.getAttrOfType<TypeAttr>("accum_type"))
    type = given.getValue();
  return partType(getElementType(type).value_or(ElementType::F32));
}

/// No sum of products of these operands has terms that add up to more.
static double boundOfTerms(Operation &op, ArrayRef<Tensor> operands) {
  double bound = 1;
  bool multiplies = op.getName().stripDialect() == "dot_general";
  double largest = 0, terms = 1;
  for (const Tensor &operand : operands) {
    if (!isInexactType(operand))
      continue;
    double magnitude = 0;
    for (int64_t i = 0, end = numParts(operand); i < end; ++i)
      if (double part = std::fabs(partAt(operand, i)); std::isfinite(part))
        magnitude = std::max(magnitude, part);
    terms += static_cast<double>(numParts(operand));
    bound *= magnitude;
    largest = std::max(largest, magnitude);
  }
  return terms * (multiplies ? bound : largest);
}

/// Half the distance from 1 to its neighbour.
static double roundingUnit(ElementType type) {
  return unitInLastPlace(type, 1.0) / 2;
}

double Perturbation::direction() {
  switch (run % 4) {
  case 0:
    return 1;
  case 1:
    return -1;
  default:
    return static_cast<double>(random.below(17)) / 8 - 1;
  }
}

/// Moves every finite part by about `relative` of its element's magnitude and
/// by `absolute`, at least to a neighbour.
void Perturbation::moveParts(Tensor &tensor, double relative, double absolute) {
  StatusOr<Tensor> copy =
      Tensor::fromBytes(tensor.elementType(), tensor.dims(), tensor.bytes());
  if (!copy.ok())
    return; // no memory: the unmoved value is a run as well
  ElementType type = partType(tensor.elementType());
  int64_t stride = isComplex(tensor.elementType()) ? 2 : 1;
  for (int64_t i = 0, end = numParts(tensor); i < end; i += stride) {
    double magnitude = 0;
    for (int64_t j = i; j < i + stride; ++j)
      magnitude = std::max(magnitude, std::fabs(partAt(tensor, j)));
    if (!std::isfinite(magnitude))
      continue;
    for (int64_t j = i; j < i + stride; ++j) {
      double part = partAt(tensor, j);
      double step = std::max(magnitude * relative, absolute);
      step = std::max(step, unitInLastPlace(type, part));
      double moved = part + direction() * step;
      // Functions jump at whole numbers: pow(-2, y) is a number there alone.
      double whole = std::round(part);
      if (run % 4 == 2 && std::fabs(whole - part) <= step)
        moved = whole;
      setPart(*copy, j, moved);
    }
  }
  tensor = std::move(*copy);
}

void Perturbation::beforeOp(Operation &op, std::vector<Tensor> &operands) {
  orderMatters = false;
  sumError = 0;
  if (getRounding(op) != Rounding::Sum)
    return;
  ElementType accumulator = accumulatorType(op);
  double bound = boundOfTerms(op, operands);
  orderMatters = !(bound < largestFinite(accumulator) / 4);
  if (orderMatters)
    return;
  double unit = roundingUnit(accumulator);
  for (Tensor &operand : operands) {
    if (!isInexactType(operand))
      continue;
    // Narrow operands cannot be moved as little as a wide sum errs.
    if (roundingUnit(partType(operand.elementType())) <= unit)
      moveParts(operand, 4 * unit, 0);
    else
      sumError = 4 * unit * bound;
  }
}

void Perturbation::afterOp(Operation &op, std::vector<Tensor> &results) {
  Rounding rounding = getRounding(op);
  if (rounding == Rounding::Moving)
    return;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  static constexpr double others[] = {0, infinity, -infinity, 1};
  for (auto [value, tensor] : llvm::zip_equal(op.getResults(), results)) {
    if (!isInexactType(tensor) || !inexact.contains(value))
      continue;
    if (rounding == Rounding::Sum && orderMatters) {
      moveParts(tensor, 0, 0); // a copy of our own
      for (int64_t i = 0, end = numParts(tensor); i < end; ++i)
        setPart(tensor, i, others[run % 4]);
      continue;
    }
    double relative = functionError(tensor.elementType()) *
                      unitInLastPlace(partType(tensor.elementType()), 1.0);
    moveParts(tensor, relative, rounding == Rounding::Sum ? sumError : 0);
  }
}
