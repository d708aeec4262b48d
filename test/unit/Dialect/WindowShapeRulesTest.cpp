//===- WindowShapeRulesTest.cpp - Shapes of pads, tiles and windows -------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ShowShape.h"

#include <gtest/gtest.h>

using namespace ptir;

namespace {

TEST(WindowShapeRulesTest, PadsSurroundSeparateAndCrop) {
  EXPECT_EQ(show(padShape({2, dyn, 0}, {1, 0, 1}, {2, 5, 2}, {3, 1, 9})),
            "[8, ?, 3]");
  EXPECT_EQ(show(padShape({5}, {-2}, {-3}, {0})), "[0]");
  EXPECT_EQ(show(padShape({}, {}, {}, {})), "[]");
}

TEST(WindowShapeRulesTest, PadsNameTheBrokenRule) {
  EXPECT_EQ(show(padShape({5}, {-2}, {-4}, {0})),
            "expected an extent that is not negative at result dimension 0, "
            "found -1 @0");
  EXPECT_EQ(show(padShape({2}, {0}, {0}, {max})),
            "expected the extent of result dimension 0 to fit in 63 bits @-1");
  EXPECT_FALSE(padShape({2}, {0, 0}, {0}, {0}).ok());
  EXPECT_FALSE(padShape({2}, {0}, {0}, {-1}).ok());
  // The last interior padding follows the last but one element.
  EXPECT_EQ(show(padShape({1}, {0}, {0}, {max})), "[1]");
}

TEST(WindowShapeRulesTest, TilesMultiply) {
  EXPECT_EQ(show(tileShape({2, dyn, dyn}, {3, 2, 0})), "[6, ?, 0]");
  EXPECT_EQ(show(tileShape({max, 2}, {2, 1})),
            "expected the extent of result dimension 0 to fit in 63 bits @-1");
  EXPECT_FALSE(tileShape({2}, {-1}).ok());
  EXPECT_FALSE(tileShape({2}, {}).ok());
}

TEST(WindowShapeRulesTest, PatchesCountPositionsAndJoinWindowAndChannels) {
  EXPECT_EQ(show(extractPatchesShape({dyn, 8, dyn, 3},
                                     {{3, 2}, {2, 1}, {1, 2}, {1, 1, 0, 0}})),
            "[?, 4, ?, 18]");
  EXPECT_EQ(show(extractPatchesShape({0, 4, dyn}, {{2}, {1}, {3}, {0, 0}})),
            "[0, 1, ?]");
}

TEST(WindowShapeRulesTest, PatchesNeedRoomForOneWindow) {
  EXPECT_EQ(show(extractPatchesShape({1, 4, 1}, {{2}, {1}, {4}, {0, 0}})),
            "expected the window to fit into the padded extent of spatial axis "
            "0, found extent 4 @0");
  EXPECT_EQ(show(extractPatchesShape({1, 4}, {{}, {}, {}, {}})),
            "expected x of at least rank 3, found rank 2 @0");
  EXPECT_FALSE(extractPatchesShape({1, 4, 1}, {{0}, {1}, {1}, {0, 0}}).ok());
  EXPECT_FALSE(extractPatchesShape({1, 4, 1}, {{1}, {1}, {1}, {0}}).ok());
  EXPECT_FALSE(
      extractPatchesShape({1, 4, 1}, {{max}, {1}, {1}, {max, max}}).ok());
}

TEST(WindowShapeRulesTest, WindowsThatDoNotFitGiveNothing) {
  EXPECT_EQ(show(reduceWindowShape({5, dyn, 3, 0}, {{2, 1, 4, 1},
                                                    {2, 1, 3, 1},
                                                    {2, 1, 1, 7},
                                                    {3, 1, 1, 1},
                                                    {0, 0, 0, 0, 0, 0, 2, 1}})),
            "[3, ?, 0, 3]");
  EXPECT_EQ(show(reduceWindowShape({}, {{}, {}, {}, {}, {}})), "[]");
  EXPECT_FALSE(reduceWindowShape({1}, {{1}, {0}, {1}, {1}, {0, 0}}).ok());
  EXPECT_FALSE(reduceWindowShape({1}, {{1}, {1}, {1}, {1}, {0}}).ok());
}

} // namespace
