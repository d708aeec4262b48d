//===- MinCutTest.cpp - The cheapest division of a graph ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "lib/Backends/onednn/MinCut.h"

#include <array>
#include <gtest/gtest.h>
#include <random>

using namespace ptir;

namespace {

/// Costs of a division, by trying all of them.
struct SmallGraph {
  std::vector<std::array<int64_t, 2>> costs;
  std::vector<std::array<int64_t, 3>> pairs;

  int64_t costOf(unsigned second) const {
    int64_t sum = 0;
    for (size_t i = 0; i < costs.size(); ++i)
      sum += costs[i][second >> i & 1];
    for (const auto &[a, b, cost] : pairs)
      if ((second >> a & 1) != (second >> b & 1))
        sum += cost;
    return sum;
  }
};

unsigned solve(const SmallGraph &graph) {
  MinCut cut;
  for (const auto &[first, second] : graph.costs)
    cut.addCosts(cut.addNode(), first, second);
  for (const auto &[a, b, cost] : graph.pairs)
    cut.addPair(static_cast<size_t>(a), static_cast<size_t>(b), cost);
  std::vector<bool> sides = cut.solve();
  unsigned second = 0;
  for (size_t i = 0; i < sides.size(); ++i)
    second |= static_cast<unsigned>(sides[i]) << i;
  return second;
}

TEST(MinCut, FindsTheCheapestDivisionWithMostOnTheFirstSide) {
  std::mt19937 random(1);
  auto below = [&](int64_t bound) {
    return static_cast<int64_t>(random() % static_cast<uint64_t>(bound));
  };
  for (int round = 0; round < 2000; ++round) {
    SmallGraph graph;
    int64_t count = 1 + below(9);
    for (int64_t i = 0; i < count; ++i)
      graph.costs.push_back({below(20), below(20)});
    for (int64_t i = below(16); i > 0; --i)
      if (int64_t a = below(count), b = below(count); a != b)
        graph.pairs.push_back({a, b, below(12)});
    unsigned best = 0;
    for (unsigned second = 1; second < 1u << count; ++second) {
      int64_t cost = graph.costOf(second), least = graph.costOf(best);
      if (cost < least || (cost == least && __builtin_popcount(second) <
                                                __builtin_popcount(best)))
        best = second;
    }
    ASSERT_EQ(solve(graph), best) << "round " << round;
  }
}

TEST(MinCut, LeavesNodesWithoutCostsOnTheFirstSide) {
  EXPECT_EQ(solve({}), 0u);
  EXPECT_EQ(solve({{{0, 0}, {0, 0}}, {{0, 1, 3}}}), 0u);
  EXPECT_EQ(solve({{{5, 0}, {0, 0}}, {{0, 1, 3}}}), 3u);
}

} // namespace
