//===- NarrowFloatPatterns.cpp - Conversion of narrow floats --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Conversions of f8E4M3FN, f8E5M2 and bf16 in integer arithmetic: the CPU has
// no instruction for the former, and the one for bf16 loses subnormals. Each
// narrowing rounds once, to nearest even; from f64 it goes through an f32 that
// was rounded to odd, which the second rounding cannot tell from the f64.
//
//===----------------------------------------------------------------------===//

#include "LaneBuilder.h"
#include "LoweringPatterns.h"

using namespace mlir;
using namespace ptir;

namespace {

/// What the fields of a float type below f32 mean.
struct Format {
  explicit Format(FloatType type)
      : width(type.getWidth()), mantissaBits(type.getFPMantissaWidth() - 1),
        bias(1 - APFloat::semanticsMinExponent(type.getFloatSemantics())),
        hasInfinity(APFloat::semanticsHasInf(type.getFloatSemantics())) {}

  /// Bits of an f32's mantissa beyond this format's.
  unsigned shift() const { return 23 - mantissaBits; }
  /// By how much the bias of f32 is larger.
  int rebias() const { return 127 - bias; }
  int64_t allOnes() const { return (int64_t(1) << (width - 1)) - 1; }
  int64_t mantissaMask() const { return (int64_t(1) << mantissaBits) - 1; }
  int64_t exponentMask() const { return allOnes() & ~mantissaMask(); }
  int64_t quietBit() const { return int64_t(1) << (mantissaBits - 1); }
  /// The first magnitude that is no finite number.
  int64_t overflow() const { return hasInfinity ? exponentMask() : allOnes(); }

  unsigned width, mantissaBits;
  int bias;
  bool hasInfinity;
};

} // namespace

/// The f32 nearest to an f64 toward zero, its last bit set if that is not
/// exact.
static Value roundToOdd(LaneBuilder &code, Value x) {
  ImplicitLocOpBuilder &b = code.b;
  Value nearest = arith::TruncFOp::create(b, code.like(b.getF32Type()), x);
  Value back = arith::ExtFOp::create(b, x.getType(), nearest);
  auto magnitude = [&](Value value) {
    return code.conjunction(code.bits(value), ~uint64_t(0) >> 1);
  };
  // Magnitudes order as integers. NaN compares unordered and stays.
  Value tooLarge = arith::CmpIOp::create(b, arith::CmpIPredicate::ugt,
                                         magnitude(back), magnitude(x));
  Value inexact = arith::CmpFOp::create(b, arith::CmpFPredicate::ONE, back, x);
  Value word = code.bits(nearest);
  Value below = code.select(tooLarge, code.add(word, -1), word);
  Value odd = code.disjunction(below, uint64_t(1));
  return code.view(code.select(inexact, odd, word), b.getF32Type());
}

/// An f32 rounded to the format, as an integer of its width.
static Value encode(LaneBuilder &code, const Format &format, Value x) {
  ImplicitLocOpBuilder &b = code.b;
  Value word = code.bits(x);
  Value magnitude = code.conjunction(word, 0x7fffffff);
  // Adding just below a half, and the last bit that stays, rounds ties to
  // even; a carry moves on into the exponent.
  unsigned shift = format.shift();
  Value last = code.conjunction(code.right(magnitude, shift), 1);
  Value half = code.add(magnitude, (int64_t(1) << (shift - 1)) - 1);
  Value rounded = code.add(code.right(code.add(half, last), shift),
                           -(int64_t(format.rebias()) << format.mantissaBits));
  if (format.rebias() > 0) {
    // Next to this power of two f32 has the spacing of the subnormals, so that
    // the addition rounds to them.
    uint64_t power =
        uint64_t(127 + 1 - format.bias - int(format.mantissaBits) + 23) << 23;
    Value sum = arith::AddFOp::create(
        b, code.view(magnitude, b.getF32Type()),
        code.view(code.constant(magnitude, power), b.getF32Type()));
    Value subnormal = code.add(code.bits(sum), -int64_t(power));
    uint64_t leastNormal = uint64_t(format.rebias() + 1) << 23;
    rounded = code.select(code.isAbove(magnitude, leastNormal - 1), rounded,
                          subnormal);
  }
  rounded = arith::MinSIOp::create(b, rounded,
                                   code.constant(rounded, format.overflow()));
  Value nan = code.constant(rounded, format.allOnes());
  if (format.hasInfinity)
    nan = code.disjunction(
        code.conjunction(code.right(magnitude, shift), format.mantissaMask()),
        format.exponentMask() | format.quietBit());
  rounded = code.select(code.isAbove(magnitude, 0x7f800000), nan, rounded);
  Value sign =
      code.right(code.conjunction(word, 0x80000000), 32 - format.width);
  return arith::TruncIOp::create(b, code.integers(format.width),
                                 code.disjunction(rounded, sign));
}

