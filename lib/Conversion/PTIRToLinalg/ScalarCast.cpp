//===- ScalarCast.cpp - Code for the conversion of one element ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ScalarCode.h"

#include "StorageTypes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

using namespace mlir;
using namespace ptir;

/// Truncates toward zero, saturates, maps NaN to 0.
Value ScalarCode::floatToInteger(ElementType from, ElementType to, Value x) {
  Type storage = getStorageType(builder.getContext(), to);
  unsigned bits = valueBits(to), width = 8 * storageBytes(to);
  APInt least = isSignedInteger(to) ? APInt::getSignedMinValue(bits).sext(width)
                                    : APInt::getZero(width);
  APInt greatest = isSignedInteger(to)
                       ? APInt::getSignedMaxValue(bits).sext(width)
                       : APInt::getMaxValue(bits).zext(width);
  auto floatType = llvm::cast<FloatType>(x.getType());
  // The first power of two above the greatest value is exact in every float
  // type; beyond it (and below the least) the conversion is undefined.
  APFloat above(floatType.getFloatSemantics(), 1);
  above = scalbn(above, isSignedInteger(to) ? bits - 1 : bits,
                 APFloat::rmNearestTiesToEven);
  APFloat below(floatType.getFloatSemantics());
  below.convertFromAPInt(least, isSignedInteger(to), APFloat::rmTowardZero);
  auto floatConstant = [&](const APFloat &value) -> Value {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getFloatAttr(floatType, value));
  };
  auto integerConstant = [&](const APInt &value) -> Value {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getIntegerAttr(storage, value));
  };
  Value tooLarge = arith::CmpFOp::create(
      builder, loc, arith::CmpFPredicate::OGE, x, floatConstant(above));
  Value tooSmall = arith::CmpFOp::create(
      builder, loc, arith::CmpFPredicate::OLE, x, floatConstant(below));
  Value isNaN =
      arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::UNO, x, x);
  Value outside = arith::OrIOp::create(
      builder, loc, arith::OrIOp::create(builder, loc, tooLarge, tooSmall),
      isNaN);
  Value zero = floatConstant(APFloat::getZero(floatType.getFloatSemantics()));
  Value safe = arith::SelectOp::create(builder, loc, outside, zero, x);
  Value converted =
      isSignedInteger(to)
          ? arith::FPToSIOp::create(builder, loc, storage, safe).getResult()
          : arith::FPToUIOp::create(builder, loc, storage, safe).getResult();
  Value low = arith::SelectOp::create(builder, loc, tooSmall,
                                      integerConstant(least), converted);
  return arith::SelectOp::create(builder, loc, tooLarge,
                                 integerConstant(greatest), low);
}

/// Saturates: clamps to what both types hold, then changes the width.
Value ScalarCode::integerToInteger(ElementType from, ElementType to, Value x) {
  Type target = getStorageType(builder.getContext(), to);
  unsigned width = 8 * storageBytes(from), toWidth = 8 * storageBytes(to);
  // Two bits more than either hold both ranges as signed numbers.
  constexpr unsigned wide = 66;
  auto least = [&](ElementType type) {
    return isSignedInteger(type)
               ? APInt::getSignedMinValue(valueBits(type)).sext(wide)
               : APInt::getZero(wide);
  };
  auto greatest = [&](ElementType type) {
    return isSignedInteger(type)
               ? APInt::getSignedMaxValue(valueBits(type)).sext(wide)
               : APInt::getMaxValue(valueBits(type)).zext(wide);
  };
  auto limit = [&](const APInt &bound) -> Value {
    return arith::ConstantOp::create(
        builder, loc, builder.getIntegerAttr(x.getType(), bound.trunc(width)));
  };
  if (least(to).sgt(least(from)))
    x = maximum(from, x, limit(least(to)));
  if (greatest(to).slt(greatest(from)))
    x = minimum(from, x, limit(greatest(to)));
  if (toWidth < width)
    return arith::TruncIOp::create(builder, loc, target, x);
  if (toWidth == width)
    return x;
  return isSignedInteger(from)
             ? arith::ExtSIOp::create(builder, loc, target, x).getResult()
             : arith::ExtUIOp::create(builder, loc, target, x).getResult();
}

/// i1, integers and floats to a float in compute form, rounded once.
Value ScalarCode::toFloat(ElementType from, ElementType to, Value x) {
  Type target = getMLIRType(builder.getContext(), to);
  unsigned toBits = valueBits(to);
  if (isSignedInteger(from))
    x = arith::SIToFPOp::create(builder, loc, target, x);
  else if (!isFloat(from))
    x = arith::UIToFPOp::create(builder, loc, target, x);
  else if (x.getType().getIntOrFloatBitWidth() > toBits)
    x = arith::TruncFOp::create(builder, loc, target, x);
  else if (x.getType().getIntOrFloatBitWidth() < toBits)
    x = arith::ExtFOp::create(builder, loc, target, x);
  if (getComputeType(to) != to)
    x = arith::ExtFOp::create(builder, loc, builder.getF32Type(), x);
  return x;
}

Value ScalarCode::cast(ElementType from, ElementType to, Value x) {
  if (!x || from == to)
    return x;
  MLIRContext *context = builder.getContext();
  if (isComplex(to)) {
    auto type = llvm::cast<ComplexType>(getMLIRType(context, to));
    ElementType part = getPartType(to);
    if (!isComplex(from)) {
      Value real = toFloat(from, part, x);
      return complex::CreateOp::create(builder, loc, type, real,
                                       constant(part, 0.0));
    }
    ElementType source = getPartType(from);
    Value re = toFloat(source, part, complex::ReOp::create(builder, loc, x));
    Value im = toFloat(source, part, complex::ImOp::create(builder, loc, x));
    return complex::CreateOp::create(builder, loc, type, re, im);
  }
  if (isComplex(from))
    return Value();
  if (to == ElementType::I1)
    return compare(Comparison::NE, getComputeType(from), x,
                   constant(from, 0.0));
  if (isFloat(to))
    return toFloat(from, to, x);
  if (isFloat(from))
    return floatToInteger(from, to, x);
  if (from == ElementType::I1)
    return arith::ExtUIOp::create(builder, loc, getStorageType(context, to), x);
  return integerToInteger(from, to, x);
}
