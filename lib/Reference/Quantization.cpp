//===- Quantization.cpp - Affine quantisation -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Elements are handled as words (ScalarCast.h), so that one loop serves every
// pair of types. Floats up to f32 are divided and multiplied in f32, through
// doubles: rounding a quotient or product of two f32 from there is the same as
// rounding it once.
//
//===----------------------------------------------------------------------===//

#include "Evaluate.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"
#include "ptir/Support/ScalarCast.h"
#include "ptir/Support/ScalarOps.h"

#include <algorithm>
#include <cmath>

using namespace ptir;
using namespace ptir::reference;

//===----------------------------------------------------------------------===//
// One element
//===----------------------------------------------------------------------===//

/// `steps + zero`, saturated: `steps` is an integer or infinite, `zero` a word
/// of an integer type. Distances fit in 64 bits where sums do not.
static uint64_t addSaturated(ElementType type, double steps, uint64_t zero) {
  unsigned bits = valueBits(type);
  bool isSigned = isSignedInteger(type);
  uint64_t least = isSigned ? uint64_t(minSigned(bits)) : 0;
  uint64_t largest = isSigned ? uint64_t(maxSigned(bits)) : maxUnsigned(bits);
  bool down = steps < 0;
  double distance = std::fabs(steps);
  uint64_t room = down ? zero - least : largest - zero;
  if (distance >= 0x1p64 || uint64_t(distance) > room)
    return down ? least : largest;
  return down ? zero - uint64_t(distance) : zero + uint64_t(distance);
}

/// The quantised number, a word, `quotient` steps from the zero point.
static uint64_t quantizeElement(ElementType type, double quotient,
                                uint64_t zero) {
  double steps = roundNearestEven(quotient);
  if (!isFloat(type))
    return std::isnan(steps) ? zero : addSaturated(type, steps, zero);
  double sum = steps + decodeFloat(type, zero);
  if (std::isnan(sum))
    return zero;
  double largest = type == ElementType::F8E4M3FN ? 448 : 57344;
  return encodeFloat(type, std::clamp(sum, -largest, largest));
}

/// `q - zero`, rounded once to the float type.
static double difference(ElementType type, uint64_t q, uint64_t zero,
                         ElementType rounded) {
  if (isFloat(type))
    return roundToFloat(rounded,
                        decodeFloat(type, q) - decodeFloat(type, zero));
  bool negative = isSignedInteger(type) ? int64_t(q) < int64_t(zero) : q < zero;
  uint64_t magnitude = negative ? zero - q : q - zero;
  double value =
      decodeFloat(rounded, encodeFloatFromUnsigned(rounded, magnitude));
  return negative ? -value : value;
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

/// f64 computes in f64, everything smaller in f32.
static ElementType computeType(ElementType type) {
  return type == ElementType::F64 ? ElementType::F64 : ElementType::F32;
}

namespace {
/// A scale or a zero point: one element, or one per position along an axis.
class PerAxis {
public:
  PerAxis(const Tensor &tensor, ShapeRef shape, std::optional<int64_t> axis)
      : tensor(tensor) {
    if (!axis || tensor.rank() == 0)
      return;
    int64_t normal = *normalizeAxis(*axis, shape.size());
    extent = shape[normal];
    for (int64_t inner : shape.drop_front(normal + 1))
      run *= inner;
  }

  /// For element i of the tensor that is quantised.
  uint64_t wordAt(int64_t i) const {
    ElementType type = tensor.elementType();
    int64_t position = i / run % extent;
    return loadScalar(type,
                      tensor.data<uint8_t>() + position * storageBytes(type));
  }
  double floatAt(int64_t i) const {
    return decodeFloat(tensor.elementType(), wordAt(i));
  }

private:
  const Tensor &tensor;
  int64_t run = 1, extent = 1;
};
} // namespace

static Status checkShapes(const Tensor &x, const Tensor &scale,
                          const Tensor &zero, std::optional<int64_t> axis) {
  ShapeResult shape =
      quantizationShape(x.dims(), scale.dims(), zero.dims(), axis, 1);
  return shape.ok() ? Status::success() : Status::failure(shape.error);
}

/// result[i] = function(x[i] as a word, i), of the op's element type.
template <typename Function>
static Result mapWords(const Tensor &x, mlir::RankedTensorType type,
                       Function function) {
  ElementType from = x.elementType();
  ElementType to = *getElementType(type.getElementType());
  Result result = Tensor::create(to, x.dims());
  if (!result.ok())
    return result;
  const auto *source = x.data<uint8_t>();
  auto *target = result->mutableData<uint8_t>();
  for (int64_t i = 0; i < x.numElements(); ++i) {
    storeScalar(to, function(loadScalar(from, source), i), target);
    source += storageBytes(from);
    target += storageBytes(to);
  }
  return result;
}

Result ptir::reference::evaluate(QuantizeOp op, Operands operands) {
  const Tensor &x = operands[0];
  std::optional<int64_t> axis = op.getAxis();
  if (Status status = checkShapes(x, operands[1], operands[2], axis);
      !status.ok())
    return status;
  PerAxis scale(operands[1], x.dims(), axis), zero(operands[2], x.dims(), axis);
  ElementType from = x.elementType(), to = operands[2].elementType();
  return mapWords(x, op.getType(), [&](uint64_t word, int64_t i) {
    double quotient = roundToFloat(computeType(from),
                                   decodeFloat(from, word) / scale.floatAt(i));
    return quantizeElement(to, quotient, zero.wordAt(i));
  });
}

Result ptir::reference::evaluate(DequantizeOp op, Operands operands) {
  const Tensor &q = operands[0];
  std::optional<int64_t> axis = op.getAxis();
  if (Status status = checkShapes(q, operands[1], operands[2], axis);
      !status.ok())
    return status;
  PerAxis scale(operands[1], q.dims(), axis), zero(operands[2], q.dims(), axis);
  ElementType from = q.elementType(), to = operands[1].elementType();
  ElementType compute = computeType(to);
  return mapWords(q, op.getType(), [&](uint64_t word, int64_t i) {
    double steps = difference(from, word, zero.wordAt(i), compute);
    return encodeFloat(to, roundToFloat(compute, steps * scale.floatAt(i)));
  });
}

Result ptir::reference::evaluate(RequantizeOp op, Operands operands) {
  const Tensor &q = operands[0];
  std::optional<int64_t> axis = op.getAxis();
  for (int pair : {1, 3})
    if (Status status =
            checkShapes(q, operands[pair], operands[pair + 1], axis);
        !status.ok())
      return status;
  PerAxis inScale(operands[1], q.dims(), axis),
      inZero(operands[2], q.dims(), axis),
      outScale(operands[3], q.dims(), axis),
      outZero(operands[4], q.dims(), axis);
  ElementType from = q.elementType(), to = operands[4].elementType();
  return mapWords(q, op.getType(), [&](uint64_t word, int64_t i) {
    double steps = difference(from, word, inZero.wordAt(i), ElementType::F64);
    double quotient = steps * inScale.floatAt(i) / outScale.floatAt(i);
    return quantizeElement(to, quotient, outZero.wordAt(i));
  });
}
