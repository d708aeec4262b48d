//===- RotaryTableTest.cpp - Angles against the formulas ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The numbers were computed in double precision with NumPy.
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/RotaryTable.h"

#include "gtest/gtest.h"

#include <cmath>

using namespace ptir;
using namespace ptir::functional;

namespace {

using Floats = std::vector<float>;

void expectNear(const Floats &found, const Floats &wanted) {
  ASSERT_EQ(found.size(), wanted.size());
  for (size_t i = 0; i < found.size(); ++i)
    EXPECT_NEAR(found[i], wanted[i], 2e-6f) << "element " << i;
}

/// The row of one position and the frequencies behind it.
void expectRow(const RopeConfig &config, int64_t position,
               const Floats &inverse, const Floats &cos, const Floats &sin) {
  auto frequencies = rotaryFrequencies(config);
  ASSERT_TRUE(frequencies.ok()) << frequencies.message();
  expectNear(frequencies->inverse, inverse);
  auto table = rotaryTableSlice(position, 1, config);
  ASSERT_TRUE(table.ok()) << table.message();
  EXPECT_EQ(table->length, 1);
  EXPECT_EQ(table->halfDim, config.rotaryDim / 2);
  expectNear(table->cos, cos);
  expectNear(table->sin, sin);
}

TEST(RotaryTableTest, DefaultsAreThoseOfTheOriginal) {
  RopeConfig config;
  EXPECT_EQ(config.rotaryDim, 128);
  EXPECT_EQ(config.theta, 10000);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(config.scaling));
  YarnRopeScaling yarn;
  EXPECT_EQ(yarn.betaFast, 32);
  EXPECT_EQ(yarn.betaSlow, 1);
  EXPECT_TRUE(yarn.truncate);
}

TEST(RotaryTableTest, WithoutScaling) {
  expectRow({8, 10000, {}}, 3, {1.0f, 0.1f, 0.01f, 0.001f},
            {-0.9899925f, 0.95533649f, 0.99955003f, 0.9999955f},
            {0.14112001f, 0.29552021f, 0.0299955f, 0.0029999955f});
}

TEST(RotaryTableTest, LinearScalingDividesEveryFrequency) {
  expectRow({8, 10000, LinearRopeScaling{4}}, 3,
            {0.25f, 0.025f, 0.0025f, 0.00025f},
            {0.73168887f, 0.99718882f, 0.99997188f, 0.99999972f},
            {0.68163876f, 0.074929707f, 0.0074999297f, 0.00074999993f});
}

TEST(RotaryTableTest, YarnBlendsAlongARampAndScalesTheTables) {
  YarnRopeScaling yarn;
  yarn.factor = 8;
  yarn.originalMaxPositions = 4096;
  expectRow({16, 10000, yarn}, 5,
            {1.0f, 0.316227766f, 0.1f, 0.0247052942f, 0.005625f, 0.00108703295f,
             0.000125f, 3.95284708e-05f},
            {0.34264808f, -0.012492944f, 1.0600707f, 1.19874f, 1.2074664f,
             1.2079263f, 1.2079439f, 1.2079441f},
            {-1.158327f, 1.2078795f, 0.57911928f, 0.1488339f, 0.033968951f,
             0.0065653431f, 0.00075496505f, 0.00023874092f});
}

TEST(RotaryTableTest, YarnWithItsOwnMagnitudeAndAnExactRamp) {
  YarnRopeScaling yarn;
  yarn.factor = 8;
  yarn.originalMaxPositions = 4096;
  yarn.mscale = 0.707f;
  yarn.mscaleAllDim = 1.5f;
  yarn.truncate = false;
  expectRow({16, 10000, yarn}, 5,
            {1.0f, 0.316227766f, 0.1f, 0.0281120808f, 0.00598313344f,
             0.000972857759f, 0.000125f, 3.95284708e-05f},
            {0.24800761f, -0.0090423537f, 0.76727589f, 0.86568349f, 0.87391502f,
             0.87429587f, 0.87430605f, 0.8743062f},
            {-0.83839345f, 0.87425946f, 0.41916473f, 0.12248856f, 0.026151553f,
             0.0042528612f, 0.00054644135f, 0.00017279994f});
}

