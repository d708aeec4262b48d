//===- ScalarCode.cpp - Code for one element ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ScalarCode.h"

#include "StorageTypes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "llvm/ADT/TypeSwitch.h"

#include <limits>

using namespace mlir;
using namespace ptir;

ElementType ptir::getComputeType(ElementType type) {
  bool narrow = isFloat(type) && valueBits(type) < 32;
  return narrow ? ElementType::F32 : type;
}

/// The MLIR type of a value in compute form.
static Type computeMLIRType(MLIRContext *context, ElementType type) {
  if (type == ElementType::I1)
    return IntegerType::get(context, 1);
  return getStorageType(context, getComputeType(type));
}

static bool isFourBit(ElementType type) {
  return type == ElementType::SI4 || type == ElementType::UI4;
}

//===----------------------------------------------------------------------===//
// Storage and constants
//===----------------------------------------------------------------------===//

Value ScalarCode::load(Value storage, ElementType type) {
  if (type == ElementType::I1) {
    Value zero =
        arith::ConstantIntOp::create(builder, loc, storage.getType(), 0);
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne,
                                 storage, zero);
  }
  if (isFloat(type) && valueBits(type) == 8)
    storage = arith::BitcastOp::create(
        builder, loc, getMLIRType(builder.getContext(), type), storage);
  if (getComputeType(type) != type)
    return arith::ExtFOp::create(builder, loc, builder.getF32Type(), storage);
  return storage;
}

Value ScalarCode::store(Value value, ElementType type) {
  if (!value)
    return Value();
  Type storage = getStorageType(builder.getContext(), type);
  if (type == ElementType::I1)
    return arith::ExtUIOp::create(builder, loc, storage, value);
  if (getComputeType(type) != type)
    value = arith::TruncFOp::create(
        builder, loc, getMLIRType(builder.getContext(), type), value);
  if (isFloat(type) && valueBits(type) == 8)
    return arith::BitcastOp::create(builder, loc, storage, value);
  return value;
}

Value ScalarCode::constant(ElementType type, double value) {
  Type mlirType = computeMLIRType(builder.getContext(), type);
  if (auto floatType = dyn_cast<FloatType>(mlirType))
    return arith::ConstantOp::create(builder, loc,
                                     builder.getFloatAttr(floatType, value));
  if (auto complexType = dyn_cast<ComplexType>(mlirType)) {
    Type part = complexType.getElementType();
    return complex::ConstantOp::create(
        builder, loc, complexType,
        builder.getArrayAttr({builder.getFloatAttr(part, value),
                              builder.getFloatAttr(part, 0.0)}));
  }
  return arith::ConstantIntOp::create(builder, loc, mlirType,
                                      static_cast<int64_t>(value));
}

Value ScalarCode::identity(ElementType type, ReduceKind kind) {
  if (kind == ReduceKind::Sum)
    return constant(type, 0.0);
  bool wantsLargest = kind == ReduceKind::Min;
  // f8E4M3FN has no infinities.
  double largest = type == ElementType::F8E4M3FN
                       ? 448.0
                       : std::numeric_limits<double>::infinity();
  if (isFloat(type))
    return constant(type, wantsLargest ? largest : -largest);
  unsigned bits = valueBits(type);
  unsigned width = 8 * storageBytes(type);
  if (type == ElementType::I1)
    width = 1;
  APInt value =
      isSignedInteger(type)
          ? (wantsLargest ? APInt::getSignedMaxValue(bits)
                          : APInt::getSignedMinValue(bits))
                .sext(width)
          : (wantsLargest ? APInt::getMaxValue(bits) : APInt::getMinValue(bits))
                .zext(width);
  return arith::ConstantOp::create(
      builder, loc,
      builder.getIntegerAttr(computeMLIRType(builder.getContext(), type),
                             value));
}

/// Brings a 4-bit result, computed in 8 bits, back into range.
Value ScalarCode::wrap(ElementType type, Value value) {
  if (!isFourBit(type))
    return value;
  if (type == ElementType::UI4)
    return arith::AndIOp::create(
        builder, loc, value,
        arith::ConstantIntOp::create(builder, loc, value.getType(), 15));
  Value four = arith::ConstantIntOp::create(builder, loc, value.getType(), 4);
  Value high = arith::ShLIOp::create(builder, loc, value, four);
  return arith::ShRSIOp::create(builder, loc, high, four);
}

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

