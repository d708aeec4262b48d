//===- ScalarIntegerTest.cpp - Integer scalars of the spec ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Eight-bit results are compared exhaustively with arithmetic in a wider type.
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ScalarInteger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace ptir;

namespace {

constexpr int64_t int64Min = std::numeric_limits<int64_t>::min();
constexpr int64_t int64Max = std::numeric_limits<int64_t>::max();
constexpr uint64_t uint64Max = std::numeric_limits<uint64_t>::max();
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(ScalarIntegerTest, Limits) {
  EXPECT_EQ(maxUnsigned(1), 1u);
  EXPECT_EQ(maxUnsigned(4), 15u);
  EXPECT_EQ(maxUnsigned(64), uint64Max);
  EXPECT_EQ(maxSigned(4), 7);
  EXPECT_EQ(minSigned(4), -8);
  EXPECT_EQ(maxSigned(64), int64Max);
  EXPECT_EQ(minSigned(64), int64Min);
}

TEST(ScalarIntegerTest, WrapAgreesWithTheMachineTypes) {
  for (int64_t value = -70000; value <= 70000; ++value) {
    ASSERT_EQ(wrapSigned(uint64_t(value), 8), int8_t(value));
    ASSERT_EQ(wrapUnsigned(uint64_t(value), 8), uint8_t(value));
    ASSERT_EQ(wrapSigned(uint64_t(value), 16), int16_t(value));
    ASSERT_EQ(wrapUnsigned(uint64_t(value), 16), uint16_t(value));
    ASSERT_EQ(wrapSigned(uint64_t(value), 64), value);
  }
  EXPECT_EQ(wrapSigned(8, 4), -8);
  EXPECT_EQ(wrapSigned(uint64_t(-9), 4), 7);
  EXPECT_EQ(wrapSigned(uint64_t(int64Max) + 1, 64), int64Min);
}

TEST(ScalarIntegerTest, SaturateIsTheNearestValue) {
  for (int64_t value = -1000; value <= 1000; ++value) {
    ASSERT_EQ(saturateSigned(value, 8), std::clamp<int64_t>(value, -128, 127));
    ASSERT_EQ(saturateUnsignedFromSigned(value, 8),
              uint64_t(std::clamp<int64_t>(value, 0, 255)));
    if (value < 0)
      continue;
    ASSERT_EQ(saturateUnsigned(uint64_t(value), 8),
              uint64_t(std::min<int64_t>(value, 255)));
    ASSERT_EQ(saturateSignedFromUnsigned(uint64_t(value), 8),
              std::min<int64_t>(value, 127));
  }
  EXPECT_EQ(saturateSignedFromUnsigned(uint64Max, 64), int64Max);
  EXPECT_EQ(saturateUnsignedFromSigned(int64Min, 64), 0u);
  EXPECT_EQ(saturateSigned(int64Min, 64), int64Min);
}

TEST(ScalarIntegerTest, FloatsTruncateAndSaturate) {
  for (unsigned bits : {4u, 8u, 16u, 32u, 64u}) {
    EXPECT_EQ(truncateToSigned(std::nan(""), bits), 0);
    EXPECT_EQ(truncateToUnsigned(std::nan(""), bits), 0u);
    EXPECT_EQ(truncateToSigned(infinity, bits), maxSigned(bits));
    EXPECT_EQ(truncateToSigned(-infinity, bits), minSigned(bits));
    EXPECT_EQ(truncateToUnsigned(infinity, bits), maxUnsigned(bits));
    EXPECT_EQ(truncateToUnsigned(-infinity, bits), 0u);
    EXPECT_EQ(truncateToSigned(-2.99, bits), -2);
    EXPECT_EQ(truncateToSigned(2.99, bits), 2);
    EXPECT_EQ(truncateToUnsigned(-0.99, bits), 0u);
  }
  EXPECT_EQ(truncateToSigned(127.9, 8), 127);
  EXPECT_EQ(truncateToSigned(128.0, 8), 127);
  EXPECT_EQ(truncateToSigned(-128.9, 8), -128);
  EXPECT_EQ(truncateToUnsigned(255.9, 8), 255u);
  // The largest double below 2^63, and 2^63 itself.
  EXPECT_EQ(truncateToSigned(0x1.fffffffffffffp62, 64),
            int64_t(0x7ffffffffffffc00));
  EXPECT_EQ(truncateToSigned(0x1p63, 64), int64Max);
  EXPECT_EQ(truncateToSigned(-0x1p63, 64), int64Min);
  EXPECT_EQ(truncateToUnsigned(0x1p63, 64), uint64_t(1) << 63);
}

TEST(ScalarIntegerTest, DivisionTruncatesAndWraps) {
  for (int64_t lhs = -128; lhs < 128; ++lhs)
    for (int64_t rhs = -128; rhs < 128; ++rhs) {
      if (rhs == 0) {
        ASSERT_EQ(divideSigned(lhs, rhs, 8), std::nullopt);
        ASSERT_EQ(remainderSigned(lhs, rhs), std::nullopt);
        continue;
      }
      ASSERT_EQ(divideSigned(lhs, rhs, 8), int8_t(lhs / rhs));
      ASSERT_EQ(remainderSigned(lhs, rhs), lhs % rhs);
    }
  EXPECT_EQ(divideSigned(int64Min, -1, 64), int64Min);
  EXPECT_EQ(remainderSigned(int64Min, -1), 0);
  EXPECT_EQ(divideUnsigned(uint64Max, 2), uint64Max / 2);
  EXPECT_EQ(divideUnsigned(1, 0), std::nullopt);
  EXPECT_EQ(remainderUnsigned(7, 4), 3u);
  EXPECT_EQ(remainderUnsigned(7, 0), std::nullopt);
}

TEST(ScalarIntegerTest, PowersWrap) {
  for (int64_t base = -12; base <= 12; ++base) {
    uint64_t product = 1;
    for (int64_t exponent = 0; exponent < 80; ++exponent) {
      ASSERT_EQ(powSigned(base, exponent, 8), int8_t(product));
      ASSERT_EQ(powSigned(base, exponent, 64), int64_t(product));
      ASSERT_EQ(powUnsigned(uint64_t(base), uint64_t(exponent), 16),
                uint16_t(product));
      product *= uint64_t(base);
    }
  }
}

TEST(ScalarIntegerTest, NegativeExponents) {
  EXPECT_EQ(powSigned(2, -1, 32), 0);
  EXPECT_EQ(powSigned(-7, -2, 32), 0);
  EXPECT_EQ(powSigned(1, -5, 32), 1);
  EXPECT_EQ(powSigned(-1, -5, 32), -1);
  EXPECT_EQ(powSigned(-1, -4, 32), 1);
  EXPECT_EQ(powSigned(-1, int64Min, 64), 1);
  EXPECT_EQ(powSigned(0, -1, 32), std::nullopt);
  EXPECT_EQ(powSigned(0, 0, 32), 1);
}

} // namespace