TEST(RotaryTableTest, YarnWithAFactorBelowOneKeepsTheMagnitude) {
  YarnRopeScaling yarn;
  yarn.factor = 0.5f;
  yarn.originalMaxPositions = 64;
  expectRow({8, 500, yarn}, 2,
            {1.0f, 0.317211379f, 0.0894427191f, 0.0189148322f},
            {-0.41614684f, 0.80541397f, 0.98404262f, 0.99928454f},
            {0.90929743f, 0.59271269f, 0.17793291f, 0.037820642f});
}

TEST(RotaryTableTest, YarnWhoseRampIsAStep) {
  YarnRopeScaling yarn;
  yarn.factor = 4;
  yarn.originalMaxPositions = 1;
  expectRow({8, 10000, yarn}, 2, {1.0f, 0.025f, 0.0025f, 0.00025f},
            {-0.47383704f, 1.1372064f, 1.1386152f, 1.1386293f},
            {1.0353528f, 0.056907753f, 0.0056931235f, 0.00056931469f});
}

TEST(RotaryTableTest, ASliceIsPartOfTheTable) {
  RopeConfig config{6, 100, LinearRopeScaling{2}};
  auto whole = rotaryTable(7, config), part = rotaryTableSlice(2, 4, config);
  ASSERT_TRUE(whole.ok() && part.ok());
  EXPECT_EQ(whole->cos.size(), 7u * 3);
  EXPECT_EQ(part->cos,
            Floats(whole->cos.begin() + 2 * 3, whole->cos.begin() + 6 * 3));
  EXPECT_EQ(part->sin,
            Floats(whole->sin.begin() + 2 * 3, whole->sin.begin() + 6 * 3));
  auto none = rotaryTable(0, config);
  ASSERT_TRUE(none.ok());
  EXPECT_TRUE(none->cos.empty());
}

//===----------------------------------------------------------------------===//
// Rejections
//===----------------------------------------------------------------------===//

void expectRejected(const RopeConfig &config, const char *message) {
  EXPECT_EQ(rotaryFrequencies(config).message(),
            std::string("rotary table: ") + message);
  EXPECT_EQ(rotaryTable(4, config).message(),
            std::string("rotary table: ") + message);
}

TEST(RotaryTableTest, RejectsDimensionsAndThetas) {
  for (int64_t dim : {0, -2, 7})
    expectRejected(
        {dim, 10000, {}},
        ("expected a positive, even rotary_dim, found " + std::to_string(dim))
            .c_str());
  expectRejected({8, 0, {}}, "expected a positive, finite theta, found 0");
  expectRejected({8, -10, {}}, "expected a positive, finite theta, found -10");
  expectRejected({8, INFINITY, {}},
                 "expected a positive, finite theta, found inf");
  expectRejected({8, NAN, {}}, "expected a positive, finite theta, found nan");
}

TEST(RotaryTableTest, RejectsScalings) {
  expectRejected({8, 10000, LinearRopeScaling{0}},
                 "expected a positive, finite linear factor, found 0");
  YarnRopeScaling yarn;
  yarn.factor = -1;
  expectRejected({8, 10000, yarn},
                 "expected a positive, finite yarn factor, found -1");
  yarn.factor = 4;
  expectRejected({8, 10000, yarn},
                 "expected original_max_position_embeddings for yarn, found "
                 "none");
  yarn.originalMaxPositions = 0;
  expectRejected({8, 10000, yarn},
                 "expected positive original_max_position_embeddings, found 0");
  yarn.originalMaxPositions = 64;
  expectRejected({8, 1, yarn},
                 "expected a theta other than 1 for yarn, found 1");
  yarn.betaSlow = 0;
  expectRejected({8, 10000, yarn},
                 "expected a positive, finite beta_slow, found 0");
  yarn.betaSlow = 33;
  expectRejected({8, 10000, yarn},
                 "expected a finite beta_fast of at least beta_slow, found 32");
  yarn.betaSlow = 1;
  yarn.mscale = -10;
  yarn.mscaleAllDim = 1;
  expectRejected({8, 10000, yarn},
                 "expected a positive, finite magnitude, found -0.339263");
}

TEST(RotaryTableTest, RejectsPositions) {
  RopeConfig config{2, 10000, {}};
  EXPECT_EQ(rotaryTable(-1, config).message(),
            "rotary table: expected a length that ends in [0, 16777216], found "
            "-1");
  EXPECT_EQ(rotaryTableSlice(-1, 1, config).message(),
            "rotary table: expected a start in [0, 16777216], found -1");
  EXPECT_EQ(rotaryTableSlice(16777216, 1, config).message(),
            "rotary table: expected a length that ends in [0, 16777216], found "
            "1");
}

} // namespace