/// The f32 that an integer of the format's width stands for.
static Value decode(LaneBuilder &code, const Format &format, Value bits) {
  ImplicitLocOpBuilder &b = code.b;
  Value word = arith::ExtUIOp::create(b, code.integers(32), bits);
  if (format.rebias() == 0)
    return code.view(code.left(word, 32 - format.width), b.getF32Type());
  Value magnitude = code.conjunction(word, format.allOnes());
  Value shifted = code.left(magnitude, format.shift());
  Value result = code.add(shifted, int64_t(format.rebias()) << 23);
  // A subnormal is its mantissa times the smallest one.
  uint64_t smallest = uint64_t(127 + 1 - format.bias - int(format.mantissaBits))
                      << 23;
  Value product = arith::MulFOp::create(
      b, arith::UIToFPOp::create(b, code.like(b.getF32Type()), magnitude),
      code.view(code.constant(magnitude, smallest), b.getF32Type()));
  result = code.select(code.isAbove(magnitude, format.mantissaMask()), result,
                       code.bits(product));
  if (format.hasInfinity)
    result = code.select(code.isAbove(magnitude, format.overflow() - 1),
                         code.disjunction(result, 0x7f800000), result);
  uint64_t lastNumber =
      format.hasInfinity ? format.overflow() : format.overflow() - 1;
  result = code.select(code.isAbove(magnitude, lastNumber),
                       code.disjunction(shifted, 0x7fc00000), result);
  Value sign = code.left(code.right(word, format.width - 1), 31);
  return code.view(code.disjunction(result, sign), b.getF32Type());
}

/// An f32 or f64 that holds the integer, or (of 64 bits) rounds to the same
/// narrow float. From 2^53 on the low bits, which no narrow float can see,
/// become one bit that says whether any was set.
static Value widenInteger(LaneBuilder &code, Value x, bool isSigned) {
  ImplicitLocOpBuilder &b = code.b;
  unsigned width = getElementTypeOrSelf(x.getType()).getIntOrFloatBitWidth();
  if (width > 32) {
    constexpr int64_t exact = int64_t(1) << 53, dropped = 4095, sticky = 2048;
    // Unsigned, after a shift of the signed range to zero.
    Value shifted = isSigned ? code.add(x, exact) : x;
    Value isLarge = code.isAbove(shifted, isSigned ? 2 * exact : exact);
    Value bit = code.select(code.isAbove(code.conjunction(x, dropped), 0),
                            code.constant(x, sticky), code.constant(x, 0));
    Value rounded = code.disjunction(code.conjunction(x, ~dropped), bit);
    x = code.select(isLarge, rounded, x);
  }
  Type exactType =
      code.like(width <= 16 ? Type(b.getF32Type()) : b.getF64Type());
  if (isSigned)
    return arith::SIToFPOp::create(b, exactType, x);
  return arith::UIToFPOp::create(b, exactType, x);
}

/// The types that are converted here.
static bool isNarrow(FloatType type) {
  return isa<BFloat16Type, Float8E4M3FNType, Float8E5M2Type>(type);
}

