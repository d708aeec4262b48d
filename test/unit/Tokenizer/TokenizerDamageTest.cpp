//===- TokenizerDamageTest.cpp - Damaged files never crash ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Every bit of small files is flipped and every truncation tried, in process.
// What is then accepted must still encode and decode.
//
//===----------------------------------------------------------------------===//

#include "TinyTokenizer.h"

#include <gtest/gtest.h>
#include <random>

using namespace ptir;
using namespace ptir::test;

namespace {

/// Whether it was accepted. A refusal must name the file.
bool use(const StatusOr<Tokenizer> &tokenizer) {
  if (!tokenizer.ok()) {
    EXPECT_EQ(tokenizer.message().find("tokenizer 'damaged'"), 0u)
        << tokenizer.message();
    return false;
  }
  auto ids = tokenizer->encode("hello <|end|>\xFF", {/*parseSpecial=*/true});
  EXPECT_TRUE(ids.ok()) << ids.message();
  if (ids.ok()) {
    auto text = tokenizer->decode(*ids);
    EXPECT_TRUE(text.ok()) << text.message();
  }
  return true;
}

/// Tries `parse` on all single bit flips and truncations of `text`; gives the
/// numbers of texts accepted and refused.
template <typename Parse>
std::pair<int, int> damage(const std::string &text, Parse parse) {
  int accepted = 0, refused = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = text;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      ++(use(parse(damaged)) ? accepted : refused);
    }
    ++(use(parse(text.substr(0, i))) ? accepted : refused);
  }
  return {accepted, refused};
}

/// A vocabulary of few bytes, so that the files stay small.
const nlohmann::json fewTokens = {{"<unk>", 0}, {"h", 1},  {"e", 2},
                                  {"l", 3},     {"he", 4}, {"Ġ", 5}};

TEST(TokenizerDamageTest, HuggingFace) {
  nlohmann::json json = tinyTokenizerJson();
  json["model"]["vocab"] = fewTokens;
  json["model"]["merges"] = {"h e"};
  json["model"]["unk_token"] = "<unk>";
  auto [accepted, refused] = damage(json.dump(), [](const std::string &text) {
    return parseTokenizer({"damaged", text});
  });
  EXPECT_GT(accepted, 0);
  EXPECT_GT(refused, accepted);
}

TEST(TokenizerDamageTest, FlatSchema) {
  nlohmann::json json = {{"vocab", fewTokens}, {"unk_token", "<unk>"}};
  json["merges"] = nlohmann::json::parse(R"([["h", "e"]])");
  auto [accepted, refused] = damage(json.dump(), [](const std::string &text) {
    return parseTokenizer({"damaged", text});
  });
  EXPECT_GT(accepted, 0);
  EXPECT_GT(refused, accepted);
}

TEST(TokenizerDamageTest, MergesText) {
  const std::string vocab = tinyVocabulary().dump();
  auto [accepted, refused] =
      damage("#version: 0.2\nh e\nl l\nhe ll\n", [&](const std::string &text) {
        return parseTokenizer({"vocab.json", vocab}, {"damaged", text});
      });
  EXPECT_GT(accepted, 0);
  EXPECT_GT(refused, accepted);
}

TEST(TokenizerDamageTest, VocabularyAtRandomPlaces) {
  const std::string vocab = tinyVocabulary().dump();
  std::mt19937 random(1);
  int refused = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string damaged = vocab;
    for (int flips = 1 + random() % 3; flips > 0; --flips)
      damaged[random() % damaged.size()] ^=
          static_cast<char>(1 << random() % 8);
    refused += !use(parseTokenizer({"damaged", damaged}, {"damaged", "h e\n"}));
  }
  EXPECT_GT(refused, 0);
}

TEST(TokenizerDamageTest, DeepNesting) {
  std::string deep = "{\"model\":" + std::string(1 << 20, '[');
  EXPECT_FALSE(use(parseTokenizer({"damaged", deep})));
  deep += std::string(1 << 20, ']') + "}";
  EXPECT_FALSE(use(parseTokenizer({"damaged", deep})));
}

} // namespace
