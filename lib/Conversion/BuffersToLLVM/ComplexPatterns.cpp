//===- ComplexPatterns.cpp - Complex arithmetic in real arithmetic --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Products and quotients recover infinities as C's Annex G asks; the quotient
// does what `divideComplex` of Support/ScalarOps.h does, step by step, so that
// both give the same bits. Elementary functions of complex<f64> are the C
// library's. (Narrower ones have been widened before.)
//
//===----------------------------------------------------------------------===//

#include "LoweringPatterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

using namespace mlir;
using namespace ptir;

namespace {

struct Parts {
  Value re, im;
};

/// Real arithmetic as expressions.
class RealBuilder {
public:
  RealBuilder(OpBuilder &builder, Location loc, FloatType type)
      : b(loc, builder), type(type) {}

  Parts parts(Value x) {
    return {complex::ReOp::create(b, type, x),
            complex::ImOp::create(b, type, x)};
  }
  Value whole(Parts x) {
    return complex::CreateOp::create(b, ComplexType::get(type), x.re, x.im);
  }
  Value constant(double value) {
    return arith::ConstantOp::create(b, b.getFloatAttr(type, value));
  }
  Value add(Value x, Value y) { return arith::AddFOp::create(b, x, y); }
  Value sub(Value x, Value y) { return arith::SubFOp::create(b, x, y); }
  Value mul(Value x, Value y) { return arith::MulFOp::create(b, x, y); }
  Value div(Value x, Value y) { return arith::DivFOp::create(b, x, y); }

  /// (a + b i) times (c + d i), and times the conjugate.
  Parts product(Parts x, Parts y) {
    return {sub(mul(x.re, y.re), mul(x.im, y.im)),
            add(mul(x.re, y.im), mul(x.im, y.re))};
  }
  Parts conjugateProduct(Parts x, Parts y) {
    return {add(mul(x.re, y.re), mul(x.im, y.im)),
            sub(mul(x.im, y.re), mul(x.re, y.im))};
  }
  Parts scale(Parts x, Value factor) {
    return {mul(x.re, factor), mul(x.im, factor)};
  }

  Value both(Value x, Value y) { return arith::AndIOp::create(b, x, y); }
  Value either(Value x, Value y) { return arith::OrIOp::create(b, x, y); }
  Value isNaN(Value x) {
    return arith::CmpFOp::create(b, arith::CmpFPredicate::UNO, x, x);
  }
  Value isInfinite(Value x) {
    return arith::CmpFOp::create(
        b, arith::CmpFPredicate::OEQ, math::AbsFOp::create(b, x),
        constant(std::numeric_limits<double>::infinity()));
  }
  Value isFinite(Value x) {
    return arith::CmpFOp::create(
        b, arith::CmpFPredicate::OLT, math::AbsFOp::create(b, x),
        constant(std::numeric_limits<double>::infinity()));
  }
  Value isZero(Value x) {
    return arith::CmpFOp::create(b, arith::CmpFPredicate::OEQ, x,
                                 constant(0.0));
  }
  Value anyInfinite(Parts x) {
    return either(isInfinite(x.re), isInfinite(x.im));
  }
  Value allFinite(Parts x) { return both(isFinite(x.re), isFinite(x.im)); }
  Value allNaN(Parts x) { return both(isNaN(x.re), isNaN(x.im)); }

  Value select(Value condition, Value x, Value y) {
    return arith::SelectOp::create(b, condition, x, y);
  }
  Parts select(Value condition, Parts x, Parts y) {
    return {select(condition, x.re, y.re), select(condition, x.im, y.im)};
  }
  Value copySign(Value magnitude, Value sign) {
    return math::CopySignOp::create(b, magnitude, sign);
  }
  /// 1 for an infinite part, 0 for a finite one, with their signs.
  Parts box(Parts x) {
    auto boxed = [&](Value part) {
      return copySign(select(isInfinite(part), constant(1.0), constant(0.0)),
                      part);
    };
    return {boxed(x.re), boxed(x.im)};
  }
  /// Zeros of the same sign in place of NaN.
  Parts dropNaN(Parts x) {
    auto dropped = [&](Value part) {
      return select(isNaN(part), copySign(constant(0.0), part), part);
    };
    return {dropped(x.re), dropped(x.im)};
  }

