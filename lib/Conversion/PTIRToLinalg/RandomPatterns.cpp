//===- RandomPatterns.cpp - Random numbers to loops -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Every element computes the block of Philox that its words lie in, from its
// linear index and the seed alone: any division over threads and vectors gives
// the same bits. Words are held in 64 bits, so that a product of two is at hand
// whole.
//
//===----------------------------------------------------------------------===//

#include "LoopBuilder.h"
#include "Patterns.h"
#include "ScalarCode.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Support/Philox.h"
#include "llvm/Support/MathExtras.h"

#include <cmath>

using namespace mlir;
using namespace ptir;

namespace {

/// Code for random element number `index` of the sequence of `seed`, both i64.
class RandomCode {
public:
  RandomCode(OpBuilder &builder, Location loc, ElementType type, Value seed,
             Value index)
      : b(loc, builder), isWide(type == ElementType::F64), seed(seed),
        index(index) {}

  /// In f32, f64 for f64.
  Value uniform();
  Value normal();

private:
  Value number(int64_t value) {
    return arith::ConstantOp::create(b, b.getI64IntegerAttr(value));
  }
  Value real(double value) {
    return arith::ConstantOp::create(b, b.getFloatAttr(floatType(), value));
  }
  Type floatType() {
    return isWide ? Type(b.getF64Type()) : Type(b.getF32Type());
  }
  /// Of a uniform number: it is this many bits of an integer.
  unsigned numBits() const { return isWide ? 53 : 24; }

  Value low(Value word) {
    return arith::AndIOp::create(b, word, number(0xffffffff));
  }
  Value high(Value word) { return shiftRight(word, 32); }
  Value shiftRight(Value word, int64_t bits) {
    return arith::ShRUIOp::create(b, word, number(bits));
  }
  Value isBitSet(Value word, int64_t bit) {
    Value masked = arith::AndIOp::create(b, word, number(bit));
    return arith::CmpIOp::create(b, arith::CmpIPredicate::ne, masked,
                                 number(0));
  }
  Value choose(Value condition, Value onTrue, Value onFalse) {
    return arith::SelectOp::create(b, condition, onTrue, onFalse);
  }

  std::array<Value, 4> block();
  /// The bits of the uniform number made of a word, or of two.
  Value bitsOf(Value first, Value second);
  /// An integer below 2^53 (2^24), divided by 2^numBits.
  Value toFraction(Value bits);

  ImplicitLocOpBuilder b;
  bool isWide;
  Value seed, index;
};

} // namespace

std::array<Value, 4> RandomCode::block() {
  using C = PhiloxConstants;
  Value counter = shiftRight(index, isWide ? 1 : 2);
  std::array<Value, 4> words = {low(counter), high(counter), number(0),
                                number(0)};
  std::array<Value, 2> key = {low(seed), high(seed)};
  for (unsigned round = 0; round < C::rounds; ++round) {
    Value even = arith::MulIOp::create(b, words[0], number(C::factors[0]));
    Value odd = arith::MulIOp::create(b, words[2], number(C::factors[1]));
    auto mix = [&](Value product, Value word, Value keyWord) -> Value {
      Value mixed = arith::XOrIOp::create(b, high(product), word);
      return arith::XOrIOp::create(b, mixed, keyWord);
    };
    words = {mix(odd, words[1], key[0]), low(odd), mix(even, words[3], key[1]),
             low(even)};
    for (int i : {0, 1})
      key[i] = low(arith::AddIOp::create(b, key[i], number(C::increments[i])));
  }
  return words;
}

Value RandomCode::bitsOf(Value first, Value second) {
  if (!isWide)
    return shiftRight(first, 32 - numBits());
  Value joined = arith::OrIOp::create(
      b, arith::ShLIOp::create(b, first, number(32)), second);
  return shiftRight(joined, 64 - numBits());
}

Value RandomCode::toFraction(Value bits) {
  if (!isWide) // a conversion that vectors have
    bits = arith::TruncIOp::create(b, b.getI32Type(), bits);
  Value whole = arith::SIToFPOp::create(b, floatType(), bits);
  return arith::MulFOp::create(b, whole, real(std::ldexp(1.0, -numBits())));
}

Value RandomCode::uniform() {
  std::array<Value, 4> words = block();
  Value isOdd = isBitSet(index, 1);
  if (isWide)
    return toFraction(bitsOf(choose(isOdd, words[2], words[0]),
                             choose(isOdd, words[3], words[1])));
  Value word = choose(isBitSet(index, 2), choose(isOdd, words[3], words[2]),
                      choose(isOdd, words[1], words[0]));
  return toFraction(bitsOf(word, Value()));
}

