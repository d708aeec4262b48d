//===- ScalarCastTest.cpp - One element of any real type ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ScalarCast.h"

#include "ptir/Support/ScalarFloat.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

using namespace ptir;

namespace {

using E = ElementType;

uint64_t f32(double value) { return encodeFloat(E::F32, value); }
uint64_t signedWord(int64_t value) { return uint64_t(value); }

TEST(ScalarCastTest, EveryByteOfSmallTypesRoundTripsThroughMemory) {
  for (E type : {E::SI8, E::UI8, E::F8E4M3FN, E::F8E5M2})
    for (unsigned value = 0; value < 256; ++value) {
      auto byte = uint8_t(value);
      uint8_t back = 0;
      storeScalar(type, loadScalar(type, &byte), &back);
      ASSERT_EQ(back, byte) << elementTypeName(type);
    }
}

TEST(ScalarCastTest, FourBitIntegersAreExtendedToTheirByte) {
  for (unsigned value = 0; value < 256; ++value) {
    auto byte = uint8_t(value);
    auto extended = int64_t(value % 16) - (value % 16 >= 8 ? 16 : 0);
    EXPECT_EQ(int64_t(loadScalar(E::SI4, &byte)), extended);
    EXPECT_EQ(loadScalar(E::UI4, &byte), value % 16);
    uint8_t stored = 0;
    storeScalar(E::SI4, loadScalar(E::SI4, &byte), &stored);
    EXPECT_EQ(int8_t(stored), extended);
  }
}

TEST(ScalarCastTest, MemoryIsLittleEndianAndUnaligned) {
  uint8_t memory[10] = {0xaa, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
  EXPECT_EQ(int64_t(loadScalar(E::SI64, memory + 1)), -2);
  EXPECT_EQ(int64_t(loadScalar(E::SI32, memory + 1)), -2);
  EXPECT_EQ(loadScalar(E::UI16, memory + 1), 0xfffeu);
  storeScalar(E::BF16, 0x3f80, memory + 1);
  EXPECT_EQ(memory[1], 0x80);
  EXPECT_EQ(memory[2], 0x3f);
  EXPECT_EQ(memory[3], 0xff);
}

TEST(ScalarCastTest, BooleansAreAnyNonZeroByte) {
  for (uint8_t byte : {0, 1, 2, 255})
    EXPECT_EQ(loadScalar(E::I1, &byte), byte != 0 ? 1u : 0u);
}

TEST(ScalarCastTest, IntegersSaturate) {
  EXPECT_EQ(castScalar(E::SI32, signedWord(-5), E::UI8), 0u);
  EXPECT_EQ(castScalar(E::SI32, 300, E::UI8), 255u);
  EXPECT_EQ(int64_t(castScalar(E::SI32, 300, E::SI8)), 127);
  EXPECT_EQ(int64_t(castScalar(E::SI64, signedWord(-300), E::SI4)), -8);
  EXPECT_EQ(castScalar(E::UI64, ~uint64_t(0), E::SI64),
            uint64_t(std::numeric_limits<int64_t>::max()));
  EXPECT_EQ(castScalar(E::UI64, 77, E::UI4), 15u);
}

TEST(ScalarCastTest, FloatsToIntegers) {
  EXPECT_EQ(int64_t(castScalar(E::F32, f32(-3.9), E::SI32)), -3);
  EXPECT_EQ(castScalar(E::F32, f32(1e30), E::UI32), 0xffffffffu);
  EXPECT_EQ(castScalar(E::F32, f32(std::nan("")), E::SI32), 0u);
  EXPECT_EQ(int64_t(castScalar(E::F16, 0xfc00, E::SI64)),
            std::numeric_limits<int64_t>::min());
}

TEST(ScalarCastTest, FloatsToFloatsRoundOnce) {
  EXPECT_EQ(castScalar(E::F32, f32(448.0), E::F8E4M3FN), 0x7eu);
  EXPECT_EQ(castScalar(E::F32, f32(1e6), E::F8E4M3FN), 0x7fu);
  EXPECT_EQ(castScalar(E::F32, f32(-1e6), E::F8E5M2), 0xfcu);
  double value = 1.0 + std::ldexp(1.0, -8) + std::ldexp(1.0, -40);
  uint64_t word;
  std::memcpy(&word, &value, sizeof(word));
  EXPECT_EQ(castScalar(E::F64, word, E::BF16), 0x3f81u);
}

TEST(ScalarCastTest, BooleansInAndOut) {
  EXPECT_EQ(castScalar(E::I1, 1, E::F32), f32(1.0));
  EXPECT_EQ(castScalar(E::I1, 1, E::SI64), 1u);
  EXPECT_EQ(castScalar(E::I1, 0, E::BF16), 0u);
  EXPECT_EQ(castScalar(E::F32, f32(-0.0), E::I1), 0u);
  EXPECT_EQ(castScalar(E::F32, f32(std::nan("")), E::I1), 1u);
  EXPECT_EQ(castScalar(E::F32, f32(0.5), E::I1), 1u);
  EXPECT_EQ(castScalar(E::SI8, signedWord(-1), E::I1), 1u);
}

TEST(ScalarCastTest, ComplexTypesGiveZero) {
  uint8_t memory[16];
  std::memset(memory, 0xff, sizeof(memory));
  EXPECT_EQ(loadScalar(E::CF32, memory), 0u);
  EXPECT_EQ(castScalar(E::F32, f32(1.0), E::CF32), 0u);
  storeScalar(E::CF64, ~uint64_t(0), memory);
  for (uint8_t byte : memory)
    EXPECT_EQ(byte, 0);
}

} // namespace
