//===- ScalarFloatTest.cpp - Float scalars of the spec --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The small formats are tested exhaustively: every bit pattern is decoded and
// compared with a value built by arithmetic, and around every midpoint of two
// neighbours the three doubles that decide the rounding are encoded.
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ScalarFloat.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

using namespace ptir;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
const double nan = std::nan("");

struct SmallFormat {
  ElementType type;
  int exponentBits;
  int mantissaBits;
  /// Magnitude of the largest finite pattern.
  uint64_t largest;
  /// What overflow gives.
  uint64_t overflow;
};

class SmallFloatTest : public testing::TestWithParam<SmallFormat> {
protected:
  uint64_t signBit() const {
    return uint64_t(1) << (GetParam().exponentBits + GetParam().mantissaBits);
  }

  /// The value of a finite magnitude, by arithmetic.
  double valueOf(uint64_t magnitude) const {
    const SmallFormat &format = GetParam();
    int bias = (1 << (format.exponentBits - 1)) - 1;
    auto exponent = int(magnitude >> format.mantissaBits);
    double fraction =
        double(magnitude & ((uint64_t(1) << format.mantissaBits) - 1)) /
        double(uint64_t(1) << format.mantissaBits);
    return exponent == 0 ? fraction * std::pow(2.0, 1 - bias)
                         : (1.0 + fraction) * std::pow(2.0, exponent - bias);
  }

  uint64_t encode(double value) const {
    return encodeFloat(GetParam().type, value);
  }
  double decode(uint64_t bits) const {
    return decodeFloat(GetParam().type, bits);
  }
};

TEST_P(SmallFloatTest, EveryFinitePatternIsExact) {
  for (uint64_t magnitude = 0; magnitude <= GetParam().largest; ++magnitude) {
    double value = valueOf(magnitude);
    ASSERT_EQ(decode(magnitude), value) << magnitude;
    ASSERT_EQ(decode(magnitude | signBit()), -value) << magnitude;
    ASSERT_EQ(encode(value), magnitude);
    ASSERT_EQ(encode(-value), magnitude | signBit());
  }
  EXPECT_TRUE(std::signbit(decode(signBit())));
}

TEST_P(SmallFloatTest, EveryMidpointRoundsToEven) {
  for (uint64_t below = 0; below < GetParam().largest; ++below) {
    double middle = (valueOf(below) + valueOf(below + 1)) / 2;
    uint64_t even = below % 2 == 0 ? below : below + 1;
    ASSERT_EQ(encode(middle), even) << below;
    ASSERT_EQ(encode(std::nextafter(middle, 0.0)), below);
    ASSERT_EQ(encode(std::nextafter(middle, infinity)), below + 1);
    ASSERT_EQ(encode(-middle), even | signBit());
  }
}

TEST_P(SmallFloatTest, OverflowStartsHalfAStepAboveTheLargest) {
  const SmallFormat &format = GetParam();
  double largest = valueOf(format.largest);
  double halfStep = (largest - valueOf(format.largest - 1)) / 2;
  double limit = largest + halfStep;
  EXPECT_EQ(encode(std::nextafter(limit, 0.0)), format.largest);
  EXPECT_EQ(encode(std::nextafter(limit, infinity)), format.overflow);
  // At the limit itself the even neighbour wins.
  EXPECT_EQ(encode(limit),
            format.largest % 2 == 0 ? format.largest : format.overflow);
  for (double value :
       {1e30 * largest, std::numeric_limits<double>::max(), infinity}) {
    EXPECT_EQ(encode(value), format.overflow);
    EXPECT_EQ(encode(-value), format.overflow | signBit());
  }
}

TEST_P(SmallFloatTest, TinyValuesKeepTheirSign) {
  for (double value : {std::numeric_limits<double>::denorm_min(),
                       std::numeric_limits<double>::min(), 1e-300, 1e-60}) {
    EXPECT_EQ(encode(value), 0u);
    EXPECT_EQ(encode(-value), signBit());
  }
}