  ImplicitLocOpBuilder b;
  FloatType type;
};

/// The exponent field of the larger part of an f64 pair, within the range for
/// which `powerOfTwo` of its complement is a normal number.
Value exponentField(RealBuilder &code, Parts x) {
  ImplicitLocOpBuilder &b = code.b;
  Type i64 = b.getI64Type();
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIntOp::create(b, i64, value);
  };
  auto field = [&](Value part) -> Value {
    Value word = arith::BitcastOp::create(b, i64, part);
    return arith::AndIOp::create(
        b, arith::ShRUIOp::create(b, word, constant(52)), constant(0x7ff));
  };
  Value larger = arith::MaxSIOp::create(b, field(x.re), field(x.im));
  larger = arith::MaxSIOp::create(b, larger, constant(1));
  return arith::MinSIOp::create(b, larger, constant(2045));
}

/// The f64 with this exponent field and no mantissa.
Value powerOfTwo(RealBuilder &code, Value field) {
  ImplicitLocOpBuilder &b = code.b;
  Value shift = arith::ConstantIntOp::create(b, b.getI64Type(), 52);
  return arith::BitcastOp::create(b, code.type,
                                  arith::ShLIOp::create(b, field, shift));
}

struct ExpandMul : OpRewritePattern<complex::MulOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(complex::MulOp op,
                                PatternRewriter &rewriter) const override {
    RealBuilder code(rewriter, op.getLoc(),
                     cast<FloatType>(op.getType().getElementType()));
    Parts x = code.parts(op.getLhs()), y = code.parts(op.getRhs());
    Parts plain = code.product(x, y);

    // An infinite factor makes the product infinite, even next to a NaN; so do
    // infinite terms that cancel.
    Value xInfinite = code.anyInfinite(x), yInfinite = code.anyInfinite(y);
    Value factorInfinite = code.either(xInfinite, yInfinite);
    Parts terms = {code.mul(x.re, y.re), code.mul(x.im, y.im)};
    Parts crossTerms = {code.mul(x.re, y.im), code.mul(x.im, y.re)};
    Value infinite =
        code.either(factorInfinite, code.either(code.anyInfinite(terms),
                                                code.anyInfinite(crossTerms)));
    Parts left = code.dropNaN(code.select(xInfinite, code.box(x), x));
    Parts right = code.dropNaN(code.select(yInfinite, code.box(y), y));
    Parts recovered =
        code.scale(code.product(left, right),
                   code.constant(std::numeric_limits<double>::infinity()));
    Value recovers = code.both(code.allNaN(plain), infinite);
    rewriter.replaceOp(op, code.whole(code.select(recovers, recovered, plain)));
    return success();
  }
};

