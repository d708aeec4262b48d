//===- FunctionalTableTest.cpp - The table of functionals -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// That the functionals of the table are those that are emitted is the matter
// of RaiseTest and of test/lint/functionals.py.
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/FunctionalTable.h"
#include "ptir/Functional/Recovery.h"

#include "gtest/gtest.h"

#include <set>

using namespace ptir::functional;

namespace {

TEST(FunctionalTableTest, HasWhatIsRaisedAndWhatIsExempt) {
  std::set<std::string> rows, known;
  for (const FunctionalRow &row : getFunctionalTable())
    rows.insert(row.key.str());
  EXPECT_EQ(rows.size(), getFunctionalTable().size());
  for (const RecoverableFunctional &functional : getRecoverableFunctionals())
    known.insert(functional.name.str());
  for (llvm::StringRef name : getUnrecoveredFunctionals())
    EXPECT_TRUE(known.insert(name.str()).second) << name.str();
  EXPECT_EQ(rows, known);
}

TEST(FunctionalTableTest, IsInAlphabeticOrderAndComplete) {
  llvm::StringRef last;
  for (const FunctionalRow &row : getFunctionalTable()) {
    EXPECT_LT(last, row.key);
    last = row.key;
    EXPECT_FALSE(row.summary.empty()) << row.key.str();
    EXPECT_TRUE(row.header.ends_with(".h")) << row.key.str();
    EXPECT_TRUE(row.signature.contains(") -> ")) << row.key.str();
  }
}

TEST(FunctionalTableTest, NamesOfGptRsAreFoundOnce) {
  std::set<std::string> aliases;
  for (const FunctionalRow &row : getFunctionalTable())
    for (const std::string &alias : row.aliases()) {
      EXPECT_TRUE(aliases.insert(alias).second) << alias;
      EXPECT_EQ(findFunctional(alias), &row);
    }
  const FunctionalRow *row =
      findFunctional("gpt_rs::ops::functional::linalg::matmul");
  ASSERT_TRUE(row);
  EXPECT_EQ(row->key, "matmul");
  EXPECT_EQ(row->function(), "matmul");
  EXPECT_EQ(row, findFunctional("matmul"));
  EXPECT_FALSE(findFunctional("gpt_rs::ops::functional::matmul"));
  EXPECT_FALSE(findFunctional("linalg::matmul"));
  EXPECT_FALSE(findFunctional(""));
}

} // namespace