TEST_P(SmallFloatTest, EveryOtherPatternIsInfinityOrNaN) {
  const SmallFormat &format = GetParam();
  for (uint64_t magnitude = format.largest + 1; magnitude < signBit();
       ++magnitude) {
    bool isInfinity =
        magnitude == format.overflow && format.type != ElementType::F8E4M3FN;
    for (uint64_t bits : {magnitude, magnitude | signBit()}) {
      double value = decode(bits);
      EXPECT_EQ(std::isinf(value), isInfinity) << bits;
      EXPECT_EQ(std::isnan(value), !isInfinity) << bits;
      EXPECT_EQ(std::signbit(value), bits >= signBit());
      // A NaN keeps sign and payload once it is quiet.
      uint64_t quiet = uint64_t(1) << (format.mantissaBits - 1);
      EXPECT_EQ(encode(value), isInfinity ? bits : bits | quiet);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Formats, SmallFloatTest,
    testing::Values(SmallFormat{ElementType::F8E4M3FN, 4, 3, 0x7e, 0x7f},
                    SmallFormat{ElementType::F8E5M2, 5, 2, 0x7b, 0x7c},
                    SmallFormat{ElementType::BF16, 8, 7, 0x7f7f, 0x7f80},
                    SmallFormat{ElementType::F16, 5, 10, 0x7bff, 0x7c00}),
    [](const testing::TestParamInfo<SmallFormat> &info) {
      return std::string(elementTypeName(info.param.type));
    });

TEST(ScalarFloatTest, KnownPatterns) {
  EXPECT_EQ(encodeFloat(ElementType::F8E4M3FN, 448.0), 0x7eu);
  EXPECT_EQ(encodeFloat(ElementType::F8E4M3FN, 464.0), 0x7eu);
  EXPECT_EQ(encodeFloat(ElementType::F8E4M3FN, 465.0), 0x7fu);
  EXPECT_EQ(encodeFloat(ElementType::F8E5M2, 57344.0), 0x7bu);
  EXPECT_EQ(encodeFloat(ElementType::F8E5M2, 61440.0), 0x7cu);
  EXPECT_EQ(encodeFloat(ElementType::F16, 65504.0), 0x7bffu);
  EXPECT_EQ(encodeFloat(ElementType::F16, 65520.0), 0x7c00u);
  EXPECT_EQ(encodeFloat(ElementType::BF16, 1.0), 0x3f80u);
}

TEST(ScalarFloatTest, DoublesRoundOnce) {
  // Just above a midpoint of bf16: through f32 the excess would be lost.
  double value = 1.0 + std::ldexp(1.0, -8) + std::ldexp(1.0, -40);
  EXPECT_EQ(encodeFloat(ElementType::BF16, value), 0x3f81u);
  EXPECT_EQ(encodeFloat(ElementType::BF16, double(float(value))), 0x3f80u);
}

uint64_t bitsOfFloat(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

TEST(ScalarFloatTest, F32AgreesWithTheHardware) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 200000; ++i) {
    // Exponents around the range of f32, subnormals and overflow included.
    double value = std::ldexp(double(random()), int(random() % 300) - 220);
    ASSERT_EQ(encodeFloat(ElementType::F32, value), bitsOfFloat(float(value)));
    auto bits = uint32_t(random());
    float single;
    std::memcpy(&single, &bits, sizeof(single));
    if (!std::isnan(single)) {
      ASSERT_EQ(decodeFloat(ElementType::F32, bits), double(single));
    }
  }
}

TEST(ScalarFloatTest, F64IsTheIdentity) {
  for (double value : {0.0, -0.0, 1.5, infinity, 5e-324}) {
    double back = roundToFloat(ElementType::F64, value);
    EXPECT_EQ(std::memcmp(&back, &value, sizeof(value)), 0);
  }
  EXPECT_TRUE(std::isnan(roundToFloat(ElementType::F64, nan)));
}

TEST(ScalarFloatTest, IntegersRoundOnce) {
  // 2^24 + 1 and a bit far below: a double would drop it and tie to even.
  uint64_t value = (uint64_t(1) << 62) + (uint64_t(1) << 38) + 1;
  EXPECT_EQ(encodeFloatFromUnsigned(ElementType::F32, value),
            bitsOfFloat(std::ldexp(8388609.0f, 39)));
  EXPECT_EQ(encodeFloat(ElementType::F32, double(value)),
            bitsOfFloat(std::ldexp(1.0f, 62)));
  std::mt19937_64 random(11);
  for (int i = 0; i < 100000; ++i) {
    uint64_t word = random() >> (random() % 64);
    auto number = int64_t(random()) >> (random() % 64);
    ASSERT_EQ(encodeFloatFromUnsigned(ElementType::F32, word),
              bitsOfFloat(float(word)));
    ASSERT_EQ(encodeFloatFromSigned(ElementType::F32, number),
              bitsOfFloat(float(number)));
    ASSERT_EQ(decodeFloat(ElementType::F64,
                          encodeFloatFromSigned(ElementType::F64, number)),
              double(number));
  }
  EXPECT_EQ(encodeFloatFromSigned(ElementType::F16, -65520), 0xfc00u);
  EXPECT_EQ(encodeFloatFromSigned(ElementType::F32,
                                  std::numeric_limits<int64_t>::min()),
            bitsOfFloat(-0x1p63f));
}

TEST(ScalarFloatTest, MaximumAndMinimumOrderZerosAndSpreadNaN) {
  EXPECT_FALSE(std::signbit(maximumFloat(-0.0, 0.0)));
  EXPECT_FALSE(std::signbit(maximumFloat(0.0, -0.0)));
  EXPECT_TRUE(std::signbit(minimumFloat(-0.0, 0.0)));
  EXPECT_TRUE(std::signbit(minimumFloat(0.0, -0.0)));
  for (double other : {1.0, infinity, -infinity}) {
    EXPECT_TRUE(std::isnan(maximumFloat(nan, other)));
    EXPECT_TRUE(std::isnan(maximumFloat(other, nan)));
    EXPECT_TRUE(std::isnan(minimumFloat(nan, other)));
    EXPECT_TRUE(std::isnan(minimumFloat(other, nan)));
  }
  EXPECT_EQ(maximumFloat(2.0, -3.0), 2.0);
  EXPECT_EQ(minimumFloat(2.0, -3.0), -3.0);
}

TEST(ScalarFloatTest, RoundNearestEven) {
  EXPECT_EQ(roundNearestEven(0.5), 0.0);
  EXPECT_EQ(roundNearestEven(1.5), 2.0);
  EXPECT_EQ(roundNearestEven(2.5), 2.0);
  EXPECT_EQ(roundNearestEven(-2.5), -2.0);
  EXPECT_EQ(roundNearestEven(-3.5), -4.0);
  EXPECT_EQ(roundNearestEven(0.49999999999999994), 0.0);
  EXPECT_EQ(roundNearestEven(4503599627370495.5), 4503599627370496.0);
  EXPECT_EQ(roundNearestEven(1e300), 1e300);
  EXPECT_TRUE(std::signbit(roundNearestEven(-0.25)));
  EXPECT_EQ(roundNearestEven(-infinity), -infinity);
  EXPECT_TRUE(std::isnan(roundNearestEven(nan)));
  std::mt19937_64 random(3);
  for (int i = 0; i < 100000; ++i) {
    double value = std::ldexp(double(int64_t(random())), -int(random() % 70));
    ASSERT_EQ(roundNearestEven(value), std::nearbyint(value));
  }
}

TEST(ScalarFloatTest, Sign) {
  EXPECT_EQ(signFloat(-infinity), -1.0);
  EXPECT_EQ(signFloat(5e-324), 1.0);
  EXPECT_TRUE(std::signbit(signFloat(-0.0)));
  EXPECT_EQ(signFloat(-0.0), 0.0);
  EXPECT_TRUE(std::isnan(signFloat(nan)));
}

TEST(ScalarFloatTest, OtherTypesGiveZero) {
  EXPECT_EQ(encodeFloat(ElementType::SI32, 3.0), 0u);
  EXPECT_EQ(decodeFloat(ElementType::CF32, 0x3f800000), 0.0);
}

} // namespace