static Value floatUnary(OpBuilder &builder, Location loc, Operation *op,
                        Value x) {
  auto one = [&] {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getFloatAttr(x.getType(), 1.0));
  };
  auto compareToZero = [&](arith::CmpFPredicate predicate) {
    Value zero = arith::ConstantOp::create(
        builder, loc, builder.getFloatAttr(x.getType(), 0.0));
    return arith::CmpFOp::create(builder, loc, predicate, x, zero);
  };
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case<NegOp>([&](auto) { return arith::NegFOp::create(builder, loc, x); })
      .Case<AbsOp>([&](auto) { return math::AbsFOp::create(builder, loc, x); })
      .Case<ExpOp>([&](auto) { return math::ExpOp::create(builder, loc, x); })
      .Case<LogOp>([&](auto) { return math::LogOp::create(builder, loc, x); })
      .Case<TanhOp>([&](auto) { return math::TanhOp::create(builder, loc, x); })
      .Case<ErfOp>([&](auto) { return math::ErfOp::create(builder, loc, x); })
      .Case<RsqrtOp>([&](auto) -> Value {
        Value root = math::SqrtOp::create(builder, loc, x);
        return arith::DivFOp::create(builder, loc, one(), root);
      })
      .Case<ReciprocalOp>([&](auto) -> Value {
        return arith::DivFOp::create(builder, loc, one(), x);
      })
      .Case<SqrtOp>([&](auto) { return math::SqrtOp::create(builder, loc, x); })
      .Case<SinOp>([&](auto) { return math::SinOp::create(builder, loc, x); })
      .Case<CosOp>([&](auto) { return math::CosOp::create(builder, loc, x); })
      .Case<FloorOp>(
          [&](auto) { return math::FloorOp::create(builder, loc, x); })
      .Case<CeilOp>([&](auto) { return math::CeilOp::create(builder, loc, x); })
      .Case<RoundNearestEvenOp>(
          [&](auto) { return math::RoundEvenOp::create(builder, loc, x); })
      .Case<LogisticOp>([&](auto) -> Value {
        // The exponential is that of a negative number: it does not overflow.
        Value power = math::ExpOp::create(
            builder, loc,
            arith::NegFOp::create(builder, loc,
                                  math::AbsFOp::create(builder, loc, x)));
        Value top = arith::SelectOp::create(
            builder, loc, compareToZero(arith::CmpFPredicate::OLT), power,
            one());
        Value bottom = arith::AddFOp::create(builder, loc, one(), power);
        return arith::DivFOp::create(builder, loc, top, bottom);
      })
      .Case<SignOp>([&](auto) -> Value {
        // Zeros and NaN stay.
        Value unit = math::CopySignOp::create(builder, loc, one(), x);
        return arith::SelectOp::create(
            builder, loc, compareToZero(arith::CmpFPredicate::ONE), unit, x);
      })
      .Default([](Operation *) { return Value(); });
}

