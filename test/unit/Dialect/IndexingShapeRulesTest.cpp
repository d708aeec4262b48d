//===- IndexingShapeRulesTest.cpp - Shapes of ops that index --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ShowShape.h"

#include <gtest/gtest.h>

using namespace ptir;

namespace {

TEST(IndexingShapeRulesTest, GatherHasTheShapeOfItsIndices) {
  EXPECT_EQ(show(gatherShape({2, dyn, 5}, {2, 3, 0}, -1)), "[2, 3, 0]");
  EXPECT_EQ(show(gatherShape({2, 3}, {3, 3}, 1)),
            "expected extent 2 at dimension 0 of indices, found 3 @1");
  EXPECT_EQ(show(gatherShape({2, 3}, {2}, 1)),
            "expected indices of rank 2, found rank 1 @1");
  EXPECT_EQ(show(gatherShape({}, {}, 0)),
            "expected axis in [0, 0), found 0 @0");
}

TEST(IndexingShapeRulesTest, ScatterReduceKeepsItsOperand) {
  EXPECT_EQ(show(scatterReduceShape({4, dyn}, {9, 3}, {9, dyn}, 0)), "[4, ?]");
  EXPECT_EQ(show(scatterReduceShape({4, 3}, {9, 3}, {8, 3}, 0)),
            "expected updates of the shape of indices [9, 3], found [8, 3] @2");
  EXPECT_EQ(show(scatterReduceShape({4, 3}, {9, 2}, {9, 2}, 0)),
            "expected extent 3 at dimension 1 of indices, found 2 @1");
}

TEST(IndexingShapeRulesTest, ScatterAddMatchesWindowsAndVectors) {
  EXPECT_EQ(show(scatterAddShape({8, 4}, {3, 1}, {3, 4}, {{1}, {0}, {0}, 1})),
            "[8, 4]");
  // Windows of updates before, between and behind the scatter dimensions.
  EXPECT_EQ(show(scatterAddShape({8, 4, 5}, {3, 2, 7}, {8, 3, 5, 7},
                                 {{0, 2}, {1}, {1, 2}, 1})),
            "[8, 4, 5]");
  // One vector without components.
  EXPECT_EQ(show(scatterAddShape({8, 4}, {0}, {8, 4}, {{0, 1}, {}, {}, 0})),
            "[8, 4]");
}

TEST(IndexingShapeRulesTest, ScatterAddNamesTheBrokenRule) {
  EXPECT_EQ(show(scatterAddShape({8, 4}, {3, 1}, {3, 5}, {{1}, {0}, {0}, 1})),
            "expected a window extent of at most 4 at dimension 1 of updates, "
            "found 5 @2");
  EXPECT_EQ(show(scatterAddShape({8, 4}, {3, 1}, {2, 4}, {{1}, {0}, {0}, 1})),
            "expected extent 3 at dimension 0 of updates, found 2 @2");
  EXPECT_EQ(show(scatterAddShape({8, 4}, {3, 2}, {3, 4}, {{1}, {0}, {0}, 1})),
            "expected scatter_dims_to_operand_dims to have one entry per "
            "component of an index vector (2), found 1 @1");
  EXPECT_EQ(show(scatterAddShape({8, 4}, {3, 1}, {3, 4}, {{1}, {0}, {0}, 3})),
            "expected index_vector_dim in [0, 2], found 3 @1");
  EXPECT_FALSE(scatterAddShape({8, 4}, {3, 1}, {3, 4}, {{1}, {}, {0}, 1}).ok());
  EXPECT_FALSE(
      scatterAddShape({8, 4}, {3, 1}, {3, 4}, {{2}, {0}, {0}, 1}).ok());
  EXPECT_FALSE(
      scatterAddShape({8, 4}, {3, 1}, {3, 4}, {{1}, {-1}, {0}, 1}).ok());
}

TEST(IndexingShapeRulesTest, SegmentsReplaceTheRows) {
  EXPECT_EQ(show(segmentReduceShape({dyn, 3}, {7}, 4)), "[4, 3]");
  EXPECT_EQ(show(segmentReduceShape({7}, {dyn}, 0)), "[0]");
  EXPECT_EQ(show(segmentReduceShape({7}, {6}, 1)),
            "expected ids of shape [7], found [6] @1");
  EXPECT_FALSE(segmentReduceShape({}, {1}, 1).ok());
  EXPECT_FALSE(segmentReduceShape({7}, {7}, -1).ok());
}

TEST(IndexingShapeRulesTest, TopKShortensItsAxis) {
  EXPECT_EQ(show(topKShape({2, 5}, 5, -1)), "[2, 5]");
  EXPECT_EQ(show(topKShape({dyn, 5}, 9, 0)), "[9, 5]");
  EXPECT_EQ(show(topKShape({0}, 0, 0)), "[0]");
  EXPECT_EQ(show(topKShape({2, 5}, 6, 1)), "expected k in [0, 5], found 6 @0");
  EXPECT_FALSE(topKShape({2, 5}, -1, 1).ok());
  EXPECT_FALSE(topKShape({2, 5}, 1, 2).ok());
}

} // namespace
