//===- TokenizerJsonTest.cpp - tokenizer.json and the flat schema ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TinyTokenizer.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::test;
using Json = nlohmann::json;

namespace {

std::vector<TokenId> encode(const StatusOr<Tokenizer> &tokenizer,
                            std::string_view text, EncodeOptions options = {}) {
  EXPECT_TRUE(tokenizer.ok()) << tokenizer.message();
  if (!tokenizer.ok())
    return {};
  StatusOr<std::vector<TokenId>> ids = tokenizer->encode(text, options);
  EXPECT_TRUE(ids.ok()) << ids.message();
  return ids.ok() ? *ids : std::vector<TokenId>();
}

/// The message after "tokenizer 'tiny.json': ".
std::string refusal(const Json &json) {
  StatusOr<Tokenizer> tokenizer = parseJson(json);
  EXPECT_FALSE(tokenizer.ok());
  const std::string prefix = "tokenizer 'tiny.json': ";
  EXPECT_EQ(tokenizer.message().substr(0, prefix.size()), prefix);
  return tokenizer.message().substr(
      std::min(prefix.size(), tokenizer.message().size()));
}

/// The refusal after setting one member of the good file.
std::string refusalWith(const char *pointer, Json value) {
  Json json = tinyTokenizerJson();
  json[Json::json_pointer(pointer)] = std::move(value);
  return refusal(json);
}

/// What the good file gives after setting one member.
StatusOr<Tokenizer> acceptedWith(const char *pointer, Json value) {
  Json json = tinyTokenizerJson();
  json[Json::json_pointer(pointer)] = std::move(value);
  return parseJson(json);
}

TEST(TokenizerJsonTest, ReadsHuggingFace) {
  StatusOr<Tokenizer> tokenizer = parseJson(tinyTokenizerJson());
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.message();
  EXPECT_EQ(encode(tokenizer, "hello hex"),
            (std::vector<TokenId>{259, 260, 'x'}));
  EXPECT_EQ(encode(tokenizer, "<|end|>", {/*parseSpecial=*/true}),
            std::vector<TokenId>{261});
  EXPECT_EQ(encode(tokenizer, "<|end|>").size(), 7u);
  EXPECT_EQ(tokenizer->vocabulary().idLimit(), 262);
}

TEST(TokenizerJsonTest, ReadsMergesAsPairs) {
  StatusOr<Tokenizer> tokenizer = acceptedWith(
      "/model/merges",
      Json::parse(R"([["h", "e"], ["l", "l"], ["he", "ll"], ["hell", "o"]])"));
  EXPECT_EQ(encode(tokenizer, "hello"), std::vector<TokenId>{259});
}

TEST(TokenizerJsonTest, HonoursThePrefixSpace) {
  StatusOr<Tokenizer> tokenizer =
      acceptedWith("/pre_tokenizer/add_prefix_space", true);
  EXPECT_EQ(encode(tokenizer, "he"), std::vector<TokenId>{260});
  EXPECT_EQ(encode(tokenizer, " he"), std::vector<TokenId>{260});
  EXPECT_EQ(encode(tokenizer, ""), std::vector<TokenId>{});
  // Each stretch between special tokens starts anew.
  EXPECT_EQ(encode(tokenizer, "he<|end|>he", {/*parseSpecial=*/true}),
            (std::vector<TokenId>{260, 261, 260}));
  EXPECT_EQ(encode(tokenizer, "\nhe"), (std::vector<TokenId>{' ', '\n', 256}));
}

TEST(TokenizerJsonTest, RefusesOtherModels) {
  EXPECT_EQ(refusalWith("/model/type", "Unigram"),
            "model.type: expected \"BPE\", found \"Unigram\"");
  EXPECT_EQ(refusalWith("/model/dropout", 0.1),
            "model.dropout: expected none, found 0.1");
  EXPECT_EQ(refusalWith("/model/byte_fallback", true),
            "model.byte_fallback: expected false, found true");
  EXPECT_EQ(refusalWith("/model/ignore_merges", true),
            "model.ignore_merges: expected false, found true");
  EXPECT_EQ(refusalWith("/model/fuse_unk", true),
            "model.fuse_unk: expected false, found true");
  EXPECT_EQ(refusalWith("/model/end_of_word_suffix", "</w>"),
            "model.end_of_word_suffix: expected none, found \"</w>\"");
  EXPECT_EQ(refusalWith("/model/continuing_subword_prefix", "##"),
            "model.continuing_subword_prefix: expected none, found \"##\"");
}

TEST(TokenizerJsonTest, RefusesOtherStages) {
  EXPECT_EQ(refusalWith("/normalizer", {{"type", "NFC"}}),
            "normalizer: expected none, found \"NFC\", which is not supported");
  EXPECT_EQ(refusalWith("/pre_tokenizer", {{"type", "Metaspace"}}),
            "pre_tokenizer: expected \"ByteLevel\", found \"Metaspace\", which "
            "is not supported");
  EXPECT_EQ(refusalWith("/pre_tokenizer", nullptr),
            "pre_tokenizer: expected \"ByteLevel\", found null, which is not "
            "supported");
  EXPECT_EQ(refusalWith("/pre_tokenizer/use_regex", false),
            "pre_tokenizer.use_regex: expected true, found false");
  EXPECT_EQ(refusalWith("/pre_tokenizer/add_prefix_space", nullptr),
            "pre_tokenizer.add_prefix_space: expected true or false, found "
            "nothing");
  EXPECT_EQ(refusalWith("/post_processor", {{"type", "TemplateProcessing"}}),
            "post_processor: expected \"ByteLevel\" or none, found "
            "\"TemplateProcessing\", which is not supported");
  EXPECT_EQ(refusalWith("/decoder", {{"type", "Fuse"}}),
            "decoder: expected \"ByteLevel\" or none, found \"Fuse\", which is "
            "not supported");
}

TEST(TokenizerJsonTest, RefusesBadVocabularies) {
  EXPECT_EQ(refusalWith("/model/vocab", Json::array()),
            "model.vocab: expected an object of token to id, found an array");
  EXPECT_EQ(refusalWith("/model/vocab/he", "256"),
            "model.vocab: token 'he': expected an id from 0 to 2147483647, "
            "found \"256\"");
  EXPECT_EQ(refusalWith("/model/vocab/he", -1),
            "model.vocab: token 'he': expected an id from 0 to 2147483647, "
            "found -1");
  EXPECT_EQ(refusalWith("/model/vocab/he", 2147483648u),
            "model.vocab: token 'he': expected an id from 0 to 2147483647, "
            "found 2147483648");
  EXPECT_EQ(refusalWith("/model/vocab/he", 257),
            "id 257 is given to both 'he' and 'll'");

  Json noSpace = tinyTokenizerJson();
  noSpace["model"]["vocab"].erase("Ġ");
  EXPECT_EQ(refusal(noSpace),
            "expected a token for every byte or an unknown token, found "
            "neither token 'Ġ' for byte 32 nor an unknown token");
}

TEST(TokenizerJsonTest, RefusesRepeatedKeys) {
  std::string text = R"({"vocab": {"a": 0, "b": 1, "a": 2}, "merges": []})";
  StatusOr<Tokenizer> tokenizer = parseTokenizer({"x.json", text});
  ASSERT_FALSE(tokenizer.ok());
  EXPECT_EQ(tokenizer.message(), "tokenizer 'x.json': key 'a' comes twice");
}

TEST(TokenizerJsonTest, RefusesBadMerges) {
  EXPECT_EQ(refusalWith("/model/merges", nullptr),
            "model.merges: expected an array of merges, found nothing");
  const std::string form =
      ": expected [\"left\", \"right\"] or \"left right\", found ";
  EXPECT_EQ(refusalWith("/model/merges/1", "ll"),
            "model.merges entry 1" + form + "\"ll\"");
  EXPECT_EQ(refusalWith("/model/merges/1", "l l l"),
            "model.merges entry 1" + form + "\"l l l\"");
  EXPECT_EQ(refusalWith("/model/merges/1", " l"),
            "model.merges entry 1" + form + "\" l\"");
  EXPECT_EQ(refusalWith("/model/merges/1", {"l", "l", "l"}),
            "model.merges entry 1" + form + "an array");
  EXPECT_EQ(refusalWith("/model/merges/1", 5),
            "model.merges entry 1" + form + "5");
  EXPECT_EQ(refusalWith("/model/merges/1", "l x"),
            "model.merges entry 1: merge of 'l' and 'x': token 'lx' is not in "
            "the vocabulary");
  EXPECT_EQ(refusalWith("/model/merges/1", "lz o"),
            "model.merges entry 1: merge of 'lz' and 'o': token 'lz' is not in "
            "the vocabulary");
  EXPECT_EQ(refusalWith("/model/merges/1", "h e"),
            "model.merges entry 1: merge of 'h' and 'e': the same merge came "
            "before");
}

TEST(TokenizerJsonTest, RefusesBadAddedTokens) {
  EXPECT_EQ(refusalWith("/added_tokens", 3),
            "added_tokens: expected an array, found 3");
  EXPECT_EQ(refusalWith("/added_tokens/0/id", 5),
            "added token: id 5 is given to both 'ą' and '<|end|>'");
  EXPECT_EQ(refusalWith("/added_tokens/0/content", "he"),
            "added token: token 'he' has both id 256 and id 261");
  EXPECT_EQ(refusalWith("/added_tokens/0/content", ""),
            "added token of id 261: expected a spelling, found an empty "
            "string");
  EXPECT_EQ(refusalWith("/added_tokens/0/content", nullptr),
            "added_tokens entry 0: content: expected a string, found nothing");
  EXPECT_EQ(refusalWith("/added_tokens/0/id", nullptr),
            "added_tokens entry 0 '<|end|>': id: expected an id from 0 to "
            "2147483647, found nothing");
  EXPECT_EQ(refusalWith("/added_tokens/0/lstrip", true),
            "added_tokens entry 0 '<|end|>': lstrip: expected false, found "
            "true");
}

TEST(TokenizerJsonTest, AddedTokensAreAlwaysRecognised) {
  StatusOr<Tokenizer> tokenizer =
      acceptedWith("/added_tokens/0/special", false);
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.message();
  EXPECT_EQ(encode(tokenizer, "he<|end|>he"),
            (std::vector<TokenId>{256, 261, 256}));
  EXPECT_EQ(*tokenizer->decode({256, 261}, {/*skipSpecial=*/true}),
            "he<|end|>");
}

TEST(TokenizerJsonTest, TheLongestAddedTokenWins) {
  Json json = tinyTokenizerJson();
  json["added_tokens"] = {
      {{"id", 300}, {"content", "<e"}, {"special", true}},
      {{"id", 301}, {"content", "<e>"}, {"special", true}},
      {{"id", 302}, {"content", "<e><é"}, {"special", false}}};
  StatusOr<Tokenizer> tokenizer = parseJson(json);
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.message();
  EncodeOptions special{/*parseSpecial=*/true};
  EXPECT_EQ(encode(tokenizer, "<e><é", special), std::vector<TokenId>{302});
  EXPECT_EQ(encode(tokenizer, "<e><e<e>", special),
            (std::vector<TokenId>{301, 300, 301}));
  EXPECT_EQ(encode(tokenizer, "<e>"), (std::vector<TokenId>{'<', 'e', '>'}));
  // Added bytes are UTF-8 as it stands, not the byte-level alphabet.
  EXPECT_EQ(*tokenizer->decode({302}), "<e><é");
}

TEST(TokenizerJsonTest, IdsMayLeaveGaps) {
  Json json = tinyTokenizerJson();
  json["added_tokens"][0]["id"] = 2147483647;
  StatusOr<Tokenizer> tokenizer = parseJson(json);
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.message();
  EXPECT_EQ(encode(tokenizer, "<|end|>", {/*parseSpecial=*/true}),
            std::vector<TokenId>{2147483647});
  EXPECT_EQ(*tokenizer->decode({'a', 2147483647}), "a<|end|>");
  EXPECT_EQ(tokenizer->vocabulary().idLimit(), 2147483648);
  EXPECT_EQ(tokenizer->decode({261}).message(),
            "token id 261 is not in the vocabulary of 262 tokens");
}

TEST(TokenizerJsonTest, ReadsTheFlatSchema) {
  Json json = Json::parse(R"({
    "vocab": {"<unk>": 0, "a": 1, "b": 2, "ab": 3},
    "merges": [["a", "b"]],
    "unk_token": "<unk>"})");
  for (bool named : {true, false}) {
    if (!named)
      json.erase("unk_token");
    StatusOr<Tokenizer> tokenizer = parseJson(json);
    ASSERT_TRUE(tokenizer.ok()) << tokenizer.message();
    EXPECT_EQ(encode(tokenizer, "abcb"), (std::vector<TokenId>{3, 0, 2}));
    EXPECT_EQ(*tokenizer->decode({3, 0, 2}), "ab<unk>b");
  }
  json["unk_token"] = "<none>";
  EXPECT_EQ(refusal(json), "unk_token '<none>' is not in the vocabulary");
  json["unk_token"] = 7;
  EXPECT_EQ(refusal(json), "unk_token: expected a token, found 7");
}

