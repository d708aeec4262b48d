//===- DropoutTest.cpp - Keyed dropout ------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Stochastic.h"

#include <cmath>

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

using Floats = std::vector<float>;

Floats drop(const Floats &x, double p, uint64_t seed) {
  Program program({"tensor<?xf32>", "tensor<ui64>"});
  EXPECT_TRUE(program.finish(
      {dropout(program, program.arg(0), p, true, program.arg(1))}));
  auto results = program.run(
      {makeTensor(ElementType::F32, {static_cast<int64_t>(x.size())}, x),
       makeTensor<uint64_t>(ElementType::UI64, {}, {seed})});
  return results.empty() ? Floats() : floatsOf(results[0]);
}

TEST(DropoutTest, DropsWhereTheUniformNumberIsBelowP) {
  // docs/spec/random.md: seed 42 gives 0.61296, 0.468587, 0.0732317, 0.340861,
  // 0.987719, 0.327063.
  EXPECT_EQ(drop({1, 2, 3, 4, 5, 6}, 0.5, 42), (Floats{2, 0, 0, 0, 10, 0}));
  constexpr float kept = 4.f / 3;
  EXPECT_EQ(drop({1, 2, 3, 4, 5, 6}, 0.25, 42),
            (Floats{kept, 2 * kept, 0, 4 * kept, 5 * kept, 6 * kept}));
}

TEST(DropoutTest, KeepsTheMeanAndTheShare) {
  constexpr int64_t count = 20000;
  for (double p : {0.1, 0.5, 0.9}) {
    SCOPED_TRACE(p);
    Floats y = drop(Floats(count, 1), p, 7);
    ASSERT_EQ(y.size(), static_cast<size_t>(count));
    double sum = 0;
    int64_t dropped = 0;
    for (float value : y) {
      sum += value;
      dropped += value == 0;
    }
    // Five standard deviations of the mean of as many such variables.
    double deviation = std::sqrt(p * (1 - p) / count);
    EXPECT_NEAR(dropped / double(count), p, 5 * deviation);
    EXPECT_NEAR(sum / count, 1, 5 * deviation / (1 - p));
  }
}

TEST(DropoutTest, TheSeedDecides) {
  Floats x(64, 1);
  EXPECT_EQ(drop(x, 0.5, 3), drop(x, 0.5, 3));
  EXPECT_NE(drop(x, 0.5, 3), drop(x, 0.5, 4));
}

TEST(DropoutTest, NothingHappensWithoutReason) {
  Program p({"tensor<4xf32>", "tensor<ui64>"});
  EXPECT_EQ(dropout(p, p.arg(0), 0, true, p.arg(1)).getValue(),
            p.arg(0).getValue());
  EXPECT_EQ(dropout(p, p.arg(0), 0.5, false, p.arg(1)).getValue(),
            p.arg(0).getValue());
  EXPECT_TRUE(p.function.getBody().front().empty());
}

TEST(DropoutTest, OtherFloats) {
  for (const char *type :
       {"tensor<2x?xf16>", "tensor<?x3xbf16>", "tensor<2x3xf64>"}) {
    Program p({type, "tensor<ui64>"});
    Tensor y = dropout(p, p.arg(0), 0.5, true, p.arg(1));
    ASSERT_TRUE(p.finish(y));
    EXPECT_EQ(y.getType(), p.arg(0).getType());
  }
}

TEST(DropoutTest, Rejects) {
  expectRejected(
      {"tensor<4xsi32>", "tensor<ui64>"},
      [](Program &p) { return dropout(p, p.arg(0), 0.5, true, p.arg(1)); },
      "functional 'dropout': expected x of a float element type, "
      "found si32");
  expectRejected(
      {"tensor<4xf32>", "tensor<si64>"},
      [](Program &p) { return dropout(p, p.arg(0), 0.5, true, p.arg(1)); },
      "functional 'dropout': expected seed of element type ui64, "
      "found si64");
  expectRejected(
      {"tensor<4xf32>", "tensor<1xui64>"},
      [](Program &p) { return dropout(p, p.arg(0), 0.5, true, p.arg(1)); },
      "functional 'dropout': expected seed of rank 0, found rank 1");
  // Also where nothing would be dropped.
  expectRejected(
      {"tensor<4xf32>", "tensor<ui64>"},
      [](Program &p) { return dropout(p, p.arg(0), 1, false, p.arg(1)); },
      "functional 'dropout': expected p in [0, 1), found 1.000000");
  expectRejected(
      {"tensor<4xf32>", "tensor<ui64>"},
      [](Program &p) { return dropout(p, p.arg(0), -0.5, true, p.arg(1)); },
      "functional 'dropout': expected p in [0, 1), found -0.500000");
  expectRejected(
      {"tensor<4xf32>", "tensor<ui64>"},
      [](Program &p) { return dropout(p, p.arg(0), NAN, true, p.arg(1)); },
      "functional 'dropout': expected p in [0, 1), found nan");
}

} // namespace