Value ScalarCode::unary(Operation *op, ElementType type, Value x) {
  if (!x)
    return Value();
  if (isComplex(type))
    return complexUnary(op, type, x);
  if (isFloat(type))
    return floatUnary(builder, loc, op, x);
  return integerUnary(op, type, x);
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

Value ScalarCode::add(ElementType type, Value lhs, Value rhs) {
  if (isComplex(type))
    return complex::AddOp::create(builder, loc, lhs, rhs);
  if (isFloat(type))
    return arith::AddFOp::create(builder, loc, lhs, rhs);
  return wrap(type, arith::AddIOp::create(builder, loc, lhs, rhs));
}

Value ScalarCode::mul(ElementType type, Value lhs, Value rhs) {
  if (isComplex(type))
    return complexMul(type, lhs, rhs);
  if (isFloat(type))
    return arith::MulFOp::create(builder, loc, lhs, rhs);
  return wrap(type, arith::MulIOp::create(builder, loc, lhs, rhs));
}

Value ScalarCode::maximum(ElementType type, Value lhs, Value rhs) {
  if (isFloat(type))
    return arith::MaximumFOp::create(builder, loc, lhs, rhs);
  if (isSignedInteger(type))
    return arith::MaxSIOp::create(builder, loc, lhs, rhs);
  return arith::MaxUIOp::create(builder, loc, lhs, rhs);
}

Value ScalarCode::minimum(ElementType type, Value lhs, Value rhs) {
  if (isFloat(type))
    return arith::MinimumFOp::create(builder, loc, lhs, rhs);
  if (isSignedInteger(type))
    return arith::MinSIOp::create(builder, loc, lhs, rhs);
  return arith::MinUIOp::create(builder, loc, lhs, rhs);
}

Value ScalarCode::combine(ReduceKind kind, ElementType type, Value lhs,
                          Value rhs) {
  switch (kind) {
  case ReduceKind::Sum:
    return add(type, lhs, rhs);
  case ReduceKind::Max:
    return maximum(type, lhs, rhs);
  case ReduceKind::Min:
    return minimum(type, lhs, rhs);
  }
  return Value();
}

Value ScalarCode::binary(Operation *op, ElementType type, Value lhs,
                         Value rhs) {
  if (!lhs || !rhs)
    return Value();
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case<AddOp>([&](auto) { return add(type, lhs, rhs); })
      .Case<MulOp>([&](auto) { return mul(type, lhs, rhs); })
      .Case<MaximumOp>([&](auto) { return maximum(type, lhs, rhs); })
      .Case<MinimumOp>([&](auto) { return minimum(type, lhs, rhs); })
      .Case<SubOp>([&](auto) -> Value {
        if (isComplex(type))
          return complex::SubOp::create(builder, loc, lhs, rhs);
        if (isFloat(type))
          return arith::SubFOp::create(builder, loc, lhs, rhs);
        return wrap(type, arith::SubIOp::create(builder, loc, lhs, rhs));
      })
      .Case<DivOp>([&](auto) -> Value {
        if (isComplex(type))
          return complexDiv(type, lhs, rhs);
        if (isFloat(type))
          return arith::DivFOp::create(builder, loc, lhs, rhs);
        return integerDiv(op, type, lhs, rhs);
      })
      .Case<RemainderOp>([&](auto) -> Value {
        if (isFloat(type))
          return arith::RemFOp::create(builder, loc, lhs, rhs);
        return integerRemainder(op, type, lhs, rhs);
      })
      .Case<PowOp>([&](auto) -> Value {
        if (isComplex(type))
          return complexPow(type, lhs, rhs);
        if (isFloat(type))
          return math::PowFOp::create(builder, loc, lhs, rhs);
        return integerPow(op, type, lhs, rhs);
      })
      .Case<AndOp>(
          [&](auto) { return arith::AndIOp::create(builder, loc, lhs, rhs); })
      .Case<OrOp>(
          [&](auto) { return arith::OrIOp::create(builder, loc, lhs, rhs); })
      .Case<XorOp>(
          [&](auto) { return arith::XOrIOp::create(builder, loc, lhs, rhs); })
      .Default([](Operation *) { return Value(); });
}

Value ScalarCode::clamp(ElementType type, Value x, Value lo, Value hi) {
  return minimum(type, maximum(type, x, lo), hi);
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

Value ScalarCode::compare(Comparison direction, ElementType type, Value lhs,
                          Value rhs) {
  if (!lhs || !rhs)
    return Value();
  unsigned index = static_cast<unsigned>(direction);
  if (isComplex(type))
    return complexCompare(direction, lhs, rhs);
  if (isFloat(type)) {
    using P = arith::CmpFPredicate;
    const P predicates[] = {P::OLT, P::OLE, P::OEQ, P::OGE, P::OGT, P::UNE};
    return arith::CmpFOp::create(builder, loc, predicates[index], lhs, rhs);
  }
  using P = arith::CmpIPredicate;
  const P signedOnes[] = {P::slt, P::sle, P::eq, P::sge, P::sgt, P::ne};
  const P unsignedOnes[] = {P::ult, P::ule, P::eq, P::uge, P::ugt, P::ne};
  P predicate = isSignedInteger(type) ? signedOnes[index] : unsignedOnes[index];
  return arith::CmpIOp::create(builder, loc, predicate, lhs, rhs);
}

Value ScalarCode::isFinite(Value x) {
  Value infinity = arith::ConstantOp::create(
      builder, loc,
      builder.getFloatAttr(x.getType(),
                           std::numeric_limits<double>::infinity()));
  // False for NaN.
  return arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OLT,
                               math::AbsFOp::create(builder, loc, x), infinity);
}
