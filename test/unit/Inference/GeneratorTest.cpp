//===- GeneratorTest.cpp - The loop that generates text -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ScriptedInstance.h"

#include "test/unit/Tokenizer/TinyTokenizer.h"

#include "ptir/Inference/Generator.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::test;

namespace {

/// The bytes of the tiny tokenizer are its first 256 ids; 261 ends a text.
constexpr int32_t endToken = 261;
constexpr int64_t vocabularySize = 262;

class GeneratorTest : public testing::Test {
protected:
  GeneratorTest() : tokenizer(*parseJson(tinyTokenizerJson())) {
    options.sampling.greedy = true;
    options.endTokens = {endToken};
  }

  /// A model that continues `prompt` with `answer`, byte by byte, and then
  /// ends the text.
  StatusOr<GenerateResult> run(const std::string &prompt,
                               const std::string &answer) {
    std::vector<int32_t> script;
    for (char byte : prompt + answer)
      script.push_back(static_cast<unsigned char>(byte));
    script.resize(script.size() + 64, endToken);
    instance = std::make_unique<ScriptedInstance>(script, vocabularySize);
    instance->copiesByCall = copiesByCall;
    instance->failingCall = failingCall;
    std::vector<int32_t> ids(script.begin(), script.begin() + prompt.size());
    GeneratorModel model{instance.get(), context, &tokenizer};
    return generate(model, ids, options, [this](std::string_view piece) {
      pieces.emplace_back(piece);
      return pieces.size() == failingPiece ? Status::failure("the sink is full")
                                           : Status::success();
    });
  }

