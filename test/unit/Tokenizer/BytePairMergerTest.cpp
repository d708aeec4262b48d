//===- BytePairMergerTest.cpp - Byte-pair merges in rank order ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/BytePairMerger.h"

#include <gtest/gtest.h>
#include <random>

using namespace ptir;

namespace {

struct Rule {
  TokenId left, right, result;
};

BytePairMerger makeMerger(const std::vector<Rule> &rules) {
  BytePairMerger merger;
  for (const Rule &rule : rules)
    EXPECT_TRUE(merger.add(rule.left, rule.right, rule.result));
  return merger;
}

std::vector<TokenId> merge(const BytePairMerger &merger,
                           const std::vector<TokenId> &word) {
  BytePairMerger::Scratch scratch;
  std::vector<TokenId> ids;
  merger.merge(word, scratch, ids);
  return ids;
}

/// The definition: scan for the lowest rank, join the leftmost, start again.
std::vector<TokenId> mergeByScanning(const std::vector<Rule> &rules,
                                     std::vector<TokenId> word) {
  for (;;) {
    size_t bestRank = rules.size(), bestPosition = 0;
    for (size_t i = 0; i + 1 < word.size(); ++i)
      for (size_t rank = 0; rank < bestRank; ++rank)
        if (rules[rank].left == word[i] && rules[rank].right == word[i + 1]) {
          bestRank = rank;
          bestPosition = i;
        }
    if (bestRank == rules.size())
      return word;
    word[bestPosition] = rules[bestRank].result;
    word.erase(word.begin() + static_cast<ptrdiff_t>(bestPosition) + 1);
  }
}

TEST(BytePairMergerTest, LowestRankThenLeftmost) {
  BytePairMerger merger = makeMerger({{1, 2, 10}, {0, 1, 11}, {0, 0, 12}});
  EXPECT_EQ(merge(merger, {0, 1, 2}), (std::vector<TokenId>{0, 10}));
  EXPECT_EQ(merge(merger, {0, 1, 1}), (std::vector<TokenId>{11, 1}));
  EXPECT_EQ(merge(merger, {0, 0, 0}), (std::vector<TokenId>{12, 0}));
  EXPECT_EQ(merge(merger, {}), (std::vector<TokenId>{}));
  EXPECT_EQ(merge(merger, {7}), (std::vector<TokenId>{7}));
}

TEST(BytePairMergerTest, RefusesARepeatedPair) {
  BytePairMerger merger = makeMerger({{1, 2, 10}});
  EXPECT_FALSE(merger.add(1, 2, 11));
  EXPECT_EQ(merger.size(), 1u);
}

TEST(BytePairMergerTest, AgreesWithTheDefinition) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<Rule> rules;
    BytePairMerger merger;
    TokenId next = 3;
    for (int i = 0; i < 12; ++i) {
      Rule rule{TokenId(random() % next), TokenId(random() % next), next};
      if (!merger.add(rule.left, rule.right, rule.result))
        continue;
      rules.push_back(rule);
      ++next;
    }
    std::vector<TokenId> word(random() % 40);
    for (TokenId &id : word)
      id = TokenId(random() % 3);
    ASSERT_EQ(merge(merger, word), mergeByScanning(rules, word)) << round;
  }
}

TEST(BytePairMergerTest, WorkIsBoundedByTheWord) {
  // 20 doublings: almost every pair merges, again and again.
  std::vector<Rule> rules;
  for (TokenId id = 0; id < 20; ++id)
    rules.push_back({id, id, id + 1});
  BytePairMerger merger = makeMerger(rules);
  BytePairMerger::Scratch scratch;
  std::vector<TokenId> ids;
  constexpr size_t length = size_t(1) << 20;
  merger.merge(std::vector<TokenId>(length, 0), scratch, ids);
  EXPECT_EQ(ids, std::vector<TokenId>{20});
  EXPECT_GE(scratch.queued, length - 1);
  EXPECT_LE(scratch.queued, 3 * length);
}

} // namespace
