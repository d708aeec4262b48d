//===- FloatParts.cpp - Elements as real numbers --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "FloatParts.h"

#include "ptir/Support/ScalarCast.h"
#include "ptir/Support/ScalarFloat.h"

#include <cmath>
#include <limits>

using namespace ptir;
using namespace ptir::validation;
using reference::Tensor;

ElementType ptir::validation::partType(ElementType type) {
  if (type == ElementType::CF32)
    return ElementType::F32;
  return type == ElementType::CF64 ? ElementType::F64 : type;
}

int64_t ptir::validation::numParts(const Tensor &tensor) {
  return tensor.numElements() * (isComplex(tensor.elementType()) ? 2 : 1);
}

double ptir::validation::partAt(const Tensor &tensor, int64_t index) {
  ElementType type = partType(tensor.elementType());
  uint64_t word = loadScalar(type, tensor.data<uint8_t>() +
                                       index * int64_t(storageBytes(type)));
  if (isFloat(type))
    return decodeFloat(type, word);
  if (isSignedInteger(type))
    return static_cast<double>(static_cast<int64_t>(word));
  return static_cast<double>(word);
}

void ptir::validation::setPart(Tensor &tensor, int64_t index, double value) {
  ElementType type = partType(tensor.elementType());
  storeScalar(type, encodeFloat(type, value),
              tensor.mutableData<uint8_t>() +
                  index * int64_t(storageBytes(type)));
}

double ptir::validation::unitInLastPlace(ElementType type, double magnitude) {
  magnitude = std::fabs(roundToFloat(type, magnitude));
  if (!std::isfinite(magnitude))
    return 0;
  uint64_t bits = encodeFloat(type, magnitude);
  double above = decodeFloat(type, bits + 1);
  return std::isfinite(above) ? above - magnitude
                              : magnitude - decodeFloat(type, bits - 1);
}

double ptir::validation::largestFinite(ElementType type) {
  return decodeFloat(
      type, encodeFloat(type, std::numeric_limits<double>::infinity()) - 1);
}
