//===- ByteLevelAlphabetTest.cpp - Bytes as printable text ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/ByteLevelAlphabet.h"

#include <gtest/gtest.h>
#include <set>

using namespace ptir;

namespace {

TEST(ByteLevelAlphabetTest, KnownCharacters) {
  EXPECT_EQ(byteLevelCharacter('A'), "A");
  EXPECT_EQ(byteLevelCharacter(' '), "Ġ");
  EXPECT_EQ(byteLevelCharacter('\n'), "Ċ");
  EXPECT_EQ(byteLevelCharacter(0x00), "Ā");
  EXPECT_EQ(byteLevelCharacter(0x7F), "ġ");
  EXPECT_EQ(byteLevelCharacter(0xA0), "ł");
  EXPECT_EQ(byteLevelCharacter(0xAD), "Ń");
  EXPECT_EQ(byteLevelCharacter(0xFF), "ÿ");
}

TEST(ByteLevelAlphabetTest, IsOneToOne) {
  std::set<std::string> characters;
  for (int byte = 0; byte < 256; ++byte) {
    std::string character = byteLevelCharacter(static_cast<uint8_t>(byte));
    EXPECT_TRUE(characters.insert(character).second) << byte;
    EXPECT_EQ(bytesFromByteLevel(character),
              std::string(1, static_cast<char>(byte)));
  }
}

TEST(ByteLevelAlphabetTest, RefusesOtherCharacters) {
  EXPECT_EQ(bytesFromByteLevel("ĠaĊ"), " a\n");
  EXPECT_EQ(bytesFromByteLevel(""), "");
  // A space, U+00A0, U+0144, U+2581 and broken UTF-8.
  for (const char *text : {"a b", "\xC2\xA0", "\xC5\x84", "\xE2\x96\x81",
                           "\xC4", "\xC4\x41", "\xFF", "\x80"})
    EXPECT_EQ(bytesFromByteLevel(text), std::nullopt) << text;
}

} // namespace
