//===- AbsentTest.cpp - The suite without LibTorch ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include <gtest/gtest.h>

TEST(Parity, NeedsLibTorch) {
  GTEST_SKIP() << "LibTorch was not found when this build was configured; "
                  "nothing is compared with it";
}
