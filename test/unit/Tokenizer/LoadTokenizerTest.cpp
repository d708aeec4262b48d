//===- LoadTokenizerTest.cpp - Find and read a tokenizer's files ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TinyTokenizer.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::test;
namespace fs = std::filesystem;

namespace {

/// A folder of its own for each test.
class LoadTokenizerTest : public testing::Test {
protected:
  void SetUp() override {
    std::string name =
        testing::UnitTest::GetInstance()->current_test_info()->name();
    folder = fs::path(testing::TempDir()) / ("ptir-load-tokenizer-" + name);
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const char *name, const std::string &text) {
    std::ofstream(folder / name, std::ios::binary) << text;
  }
  /// Writes both files of GPT-2.
  void writeGpt2(const std::string &merges) {
    write("vocab.json", tinyVocabulary().dump());
    write("merges.txt", merges);
  }
  StatusOr<Tokenizer> load() { return loadTokenizer(folder.string()); }
  std::string path(const char *name) { return (folder / name).string(); }

  fs::path folder;
};

constexpr const char *goodMerges =
    "#version: 0.2\nh e\nl l\nhe ll\nhell o\nĠ he\n";

TEST_F(LoadTokenizerTest, ReadsTheFilesOfGpt2) {
  writeGpt2(goodMerges);
  StatusOr<Tokenizer> tokenizer = load();
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.message();
  EXPECT_EQ(*tokenizer->encode("hello he"), (std::vector<TokenId>{259, 260}));
}

TEST_F(LoadTokenizerTest, EndOfTextIsSpecialUnlessTokensAreAdded) {
  nlohmann::json vocab = tinyVocabulary();
  vocab["<|endoftext|>"] = 261;
  write("vocab.json", vocab.dump());
  write("merges.txt", goodMerges);
  EncodeOptions special{/*parseSpecial=*/true};
  StatusOr<Tokenizer> tokenizer = load();
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.message();
  EXPECT_EQ(*tokenizer->encode("<|endoftext|>", special),
            std::vector<TokenId>{261});

  write("added_tokens.json", R"({"<pad>": 400})");
  tokenizer = load();
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.message();
  EXPECT_EQ(*tokenizer->encode("<pad>he", special),
            (std::vector<TokenId>{400, 256}));
  EXPECT_EQ(tokenizer->encode("<|endoftext|>", special)->size(), 13u);

  write("added_tokens.json", R"({"<pad>": 3})");
  EXPECT_EQ(load().message(), "tokenizer '" + path("vocab.json") +
                                  "': added token: id 3 is given to both 'ă' "
                                  "and '<pad>'");
}

TEST_F(LoadTokenizerTest, TokenizerJsonComesFirst) {
  writeGpt2("broken\n");
  write("tokenizer.json", tinyTokenizerJson().dump());
  StatusOr<Tokenizer> fromFolder = load();
  EXPECT_TRUE(fromFolder.ok()) << fromFolder.message();
  StatusOr<Tokenizer> fromFile = loadTokenizer(path("tokenizer.json"));
  EXPECT_TRUE(fromFile.ok()) << fromFile.message();
}

TEST_F(LoadTokenizerTest, MergesMayEndInManyWays) {
  for (const char *merges : {"#version: 0.2\nh e", "h e\n", "h e\r\nl l\r\n",
                             "h e\n\n\n", "#version: 0.2\r\nh e\r\n\r\n"}) {
    writeGpt2(merges);
    StatusOr<Tokenizer> tokenizer = load();
    ASSERT_TRUE(tokenizer.ok()) << tokenizer.message();
    EXPECT_EQ(*tokenizer->encode("he"), std::vector<TokenId>{256});
  }
}

TEST_F(LoadTokenizerTest, BadMergeLinesAreNamed) {
  const std::string start = "tokenizer '" + path("merges.txt") + "': line ";
  auto refusal = [&](const char *merges) {
    writeGpt2(merges);
    std::string message = load().message();
    EXPECT_EQ(message.substr(0, start.size()), start);
    return message.substr(std::min(start.size(), message.size()));
  };
  const std::string form =
      ": expected two tokens with one space between them, found ";
  EXPECT_EQ(refusal("#version: 0.2\nh e\nll\n"), "3" + form + "'ll'");
  EXPECT_EQ(refusal("h e\n\nl l\n"), "2" + form + "''");
  EXPECT_EQ(refusal("h e \n"), "1" + form + "'h e '");
  EXPECT_EQ(refusal(" h e\n"), "1" + form + "' h e'");
  EXPECT_EQ(refusal("h  e\n"), "1" + form + "'h  e'");
  EXPECT_EQ(refusal("h e\n#version: 0.2\nx y\n"),
            "2: merge of '#version:' and '0.2': token '#version:' is not in "
            "the vocabulary");
  EXPECT_EQ(refusal("h e\nh e\n"),
            "2: merge of 'h' and 'e': the same merge came before");
}

TEST_F(LoadTokenizerTest, HashMayStartAMerge) {
  nlohmann::json vocab = tinyVocabulary();
  vocab["##"] = 261;
  write("vocab.json", vocab.dump());
  write("merges.txt", "# #\nh e\n");
  StatusOr<Tokenizer> tokenizer = load();
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.message();
  EXPECT_EQ(*tokenizer->encode("##"), std::vector<TokenId>{261});
}

TEST_F(LoadTokenizerTest, MissingFilesAreNamed) {
  EXPECT_EQ(load().message(), "tokenizer '" + folder.string() +
                                  "': expected tokenizer.json, or vocab.json "
                                  "with merges.txt, found none of them");
  write("vocab.json", tinyVocabulary().dump());
  EXPECT_EQ(load().message(), "tokenizer '" + path("merges.txt") +
                                  "': No such file or directory");
  fs::remove(folder / "vocab.json");
  write("merges.txt", goodMerges);
  EXPECT_EQ(load().message(), "tokenizer '" + path("vocab.json") +
                                  "': No such file or directory");
  EXPECT_EQ(loadTokenizer(path("absent")).message(),
            "tokenizer '" + path("absent") + "': No such file or directory");
}

TEST_F(LoadTokenizerTest, RefusesWhatIsNoTokenizerFile) {
  fs::create_directory(folder / "tokenizer.json");
  EXPECT_EQ(load().message(), "tokenizer '" + path("tokenizer.json") +
                                  "': expected a regular file");

  write("large.json", "");
  fs::resize_file(folder / "large.json", uintmax_t(1) << 30); // no disk blocks
  EXPECT_EQ(loadTokenizer(path("large.json")).message(),
            "tokenizer '" + path("large.json") +
                "': expected at most 268435456 bytes, found 1073741824");
}

} // namespace
