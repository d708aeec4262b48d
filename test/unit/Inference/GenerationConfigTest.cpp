//===- GenerationConfigTest.cpp - How a model wants to be sampled ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/GenerationConfig.h"

#include <gtest/gtest.h>

using namespace ptir;

namespace {

std::string refusal(const std::string &json) {
  GenerationConfig config;
  return readGenerationConfig(json, "'x.json'", config).message();
}

TEST(GenerationConfigTest, readsEveryKey) {
  GenerationConfig config;
  Status status = readGenerationConfig(
      R"({"eos_token_id": [7, 9], "bos_token_id": 8, "do_sample": false,
          "temperature": 0.5, "top_k": 40, "top_p": 0.9,
          "repetition_penalty": 1.2, "max_length": 20})",
      "'x.json'", config);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(config.endTokens, (std::vector<int32_t>{7, 9}));
  EXPECT_EQ(config.startToken, 8);
  EXPECT_TRUE(config.sampling.greedy);
  EXPECT_EQ(config.sampling.temperature, 0.5);
  EXPECT_EQ(config.sampling.topK, 40);
  EXPECT_EQ(config.sampling.topP, 0.9);
  EXPECT_EQ(config.sampling.repetitionPenalty, 1.2);
}

TEST(GenerationConfigTest, laterFilesOverwriteOnlyWhatTheySay) {
  GenerationConfig config;
  ASSERT_TRUE(
      readGenerationConfig(R"({"eos_token_id": 7, "top_k": 5})", "a", config)
          .ok());
  ASSERT_TRUE(readGenerationConfig(
                  R"({"eos_token_id": 9, "bos_token_id": null})", "b", config)
                  .ok());
  EXPECT_EQ(config.endTokens, std::vector<int32_t>{9});
  EXPECT_EQ(config.startToken, std::nullopt);
  EXPECT_EQ(config.sampling.topK, 5);
  EXPECT_EQ(config.sampling.temperature, 0.8);
}

TEST(GenerationConfigTest, refusesOtherTypes) {
  EXPECT_EQ(refusal("[]"), "'x.json': expected an object in JSON, found array");
  EXPECT_EQ(refusal("{"),
            "'x.json': expected an object in JSON, found something else");
  EXPECT_EQ(refusal(R"({"eos_token_id": -1})"),
            "'x.json': 'eos_token_id': expected a token id or a list of them, "
            "found -1");
  EXPECT_EQ(refusal(R"({"eos_token_id": [1, "a"]})"),
            "'x.json': 'eos_token_id': expected a token id or a list of them, "
            "found \"a\"");
  EXPECT_EQ(refusal(R"({"temperature": "hot"})"),
            "'x.json': 'temperature': expected a number, found \"hot\"");
  EXPECT_EQ(refusal(R"({"top_k": 1.5})"),
            "'x.json': 'top_k': expected a non-negative integer, found 1.5");
  EXPECT_EQ(refusal(R"({"do_sample": 1})"),
            "'x.json': 'do_sample': expected true or false, found 1");
  EXPECT_NE(refusal(R"({"top_p": 2})"), "");
}

} // namespace
