//===- Gpt2PatternTest.cpp - Where GPT-2 cuts text into words -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/Gpt2Pattern.h"

#include <gtest/gtest.h>

using namespace ptir;

namespace {

using Words = std::vector<std::string>;

Words split(std::string_view text) {
  StatusOr<Gpt2Pattern> pattern = Gpt2Pattern::create();
  EXPECT_TRUE(pattern.ok()) << pattern.message();
  std::vector<std::string_view> words;
  Status status = pattern->split(text, words);
  EXPECT_TRUE(status.ok()) << status.message();
  return Words(words.begin(), words.end());
}

TEST(Gpt2PatternTest, CutsByKind) {
  EXPECT_EQ(split(""), Words{});
  EXPECT_EQ(split("Hello world"), (Words{"Hello", " world"}));
  EXPECT_EQ(split("I'm they'll 'S"),
            (Words{"I", "'m", " they", "'ll", " '", "S"}));
  EXPECT_EQ(split("abc123 45!?"), (Words{"abc", "123", " 45", "!?"}));
  EXPECT_EQ(split("naïve Größe 漢字"), (Words{"naïve", " Größe", " 漢字"}));
}

TEST(Gpt2PatternTest, LeavesOneSpaceToTheNextWord) {
  EXPECT_EQ(split("a   b"), (Words{"a", "  ", " b"}));
  EXPECT_EQ(split("a   "), (Words{"a", "   "}));
  EXPECT_EQ(split("a\n\nb"), (Words{"a", "\n", "\n", "b"}));
  EXPECT_EQ(split("a \n b"), (Words{"a", " \n", " b"}));
}

TEST(Gpt2PatternTest, WhiteSpaceIsTheUnicodeProperty) {
  for (const char *space :
       {"\t", "\v", "\f", "\r", "\u0085", "\u00a0", "\u1680", "\u2000",
        "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"})
    EXPECT_EQ(split(std::string("a") + space + space + "b"),
              (Words{"a", space, space, "b"}));
  // Not white space: they go with a preceding space like any symbol.
  for (const char *symbol :
       {"\u180e", "\u200b", "\u2060", "\ufeff", "\x1c", "\x1f"})
    EXPECT_EQ(split(std::string("a ") + symbol + symbol + "b"),
              (Words{"a", std::string(" ") + symbol + symbol, "b"}));
}

TEST(Gpt2PatternTest, IllFormedBytesAreWordsOfTheirOwn) {
  EXPECT_EQ(split("ab\xFF\xFE"
                  "cd"),
            (Words{"ab", "\xFF\xFE", "cd"}));
  EXPECT_EQ(split("\xC3"), (Words{"\xC3"}));
  EXPECT_EQ(split("a \xE2\x82 b"), (Words{"a", " ", "\xE2\x82", " b"}));
  // The stretch before is cut as if the text ended there.
  EXPECT_EQ(split("a   \x80"), (Words{"a", "   ", "\x80"}));
}

TEST(Gpt2PatternTest, LongRunsStayOneWord) {
  constexpr size_t length = size_t(1) << 20;
  std::string spaces;
  for (size_t i = 0; i < length; ++i)
    spaces += "\u00a0";
  EXPECT_EQ(split(spaces + "x").size(), 3u);
  EXPECT_EQ(split(std::string(length, 'a')).size(), 1u);
  EXPECT_EQ(split(std::string(length, '\xFF')).size(), 1u);
}

} // namespace
