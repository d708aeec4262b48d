//===- PTIRTypes.cpp - Element types as MLIR types ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

using namespace mlir;
using namespace ptir;

std::optional<ElementType> ptir::getElementType(Type type) {
  if (auto integer = dyn_cast<IntegerType>(type)) {
    if (integer.isSignless())
      return integer.getWidth() == 1 ? std::optional(ElementType::I1)
                                     : std::nullopt;
    bool isSigned = integer.isSigned();
    switch (integer.getWidth()) {
    case 4:
      return isSigned ? ElementType::SI4 : ElementType::UI4;
    case 8:
      return isSigned ? ElementType::SI8 : ElementType::UI8;
    case 16:
      return isSigned ? ElementType::SI16 : ElementType::UI16;
    case 32:
      return isSigned ? ElementType::SI32 : ElementType::UI32;
    case 64:
      return isSigned ? ElementType::SI64 : ElementType::UI64;
    default:
      return std::nullopt;
    }
  }
  if (auto complex = dyn_cast<ComplexType>(type)) {
    if (complex.getElementType().isF32())
      return ElementType::CF32;
    if (complex.getElementType().isF64())
      return ElementType::CF64;
    return std::nullopt;
  }
  if (isa<Float8E4M3FNType>(type))
    return ElementType::F8E4M3FN;
  if (isa<Float8E5M2Type>(type))
    return ElementType::F8E5M2;
  if (type.isBF16())
    return ElementType::BF16;
  if (type.isF16())
    return ElementType::F16;
  if (type.isF32())
    return ElementType::F32;
  if (type.isF64())
    return ElementType::F64;
  return std::nullopt;
}

Type ptir::getMLIRType(MLIRContext *context, ElementType type) {
  auto integer = [&](unsigned width, IntegerType::SignednessSemantics sign) {
    return IntegerType::get(context, width, sign);
  };
  switch (type) {
  case ElementType::I1:
    return IntegerType::get(context, 1);
  case ElementType::SI4:
  case ElementType::SI8:
  case ElementType::SI16:
  case ElementType::SI32:
  case ElementType::SI64:
    return integer(valueBits(type), IntegerType::Signed);
  case ElementType::UI4:
  case ElementType::UI8:
  case ElementType::UI16:
  case ElementType::UI32:
  case ElementType::UI64:
    return integer(valueBits(type), IntegerType::Unsigned);
  case ElementType::F8E4M3FN:
    return Float8E4M3FNType::get(context);
  case ElementType::F8E5M2:
    return Float8E5M2Type::get(context);
  case ElementType::BF16:
    return BFloat16Type::get(context);
  case ElementType::F16:
    return Float16Type::get(context);
  case ElementType::F32:
    return Float32Type::get(context);
  case ElementType::F64:
    return Float64Type::get(context);
  case ElementType::CF32:
    return ComplexType::get(Float32Type::get(context));
  case ElementType::CF64:
    return ComplexType::get(Float64Type::get(context));
  }
  return Type();
}

/// A plain tensor of one element.
static bool isScalarOf(Type type, ElementType element) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.getRank() == 0 && !tensor.getEncoding() &&
         getElementType(tensor.getElementType()) == element;
}

static RankedTensorType getScalarOf(MLIRContext *context, ElementType element) {
  return RankedTensorType::get({}, getMLIRType(context, element));
}

RankedTensorType ptir::getExtentType(MLIRContext *context) {
  return getScalarOf(context, ElementType::SI64);
}
bool ptir::isExtentType(Type type) {
  return isScalarOf(type, ElementType::SI64);
}

RankedTensorType ptir::getPredType(MLIRContext *context) {
  return getScalarOf(context, ElementType::I1);
}
bool ptir::isPredType(Type type) { return isScalarOf(type, ElementType::I1); }

RankedTensorType ptir::getSeedType(MLIRContext *context) {
  return getScalarOf(context, ElementType::UI64);
}
bool ptir::isSeedType(Type type) { return isScalarOf(type, ElementType::UI64); }

bool ptir::areSameClass(Type lhs, Type rhs) {
  auto classOf = [](Type type) {
    if (type.isSignlessInteger(1))
      return 0;
    if (isa<IntegerType>(type))
      return 1;
    return isa<ComplexType>(type) ? 3 : 2;
  };
  return classOf(lhs) == classOf(rhs);
}

Type ptir::getDefaultAccumulatorType(Type operand, Type result) {
  if (isa<IntegerType>(operand))
    return result;
  if (isa<ComplexType>(operand) || operand.isF64())
    return operand;
  return Float32Type::get(operand.getContext());
}
