//===- ShapeRulesTest.cpp - Shape rules as pure functions -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ShowShape.h"

#include <gtest/gtest.h>

using namespace ptir;

namespace {

TEST(ShapeRulesTest, AxesCountFromTheEndToo) {
  EXPECT_EQ(normalizeAxis(0, 2), 0);
  EXPECT_EQ(normalizeAxis(-1, 2), 1);
  EXPECT_EQ(normalizeAxis(-2, 2), 0);
  EXPECT_EQ(normalizeAxis(2, 2), std::nullopt);
  EXPECT_EQ(normalizeAxis(-3, 2), std::nullopt);
  EXPECT_EQ(normalizeAxis(0, 0), std::nullopt);
  EXPECT_EQ(normalizeAxis(min, 2), std::nullopt);
  EXPECT_EQ(normalizeAxis(max, 2), std::nullopt);
}

TEST(ShapeRulesTest, UnknownExtentsAreCompatibleWithEveryExtent) {
  EXPECT_TRUE(extentsCompatible(2, 2));
  EXPECT_TRUE(extentsCompatible(dyn, 2));
  EXPECT_TRUE(extentsCompatible(0, dyn));
  EXPECT_FALSE(extentsCompatible(1, 2));
}

TEST(ShapeRulesTest, ShapesPrintLikeTypes) {
  EXPECT_EQ(formatShape({}), "[]");
  EXPECT_EQ(formatShape({2, dyn, 0}), "[2, ?, 0]");
}

TEST(ShapeRulesTest, ElementCountsNeverOverflow) {
  EXPECT_EQ(getNumElements({}), 1);
  EXPECT_EQ(getNumElements({2, 3, 5}), 30);
  EXPECT_EQ(getNumElements({max, max, 0}), 0);
  EXPECT_EQ(getNumElements({max, 2}), std::nullopt);
  EXPECT_EQ(getNumElements({dyn, 0}), std::nullopt);
}

TEST(ShapeRulesTest, ReduceDropsOrKeepsItsAxes) {
  EXPECT_EQ(show(reduceShape({2, dyn, 5}, {0, -1}, false)), "[?]");
  EXPECT_EQ(show(reduceShape({2, dyn, 5}, {0, -1}, true)), "[1, ?, 1]");
  EXPECT_EQ(show(reduceShape({2, 3}, {}, false)), "[2, 3]");
  EXPECT_EQ(show(reduceShape({}, {}, true)), "[]");
  EXPECT_EQ(show(reduceShape({2, 3}, {2}, false)),
            "expected axis in [-2, 2), found 2 @0");
  EXPECT_EQ(show(reduceShape({2, 3}, {1, -1}, false)),
            "expected unique axes, found [1, -1] @-1");
}

TEST(ShapeRulesTest, DotGeneralIsBatchThenFreeOfBothSides) {
  EXPECT_EQ(show(dotGeneralShape({2, 7, 3, 5}, {3, 2, 5, 11},
                                 {{0, 2}, {1, 0}, {3}, {2}})),
            "[2, 3, 7, 11]");
  EXPECT_EQ(show(dotGeneralShape({}, {}, {})), "[]");
  EXPECT_EQ(show(dotGeneralShape({2}, {3}, {})), "[2, 3]");
  EXPECT_EQ(show(dotGeneralShape({dyn, 4}, {3, 4}, {{0}, {0}, {-1}, {-1}})),
            "[3]")
      << "one side knows the batch extent";
}

TEST(ShapeRulesTest, DotGeneralNamesTheBrokenRule) {
  EXPECT_EQ(show(dotGeneralShape({2, 768}, {512, 64}, {{}, {}, {1}, {0}})),
            "expected contract extent of lhs (768) to equal rhs (512) @1");
  EXPECT_EQ(show(dotGeneralShape({2}, {2}, {{0}, {}, {}, {}})),
            "expected batch_lhs and batch_rhs of equal length, found 1 and 0 "
            "@-1");
  EXPECT_EQ(show(dotGeneralShape({2, 2}, {2}, {{}, {}, {min}, {0}})),
            "expected contract_lhs dimension in [-2, 2), found "
            "-9223372036854775808 @0");
  EXPECT_EQ(show(dotGeneralShape({2}, {2, 2}, {{0}, {0}, {}, {}})), "[2, 2]");
  EXPECT_EQ(show(dotGeneralShape({2, 2}, {2, 2}, {{0}, {0}, {1}, {-2}})),
            "expected batch and contracting dimensions of one side to be "
            "unique, found -2 again in contract_rhs @1");
}

TEST(ShapeRulesTest, TransposeWantsAPermutation) {
  EXPECT_EQ(show(transposeShape({2, dyn, 5}, {2, 0, 1})), "[5, 2, ?]");
  EXPECT_EQ(show(transposeShape({}, {})), "[]");
  for (Shape perm : {Shape{0}, Shape{0, 0}, Shape{0, 2}, Shape{-1, 0},
                     Shape{0, 1, 2}, Shape{min, max}})
    EXPECT_EQ(transposeShape({2, 3}, perm).operand, 0) << formatShape(perm);
}

TEST(ShapeRulesTest, ReshapeKeepsTheNumberOfElements) {
  EXPECT_EQ(show(reshapeShape({2, 6}, {3, 4})), "[3, 4]");
  EXPECT_EQ(show(reshapeShape({}, {1, 1})), "[1, 1]");
  EXPECT_EQ(show(reshapeShape({0, 3}, {5, 0})), "[5, 0]");
  EXPECT_EQ(show(reshapeShape({dyn}, {7})), "[7]");
  EXPECT_EQ(show(reshapeShape({2, 3}, {7})),
            "expected as many elements as the operand (6), found [7] with 7 "
            "@0");
}

TEST(ShapeRulesTest, BroadcastExpandsOnesAndAddsLeadingDimensions) {
  EXPECT_EQ(show(broadcastShape({1, 3}, {7, 2, 3})), "[7, 2, 3]");
  EXPECT_EQ(show(broadcastShape({}, {2})), "[2]");
  EXPECT_EQ(show(broadcastShape({1}, {0})), "[0]");
  EXPECT_EQ(show(broadcastShape({dyn}, {3})), "[3]");
  EXPECT_EQ(show(broadcastShape({2}, {dyn})), "[?]");
  EXPECT_EQ(show(broadcastShape({2}, {2, 3})),
            "expected extent 1 or 3 at dimension 0 of the operand, found 2 @0");
  EXPECT_EQ(show(broadcastShape({1, 1}, {1})),
            "expected a result of at least rank 2, found rank 1 @0");
}

TEST(ShapeRulesTest, ConcatAddsUpOneAxis) {
  EXPECT_EQ(show(concatShape({{2, 3}, {4, 3}, {0, dyn}}, 0)), "[6, 3]");
  EXPECT_EQ(show(concatShape({{2, dyn}, {2, 3}}, -1)), "[2, ?]");
  EXPECT_EQ(show(concatShape({{dyn, 3}, {2, 3}}, 1)), "[2, 6]");
  EXPECT_EQ(show(concatShape({}, 0)), "expected at least one operand @-1");
  EXPECT_EQ(show(concatShape({{}}, 0)), "expected axis in [0, 0), found 0 @-1");
  EXPECT_EQ(show(concatShape({{2}, {2, 3}}, 0)),
            "expected rank 1 of operand 1, found 2 @1");
  EXPECT_EQ(show(concatShape({{2, 3}, {2, 3}, {2, 4}}, 0)),
            "expected extent 3 at dimension 1 of operand 2, found 4 @2");
  EXPECT_EQ(show(concatShape({{max}, {1}}, 0)),
            "expected extents along axis 0 whose sum fits in 63 bits @1");
}

TEST(ShapeRulesTest, SliceStaysInBounds) {
  EXPECT_EQ(show(sliceShape({10, 3}, {1, 0}, {3, 3}, {4, 1})), "[3, 3]");
  EXPECT_EQ(show(sliceShape({10}, {10}, {0}, {})), "[0]");
  EXPECT_EQ(show(sliceShape({}, {}, {}, {})), "[]");
  EXPECT_EQ(show(sliceShape({dyn, 4}, {2, 0}, {-1, -1}, {})), "[?, ?]");
  EXPECT_EQ(show(sliceShape({10}, {0}, {1}, {max})), "[1]");
  EXPECT_EQ(show(sliceShape({10}, {2}, {3}, {4})),
            "expected the slice to end within extent 10 of dimension 0, found "
            "start 2, size 3, stride 4 @0");
  EXPECT_FALSE(sliceShape({10}, {11}, {0}, {}).ok());
  EXPECT_FALSE(sliceShape({10}, {-1}, {1}, {}).ok());
  EXPECT_FALSE(sliceShape({10}, {0}, {-2}, {}).ok());
  EXPECT_FALSE(sliceShape({10}, {0}, {1}, {0}).ok());
  EXPECT_FALSE(sliceShape({dyn}, {max}, {2}, {}).ok());
  EXPECT_FALSE(sliceShape({dyn}, {0}, {max}, {max}).ok());
  EXPECT_FALSE(sliceShape({10}, {0, 0}, {1}, {}).ok());
  EXPECT_FALSE(sliceShape({10}, {0}, {}, {}).ok());
  EXPECT_FALSE(sliceShape({10, 10}, {0, 0}, {1, 1}, {1}).ok());
}

TEST(ShapeRulesTest, TakeReplacesTheFirstDimensionByTheIndices) {
  EXPECT_EQ(show(takeShape({7, dyn}, {2, 3})), "[2, 3, ?]");
  EXPECT_EQ(show(takeShape({7}, {})), "[]");
  EXPECT_EQ(show(takeShape({}, {2})),
            "expected x of at least rank 1, found rank 0 @0");
}

TEST(ShapeRulesTest, DynamicSlicesAreNoLargerThanTheirOperand) {
  EXPECT_EQ(show(dynamicSliceShape({8, dyn}, {2}, {8, 100})), "[8, 100]");
  EXPECT_EQ(show(dynamicSliceShape({8}, {dyn}, {-1})), "[?]");
  EXPECT_EQ(show(dynamicSliceShape({}, {0}, {})), "[]");
  EXPECT_EQ(show(dynamicSliceShape({8}, {1}, {9})),
            "expected size at dimension 0 to be at most the extent 8, found 9 "
            "@0");
  EXPECT_EQ(show(dynamicSliceShape({8}, {1, 1}, {8})),
            "expected start of shape [1], found [1, 1] @1");
  EXPECT_FALSE(dynamicSliceShape({8}, {1}, {-2}).ok());
  EXPECT_FALSE(dynamicSliceShape({8}, {1}, {}).ok());
}

TEST(ShapeRulesTest, UpdatesFitIntoTheirOperand) {
  EXPECT_EQ(show(dynamicUpdateSliceShape({8, dyn}, {8, 3}, {2})), "[8, ?]");
  EXPECT_EQ(show(dynamicUpdateSliceShape({8}, {0}, {dyn})), "[8]");
  EXPECT_EQ(show(dynamicUpdateSliceShape({8}, {9}, {1})),
            "expected extent of update at dimension 0 to be at most 8, found 9 "
            "@1");
  EXPECT_EQ(show(dynamicUpdateSliceShape({8}, {}, {1})),
            "expected update of rank 1, found rank 0 @1");
  EXPECT_EQ(show(dynamicUpdateSliceShape({8}, {1}, {2})),
            "expected start of shape [1], found [2] @2");
}

} // namespace
