//===- ElementaryFunctions.cpp - exp and log of f32 -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Polynomials over a reduced argument, within one unit in the last place, right
// for every operand: subnormals, infinities and NaN included. The coefficients
// minimise the largest relative error over the reduced range.
//
//===----------------------------------------------------------------------===//

#include "LaneBuilder.h"
#include "LoweringPatterns.h"

using namespace mlir;
using namespace ptir;

// ln 2 as a sum; the first part has so few digits that its products with
// exponents are exact.
static constexpr float ln2High = 0.693145751953125f;
static constexpr float ln2Low = 1.428606765330187e-06f;

/// e^x = 2^k e^r with k the integer nearest to x / ln 2, |r| <= ln 2 / 2.
static Value expand(LaneBuilder &code, math::ExpOp op) {
  Value x = op.getOperand();
  // Beyond these the result is infinite or zero. NaN passes.
  Value high = code.constant(89.0f), low = code.constant(-104.0f);
  x = code.select(code.less(high, x), high, x);
  x = code.select(code.less(x, low), low, x);
  // Next to this number f32 has the spacing of the integers.
  Value shifter = code.constant(12582912.0f);
  Value shifted = code.fma(x, code.constant(1.44269504f), shifter);
  Value k = code.difference(shifted, shifter);
  Value exponent = code.sub(code.bits(shifted), code.bits(shifter));
  Value r = code.fma(k, code.constant(-ln2High), x);
  r = code.fma(k, code.constant(-ln2Low), r);
  Value tail = code.polynomial(r, {0.4999999403953552f, 0.16666515171527863f,
                                   0.04166845604777336f, 0.008369418792426586f,
                                   0.0013813144760206342f});
  Value power =
      code.sum(code.fma(tail, code.product(r, r), r), code.constant(1.0f));
  // 2^k may be no f32, but its halves are.
  Value half = code.rightSigned(exponent, 1);
  for (Value part : {half, code.sub(exponent, half)})
    power =
        code.product(power, code.single(code.left(code.add(part, 127), 23)));
  return power;
}

/// ln x = k ln 2 + ln m with m in [2/3, 4/3).
static Value expand(LaneBuilder &code, math::LogOp op) {
  Value x = op.getOperand();
  Value zero = code.constant(0.0f), one = code.constant(1.0f);
  Value isSmall = code.less(x, code.constant(0x1p-126f));
  Value normal =
      code.select(isSmall, code.product(x, code.constant(0x1p23f)), x);
  Value word = code.bits(normal);
  Value exponent =
      code.rightSigned(code.sub(word, code.bits(code.constant(2.0f / 3))), 23);
  Value f = code.difference(
      code.single(code.sub(word, code.left(exponent, 23))), one);
  exponent = code.select(isSmall, code.add(exponent, -23), exponent);
  Value k = arith::SIToFPOp::create(code.b, code.singles(), exponent);
  Value square = code.product(f, f);
  Value tail = code.polynomial(f, {0.3333321511745453f, -0.24999797344207764f,
                                   0.20010405778884888f, -0.16680487990379333f,
                                   0.14005868136882782f, -0.12184262275695801f,
                                   0.1398444026708603f, -0.12891678512096405f});
  Value low = code.fma(square, code.constant(-0.5f),
                       code.product(k, code.constant(ln2Low)));
  low = code.fma(code.product(f, tail), square, low);
  Value result = code.fma(k, code.constant(ln2High), code.sum(low, f));

  // +inf and NaN are their own logarithms; below zero there is none.
  float infinity = std::numeric_limits<float>::infinity();
  Value isFinite = code.less(x, code.constant(infinity));
  result = code.select(isFinite, result, x);
  result = code.select(code.less(x, zero),
                       code.constant(std::numeric_limits<float>::quiet_NaN()),
                       result);
  return code.select(code.equal(x, zero), code.constant(-infinity), result);
}

namespace {

template <typename Op>
struct ExpandFunction : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32())
      return rewriter.notifyMatchFailure(op, "expected f32");
    LaneBuilder code(rewriter, op.getLoc(), op.getType());
    rewriter.replaceOp(op, expand(code, op));
    return success();
  }
};

} // namespace

void ptir::populateElementaryFunctionPatterns(RewritePatternSet &patterns) {
  patterns.add<ExpandFunction<math::ExpOp>, ExpandFunction<math::LogOp>>(
      patterns.getContext());
}
