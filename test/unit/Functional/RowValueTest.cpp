//===- RowValueTest.cpp - Rows: curves, norms, means and losses -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Values.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Normalization.h"
#include "ptir/Functional/Reduction.h"

#include <cmath>
#include <limits>

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

double sigmoidOf(double x) { return 1 / (1 + std::exp(-x)); }

TEST(RowValueTest, Curves) {
  std::vector<float> x = someFloats(5 * 3), up = someFloats(5 * 3, 7);
  for (float &value : x)
    value *= 5; // beyond the corner of relu6
  Doubles rectified, capped, logistic, hyperbolic, gated, product;
  for (size_t i = 0; i < x.size(); ++i) {
    double v = x[i];
    rectified.push_back(std::max(v, 0.0));
    capped.push_back(std::min(std::max(v, 0.0), 6.0));
    logistic.push_back(sigmoidOf(v));
    hyperbolic.push_back(std::tanh(v));
    gated.push_back(v * sigmoidOf(v));
    product.push_back(v * sigmoidOf(v) * up[i]);
  }
  Program p({"tensor<?x3xf32>", "tensor<?x3xf32>"});
  Tensor a = p.arg(0);
  ASSERT_TRUE(
      p.finish({relu(p, a), relu6(p, a), sigmoid(p, a), functional::tanh(p, a),
                silu(p, a), swiglu(p, a, p.arg(1))}));
  auto results = p.run({makeTensor(ElementType::F32, {5, 3}, x),
                        makeTensor(ElementType::F32, {5, 3}, up)});
  ASSERT_EQ(results.size(), 6u);
  expectNear(results[0], rectified);
  expectNear(results[1], capped);
  expectNear(results[2], logistic);
  expectNear(results[3], hyperbolic);
  expectNear(results[4], gated);
  expectNear(results[5], product);
}

TEST(RowValueTest, CurvesOfExtremes) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  std::vector<float> x = {-infinity, -200, -88, 88, 200, infinity, NAN};
  Program p({"tensor<?xf32>"});
  ASSERT_TRUE(p.finish({relu(p, p.arg(0)), relu6(p, p.arg(0)),
                        sigmoid(p, p.arg(0)), silu(p, p.arg(0))}));
  auto results = p.run({makeTensor(ElementType::F32, {7}, x)});
  ASSERT_EQ(results.size(), 4u);
  const float *rectified = results[0].data<float>();
  EXPECT_EQ(rectified[0], 0);
  EXPECT_EQ(rectified[5], infinity);
  EXPECT_TRUE(std::isnan(rectified[6]));
  const float *capped = results[1].data<float>();
  EXPECT_EQ(capped[4], 6);
  EXPECT_EQ(capped[5], 6);
  EXPECT_TRUE(std::isnan(capped[6]));
  const float *logistic = results[2].data<float>();
  EXPECT_EQ(logistic[0], 0);
  EXPECT_EQ(logistic[5], 1);
  const float *gated = results[3].data<float>();
  EXPECT_NEAR(gated[1], 0, 1e-30);
  EXPECT_EQ(gated[4], 200);
  EXPECT_EQ(gated[5], infinity);
}

TEST(RowValueTest, RmsNormAndItsMoments) {
  constexpr int rows = 4, width = 6;
  std::vector<float> x = someFloats(rows * width), gamma = someFloats(width, 2);
  Doubles output, normalized, inverses;
  for (int row = 0; row < rows; ++row) {
    double square = 0;
    for (int i = 0; i < width; ++i)
      square += std::pow(x[row * width + i], 2) / width;
    inverses.push_back(1 / std::sqrt(square + 0.1));
    for (int i = 0; i < width; ++i) {
      normalized.push_back(x[row * width + i] * inverses.back());
      output.push_back(normalized.back() * gamma[i]);
    }
  }
  Program p({"tensor<?x?x6xf32>", "tensor<6xf32>"});
  RmsNormMoments all = rmsNormMoments(p, p.arg(0), p.arg(1), 0.1);
  ASSERT_TRUE(p.finish({rmsNorm(p, p.arg(0), p.arg(1), 0.1), all.output,
                        all.normalized, all.inverseRms}));
  auto results = p.run({makeTensor(ElementType::F32, {2, 2, width}, x),
                        makeTensor(ElementType::F32, {width}, gamma)});
  ASSERT_EQ(results.size(), 4u);
  expectNear(results[0], output);
  expectNear(results[1], output);
  expectNear(results[2], normalized);
  expectNear(results[3], inverses);
  EXPECT_EQ(results[3].dims(), (llvm::ArrayRef<int64_t>{2, 2, 1}));
}

