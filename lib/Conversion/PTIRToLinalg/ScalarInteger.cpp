//===- ScalarInteger.cpp - Code for one integer element -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Operands without a result (a zero divisor, zero to a negative power) are
// reported, and something that has a result stands in for them.
//
//===----------------------------------------------------------------------===//

#include "ScalarCode.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

Value ScalarCode::integerUnary(Operation *op, ElementType type, Value x) {
  if (isa<NotOp>(op)) {
    Value ones = arith::ConstantIntOp::create(builder, loc, x.getType(), -1);
    return wrap(type, arith::XOrIOp::create(builder, loc, x, ones));
  }
  if (type == ElementType::I1)
    return Value();
  Value zero = constant(type, 0.0);
  auto negated = [&] {
    return wrap(type, arith::SubIOp::create(builder, loc, zero, x));
  };
  if (isa<NegOp>(op))
    return negated();
  if (isa<AbsOp>(op))
    return isUnsignedInteger(type)
               ? x
               : arith::SelectOp::create(builder, loc,
                                         compare(Comparison::LT, type, x, zero),
                                         negated(), x)
                     .getResult();
  if (!isa<SignOp>(op))
    return Value();
  Value result = arith::SelectOp::create(builder, loc,
                                         compare(Comparison::GT, type, x, zero),
                                         constant(type, 1.0), zero);
  if (isUnsignedInteger(type))
    return result;
  return arith::SelectOp::create(builder, loc,
                                 compare(Comparison::LT, type, x, zero),
                                 constant(type, -1.0), result);
}

/// Reports a zero divisor; returns the divisor, or 1 in place of 0 and of -1,
/// for which callers have a result of their own (min / -1 is undefined).
Value ScalarCode::safeDivisor(Operation *op, ElementType type, Value divisor) {
  Value nonzero = compare(Comparison::NE, type, divisor, constant(type, 0.0));
  Value none = arith::ConstantIndexOp::create(builder, loc, 0);
  rt::CheckOp::create(builder, op->getLoc(), nonzero,
                      rt::ErrorKind::DivisionByZero,
                      op->getName().getStringRef(), "divisor", none, none);
  Value safe = nonzero;
  if (isSignedInteger(type))
    safe = arith::AndIOp::create(
        builder, loc, nonzero,
        compare(Comparison::NE, type, divisor, constant(type, -1.0)));
  return arith::SelectOp::create(builder, loc, safe, divisor,
                                 constant(type, 1.0));
}

/// min / -1 is a negation, which wraps.
Value ScalarCode::integerDiv(Operation *op, ElementType type, Value lhs,
                             Value rhs) {
  Value divisor = safeDivisor(op, type, rhs);
  if (isUnsignedInteger(type))
    return arith::DivUIOp::create(builder, loc, lhs, divisor);
  Value quotient = arith::DivSIOp::create(builder, loc, lhs, divisor);
  Value negated =
      wrap(type, arith::SubIOp::create(builder, loc, constant(type, 0.0), lhs));
  Value negates = compare(Comparison::EQ, type, rhs, constant(type, -1.0));
  return arith::SelectOp::create(builder, loc, negates, negated, quotient);
}

/// Of -1 the remainder is that of 1.
Value ScalarCode::integerRemainder(Operation *op, ElementType type, Value lhs,
                                   Value rhs) {
  Value divisor = safeDivisor(op, type, rhs);
  if (isUnsignedInteger(type))
    return arith::RemUIOp::create(builder, loc, lhs, divisor);
  return arith::RemSIOp::create(builder, loc, lhs, divisor);
}

/// Squares the base once per bit of the exponent.
Value ScalarCode::integerPow(Operation *op, ElementType type, Value lhs,
                             Value rhs) {
  Value zero = constant(type, 0.0), one = constant(type, 1.0);
  Value isNegative;
  if (isSignedInteger(type)) {
    isNegative = compare(Comparison::LT, type, rhs, zero);
    Value undefined = arith::AndIOp::create(
        builder, loc, isNegative, compare(Comparison::EQ, type, lhs, zero));
    Value yes =
        arith::ConstantIntOp::create(builder, loc, undefined.getType(), 1);
    Value ok = arith::XOrIOp::create(builder, loc, undefined, yes);
    Value exponent =
        arith::IndexCastOp::create(builder, loc, builder.getIndexType(), rhs);
    Value none = arith::ConstantIndexOp::create(builder, loc, 0);
    rt::CheckOp::create(builder, op->getLoc(), ok, rt::ErrorKind::NegativePower,
                        op->getName().getStringRef(), "exponent", exponent,
                        none);
  }
  auto index = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  auto loop = scf::ForOp::create(
      builder, loc, index(0), index(valueBits(type)), index(1),
      ValueRange{one, lhs, rhs},
      [&](OpBuilder &nested, Location at, Value, ValueRange state) {
        Value bit = arith::AndIOp::create(nested, at, state[2], one);
        Value isSet = arith::CmpIOp::create(
            nested, at, arith::CmpIPredicate::ne, bit, zero);
        Value product = arith::MulIOp::create(nested, at, state[0], state[1]);
        Value result =
            arith::SelectOp::create(nested, at, isSet, product, state[0]);
        Value square = arith::MulIOp::create(nested, at, state[1], state[1]);
        Value rest = arith::ShRUIOp::create(nested, at, state[2], one);
        scf::YieldOp::create(nested, at, ValueRange{result, square, rest});
      });
  Value power = wrap(type, loop.getResult(0));
  if (!isNegative)
    return power;
  // 1 and -1 to a negative power are what they are to its parity.
  Value minusOne = constant(type, -1.0);
  Value isOdd = compare(Comparison::NE, type,
                        arith::AndIOp::create(builder, loc, rhs, one), zero);
  Value ofMinusOne =
      arith::SelectOp::create(builder, loc, isOdd, minusOne, one);
  Value inverse = arith::SelectOp::create(
      builder, loc, compare(Comparison::EQ, type, lhs, minusOne), ofMinusOne,
      zero);
  inverse = arith::SelectOp::create(
      builder, loc, compare(Comparison::EQ, type, lhs, one), one, inverse);
  return arith::SelectOp::create(builder, loc, isNegative, inverse, power);
}
