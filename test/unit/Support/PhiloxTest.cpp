//===- PhiloxTest.cpp - Random words by counting --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The blocks are the known answers that the authors of the generator publish.
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/Philox.h"

#include <gtest/gtest.h>

using namespace ptir;

namespace {

TEST(PhiloxTest, KnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
            (PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
                   {0xffffffff, 0xffffffff}),
            (PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                   {0xa4093822, 0x299f31d0}),
            (PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(PhiloxTest, SeedIsTheKeyAndIndexTheCounter) {
  EXPECT_EQ(philoxBlock(0x299f31d0a4093822, 0x85a308d3243f6a88),
            philox({0x243f6a88, 0x85a308d3, 0, 0}, {0xa4093822, 0x299f31d0}));
}

TEST(PhiloxTest, UniformNumbersAreTheTopBits) {
  // The first block of seed 0 is the first known answer.
  EXPECT_EQ(uniform24(0, 0), double(0x6627e8) / (1 << 24));
  EXPECT_EQ(uniform24(0, 1), double(0xe169c5) / (1 << 24));
  EXPECT_EQ(uniform24(0, 2), double(0xbc57ac) / (1 << 24));
  EXPECT_EQ(uniform24(0, 3), double(0x9b00db) / (1 << 24));
  EXPECT_EQ(uniform24(0, 4), (philoxBlock(0, 1)[0] >> 8) * 0x1p-24);
  EXPECT_EQ(uniform53(0, 0), double(0x6627e8d5e169c58d >> 11) * 0x1p-53);
  EXPECT_EQ(uniform53(0, 1), double(0xbc57ac4c9b00dbd8 >> 11) * 0x1p-53);
  EXPECT_NE(uniform53(0, 2), uniform53(0, 0));
}

} // namespace
