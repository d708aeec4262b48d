//===- ScalarComplex.cpp - Code for one complex element -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Sums, negations and comparisons work on the parts; everything else on cf32 is
// computed in cf64 and rounded once, as the reference does.
//
//===----------------------------------------------------------------------===//

#include "ScalarCode.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace ptir;

ElementType ptir::getPartType(ElementType complexType) {
  return complexType == ElementType::CF32 ? ElementType::F32 : ElementType::F64;
}

/// The number, not seen to be an exponential or a logarithm: upstream folds
/// log(exp(z)) to z, which only holds on one branch of the logarithm, and
/// exp(log(z)), which loses what becomes of NaN.
static Value hideOrigin(OpBuilder &builder, Location loc, Value z) {
  auto hidden = [&](Value part) -> Value {
    return math::CopySignOp::create(builder, loc, part, part);
  };
  return complex::CreateOp::create(
      builder, loc, z.getType(), hidden(complex::ReOp::create(builder, loc, z)),
      hidden(complex::ImOp::create(builder, loc, z)));
}

Value ScalarCode::complexUnary(Operation *op, ElementType type, Value x) {
  if (isa<NegOp>(op)) {
    Value re = arith::NegFOp::create(builder, loc,
                                     complex::ReOp::create(builder, loc, x));
    Value im = arith::NegFOp::create(builder, loc,
                                     complex::ImOp::create(builder, loc, x));
    return complex::CreateOp::create(builder, loc, x.getType(), re, im);
  }
  constexpr ElementType wide = ElementType::CF64;
  x = cast(type, wide, x);
  if (isa<AbsOp>(op))
    return cast(ElementType::F64, getPartType(type),
                complex::AbsOp::create(builder, loc, x));
  auto inverse = [&](Value divisor) -> Value {
    return complex::DivOp::create(builder, loc, constant(wide, 1.0), divisor);
  };
  Value result =
      llvm::TypeSwitch<Operation *, Value>(op)
          .Case<ExpOp>([&](auto) {
            return complex::ExpOp::create(builder, loc,
                                          hideOrigin(builder, loc, x));
          })
          .Case<LogOp>([&](auto) {
            return complex::LogOp::create(builder, loc,
                                          hideOrigin(builder, loc, x));
          })
          .Case<TanhOp>(
              [&](auto) { return complex::TanhOp::create(builder, loc, x); })
          .Case<SqrtOp>(
              [&](auto) { return complex::SqrtOp::create(builder, loc, x); })
          .Case<SinOp>(
              [&](auto) { return complex::SinOp::create(builder, loc, x); })
          .Case<CosOp>(
              [&](auto) { return complex::CosOp::create(builder, loc, x); })
          .Case<LogisticOp>([&](auto) { return complexLogistic(x); })
          .Case<ReciprocalOp>([&](auto) { return inverse(x); })
          .Case<RsqrtOp>([&](auto) {
            return inverse(complex::SqrtOp::create(builder, loc, x));
          })
          .Default([](Operation *) { return Value(); });
  return cast(wide, type, result);
}

Value ScalarCode::complexMul(ElementType type, Value lhs, Value rhs) {
  constexpr ElementType wide = ElementType::CF64;
  Value product = complex::MulOp::create(builder, loc, cast(type, wide, lhs),
                                         cast(type, wide, rhs));
  return cast(wide, type, product);
}

Value ScalarCode::complexDiv(ElementType type, Value lhs, Value rhs) {
  constexpr ElementType wide = ElementType::CF64;
  Value quotient = complex::DivOp::create(builder, loc, cast(type, wide, lhs),
                                          cast(type, wide, rhs));
  return cast(wide, type, quotient);
}

Value ScalarCode::complexPow(ElementType type, Value lhs, Value rhs) {
  constexpr ElementType wide = ElementType::CF64;
  Value power = complex::PowOp::create(builder, loc, cast(type, wide, lhs),
                                       cast(type, wide, rhs));
  return cast(wide, type, power);
}

/// The exponential is that of a number left of the imaginary axis.
Value ScalarCode::complexLogistic(Value x) {
  Value re = complex::ReOp::create(builder, loc, x);
  Value im = complex::ImOp::create(builder, loc, x);
  Value isLeft = compare(Comparison::LT, ElementType::F64, re,
                         constant(ElementType::F64, 0.0));
  auto turned = [&](Value part) -> Value {
    return arith::SelectOp::create(builder, loc, isLeft, part,
                                   arith::NegFOp::create(builder, loc, part));
  };
  Value one = constant(ElementType::CF64, 1.0);
  Value power = complex::ExpOp::create(
      builder, loc,
      complex::CreateOp::create(builder, loc, x.getType(), turned(re),
                                turned(im)));
  Value top = arith::SelectOp::create(builder, loc, isLeft, power, one);
  Value bottom = complex::CreateOp::create(
      builder, loc, x.getType(),
      arith::AddFOp::create(builder, loc, constant(ElementType::F64, 1.0),
                            complex::ReOp::create(builder, loc, power)),
      complex::ImOp::create(builder, loc, power));
  return complex::DivOp::create(builder, loc, top, bottom);
}

Value ScalarCode::complexCompare(Comparison direction, Value lhs, Value rhs) {
  auto equal = [&](Value x, Value y) {
    return arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OEQ, x, y);
  };
  Value same =
      arith::AndIOp::create(builder, loc,
                            equal(complex::ReOp::create(builder, loc, lhs),
                                  complex::ReOp::create(builder, loc, rhs)),
                            equal(complex::ImOp::create(builder, loc, lhs),
                                  complex::ImOp::create(builder, loc, rhs)));
  if (direction == Comparison::EQ)
    return same;
  Value yes = arith::ConstantIntOp::create(builder, loc, same.getType(), 1);
  return arith::XOrIOp::create(builder, loc, same, yes);
}
