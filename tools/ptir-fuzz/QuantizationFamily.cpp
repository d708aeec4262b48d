//===- QuantizationFamily.cpp - Numbers as small integers -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Families.h"

#include "ptir/Support/ScalarCast.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;

namespace {

/// Scales and zero points: rank 0, or one per position of an axis.
struct Steps {
  std::string axisText;
  llvm::SmallVector<int64_t> dims;

  Steps(Grower &grower, const Slot &x) {
    if (x.rank() == 0 || grower.chance(50))
      return;
    int64_t axis = grower.between(0, x.rank() - 1);
    dims = {x.dims()[axis]};
    axisText = "axis = " + std::to_string(axis) + " : i64";
  }
};

} // namespace

/// Positive powers of two and others, as scales are.
static Slot growScale(Grower &grower, ElementType element,
                      ArrayRef<int64_t> dims) {
  auto type = RankedTensorType::get(dims, grower.mlirType(element));
  static constexpr double scales[] = {0.5, 0.25, 1.0, 2.0, 0.1, 0.75};
  reference::Tensor tensor = *reference::Tensor::create(element, dims);
  for (int64_t i = 0; i < tensor.numElements(); ++i)
    storeScalar(element, encodeFloat(element, grower.pick(scales)),
                tensor.mutableData<uint8_t>() + i * storageBytes(element));
  return grower.input(type, tensor);
}

static ElementType pickQuantized(Grower &grower) {
  return grower.chance(15)
             ? (grower.chance(50) ? ElementType::F8E4M3FN : ElementType::F8E5M2)
             : grower.pickElement(IntegerFamily);
}

/// Zero points of a fitting shape.
static Slot growZero(Grower &grower, ElementType element,
                     ArrayRef<int64_t> dims) {
  reference::Tensor tensor = *reference::Tensor::create(element, dims);
  for (int64_t i = 0; i < tensor.numElements(); ++i) {
    int64_t zero = grower.between(isUnsignedInteger(element) ? 0 : -3, 5);
    uint64_t word =
        isFloat(element) ? encodeFloat(element, double(zero)) : uint64_t(zero);
    storeScalar(element, word,
                tensor.mutableData<uint8_t>() + i * storageBytes(element));
  }
  return grower.input(RankedTensorType::get(dims, grower.mlirType(element)),
                      tensor);
}

static void growQuantize(Grower &grower, StringRef) {
  Slot x = grower.operand({FloatFamily, true});
  Steps steps(grower, x);
  ElementType element = pickQuantized(grower);
  Slot scale = growScale(grower, x.elementType(), steps.dims);
  Slot zero = growZero(grower, element, steps.dims);
  grower.emit("ptir.quantize", {x, scale, zero}, steps.axisText,
              {x.type().clone(grower.mlirType(element))});
}

static void growDequantize(Grower &grower, StringRef) {
  Slot q = grower.operand({IntegerFamily});
  Steps steps(grower, q);
  ElementType element = grower.pickElement(FloatFamily);
  Slot scale = growScale(grower, element, steps.dims);
  Slot zero = growZero(grower, q.elementType(), steps.dims);
  grower.emit("ptir.dequantize", {q, scale, zero}, steps.axisText,
              {q.type().clone(grower.mlirType(element))});
}

static void growRequantize(Grower &grower, StringRef) {
  Slot q = grower.operand({IntegerFamily});
  Steps steps(grower, q);
  ElementType element = grower.pickElement(IntegerFamily);
  ElementType scales = grower.pickElement(FloatFamily);
  Slot inScale = growScale(grower, scales, steps.dims);
  Slot inZero = growZero(grower, q.elementType(), steps.dims);
  Slot outScale = growScale(grower, scales, steps.dims);
  Slot outZero = growZero(grower, element, steps.dims);
  grower.emit("ptir.requantize", {q, inScale, inZero, outScale, outZero},
              steps.axisText, {q.type().clone(grower.mlirType(element))});
}

ArrayRef<OpRow> ptir::fuzz::quantizationRows() {
  static constexpr OpRow rows[] = {
      {"quantize", growQuantize},
      {"dequantize", growDequantize},
      {"requantize", growRequantize},
  };
  return rows;
}
