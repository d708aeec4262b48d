//===- Gpt2TokenizerTest.cpp - The tokenizer of GPT-2, exactly ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/LoadTokenizer.h"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <random>

using namespace ptir;

namespace {

const std::string dataFolder =
    std::string(PTIR_TEST_DATA_DIR) + "/gpt2-tokenizer";

constexpr TokenId endOfText = 50256;

/// Random scalar values, short and long encodings alike, controls and
/// unassigned ones included.
std::string randomText(std::mt19937 &random) {
  constexpr uint32_t ends[] = {0x80, 0x800, 0x10000, 0x110000};
  std::string text;
  for (size_t length = random() % 40; length > 0; --length) {
    uint32_t codePoint = random() % ends[random() % 4];
    if (codePoint >= 0xD800 && codePoint <= 0xDFFF)
      codePoint = ' ';
    if (codePoint < 0x80) {
      text += static_cast<char>(codePoint);
      continue;
    }
    int tails = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
    constexpr int leads[] = {0, 0xC0, 0xE0, 0xF0};
    text += static_cast<char>(leads[tails] | codePoint >> (6 * tails));
    while (tails-- > 0)
      text += static_cast<char>(0x80 | ((codePoint >> (6 * tails)) & 0x3F));
  }
  return text;
}

class Gpt2TokenizerTest : public testing::Test {
protected:
  static void SetUpTestSuite() {
    StatusOr<Tokenizer> loaded = loadTokenizer(dataFolder);
    ASSERT_TRUE(loaded.ok()) << loaded.message();
    shared = new Tokenizer(*loaded);
  }
  static void TearDownTestSuite() {
    delete shared;
    shared = nullptr;
  }
  void SetUp() override { ASSERT_NE(shared, nullptr); }

  std::vector<TokenId> encode(std::string_view text,
                              EncodeOptions options = {}) {
    StatusOr<std::vector<TokenId>> ids = shared->encode(text, options);
    EXPECT_TRUE(ids.ok()) << ids.message();
    return ids.ok() ? *ids : std::vector<TokenId>();
  }
  std::string decode(const std::vector<TokenId> &ids,
                     DecodeOptions options = {}) {
    StatusOr<std::string> text = shared->decode(ids, options);
    EXPECT_TRUE(text.ok()) << text.message();
    return text.ok() ? *text : std::string();
  }

  void checkCases(const std::string &file, int expectedCount) {
    std::ifstream stream(dataFolder + "/" + file);
    int count = 0;
    for (std::string line; std::getline(stream, line); ++count) {
      auto json = nlohmann::json::parse(line);
      auto text = json.at("text").get<std::string>();
      auto ids = json.at("ids").get<std::vector<TokenId>>();
      EXPECT_EQ(encode(text), ids) << line;
      EXPECT_EQ(decode(ids), text) << line;
    }
    EXPECT_EQ(count, expectedCount);
  }

  static Tokenizer *shared;
};

Tokenizer *Gpt2TokenizerTest::shared = nullptr;

TEST_F(Gpt2TokenizerTest, Cases) { checkCases("cases.jsonl", 917); }

TEST_F(Gpt2TokenizerTest, EdgeCases) { checkCases("cases_edge.jsonl", 4); }

TEST_F(Gpt2TokenizerTest, RoundTripOfRandomText) {
  std::mt19937 random(20240131);
  for (int i = 0; i < 10000; ++i) {
    std::string text = randomText(random);
    ASSERT_EQ(decode(encode(text)), text) << i;
  }
}

TEST_F(Gpt2TokenizerTest, RoundTripOfRandomBytes) {
  std::mt19937 random(5);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes(random() % 30, '\0');
    for (char &byte : bytes)
      byte = static_cast<char>(random());
    std::string decoded;
    for (TokenId id : encode(bytes)) {
      StatusOr<std::string_view> piece = shared->decodeBytes(id);
      ASSERT_TRUE(piece.ok()) << piece.message();
      decoded.append(*piece);
    }
    ASSERT_EQ(decoded, bytes) << i;
  }
}

