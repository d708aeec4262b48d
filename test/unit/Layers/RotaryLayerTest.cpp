//===- RotaryLayerTest.cpp - Angles by position ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LayerProgram.h"

#include "ptir/Layers/Rotary.h"

using namespace ptir;
using namespace ptir::layers;
using namespace ptir::test;

namespace {

TEST(RotaryLayerTest, RowsOfTheTableByPosition) {
  functional::RopeConfig config{6, 100, functional::LinearRopeScaling{2}};
  Program p({"tensor<?xsi32>"});
  Rotary::Angles angles = Rotary("rope", 8, config).forward(p, p.arg(0));
  ASSERT_TRUE(p.finish({angles.cos, angles.sin}));
  auto results = p.run({makeTensor<int32_t>(ElementType::SI32, {2}, {7, 3})});
  ASSERT_EQ(results.size(), 2u);
  auto table = functional::rotaryTable(8, config);
  ASSERT_TRUE(table.ok());
  auto rows = [](const Floats &all) {
    Floats chosen(&all[7 * 3], &all[8 * 3]);
    chosen.insert(chosen.end(), &all[3 * 3], &all[4 * 3]);
    return chosen;
  };
  EXPECT_EQ(floatsOf(results[0]), rows(table->cos));
  EXPECT_EQ(floatsOf(results[1]), rows(table->sin));
}

TEST(RotaryLayerTest, APositionBeyondTheTableFails) {
  Program p({"tensor<?xsi32>"});
  Rotary::Angles angles = Rotary("rope", 8, {2, 100, {}}).forward(p, p.arg(0));
  ASSERT_TRUE(p.finish({angles.cos}));
  reference::NoParams params;
  reference::Interpreter interpreter(*p.module, params);
  auto results = interpreter.call(
      "main", {makeTensor<int32_t>(ElementType::SI32, {1}, {8})});
  EXPECT_FALSE(bool(results));
  if (!results)
    llvm::consumeError(results.takeError());
}

TEST(RotaryLayerTest, ABadConfigIsReported) {
  Program p({"tensor<?xsi32>"});
  EXPECT_FALSE(Rotary("rope", 8, {3, 100, {}}).forward(p, p.arg(0)).cos);
  EXPECT_EQ(p.messages,
            Lines{"layer 'rope': rotary table: expected a positive, even "
                  "rotary_dim, found 3"});
  Program q({"tensor<?xsi32>"});
  EXPECT_FALSE(Rotary("rope", 0, {4, 100, {}}).forward(q, q.arg(0)).sin);
  EXPECT_EQ(q.messages,
            Lines{"layer 'rope': expected max_positions of at least 1, found "
                  "0"});
}

} // namespace