/// radius = sqrt(-2 ln(1 - u1)), times the cosine or sine of 2 pi u2. The angle
/// is taken apart into quarters and a rest of at most an eighth of the circle,
/// exactly, since u2 is a whole number of bits; a cosine is the sine of one
/// quarter more.
Value RandomCode::normal() {
  std::array<Value, 4> words = block();
  Value first, second;
  if (isWide) {
    first = bitsOf(words[0], words[1]);
    second = bitsOf(words[2], words[3]);
  } else {
    Value isUpper = isBitSet(index, 2);
    first = bitsOf(choose(isUpper, words[2], words[0]), Value());
    second = bitsOf(choose(isUpper, words[3], words[1]), Value());
  }
  Value rest = arith::SubFOp::create(b, real(1), toFraction(first));
  Value square =
      arith::MulFOp::create(b, real(-2), math::LogOp::create(b, rest));
  Value radius = math::SqrtOp::create(b, square);

  int64_t quarterBits = numBits() - 2;
  Value rounded =
      arith::AddIOp::create(b, second, number(int64_t(1) << (quarterBits - 1)));
  Value quarter = shiftRight(rounded, quarterBits);
  Value remaining = arith::SubIOp::create(
      b, second, arith::ShLIOp::create(b, quarter, number(quarterBits)));
  Value angle = arith::MulFOp::create(b, real(2 * llvm::numbers::pi),
                                      toFraction(remaining));
  Value isSine = isBitSet(index, 1);
  Value turned =
      arith::AddIOp::create(b, quarter, choose(isSine, number(0), number(1)));
  Value sine = choose(isBitSet(turned, 1), math::CosOp::create(b, angle),
                      math::SinOp::create(b, angle));
  Value negated = arith::NegFOp::create(b, sine);
  return arith::MulFOp::create(b, radius,
                               choose(isBitSet(turned, 2), negated, sine));
}

namespace {

/// ptir.rng_uniform  =>  linalg.generic over the linear index
template <typename Op>
struct LowerRandom : OpConversionPattern<Op> {
  using OpConversionPattern<Op>::OpConversionPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    ElementType type = elementTypeOf(op.getType());
    SmallVector<OpFoldResult> shape =
        loops.shapeFrom(op.getType().getShape(), adaptor.getDims());
    Value init = loops.empty(shape, getStorageType(op.getContext(), type));
    int64_t rank = op.getType().getRank();
    SmallVector<Value> extents;
    for (OpFoldResult extent : shape)
      extents.push_back(arith::IndexCastOp::create(
          rewriter, op.getLoc(), rewriter.getI64Type(), loops.toValue(extent)));
    AffineMap maps[] = {AffineMap::get(rank, 0, op.getContext()),
                        rewriter.getMultiDimIdentityMap(rank)};
    Value result =
        loops.generic(adaptor.getSeed(), init, maps, rank,
                      [&](OpBuilder &builder, Location loc, ValueRange args) {
                        RandomCode random(builder, loc, type, args[0],
                                          linearIndex(builder, loc, extents));
                        bool isUniform = std::is_same_v<Op, RngUniformOp>;
                        Value x =
                            isUniform ? random.uniform() : random.normal();
                        ScalarCode code(builder, loc);
                        ElementType computed =
                            type == ElementType::F64 ? type : ElementType::F32;
                        return code.store(code.cast(computed, type, x), type);
                      });
    if (!result)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    rewriter.replaceOp(op, result);
    return success();
  }

  /// The row-major position of the element, as i64.
  static Value linearIndex(OpBuilder &builder, Location loc,
                           ValueRange extents) {
    Value position =
        arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(0));
    for (auto [dim, extent] : llvm::enumerate(extents)) {
      Value own = linalg::IndexOp::create(builder, loc, dim);
      own = arith::IndexCastOp::create(builder, loc, builder.getI64Type(), own);
      Value before = arith::MulIOp::create(builder, loc, position, extent);
      position = arith::AddIOp::create(builder, loc, before, own);
    }
    return position;
  }
};

} // namespace

void ptir::populateRandomPatterns(const StorageTypeConverter &converter,
                                  RewritePatternSet &patterns) {
  patterns.add<LowerRandom<RngUniformOp>, LowerRandom<RngNormalOp>>(
      converter, patterns.getContext());
}
