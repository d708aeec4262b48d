//===- ConstantElements.cpp - Elements of constants as scalars ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ConstantElements.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include "mlir/IR/Matchers.h"
#include "llvm/ADT/APFloat.h"

#include <complex>

using namespace mlir;
using namespace ptir;

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

std::optional<ConstantElements> ConstantElements::get(Attribute attribute) {
  auto dense = dyn_cast_or_null<DenseElementsAttr>(attribute);
  if (!dense || !isa<RankedTensorType>(dense.getType()))
    return std::nullopt;
  std::optional<ElementType> element =
      ptir::getElementType(dense.getElementType());
  if (!element)
    return std::nullopt;
  return ConstantElements(dense, *element);
}

static uint64_t wordOf(const APFloat &value) {
  return value.bitcastToAPInt().getZExtValue();
}

ConstantScalar ConstantElements::operator[](int64_t index) const {
  if (isSplat())
    index = 0;
  if (isComplex(element)) {
    auto value = *(attribute.value_begin<std::complex<APFloat>>() + index);
    return {wordOf(value.real()), wordOf(value.imag())};
  }
  if (isFloat(element))
    return {wordOf(*(attribute.value_begin<APFloat>() + index))};
  APInt value = *(attribute.value_begin<APInt>() + index);
  return {isSignedInteger(element) ? static_cast<uint64_t>(value.getSExtValue())
                                   : value.getZExtValue()};
}

//===----------------------------------------------------------------------===//
// Building
//===----------------------------------------------------------------------===//

static APFloat floatOf(FloatType type, uint64_t word) {
  return APFloat(type.getFloatSemantics(),
                 APInt(type.getWidth(), word, /*isSigned=*/false,
                       /*implicitTrunc=*/true));
}

DenseElementsAttr ptir::buildConstant(RankedTensorType type,
                                      ArrayRef<ConstantScalar> scalars) {
  Type element = type.getElementType();
  if (auto complex = dyn_cast<ComplexType>(element)) {
    auto part = cast<FloatType>(complex.getElementType());
    auto values = llvm::map_to_vector(scalars, [&](ConstantScalar scalar) {
      return std::complex<APFloat>(floatOf(part, scalar.real),
                                   floatOf(part, scalar.imaginary));
    });
    return DenseElementsAttr::get(type,
                                  ArrayRef<std::complex<APFloat>>(values));
  }
  if (auto real = dyn_cast<FloatType>(element)) {
    auto values = llvm::map_to_vector(scalars, [&](ConstantScalar scalar) {
      return floatOf(real, scalar.real);
    });
    return DenseElementsAttr::get(type, ArrayRef<APFloat>(values));
  }
  auto values = llvm::map_to_vector(scalars, [&](ConstantScalar scalar) {
    return APInt(element.getIntOrFloatBitWidth(), scalar.real,
                 /*isSigned=*/false, /*implicitTrunc=*/true);
  });
  return DenseElementsAttr::get(type, ArrayRef<APInt>(values));
}

/// The number of elements of a result that may be folded element by element.
static std::optional<int64_t> foldableSize(RankedTensorType type) {
  std::optional<int64_t> count = getNumElements(type.getShape());
  return count && *count <= maxFoldedElements ? count : std::nullopt;
}

Attribute ptir::foldElements(RankedTensorType result,
                             ArrayRef<Attribute> operands,
                             ComputeScalar compute) {
  SmallVector<ConstantElements> constants;
  for (Attribute operand : operands) {
    std::optional<ConstantElements> constant = ConstantElements::get(operand);
    if (!constant || !result.hasStaticShape())
      return Attribute();
    constants.push_back(*constant);
  }
  bool isSplat = llvm::all_of(
      constants, [](const ConstantElements &c) { return c.isSplat(); });
  std::optional<int64_t> count = isSplat ? 1 : foldableSize(result);
  if (!count)
    return Attribute();
  SmallVector<ConstantScalar> scalars;
  for (int64_t i = 0; i < *count; ++i) {
    SmallVector<ConstantScalar, 3> elements = llvm::map_to_vector<3>(
        constants, [&](const ConstantElements &c) { return c[i]; });
    std::optional<ConstantScalar> scalar = compute(elements);
    if (!scalar)
      return Attribute();
    scalars.push_back(*scalar);
  }
  return buildConstant(result, scalars);
}

Attribute ptir::fillElements(RankedTensorType result, PickScalar pick) {
  std::optional<int64_t> count = foldableSize(result);
  if (!count)
    return Attribute();
  SmallVector<int64_t> index(result.getRank(), 0);
  SmallVector<ConstantScalar> scalars;
  for (int64_t i = 0; i < *count; ++i) {
    scalars.push_back(pick(index));
    for (int64_t dim = result.getRank() - 1; dim >= 0; --dim) {
      if (++index[dim] < result.getDimSize(dim))
        break;
      index[dim] = 0;
    }
  }
  return buildConstant(result, scalars);
}

int64_t ptir::linearize(ArrayRef<int64_t> index, ArrayRef<int64_t> shape) {
  int64_t position = 0;
  for (auto [i, extent] : llvm::zip_equal(index, shape))
    position = position * extent + i;
  return position;
}

//===----------------------------------------------------------------------===//
// Extents
//===----------------------------------------------------------------------===//

DenseElementsAttr ptir::extentAttr(MLIRContext *context, int64_t extent) {
  return buildConstant(getExtentType(context),
                       ConstantScalar{static_cast<uint64_t>(extent)});
}

std::optional<int64_t> ptir::getConstantExtent(Value extent) {
  Attribute value;
  if (!matchPattern(extent, m_Constant(&value)))
    return std::nullopt;
  std::optional<ConstantElements> elements = ConstantElements::get(value);
  if (!elements || elements->size() != 1)
    return std::nullopt;
  return static_cast<int64_t>((*elements)[0].real);
}