  Tokenizer tokenizer;
  GenerateOptions options;
  int64_t context = 16;
  std::vector<uint64_t> copiesByCall;
  int failingCall = -1;
  size_t failingPiece = 0;
  std::vector<std::string> pieces;
  std::unique_ptr<ScriptedInstance> instance;
};

TEST_F(GeneratorTest, endsAtTheEndToken) {
  auto result = run("ab", "cde");
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_EQ(result->newIds, (std::vector<int32_t>{'c', 'd', 'e', endToken}));
  EXPECT_EQ(result->text, "cde");
  EXPECT_EQ(result->reason, StopReason::EndToken);
  EXPECT_EQ(pieces, (std::vector<std::string>{"c", "d", "e"}));
  EXPECT_EQ(result->timings.decodeTokens, 3);
}

TEST_F(GeneratorTest, endsAfterAsManyTokensAsAskedFor) {
  options.maxTokens = 2;
  auto result = run("ab", "cdef");
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_EQ(result->text, "cd");
  EXPECT_EQ(result->reason, StopReason::Length);
  // The last token need not be fed.
  EXPECT_EQ(instance->calls,
            (std::vector<std::string>{"prefill 2", "decode 1"}));
}

TEST_F(GeneratorTest, runsNothingForNoTokens) {
  options.maxTokens = 0;
  auto result = run("ab", "c");
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_TRUE(result->newIds.empty());
  EXPECT_TRUE(instance->calls.empty());
}

TEST_F(GeneratorTest, endsBeforeAStopString) {
  options.stops = {"de", "xyz"};
  auto result = run("ab", "cdef");
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_EQ(result->text, "c");
  EXPECT_EQ(result->newIds, (std::vector<int32_t>{'c', 'd', 'e'}));
  EXPECT_EQ(result->reason, StopReason::StopString);
}

TEST_F(GeneratorTest, showsWhatOnlyLookedLikeAStopString) {
  options.stops = {"dx"};
  auto result = run("ab", "cd");
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_EQ(result->text, "cd");
  EXPECT_EQ(result->reason, StopReason::EndToken);
}

TEST_F(GeneratorTest, streamsWholeCharacters) {
  auto result = run("ab", "\xe2\x82\xac!");
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_EQ(pieces, (std::vector<std::string>{"\xe2\x82\xac", "!"}));
}

TEST_F(GeneratorTest, endsAnUnfinishedCharacterAsReplacement) {
  auto result = run("ab", "\xe2\x82");
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_EQ(result->text, "\xef\xbf\xbd");
}

TEST_F(GeneratorTest, usesEveryPositionOfTheContext) {
  context = 4;
  auto result = run("ab", "cdefgh");
  ASSERT_TRUE(result.ok()) << result.message();
  // Positions 2 and 3 are fed, the token after them need not be.
  EXPECT_EQ(result->text, "cde");
  EXPECT_EQ(result->reason, StopReason::Context);
}

TEST_F(GeneratorTest, takesAPromptAsLongAsTheContext) {
  context = 2;
  auto result = run("ab", "cd");
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_EQ(result->text, "c");
  EXPECT_EQ(result->reason, StopReason::Context);
}

TEST_F(GeneratorTest, endsWhenTheCacheIsFull) {
  options.cacheCapacity = 3;
  auto result = run("ab", "cdefgh");
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_EQ(result->text, "cd");
  EXPECT_EQ(result->reason, StopReason::Capacity);
  EXPECT_EQ(instance->cached.front().size(), 3u);
}

TEST_F(GeneratorTest, givesTheSameTextWithoutTheCache) {
  options.useCache = false;
  auto result = run("ab", "cd");
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_EQ(result->text, "cd");
  EXPECT_EQ(instance->calls,
            (std::vector<std::string>{"prefill 2", "prefill 3", "prefill 4"}));
}

TEST_F(GeneratorTest, countsTheStepsAfterTheFirst) {
  copiesByCall = {100, 10, 1, 1};
  auto result = run("ab", "cde");
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_EQ(instance->calls.size(), 4u);
  EXPECT_EQ(result->steadyCounters.copies, 2u);
}

TEST_F(GeneratorTest, refusesWhatIsOutOfRange) {
  EXPECT_EQ(run("", "c").message(),
            "prompt: expected at least one token, found none");
  context = 3;
  EXPECT_EQ(run("abcd", "e").message(),
            "prompt: expected at most 3 tokens (the model's context), found 4");
  options.cacheCapacity = 2;
  EXPECT_EQ(
      run("abc", "d").message(),
      "prompt: expected at most 2 tokens (the cache's capacity), found 3");
  options.cacheCapacity = 4;
  EXPECT_EQ(run("ab", "c").message(), "cache capacity: expected at most 3 (the "
                                      "model's context), found 4");
  options.cacheCapacity = 0;
  options.maxTokens = -1;
  EXPECT_EQ(run("ab", "c").message(),
            "max tokens: expected at least 0, found -1");
  options.maxTokens = 1;
  options.sampling.temperature = -1;
  EXPECT_FALSE(run("ab", "c").ok());
  options.sampling.temperature = 1;
  options.stops = {""};
  EXPECT_FALSE(run("ab", "c").ok());
  EXPECT_TRUE(instance->calls.empty());
}

TEST_F(GeneratorTest, passesFailuresOn) {
  failingCall = 1;
  EXPECT_EQ(run("ab", "cd").message(), "the script ends here");
  failingCall = -1;
  pieces.clear();
  failingPiece = 2;
  EXPECT_EQ(run("ab", "cde").message(), "the sink is full");
  EXPECT_EQ(pieces.size(), 2u);
}

TEST_F(GeneratorTest, worksOnIdsAlone) {
  ScriptedInstance ids({1, 2, 3, 4, 5, 6}, 10);
  GeneratorModel model{&ids, 16, /*tokenizer=*/nullptr};
  options.maxTokens = 3;
  auto result = generate(model, {1, 2}, options);
  ASSERT_TRUE(result.ok()) << result.message();
  EXPECT_EQ(result->newIds, (std::vector<int32_t>{3, 4, 5}));
  EXPECT_EQ(result->text, "");

  options.stops = {"x"};
  EXPECT_EQ(generate(model, {1, 2}, options).message(),
            "stop strings: expected a model with a tokenizer, found one "
            "without");
}

} // namespace
