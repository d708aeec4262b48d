//===- SamplerTest.cpp - Choose the next token from logits ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Sampler.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

using namespace ptir;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

Sampler makeSampler(const SamplerOptions &options) {
  StatusOr<Sampler> sampler = Sampler::create(options);
  EXPECT_TRUE(sampler.ok()) << sampler.message();
  return std::move(*sampler);
}

StatusOr<int32_t> sample(Sampler &sampler, const std::vector<float> &logits,
                         const std::vector<int32_t> &history = {}) {
  return sampler.sample(logits.data(), logits.size(), history.data(),
                        history.size());
}

int32_t greedy(const std::vector<float> &logits,
               const std::vector<int32_t> &history = {}, double penalty = 1.0) {
  SamplerOptions options;
  options.greedy = true;
  options.repetitionPenalty = penalty;
  Sampler sampler = makeSampler(options);
  StatusOr<int32_t> token = sample(sampler, logits, history);
  EXPECT_TRUE(token.ok()) << token.message();
  return token.ok() ? *token : -1;
}

/// How often each token comes in `draws` draws.
std::vector<int> count(const SamplerOptions &options,
                       const std::vector<float> &logits, int draws) {
  Sampler sampler = makeSampler(options);
  std::vector<int> counts(logits.size(), 0);
  for (int i = 0; i < draws; ++i) {
    StatusOr<int32_t> token = sample(sampler, logits);
    EXPECT_TRUE(token.ok()) << token.message();
    ++counts.at(token.ok() ? *token : 0);
  }
  return counts;
}

/// The tokens that come at all, as a string of 0 and 1.
std::string support(const SamplerOptions &options,
                    const std::vector<float> &logits) {
  std::string tokens;
  for (int times : count(options, logits, 2000))
    tokens += times > 0 ? '1' : '0';
  return tokens;
}

/// 101 logits from -3.125 to 3.125, exact in binary.
std::vector<float> spreadLogits() {
  std::vector<float> logits(101);
  for (int i = 0; i < 101; ++i)
    logits[i] = static_cast<float>((i * 37) % 101 - 50) / 16.0f;
  return logits;
}

/// Samples `length` tokens, each into the history of the next.
std::vector<int32_t> sequence(const SamplerOptions &options, size_t length) {
  Sampler sampler = makeSampler(options);
  std::vector<int32_t> tokens;
  while (tokens.size() < length) {
    StatusOr<int32_t> token = sample(sampler, spreadLogits(), tokens);
    EXPECT_TRUE(token.ok()) << token.message();
    tokens.push_back(token.ok() ? *token : -1);
  }
  return tokens;
}

TEST(SamplerTest, GreedyTakesTheFirstOfTheLargest) {
  EXPECT_EQ(greedy({1, 5, 3, 5}), 1);
  EXPECT_EQ(greedy({-infinity, -2, -1}), 2);
  EXPECT_EQ(greedy({-0.0f, 0.0f}), 0);
  EXPECT_EQ(greedy({7}), 0);
  SamplerOptions cold;
  cold.temperature = 0.0;
  Sampler sampler = makeSampler(cold);
  EXPECT_EQ(*sample(sampler, {1, 5, 3, 5}), 1);
}

TEST(SamplerTest, GreedyReadsNumbersAsTheyAre) {
  EXPECT_EQ(greedy({-1.0f, -0.0f, 0.0f}), 1); // equal, so the first
  EXPECT_EQ(greedy({-infinity, -3.0f, -2.0f}), 2);
  EXPECT_EQ(greedy({-1e-45f, 1e-45f, -1.0f}), 1); // subnormals
  // Wherever the largest lies in a long row, and twice.
  for (size_t place : {0, 511, 512, 1023, 1024, 1400}) {
    std::vector<float> logits(1500, -2.5f);
    logits[place] = logits[1450] = -1.5f;
    EXPECT_EQ(greedy(logits), static_cast<int32_t>(place));
  }
}