struct ExpandDiv : OpRewritePattern<complex::DivOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(complex::DivOp op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<FloatType>(op.getType().getElementType());
    if (!type.isF64())
      return rewriter.notifyMatchFailure(op, "expected complex<f64>");
    RealBuilder code(rewriter, op.getLoc(), type);
    ImplicitLocOpBuilder &b = code.b;
    Parts x = code.parts(op.getLhs()), y = code.parts(op.getRhs());
    auto complement = [&](Value field, int64_t sum) -> Value {
      return arith::SubIOp::create(
          b, arith::ConstantIntOp::create(b, b.getI64Type(), sum), field);
    };

    // Both sides near 1, so that no product leaves the range.
    Value xField = exponentField(code, x), yField = exponentField(code, y);
    Parts top = code.scale(x, powerOfTwo(code, complement(xField, 2046)));
    Parts bottom = code.scale(y, powerOfTwo(code, complement(yField, 2046)));
    Value square = code.add(code.mul(bottom.re, bottom.re),
                            code.mul(bottom.im, bottom.im));
    Parts product = code.conjugateProduct(top, bottom);
    Parts quotient = {code.div(product.re, square),
                      code.div(product.im, square)};
    // The scale goes back in two halves, of which neither overflows.
    Value shift = arith::SubIOp::create(b, xField, yField);
    Value one = arith::ConstantIntOp::create(b, b.getI64Type(), 1);
    Value half = arith::ShRSIOp::create(b, shift, one);
    Value rest = arith::SubIOp::create(b, shift, half);
    Value bias = arith::ConstantIntOp::create(b, b.getI64Type(), 1023);
    for (Value part : {half, rest})
      quotient = code.scale(
          quotient, powerOfTwo(code, arith::AddIOp::create(b, part, bias)));

    Value infinity = code.constant(std::numeric_limits<double>::infinity());
    Value hasNumber = code.either(
        arith::CmpFOp::create(b, arith::CmpFPredicate::ORD, x.re, x.re),
        arith::CmpFOp::create(b, arith::CmpFPredicate::ORD, x.im, x.im));
    Value byZero =
        code.both(code.both(code.isZero(y.re), code.isZero(y.im)), hasNumber);
    Parts poles = code.scale(x, code.copySign(infinity, y.re));
    Value ofInfinite = code.both(code.anyInfinite(x), code.allFinite(y));
    Parts infinities =
        code.scale(code.conjugateProduct(code.box(x), y), infinity);
    Value byInfinite = code.both(code.anyInfinite(y), code.allFinite(x));
    Parts zeros =
        code.scale(code.conjugateProduct(x, code.box(y)), code.constant(0.0));
    quotient = code.select(byInfinite, zeros, quotient);
    quotient = code.select(ofInfinite, infinities, quotient);
    quotient = code.select(byZero, poles, quotient);
    rewriter.replaceOp(op, code.whole(quotient));
    return success();
  }
};

/// complex.exp %x : complex<f64>  =>  call @cexp(%x)
template <typename Op>
struct CallLibrary : OpRewritePattern<Op> {
  CallLibrary(MLIRContext *context, StringRef name, PatternBenefit benefit)
      : OpRewritePattern<Op>(context, benefit), name(name) {}

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    auto module = op->template getParentOfType<ModuleOp>();
    if (op->getOperand(0).getType() != ComplexType::get(rewriter.getF64Type()))
      return rewriter.notifyMatchFailure(op, "expected complex<f64>");
    if (!module.lookupSymbol(name)) {
      OpBuilder::InsertionGuard guard(rewriter);
      rewriter.setInsertionPointToStart(module.getBody());
      auto function =
          func::FuncOp::create(rewriter, op.getLoc(), name,
                               rewriter.getFunctionType(op->getOperandTypes(),
                                                        op->getResultTypes()));
      function.setPrivate();
    }
    rewriter.replaceOpWithNewOp<func::CallOp>(op, name, op->getResultTypes(),
                                              op->getOperands());
    return success();
  }

  StringRef name;
};

} // namespace

void ptir::populateComplexPatterns(RewritePatternSet &patterns,
                                   PatternBenefit benefit) {
  MLIRContext *context = patterns.getContext();
  patterns.add<ExpandMul, ExpandDiv>(context, benefit);
  patterns.add<CallLibrary<complex::AbsOp>>(context, "cabs", benefit);
  patterns.add<CallLibrary<complex::ExpOp>>(context, "cexp", benefit);
  patterns.add<CallLibrary<complex::LogOp>>(context, "clog", benefit);
  patterns.add<CallLibrary<complex::TanhOp>>(context, "ctanh", benefit);
  patterns.add<CallLibrary<complex::SqrtOp>>(context, "csqrt", benefit);
  patterns.add<CallLibrary<complex::SinOp>>(context, "csin", benefit);
  patterns.add<CallLibrary<complex::CosOp>>(context, "ccos", benefit);
  patterns.add<CallLibrary<complex::PowOp>>(context, "cpow", benefit);
}

bool ptir::isComplexLibraryName(StringRef name) {
  return llvm::is_contained(
      {"cabs", "cexp", "clog", "ctanh", "csqrt", "csin", "ccos", "cpow"}, name);
}