TEST_F(Gpt2TokenizerTest, SpecialTokenOnlyWhenAsked) {
  const std::string text = "a<|endoftext|><|endoftext|> b";
  EXPECT_EQ(encode("<|endoftext|>"),
            (std::vector<TokenId>{27, 91, 437, 1659, 5239, 91, 29}));
  std::vector<TokenId> ids = encode(text, {/*parseSpecial=*/true});
  EXPECT_EQ(ids, (std::vector<TokenId>{64, endOfText, endOfText, 275}));
  EXPECT_EQ(decode(ids), text);
  EXPECT_EQ(decode(ids, {/*skipSpecial=*/true}), "a b");
  // Almost the token is plain text in either mode.
  EXPECT_EQ(encode("<|endoftext|", {/*parseSpecial=*/true}),
            encode("<|endoftext|"));
}

TEST_F(Gpt2TokenizerTest, TextNeverMakesTheSpecialToken) {
  for (TokenId id : encode("<|endoftext|> <|endoftext|>"))
    EXPECT_NE(id, endOfText);
}

TEST_F(Gpt2TokenizerTest, UnknownIdIsNamed) {
  EXPECT_EQ(shared->decode({15496, 50257}).message(),
            "token id 50257 is not in the vocabulary of 50257 tokens");
  EXPECT_EQ(shared->decode({-1}).message(),
            "token id -1 is not in the vocabulary of 50257 tokens");
}

TEST_F(Gpt2TokenizerTest, IllFormedBytesDecodeToReplacements) {
  std::vector<TokenId> ids = encode("a\xF0\x9F\xA6"
                                    "b\xFF");
  EXPECT_EQ(decode(ids), "a\uFFFDb\uFFFD");
}

TEST_F(Gpt2TokenizerTest, StreamNeverSplitsACharacter) {
  std::mt19937 random(11);
  for (int i = 0; i < 500; ++i) {
    // Random ids make ill-formed text, encoded text makes split characters.
    std::vector<TokenId> ids = encode(randomText(random));
    for (int extra = random() % 8; extra > 0; --extra)
      ids.push_back(TokenId(random() % 50257));
    bool skipSpecial = random() % 2;
    StreamingDecoder decoder(*shared, {skipSpecial});
    std::string text;
    for (TokenId id : ids) {
      StatusOr<std::string> piece = decoder.push(id);
      ASSERT_TRUE(piece.ok()) << piece.message();
      ASSERT_EQ(wellFormedPrefix(*piece), piece->size());
      text += *piece;
    }
    text += decoder.finish();
    ASSERT_EQ(text, decode(ids, {skipSpecial})) << i;
  }
}

TEST_F(Gpt2TokenizerTest, StreamSurvivesAnUnknownId) {
  // "🦙" is three tokens; the first two end inside the character.
  std::vector<TokenId> ids = encode("🦙");
  ASSERT_EQ(ids.size(), 3u);
  StreamingDecoder decoder(*shared);
  EXPECT_EQ(*decoder.push(ids[0]), "");
  EXPECT_EQ(*decoder.push(ids[1]), "");
  EXPECT_FALSE(decoder.push(70000).ok());
  EXPECT_EQ(*decoder.push(ids[2]), "🦙");
  EXPECT_EQ(decoder.finish(), "");
}

TEST_F(Gpt2TokenizerTest, MegabyteWords) {
  constexpr size_t length = size_t(1) << 20;
  std::mt19937 random(3);
  std::string letters(length, '\0');
  for (char &letter : letters)
    letter = static_cast<char>('a' + random() % 26);
  std::string illFormed(length, '\0');
  for (char &byte : illFormed)
    byte = static_cast<char>(0xF8 | random() % 8);
  for (const std::string &word :
       {std::string(length, 'a'), letters, illFormed}) {
    std::string decoded;
    for (TokenId id : encode(word))
      decoded.append(*shared->decodeBytes(id));
    EXPECT_TRUE(decoded == word);
  }
}

} // namespace