TEST(SamplerTest, GreedyRefusesWhatIsNoNumber) {
  SamplerOptions options;
  options.greedy = true;
  Sampler sampler = makeSampler(options);
  float nan = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> row(1500, 1.0f);
  for (float bad : {nan, -nan, infinity}) {
    row[1200] = bad;
    StatusOr<int32_t> token = sample(sampler, row);
    ASSERT_FALSE(token.ok());
    EXPECT_NE(token.message().find("logit 1200"), std::string::npos)
        << token.message();
  }
  EXPECT_FALSE(sample(sampler, {-infinity, -infinity}).ok());
}

TEST(SamplerTest, PenaltyDividesAndMultipliesOnce) {
  EXPECT_EQ(greedy({4, 3}, {0}, 1.25), 0); // 3.2 against 3
  EXPECT_EQ(greedy({4, 3}, {0}, 1.5), 1);  // 2.67 against 3
  EXPECT_EQ(greedy({4, 3}, {0, 0, 0}, 1.25), 0);
  EXPECT_EQ(greedy({-2, -3}, {0}, 2.0), 1); // -4 against -3
  EXPECT_EQ(greedy({3, 4}, {0}, 0.5), 0);   // 6 against 4
  EXPECT_EQ(greedy({-infinity, -3}, {0}, 2.0), 1);
}

TEST(SamplerTest, BadLogitsAreNamed) {
  Sampler sampler = makeSampler({});
  auto message = [&](const std::vector<float> &logits) {
    return sample(sampler, logits).message();
  };
  EXPECT_EQ(message({0, NAN, 1}),
            "logit 1: expected a finite number or -inf, found nan");
  EXPECT_EQ(message({0, 1, infinity}),
            "logit 2: expected a finite number or -inf, found inf");
  EXPECT_EQ(message({-infinity, -infinity}),
            "logits: expected a finite one, found -inf only");
  EXPECT_EQ(message({}), "logits: expected 1 to 8388608 of them, found 0");
}

TEST(SamplerTest, BadHistoryIsNamed) {
  SamplerOptions options;
  options.repetitionPenalty = 1.1;
  Sampler sampler = makeSampler(options);
  EXPECT_EQ(sample(sampler, {0, 1}, {1, 2}).message(),
            "history entry 1: expected a token from 0 to 1, found 2");
  EXPECT_EQ(sample(sampler, {0, 1}, {-1}).message(),
            "history entry 0: expected a token from 0 to 1, found -1");
  Sampler without = makeSampler({});
  EXPECT_TRUE(sample(without, {0, 1}, {2}).ok());
}

TEST(SamplerTest, BadOptionsAreNamed) {
  auto message = [](double SamplerOptions::*option, double value) {
    SamplerOptions options;
    options.*option = value;
    return Sampler::create(options).message();
  };
  EXPECT_EQ(message(&SamplerOptions::temperature, -0.5),
            "sampling option 'temperature': expected a finite number of at "
            "least 0, found -0.5");
  EXPECT_EQ(message(&SamplerOptions::temperature, NAN).substr(0, 29),
            "sampling option 'temperature'");
  EXPECT_EQ(message(&SamplerOptions::topP, 0.0),
            "sampling option 'top-p': expected a number above 0 and at most 1, "
            "found 0");
  EXPECT_NE(message(&SamplerOptions::topP, 1.5), "");
  EXPECT_NE(message(&SamplerOptions::topP, NAN), "");
  EXPECT_EQ(message(&SamplerOptions::repetitionPenalty, 0.0),
            "sampling option 'repetition-penalty': expected a number from 1e-6 "
            "to 1e6, found 0");
  EXPECT_NE(message(&SamplerOptions::repetitionPenalty, HUGE_VAL), "");
  EXPECT_NE(message(&SamplerOptions::repetitionPenalty, NAN), "");
  SamplerOptions options;
  options.topK = -1;
  EXPECT_EQ(Sampler::create(options).message(),
            "sampling option 'top-k': expected at least 0, where 0 keeps all "
            "tokens, found -1");
}

TEST(SamplerTest, TopKKeepsExactlyK) {
  SamplerOptions options;
  const std::vector<float> logits = {2, 3, 2, 2, 1};
  options.topK = 1;
  EXPECT_EQ(support(options, logits), "01000");
  options.topK = 2;
  EXPECT_EQ(support(options, logits), "11000");
  options.topK = 3;
  EXPECT_EQ(support(options, logits), "11100");
  options.topK = 5;
  EXPECT_EQ(support(options, logits), "11111");
  options.topK = 500;
  EXPECT_EQ(support(options, logits), "11111");
}

