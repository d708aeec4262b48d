//===- OriginalCasesTest.cpp - Every case of the original is there --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

using namespace ptir::parity;

TEST(OriginalCases, AreAllThere) {
  std::ifstream file(PTIR_PARITY_CASES);
  std::set<std::string> names;
  for (const Case &testCase : allCases())
    EXPECT_TRUE(names.insert(testCase.name).second)
        << testCase.name << " is there twice";
  int count = 0;
  for (std::string name; std::getline(file, name); ++count)
    EXPECT_TRUE(names.count(name)) << name << " is missing";
  EXPECT_EQ(count, 163);
}
