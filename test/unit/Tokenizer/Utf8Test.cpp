//===- Utf8Test.cpp - Well-formed and ill-formed UTF-8 --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/Utf8.h"

#include <gtest/gtest.h>

using namespace ptir;

namespace {

#define FFFD "\xEF\xBF\xBD"

std::string sanitise(std::string_view bytes) {
  std::string text;
  Utf8Stream stream;
  stream.push(bytes, text);
  stream.finish(text);
  return text;
}

/// The encoding of any 21-bit number, surrogates and too large ones included.
std::string encode(uint32_t codePoint) {
  auto tail = [&](int shift) {
    return static_cast<char>(0x80 | ((codePoint >> shift) & 0x3F));
  };
  if (codePoint < 0x80)
    return {static_cast<char>(codePoint)};
  if (codePoint < 0x800)
    return {static_cast<char>(0xC0 | codePoint >> 6), tail(0)};
  if (codePoint < 0x10000)
    return {static_cast<char>(0xE0 | codePoint >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | codePoint >> 18), tail(12), tail(6),
          tail(0)};
}

TEST(Utf8Test, AcceptsExactlyTheScalarValues) {
  for (uint32_t codePoint = 0; codePoint < 0x120000; ++codePoint) {
    std::string bytes = encode(codePoint);
    bool isScalar =
        codePoint < 0xD800 || (codePoint > 0xDFFF && codePoint < 0x110000);
    ASSERT_EQ(wellFormedPrefix(bytes), isScalar ? bytes.size() : 0)
        << std::hex << codePoint;
  }
}

TEST(Utf8Test, CutsMaximalSubparts) {
  // The Unicode Standard, section 3.9, tables 3-8 to 3-11.
  EXPECT_EQ(sanitise("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
            FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A");
  EXPECT_EQ(sanitise("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"),
            FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A");
  EXPECT_EQ(sanitise("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"),
            FFFD FFFD FFFD FFFD FFFD "A" FFFD FFFD "B");
  EXPECT_EQ(sanitise("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"),
            FFFD FFFD FFFD FFFD "A");
}

TEST(Utf8Test, TruncatedCharacterIsOneReplacement) {
  EXPECT_EQ(sanitise("a\xF0\x9F\xA6"), "a" FFFD);
  EXPECT_EQ(sanitise("\xE2\x82"), FFFD);
  EXPECT_EQ(sanitise("\xC3"), FFFD);
}

TEST(Utf8Test, PiecesDoNotMatter) {
  const std::string bytes = "h\xC3\xA9\xF0\x9F\xA6\x99\xFF\xE2\x82x\xED\xA0"
                            "\x80\xF0\x9F";
  const std::string whole = sanitise(bytes);
  for (size_t first = 0; first <= bytes.size(); ++first)
    for (size_t second = first; second <= bytes.size(); ++second) {
      std::string text;
      Utf8Stream stream;
      for (std::string_view piece :
           {std::string_view(bytes).substr(0, first),
            std::string_view(bytes).substr(first, second - first),
            std::string_view(bytes).substr(second)}) {
        stream.push(piece, text);
        EXPECT_EQ(wellFormedPrefix(text), text.size());
      }
      stream.finish(text);
      ASSERT_EQ(text, whole) << first << " " << second;
    }
}

TEST(Utf8Test, HoldsBackOnlyAnUnfinishedCharacter) {
  std::string text;
  Utf8Stream stream;
  stream.push("a\xF0\x9F\xA6", text);
  EXPECT_EQ(text, "a");
  stream.push("\x99", text);
  EXPECT_EQ(text, "a\xF0\x9F\xA6\x99");
  stream.finish(text);
  EXPECT_EQ(text, "a\xF0\x9F\xA6\x99");
}

} // namespace
