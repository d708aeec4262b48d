//===- ScalarOpsTest.cpp - What one element of each op is -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ScalarOps.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

using namespace ptir;

namespace {

using E = ElementType;

constexpr float inf = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

TEST(ScalarTraitsTest, StorageIsThatOfTheRuntime) {
  unsigned visited = 0;
  for (unsigned i = 0; i < numElementTypes; ++i) {
    E type = E(i);
    visited += visitElementType<AllFamilies>(type, 0, [&](auto tag) {
      using Traits = ScalarTraits<tag.value>;
      EXPECT_EQ(sizeof(typename Traits::Storage), storageBytes(type));
      EXPECT_EQ(Traits::family == IntegerFamily, isInteger(type));
      EXPECT_EQ(Traits::family == FloatFamily, isFloat(type));
      EXPECT_EQ(Traits::family == ComplexFamily, isComplex(type));
      return 1;
    });
  }
  EXPECT_EQ(visited, numElementTypes);
}

TEST(ScalarTraitsTest, VisitsOnlyTheFamilies) {
  auto isVisited = [](E type) {
    return visitElementType<InexactFamilies>(type, false,
                                             [](auto) { return true; });
  };
  EXPECT_TRUE(isVisited(E::BF16));
  EXPECT_TRUE(isVisited(E::CF64));
  EXPECT_FALSE(isVisited(E::I1));
  EXPECT_FALSE(isVisited(E::UI64));
}

/// All pairs of 4-bit and of 8-bit integers, against wide arithmetic.
template <E type>
void checkAllPairs() {
  using Traits = ScalarTraits<type>;
  using Ops = ScalarOps<type>;
  auto low = int64_t(Ops::lowest()), high = int64_t(Ops::highest());
  ASSERT_EQ(high - low + 1, 1 << Traits::bits);
  auto wrap = [&](int64_t value) {
    int64_t count = high - low + 1;
    return low + ((value - low) % count + count) % count;
  };
  for (int64_t a = low; a <= high; ++a) {
    using Value = typename Traits::Value;
    ASSERT_EQ(int64_t(Traits::load(Traits::store(Value(a)))), a);
    ASSERT_EQ(int64_t(Ops::neg(Value(a))), wrap(-a));
    ASSERT_EQ(int64_t(Ops::abs(Value(a))), wrap(std::abs(a)));
    for (int64_t b = low; b <= high; ++b) {
      Value x = Value(a), y = Value(b);
      ASSERT_EQ(int64_t(Ops::add(x, y)), wrap(a + b));
      ASSERT_EQ(int64_t(Ops::sub(x, y)), wrap(a - b));
      ASSERT_EQ(int64_t(Ops::mul(x, y)), wrap(a * b));
      ASSERT_EQ(Ops::div(x, y).has_value(), b != 0);
      if (b != 0) {
        ASSERT_EQ(int64_t(*Ops::div(x, y)), wrap(a / b));
      }
      ASSERT_EQ(int64_t(Ops::maximum(x, y)), std::max(a, b));
      ASSERT_EQ(int64_t(Ops::minimum(x, y)), std::min(a, b));
      ASSERT_EQ(Ops::less(x, y), a < b);
      ASSERT_EQ(Ops::lessEqual(x, y), a <= b);
      ASSERT_EQ(Ops::equal(x, y), a == b);
    }
  }
}

TEST(IntegerOpsTest, SmallTypesWrap) {
  checkAllPairs<E::SI4>();
  checkAllPairs<E::UI4>();
  checkAllPairs<E::SI8>();
  checkAllPairs<E::UI8>();
}

TEST(IntegerOpsTest, WideTypesWrap) {
  using Signed = ScalarOps<E::SI64>;
  int64_t min = Signed::lowest(), max = Signed::highest();
  EXPECT_EQ(Signed::add(max, 1), min);
  EXPECT_EQ(Signed::mul(min, -1), min);
  EXPECT_EQ(Signed::neg(min), min);
  EXPECT_EQ(Signed::abs(min), min);
  EXPECT_EQ(Signed::div(min, -1), min);
  EXPECT_EQ(Signed::div(min, 0), std::nullopt);
  EXPECT_EQ(ScalarOps<E::UI64>::sub(0, 1), ~uint64_t(0));
  EXPECT_EQ(ScalarOps<E::SI32>::fromIndex(int64_t(1) << 31), -2147483648);
  EXPECT_EQ(ScalarOps<E::UI4>::fromIndex(17), 1u);
}

TEST(BooleanOpsTest, FalseIsLessThanTrue) {
  using Ops = ScalarOps<E::I1>;
  EXPECT_TRUE(Ops::less(false, true));
  EXPECT_FALSE(Ops::less(true, true));
  EXPECT_TRUE(Ops::lessEqual(true, true));
  EXPECT_FALSE(Ops::lessEqual(true, false));
  EXPECT_TRUE(Ops::maximum(false, true));
  EXPECT_FALSE(Ops::minimum(false, true));
  EXPECT_FALSE(Ops::lowest());
  EXPECT_TRUE(Ops::highest());
}

/// All pairs of an 8-bit float: the exact result, rounded once. Sums, products
/// and quotients of such numbers are exact in double, or further from a tie
/// than its rounding error.
template <E type>
void checkAllFloatPairs() {
  using Traits = ScalarTraits<type>;
  using Ops = ScalarOps<type>;
  auto expectRounded = [](float found, double exact, unsigned a, unsigned b) {
    uint64_t expected = encodeFloat(type, exact);
    bool bothNaN = std::isnan(exact) && std::isnan(found);
    EXPECT_TRUE(bothNaN || Traits::store(found) == expected) << a << " " << b;
  };
  for (unsigned a = 0; a < 256; ++a)
    for (unsigned b = 0; b < 256; ++b) {
      float x = Traits::load(uint8_t(a)), y = Traits::load(uint8_t(b));
      expectRounded(Ops::add(x, y), double(x) + double(y), a, b);
      expectRounded(Ops::sub(x, y), double(x) - double(y), a, b);
      expectRounded(Ops::mul(x, y), double(x) * double(y), a, b);
      expectRounded(*Ops::div(x, y), double(x) / double(y), a, b);
    }
}

TEST(FloatOpsTest, NarrowArithmeticRoundsOnce) {
  checkAllFloatPairs<E::F8E4M3FN>();
  checkAllFloatPairs<E::F8E5M2>();
}

TEST(FloatOpsTest, OverflowOfNarrowFloats) {
  EXPECT_TRUE(std::isnan(ScalarOps<E::F8E4M3FN>::add(448, 448)));
  EXPECT_EQ(ScalarOps<E::F8E5M2>::add(57344, 57344), inf);
  EXPECT_EQ(ScalarOps<E::F16>::exp(12), inf);
  EXPECT_EQ(ScalarOps<E::BF16>::mul(-3e38f, 2), -inf);
}

TEST(FloatOpsTest, SubnormalsAreKept) {
  float smallest = std::numeric_limits<float>::denorm_min();
  EXPECT_EQ(ScalarOps<E::F32>::add(smallest, smallest), 2 * smallest);
  EXPECT_EQ(ScalarOps<E::F32>::neg(smallest), -smallest);
  // 2^-24 is the smallest f16.
  EXPECT_EQ(
      ScalarOps<E::F16>::mul(std::ldexp(1.0f, -12), std::ldexp(1.0f, -12)),
      std::ldexp(1.0f, -24));
}

TEST(FloatOpsTest, SpecialValues) {
  using Ops = ScalarOps<E::F32>;
  EXPECT_EQ(Ops::exp(-inf), 0.0f);
  EXPECT_EQ(Ops::log(0), -inf);
  EXPECT_TRUE(std::isnan(Ops::log(-1)));
  EXPECT_EQ(Ops::tanh(inf), 1.0f);
  EXPECT_EQ(Ops::erf(-inf), -1.0f);
  EXPECT_EQ(Ops::rsqrt(0.0f), inf);
  EXPECT_EQ(Ops::rsqrt(-0.0f), -inf);
  EXPECT_EQ(Ops::rsqrt(inf), 0.0f);
  EXPECT_EQ(Ops::reciprocal(-0.0f), -inf);
  EXPECT_EQ(*Ops::div(1, 0), inf);
  EXPECT_TRUE(std::isnan(*Ops::div(0, 0)));
  EXPECT_TRUE(std::signbit(Ops::neg(0.0f)));
  EXPECT_FALSE(std::signbit(Ops::abs(-0.0f)));
  for (float (*function)(float) :
       {Ops::exp, Ops::log, Ops::tanh, Ops::erf, Ops::rsqrt, Ops::reciprocal})
    EXPECT_TRUE(std::isnan(function(nan)));
}

TEST(FloatOpsTest, OrderOfZerosAndNaN) {
  using Ops = ScalarOps<E::F64>;
  EXPECT_FALSE(std::signbit(Ops::maximum(-0.0, 0.0)));
  EXPECT_TRUE(std::signbit(Ops::minimum(0.0, -0.0)));
  EXPECT_TRUE(std::isnan(Ops::maximum(1, nan)));
  EXPECT_TRUE(std::isnan(Ops::minimum(nan, 1)));
  EXPECT_TRUE(Ops::equal(0.0, -0.0));
  EXPECT_FALSE(Ops::equal(nan, nan));
  EXPECT_FALSE(Ops::less(nan, 1) || Ops::less(1, nan));
  EXPECT_FALSE(Ops::lessEqual(nan, nan));
}

TEST(FloatOpsTest, IdentitiesOfTheExtremes) {
  EXPECT_EQ(ScalarOps<E::BF16>::lowest(), -inf);
  EXPECT_EQ(ScalarOps<E::F8E5M2>::highest(), inf);
  EXPECT_EQ(ScalarOps<E::F8E4M3FN>::lowest(), -448.0f);
  EXPECT_EQ(ScalarOps<E::F16>::fromIndex(2049), 2048.0f);
}

TEST(ComplexOpsTest, ArithmeticAndMagnitude) {
  using Ops = ScalarOps<E::CF32>;
  using Value = Ops::Value;
  EXPECT_EQ(Ops::mul({1, 2}, {3, -1}), Value(5, 5));
  EXPECT_EQ(Ops::div({4, 2}, {0, 2}), Value(1, -2));
  EXPECT_EQ(Ops::reciprocal({0, 2}), Value(0, -0.5f));
  EXPECT_EQ(Ops::abs({3, -4}), 5.0f);
  EXPECT_EQ(Ops::abs({3e38f, 0}), 3e38f);
  EXPECT_EQ(Ops::neg({1, -2}), Value(-1, 2));
  EXPECT_EQ(Ops::rsqrt({-4, 0}), Value(0, -0.5f));
  EXPECT_EQ(Ops::tanh({100, 0}), Value(1, 0));
  EXPECT_FLOAT_EQ(Ops::log({-1, 0}).imag(), 3.14159265f);
  // An infinite factor gives an infinite product, not NaN in both parts.
  Value product = Ops::mul({inf, nan}, {1, 1});
  EXPECT_TRUE(std::isinf(product.real()) || std::isinf(product.imag()));
}

TEST(ComplexOpsTest, QuotientsAtTheLimits) {
  using Value = std::complex<double>;
  constexpr double large = 1e308, tiny = 5e-324;
  EXPECT_EQ(divideComplex({1, 2}, {3, -4}), Value(-0.2, 0.4));
  // Neither the squares nor the scale overflow or vanish.
  EXPECT_EQ(divideComplex({large, large}, {large, large}), Value(1, 0));
  EXPECT_EQ(divideComplex({tiny, tiny}, {tiny, 0}), Value(1, 1));
  EXPECT_EQ(divideComplex({large, 0}, {tiny, 0}).real(), inf);
  EXPECT_EQ(divideComplex({tiny, 0}, {large, 0}).real(), 0);
  // By zero, of infinity, by infinity.
  EXPECT_EQ(divideComplex({1, 0}, {0, 0}).real(), inf);
  EXPECT_EQ(divideComplex({1, 0}, {-0.0, 0}).real(), -inf);
  EXPECT_EQ(divideComplex({0, inf}, {1e30, 1e-300}), Value(inf, inf));
  EXPECT_EQ(divideComplex({3, 4}, {inf, nan}), Value(0, 0));
  EXPECT_TRUE(std::isnan(divideComplex({nan, nan}, {1, 0}).real()));
}

TEST(ComplexOpsTest, LogisticDoesNotOverflow) {
  using Ops = ScalarOps<E::CF64>;
  EXPECT_EQ(Ops::logistic({1e4, 0}), Ops::Value(1, 0));
  EXPECT_EQ(Ops::logistic({-1e4, 0}), Ops::Value(0, 0));
  EXPECT_EQ(Ops::logistic({0, 0}), Ops::Value(0.5, 0));
}

TEST(FloatOpsTest, LogisticDoesNotOverflow) {
  EXPECT_EQ(ScalarOps<E::F32>::logistic(-inf), 0.0f);
  EXPECT_EQ(ScalarOps<E::F32>::logistic(inf), 1.0f);
  EXPECT_EQ(ScalarOps<E::F64>::logistic(-745), std::exp(-745.0));
  EXPECT_EQ(ScalarOps<E::F64>::logistic(-1e308), 0.0);
  EXPECT_TRUE(std::isnan(ScalarOps<E::F32>::logistic(nan)));
}

TEST(FloatOpsTest, RoundingSignPowerRemainder) {
  using Ops = ScalarOps<E::F16>;
  EXPECT_EQ(Ops::roundNearestEven(2.5f), 2.0f);
  EXPECT_TRUE(std::signbit(Ops::ceil(-0.5f)));
  EXPECT_TRUE(std::signbit(Ops::sign(-0.0f)));
  EXPECT_TRUE(std::isnan(Ops::sign(nan)));
  EXPECT_FALSE(Ops::isFinite(inf) || Ops::isFinite(nan));
  EXPECT_EQ(Ops::pow(nan, 0.0f), 1.0f);
  EXPECT_EQ(Ops::pow(2.0f, 16.0f), inf);
  EXPECT_EQ(Ops::remainder(-5.5f, 2.0f), -1.5f);
  EXPECT_TRUE(std::isnan(*Ops::remainder(1.0f, 0.0f)));
  EXPECT_EQ(Ops::remainder(1.0f, inf), 1.0f);
  EXPECT_TRUE(std::isnan(Ops::clamp(nan, 0.0f, 1.0f)));
  EXPECT_EQ(Ops::clamp(0.5f, 2.0f, 1.0f), 1.0f);
}

TEST(IntegerOpsTest, PowerRemainderBits) {
  using Ops = ScalarOps<E::SI4>;
  EXPECT_EQ(Ops::pow(3, 2), -7);
  EXPECT_EQ(Ops::pow(-1, -3), -1);
  EXPECT_EQ(Ops::pow(2, -1), 0);
  EXPECT_EQ(Ops::pow(0, -1), std::nullopt);
  EXPECT_EQ(Ops::pow(0, 0), 1);
  EXPECT_EQ(Ops::remainder(-8, -1), 0);
  EXPECT_EQ(Ops::remainder(-7, 4), -3);
  EXPECT_EQ(Ops::remainder(1, 0), std::nullopt);
  EXPECT_EQ(Ops::bitNot(5), -6);
  EXPECT_EQ(Ops::bitXor(-1, 5), -6);
  EXPECT_EQ(Ops::sign(-8), -1);
  EXPECT_EQ(ScalarOps<E::UI4>::bitNot(5), 10u);
  EXPECT_EQ(ScalarOps<E::UI4>::pow(3, 3), 11u);
}

TEST(CastElementTest, ComplexParts) {
  int8_t source = -3;
  std::complex<double> target;
  ASSERT_TRUE(castElement(E::SI8, &source, E::CF64, &target));
  EXPECT_EQ(target, std::complex<double>(-3, 0));
  std::complex<float> narrow;
  std::complex<double> wide(1e300, 0.5);
  ASSERT_TRUE(castElement(E::CF64, &wide, E::CF32, &narrow));
  EXPECT_EQ(narrow, std::complex<float>(inf, 0.5f));
  float real = 7;
  EXPECT_FALSE(castElement(E::CF32, &narrow, E::F32, &real));
  EXPECT_EQ(real, 7.0f);
  ASSERT_TRUE(castElement(E::UI4, "\x0f", E::F32, &real));
  EXPECT_EQ(real, 15.0f);
}

} // namespace
