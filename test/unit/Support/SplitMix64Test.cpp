//===- SplitMix64Test.cpp - A random sequence fixed for ever --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/SplitMix64.h"

#include <gtest/gtest.h>

using namespace ptir;

namespace {

TEST(SplitMix64Test, PublishedVector) {
  SplitMix64 random(1234567);
  for (uint64_t expected :
       {6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
        4593380528125082431u, 16408922859458223821u})
    EXPECT_EQ(random.next(), expected);
}

TEST(SplitMix64Test, BelowTakesTheUpperHalfOfTheProduct) {
  SplitMix64 random(42);
  for (uint64_t expected : {741, 159, 278, 344, 38, 868})
    EXPECT_EQ(random.below(1000), expected);
  for (uint64_t expected :
       {2014432356388815158u, 7384525663493897837u, 3135310438806245198u})
    EXPECT_EQ(random.below((uint64_t(1) << 63) + 12345), expected);
  EXPECT_EQ(random.below(1), 0u);
}

} // namespace
