//===- ErrorBoundsTest.cpp - How far a correct result may be off ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Validation/ErrorBounds.h"

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

using namespace ptir;
using namespace ptir::validation;
using reference::Tensor;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Tensor floats(std::vector<float> values) {
  auto bytes = reinterpret_cast<const uint8_t *>(values.data());
  return *Tensor::fromBytes(ElementType::F32, {int64_t(values.size())},
                            {bytes, values.size() * sizeof(float)});
}

Tensor bytes(std::vector<uint8_t> values) {
  return *Tensor::fromBytes(ElementType::UI8, {int64_t(values.size())}, values);
}

/// The bounds of a function of one tensor<3xf32>.
std::vector<ElementBounds> boundsOf(const std::string &body,
                                    const Tensor &argument) {
  mlir::MLIRContext context;
  context.loadDialect<PTIRDialect, mlir::func::FuncDialect>();
  auto module = mlir::parseSourceString<mlir::ModuleOp>(
      "func.func @main(%x: tensor<3xf32>) -> tensor<3xf32> {" + body +
          "return %r : tensor<3xf32> }",
      &context);
  EXPECT_TRUE(module);
  reference::NoParams params;
  reference::Interpreter interpreter(*module, params);
  auto results = interpreter.call("main", {argument});
  EXPECT_TRUE(bool(results));
  return findErrorBounds({*module, "main", {argument}, *results}, params, 0);
}

TEST(ErrorBoundsTest, ArithmeticIsExact) {
  auto bounds = boundsOf("%r = ptir.mul %x, %x : tensor<3xf32>",
                         floats({1.5f, -2.0f, 3.0f}));
  EXPECT_EQ(bounds, (std::vector<ElementBounds>{{0, 0, 0}}));
}

TEST(ErrorBoundsTest, FunctionsAreCloseAndDifferencesOfThemLess) {
  auto close = boundsOf("%r = ptir.exp %x : tensor<3xf32>", floats({1, 2, 3}));
  for (double bound : close[0]) {
    EXPECT_GT(bound, 0);
    EXPECT_LT(bound, 2e-3);
  }
  // exp(x) - exp(x) is 0, and as far off as the two are.
  auto difference = boundsOf(R"(%a = ptir.exp %x : tensor<3xf32>
      %b = ptir.exp %x : tensor<3xf32>
      %r = ptir.sub %a, %b : tensor<3xf32>)",
                             floats({1, 2, 3}));
  for (double bound : difference[0]) {
    EXPECT_GT(bound, 1e-6);
    EXPECT_LT(bound, 1e-2);
  }
}

TEST(ErrorBoundsTest, WhatJumpsIsNotCompared) {
  // log(0) is -inf, of its neighbours it is finite.
  auto bounds = boundsOf(R"(%a = ptir.tanh %x : tensor<3xf32>
      %r = ptir.log %a : tensor<3xf32>)",
                         floats({0, 1, 2}));
  EXPECT_EQ(bounds[0][0], infinity);
  EXPECT_LT(bounds[0][1], 1e-3);
}

TEST(ErrorBoundsTest, SumsThatMayOverflowAreNotCompared) {
  const char *sum = R"(%s = ptir.reduce sum, %x axes [0]
      : tensor<3xf32> -> tensor<f32>
      %r = ptir.broadcast_to %s : tensor<f32> -> tensor<3xf32>)";
  EXPECT_EQ(boundsOf(sum, floats({3e38f, 3e38f, -3e38f}))[0][0], infinity);
  EXPECT_LT(boundsOf(sum, floats({1, 2, 3}))[0][0], 1e-4);
}

TEST(DescribeDifferenceTest, ExactElementsDifferInOneBit) {
  std::vector<ElementBounds> exact = {{0, 0}};
  EXPECT_EQ(describeDifference({bytes({1, 2})}, {bytes({1, 3})}, exact),
            "result 0, element [1]: expected 2, found 3");
  EXPECT_EQ(
      describeDifference({floats({1, 0.0f})}, {floats({1, -0.0f})}, exact),
      "result 0, element [1]: expected 0, found -0");
  EXPECT_EQ(describeDifference({floats({1, NAN})}, {floats({1, -NAN})}, exact),
            "");
}

TEST(DescribeDifferenceTest, BoundsAreRespected) {
  std::vector<ElementBounds> bounds = {{0.5, infinity}};
  EXPECT_EQ(describeDifference({floats({1, 1})}, {floats({1.5f, NAN})}, bounds),
            "");
  EXPECT_EQ(describeDifference({floats({1, 1})}, {floats({2, 1})}, bounds),
            "result 0, element [0]: expected 1, found 2, tolerance 0.5");
  EXPECT_EQ(describeDifference({floats({1, 1})}, {floats({NAN, 1})}, bounds),
            "result 0, element [0]: expected 1, found nan, tolerance 0.5");
}

TEST(DescribeDifferenceTest, TypesAndNumbersOfResults) {
  EXPECT_EQ(describeDifference({bytes({1})}, {floats({1})}, {{{0}}}),
            "result 0: expected tensor<1xui8>, found tensor<1xf32>");
  EXPECT_EQ(describeDifference({bytes({1})}, {}, {{{0}}}),
            "expected 1 results, found 0");
}

TEST(UniformBoundsTest, CountUnitsInTheLastPlace) {
  auto bounds = uniformBounds({floats({1, 2}), bytes({7})}, 4);
  EXPECT_EQ(bounds,
            (std::vector<ElementBounds>{{4 * 0x1p-23, 4 * 0x1p-22}, {0}}));
}

} // namespace