/// A float rounded once to a type below f32.
static Value narrow(LaneBuilder &code, Value x, FloatType to) {
  auto from = cast<FloatType>(getElementTypeOrSelf(x.getType()));
  if (from.isF64())
    x = roundToOdd(code, x);
  else if (!from.isF32())
    x = arith::ExtFOp::create(code.b, code.singles(), x);
  if (isNarrow(to))
    return code.view(encode(code, Format(to), x), to);
  return arith::TruncFOp::create(code.b, code.like(to), x);
}

namespace {

/// arith.truncf %x : f32 to f8E5M2  =>  integer arithmetic
/// arith.truncf %x : f64 to f16  =>  arith.truncf of an f32 rounded to odd
struct ExpandNarrowing : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncFOp op,
                                PatternRewriter &rewriter) const override {
    auto from = cast<FloatType>(getElementTypeOrSelf(op.getIn().getType()));
    auto to = cast<FloatType>(getElementTypeOrSelf(op.getType()));
    bool fromDouble = from.isF64() && to.getWidth() < 32;
    if (!isNarrow(to) && !fromDouble)
      return rewriter.notifyMatchFailure(op, "an instruction does it");
    LaneBuilder code(rewriter, op.getLoc(), op.getType());
    rewriter.replaceOp(op, narrow(code, op.getIn(), to));
    return success();
  }
};

/// arith.extf %x : f8E5M2 to f32  =>  integer arithmetic
struct ExpandWidening : OpRewritePattern<arith::ExtFOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::ExtFOp op,
                                PatternRewriter &rewriter) const override {
    auto from = cast<FloatType>(getElementTypeOrSelf(op.getIn().getType()));
    auto to = cast<FloatType>(getElementTypeOrSelf(op.getType()));
    if (!isNarrow(from))
      return rewriter.notifyMatchFailure(op, "an instruction does it");
    LaneBuilder code(rewriter, op.getLoc(), op.getType());
    Value x = decode(code, Format(from), code.bits(op.getIn()));
    if (to.getWidth() > 32)
      x = arith::ExtFOp::create(code.b, op.getType(), x);
    else if (to.getWidth() < 32)
      x = arith::TruncFOp::create(code.b, op.getType(), x);
    rewriter.replaceOp(op, x);
    return success();
  }
};

/// arith.sitofp %x : i32 to bf16  =>  arith.truncf of an exact f64
template <typename Op>
struct ExpandInteger : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    auto to = cast<FloatType>(getElementTypeOrSelf(op.getType()));
    if (!isNarrow(to))
      return rewriter.notifyMatchFailure(op, "an instruction does it");
    LaneBuilder code(rewriter, op.getLoc(), op.getType());
    constexpr bool isSigned = std::is_same_v<Op, arith::SIToFPOp>;
    Value exact = widenInteger(code, op.getIn(), isSigned);
    rewriter.replaceOp(op, narrow(code, exact, to));
    return success();
  }
};

/// arith.select %c, %x, %y : bf16  =>  arith.select of the bits
///
/// LLVM would select f32 and convert back with the instruction that loses
/// subnormals.
struct SelectBits : OpRewritePattern<arith::SelectOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::SelectOp op,
                                PatternRewriter &rewriter) const override {
    auto type = dyn_cast<FloatType>(getElementTypeOrSelf(op.getType()));
    bool isData = isa<FloatType, VectorType>(op.getType());
    if (!isData || !type || !isNarrow(type))
      return rewriter.notifyMatchFailure(op, "bits are selected as they are");
    LaneBuilder code(rewriter, op.getLoc(), op.getType());
    Value bits = arith::SelectOp::create(code.b, op.getCondition(),
                                         code.bits(op.getTrueValue()),
                                         code.bits(op.getFalseValue()));
    rewriter.replaceOp(op, code.view(bits, type));
    return success();
  }
};

} // namespace

void ptir::populateNarrowFloatPatterns(RewritePatternSet &patterns,
                                       PatternBenefit benefit) {
  patterns.add<ExpandNarrowing, ExpandWidening, ExpandInteger<arith::SIToFPOp>,
               ExpandInteger<arith::UIToFPOp>, SelectBits>(
      patterns.getContext(), benefit);
}
