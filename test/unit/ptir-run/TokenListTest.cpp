//===- TokenListTest.cpp - Token ids written by people --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "tools/ptir-run/TokenList.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::run;

namespace {

TEST(TokenListTest, readsEveryForm) {
  for (const char *text : {"1,2,3", "1 2 3", " 1, 2,\n3\n", "[1, 2, 3]",
                           " [1,2,3]\n", R"({"ids":[1,2,3]})"}) {
    auto ids = parseTokenList(text);
    ASSERT_TRUE(ids.ok()) << text << ": " << ids.message();
    EXPECT_EQ(*ids, (std::vector<TokenId>{1, 2, 3})) << text;
  }
  for (const char *text : {"", " \n", "[]"}) {
    auto ids = parseTokenList(text);
    ASSERT_TRUE(ids.ok()) << ids.message();
    EXPECT_TRUE(ids->empty());
  }
}

TEST(TokenListTest, namesWhatIsNoId) {
  EXPECT_EQ(parseTokenList("1,x,3").message(),
            "tokens: expected a token id, found 'x'");
  EXPECT_EQ(parseTokenList("1,-2").message(),
            "tokens: expected a token id, found '-2'");
  EXPECT_EQ(parseTokenList("2147483648").message(),
            "tokens: expected a token id, found '2147483648'");
  EXPECT_EQ(parseTokenList("1.5").message(),
            "tokens: expected a token id, found '1.5'");
  EXPECT_EQ(parseTokenList("[1, \"a\"]").message(),
            "tokens: expected a token id, found '\"a\"'");
  EXPECT_EQ(parseTokenList("[1,").message(),
            "tokens: expected a list of ids in JSON, found '[1,'");
  EXPECT_EQ(parseTokenList("{\"text\":1}").message(),
            "tokens: expected a list of ids in JSON, found '{\"text\":1}'");
}

} // namespace
