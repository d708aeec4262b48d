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
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
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
    Value zero = arith::ConstantIntOp::create(builder, loc, storage.getType(), 0);
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne,
                                 storage, zero);
  }
  if (type == ElementType::BF16 || type == ElementType::F16)
    return arith::ExtFOp::create(builder, loc, builder.getF32Type(), storage);
  if (isFloat(type) && valueBits(type) == 8)
    return Value();
  return storage;
}

Value ScalarCode::store(Value value, ElementType type) {
  if (!value)
    return Value();
  Type storage = getStorageType(builder.getContext(), type);
  if (type == ElementType::I1)
    return arith::ExtUIOp::create(builder, loc, storage, value);
  if (type == ElementType::BF16 || type == ElementType::F16)
    return arith::TruncFOp::create(builder, loc, storage, value);
  if (isFloat(type) && valueBits(type) == 8)
    return Value();
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
  double infinity = std::numeric_limits<double>::infinity();
  if (isFloat(type))
    return constant(type, wantsLargest ? infinity : -infinity);
  unsigned bits = valueBits(type);
  unsigned width = 8 * storageBytes(type);
  if (type == ElementType::I1)
    width = 1;
  APInt value = isSignedInteger(type)
                    ? (wantsLargest ? APInt::getSignedMaxValue(bits)
                                    : APInt::getSignedMinValue(bits))
                          .sext(width)
                    : (wantsLargest ? APInt::getMaxValue(bits)
                                    : APInt::getMinValue(bits))
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

static Value complexUnary(OpBuilder &builder, Location loc, Operation *op,
                          Value x) {
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case<NegOp>([&](auto) { return complex::NegOp::create(builder, loc, x); })
      .Case<AbsOp>([&](auto) { return complex::AbsOp::create(builder, loc, x); })
      .Case<ExpOp>([&](auto) { return complex::ExpOp::create(builder, loc, x); })
      .Case<LogOp>([&](auto) { return complex::LogOp::create(builder, loc, x); })
      .Case<TanhOp>(
          [&](auto) { return complex::TanhOp::create(builder, loc, x); })
      .Case<RsqrtOp>(
          [&](auto) { return complex::RsqrtOp::create(builder, loc, x); })
      .Default([](Operation *) { return Value(); });
}

static Value floatUnary(OpBuilder &builder, Location loc, Operation *op,
                        Value x) {
  auto one = [&] {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getFloatAttr(x.getType(), 1.0));
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
      .Default([](Operation *) { return Value(); });
}

Value ScalarCode::unary(Operation *op, ElementType type, Value x) {
  if (!x)
    return Value();
  if (isComplex(type)) {
    if (isa<ReciprocalOp>(op))
      return complex::DivOp::create(builder, loc, constant(type, 1.0), x);
    return complexUnary(builder, loc, op, x);
  }
  if (isFloat(type))
    return floatUnary(builder, loc, op, x);
  Value zero = constant(type, 0.0);
  Value negated = wrap(type, arith::SubIOp::create(builder, loc, zero, x));
  if (isa<NegOp>(op))
    return negated;
  if (!isa<AbsOp>(op))
    return Value();
  if (isUnsignedInteger(type))
    return x;
  Value negative = arith::CmpIOp::create(builder, loc,
                                         arith::CmpIPredicate::slt, x, zero);
  return arith::SelectOp::create(builder, loc, negative, negated, x);
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
    return complex::MulOp::create(builder, loc, lhs, rhs);
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

/// Integer division that records a zero divisor and divides by 1 instead;
/// min / -1 is a negation, which wraps.
Value ScalarCode::divide(Operation *op, ElementType type, Value lhs,
                         Value rhs) {
  Value zero = constant(type, 0.0), one = constant(type, 1.0);
  Value ok = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne, rhs,
                                   zero);
  Value none = arith::ConstantIndexOp::create(builder, loc, 0);
  rt::CheckOp::create(builder, op->getLoc(), ok, rt::ErrorKind::DivisionByZero,
                      op->getName().getStringRef(), "divisor", none, none);
  if (isUnsignedInteger(type)) {
    Value safe = arith::SelectOp::create(builder, loc, ok, rhs, one);
    return arith::DivUIOp::create(builder, loc, lhs, safe);
  }
  Value minusOne = constant(type, -1.0);
  Value negates = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                        rhs, minusOne);
  Value special = arith::OrIOp::create(
      builder, loc, negates,
      arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, rhs, zero));
  Value safe = arith::SelectOp::create(builder, loc, special, one, rhs);
  Value quotient = arith::DivSIOp::create(builder, loc, lhs, safe);
  Value negated = wrap(type, arith::SubIOp::create(builder, loc, zero, lhs));
  return arith::SelectOp::create(builder, loc, negates, negated, quotient);
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
          return complex::DivOp::create(builder, loc, lhs, rhs);
        if (isFloat(type))
          return arith::DivFOp::create(builder, loc, lhs, rhs);
        return divide(op, type, lhs, rhs);
      })
      .Default([](Operation *) { return Value(); });
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
    return direction == Comparison::EQ
               ? complex::EqualOp::create(builder, loc, lhs, rhs).getResult()
               : complex::NotEqualOp::create(builder, loc, lhs, rhs)
                     .getResult();
  if (isFloat(type)) {
    using P = arith::CmpFPredicate;
    const P predicates[] = {P::OLT, P::OLE, P::OEQ, P::OGE, P::OGT, P::UNE};
    return arith::CmpFOp::create(builder, loc, predicates[index], lhs, rhs);
  }
  using P = arith::CmpIPredicate;
  const P signedOnes[] = {P::slt, P::sle, P::eq, P::sge, P::sgt, P::ne};
  const P unsignedOnes[] = {P::ult, P::ule, P::eq, P::uge, P::ugt, P::ne};
  P predicate =
      isSignedInteger(type) ? signedOnes[index] : unsignedOnes[index];
  return arith::CmpIOp::create(builder, loc, predicate, lhs, rhs);
}