TEST(RowValueTest, MeanOverAnyAxes) {
  constexpr int a = 2, b = 3, c = 5;
  std::vector<float> x = someFloats(a * b * c);
  Doubles overAll(1), overEnds(b), overMiddle(a * c);
  for (int i = 0; i < a; ++i)
    for (int j = 0; j < b; ++j)
      for (int k = 0; k < c; ++k) {
        double value = x[(i * b + j) * c + k];
        overAll[0] += value / (a * b * c);
        overEnds[j] += value / (a * c);
        overMiddle[i * c + k] += value / b;
      }
  // Extents known now, later, and mixed.
  for (const char *type :
       {"tensor<2x3x5xf32>", "tensor<?x?x?xf32>", "tensor<?x3x5xf32>"}) {
    SCOPED_TRACE(type);
    Program p({type});
    ASSERT_TRUE(
        p.finish({mean(p, p.arg(0), {0, 1, 2}), mean(p, p.arg(0), {-1, 0}),
                  mean(p, p.arg(0), {1}, /*keepDims=*/true)}))
        << p.messages.front();
    auto results = p.run({makeTensor(ElementType::F32, {a, b, c}, x)});
    ASSERT_EQ(results.size(), 3u);
    expectNear(results[0], overAll);
    EXPECT_EQ(results[0].dims().size(), 0u);
    expectNear(results[1], overEnds);
    expectNear(results[2], overMiddle);
    EXPECT_EQ(results[2].dims(), (llvm::ArrayRef<int64_t>{a, 1, c}));
  }
}

TEST(RowValueTest, MeanOfHalvesDoesNotOverflow) {
  // 40000 in f16, whose largest number is 65504.
  std::vector<uint16_t> x(64, 0x78e2);
  Program p({"tensor<?xf16>"});
  ASSERT_TRUE(p.finish({mean(p, p.arg(0), {0})}));
  auto results = p.run({makeTensor(ElementType::F16, {64}, x)});
  ASSERT_EQ(results.size(), 1u);
  EXPECT_EQ(*reinterpret_cast<const uint16_t *>(results[0].bytes().data()),
            0x78e2);
}

TEST(RowValueTest, MeanOfNothingIsNaN) {
  Program p({"tensor<?xf32>"});
  ASSERT_TRUE(p.finish({mean(p, p.arg(0), {0})}));
  auto results =
      p.run({makeTensor(ElementType::F32, {0}, std::vector<float>())});
  ASSERT_EQ(results.size(), 1u);
  EXPECT_TRUE(std::isnan(floatsOf(results[0])[0]));
}

TEST(RowValueTest, ArgmaxTakesTheFirstLargest) {
  std::vector<float> x = {1, 7, 7, -3, -2, -2, 0, NAN, 9};
  Program p({"tensor<?x3xf32>"});
  ASSERT_TRUE(p.finish(
      {argmax(p, p.arg(0), -1), argmax(p, p.arg(0), 0, /*keepDims=*/true)}));
  auto results = p.run({makeTensor(ElementType::F32, {3, 3}, x)});
  ASSERT_EQ(results.size(), 2u);
  expectEqual<int64_t>(results[0], {1, 1, 1});
  expectEqual<int64_t>(results[1], {0, 2, 2});
  EXPECT_EQ(results[1].dims(), (llvm::ArrayRef<int64_t>{1, 3}));
}

TEST(RowValueTest, CrossEntropyIsStable) {
  constexpr int rows = 4, classes = 5;
  std::vector<float> logits = someFloats(rows * classes);
  for (int i = 0; i < classes; ++i)
    logits[i] = logits[i] * 30 + 1000;
  std::vector<int32_t> targets = {4, 0, 2, 0};
  double loss = 0;
  for (int row = 0; row < rows; ++row) {
    const float *line = &logits[row * classes];
    double max = *std::max_element(line, line + classes), sum = 0;
    for (int i = 0; i < classes; ++i)
      sum += std::exp(line[i] - max);
    loss += (std::log(sum) - (line[targets[row]] - max)) / rows;
  }
  for (auto [type, rows32] :
       {std::make_pair("tensor<?x5xf32>", "tensor<?xsi32>"),
        std::make_pair("tensor<4x5xf32>", "tensor<4xsi32>"),
        std::make_pair("tensor<4x?xf32>", "tensor<?xsi32>"),
        std::make_pair("tensor<?x?xf32>", "tensor<4xsi32>")}) {
    SCOPED_TRACE(type);
    Program p({type, rows32});
    ASSERT_TRUE(p.finish({crossEntropy(p, p.arg(0), p.arg(1))}))
        << p.messages.front();
    auto results = p.run({makeTensor(ElementType::F32, {rows, classes}, logits),
                          makeTensor(ElementType::SI32, {rows}, targets)});
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].dims().size(), 0u);
    // The first row's logits have ulps of 6e-5.
    ASSERT_NEAR(floatsOf(results[0])[0], loss, 2e-5 * loss);
  }
}

TEST(RowValueTest, CrossEntropyRefusesOtherClasses) {
  Program p({"tensor<?x3xf32>", "tensor<?xsi64>"});
  ASSERT_TRUE(p.finish({crossEntropy(p, p.arg(0), p.arg(1))}));
  reference::NoParams params;
  reference::Interpreter interpreter(*p.module, params);
  for (int64_t target : {2, 3, -100}) {
    auto results = interpreter.call(
        "main", {makeTensor(ElementType::F32, {1, 3}, someFloats(3)),
                 makeTensor<int64_t>(ElementType::SI64, {1}, {target})});
    EXPECT_EQ(bool(results), target == 2) << target;
    if (!results)
      llvm::consumeError(results.takeError());
  }
}

} // namespace