TEST(SamplerTest, TopPKeepsTheFewestThatReachTheShare) {
  // Shares 0.5, 0.25, 0.125, 0.125.
  const auto ln2 = static_cast<float>(std::log(2.0));
  const std::vector<float> logits = {ln2, 2 * ln2, 0, 0};
  SamplerOptions options;
  auto supportAt = [&](double share) {
    options.topP = share;
    return support(options, logits);
  };
  EXPECT_EQ(supportAt(1e-9), "0100");
  EXPECT_EQ(supportAt(0.49), "0100");
  EXPECT_EQ(supportAt(0.6), "1100");
  EXPECT_EQ(supportAt(0.8), "1110");
  EXPECT_EQ(supportAt(0.99), "1111");
  // The share is one of what top-k leaves: 2/3 and 1/3.
  options.topK = 2;
  EXPECT_EQ(supportAt(0.6), "0100");
  EXPECT_EQ(supportAt(0.7), "1100");
}

TEST(SamplerTest, NeverDrawsTheImpossible) {
  EXPECT_EQ(support({}, {0, -infinity, 0, -1000}), "1010");
}

TEST(SamplerTest, FrequenciesFollowTheSoftmax) {
  const std::vector<float> logits = {0.5f, -1.0f, 2.0f, 0.0f, 1.25f};
  for (double temperature : {0.7, 1.0, 2.5}) {
    SamplerOptions options;
    options.temperature = temperature;
    options.seed = 99;
    constexpr int draws = 200000;
    std::vector<int> counts = count(options, logits, draws);
    double sum = 0.0;
    for (float logit : logits)
      sum += std::exp(logit / temperature);
    for (size_t i = 0; i < logits.size(); ++i) {
      double share = std::exp(logits[i] / temperature) / sum;
      // Five standard deviations.
      double tolerance = 5.0 * std::sqrt(draws * share * (1.0 - share));
      EXPECT_NEAR(counts[i], draws * share, tolerance) << i;
    }
  }
}

TEST(SamplerTest, SeedsFixTheSequence) {
  // Computed with an independent implementation of the same rules.
  SamplerOptions plain;
  plain.seed = 1;
  EXPECT_EQ(
      sequence(plain, 12),
      (std::vector<int32_t>{57, 76, 98, 46, 46, 79, 90, 54, 30, 79, 38, 60}));
  SamplerOptions all;
  all.seed = 2;
  all.temperature = 0.5;
  all.topK = 20;
  all.topP = 0.9;
  all.repetitionPenalty = 1.3;
  EXPECT_EQ(sequence(all, 12), (std::vector<int32_t>{60, 79, 49, 76, 30, 30, 79,
                                                     87, 19, 79, 30, 38}));
  SamplerOptions nucleus;
  nucleus.seed = 3;
  nucleus.topP = 0.5;
  EXPECT_EQ(
      sequence(nucleus, 12),
      (std::vector<int32_t>{19, 68, 60, 8, 27, 60, 19, 90, 49, 90, 68, 68}));
  SamplerOptions few;
  few.seed = 3;
  few.topK = 5;
  few.temperature = 2.0;
  EXPECT_EQ(sequence(few, 12), (std::vector<int32_t>{19, 60, 60, 19, 30, 60, 19,
                                                     90, 49, 90, 60, 60}));
}

TEST(SamplerTest, AFailedCallDrawsNothing) {
  SamplerOptions options;
  options.seed = 1;
  Sampler sampler = makeSampler(options);
  EXPECT_FALSE(sample(sampler, {NAN}).ok());
  EXPECT_EQ(*sample(sampler, spreadLogits()), 57);
}

TEST(SamplerTest, ExtremeLogitsStayFinite) {
  const float large = std::numeric_limits<float>::max();
  SamplerOptions options;
  options.temperature = 1e-300;
  options.repetitionPenalty = 1e-6;
  Sampler sampler = makeSampler(options);
  EXPECT_EQ(*sample(sampler, {-large, large, 0}, {1}), 1);
}

} // namespace