TEST(TokenizerJsonTest, ReadsTheModelAlone) {
  Json json = {{"model", tinyTokenizerJson()["model"]}};
  json["model"].erase("type");
  json["model"]["vocab"]["<|endoftext|>"] = 261;
  StatusOr<Tokenizer> tokenizer = parseJson(json);
  EXPECT_EQ(encode(tokenizer, "hello<|endoftext|>", {/*parseSpecial=*/true}),
            (std::vector<TokenId>{259, 261}));
}

TEST(TokenizerJsonTest, RefusesOtherDocuments) {
  const std::string neither =
      "expected an object with 'model' (tokenizer.json of Hugging Face) or "
      "with 'vocab' and 'merges', found neither";
  EXPECT_EQ(refusal(Json::object()), neither);
  EXPECT_EQ(refusal(Json::array()), neither);
  EXPECT_EQ(refusal(5), neither);
  EXPECT_EQ(refusal({{"model", "gpt2"}}), neither);

  StatusOr<Tokenizer> broken =
      parseTokenizer({"x.json", "{\n  \"vocab\": {\n    \"a\": 0,,\n"});
  ASSERT_FALSE(broken.ok());
  EXPECT_EQ(broken.message().find("tokenizer 'x.json': parse error at line 3"),
            0u)
      << broken.message();
}

} // namespace
