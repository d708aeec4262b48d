//===- SortingTest.cpp - argmax and top_k ---------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "IndexCases.h"

#include <limits>

using namespace ptir;
using namespace ptir::conformance;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Values with ties: small numbers, and special ones.
std::vector<Call> calls(ElementType type, const Dims &dims, uint64_t seed) {
  return {{{fill(type, dims, Values::Small, seed)}},
          {{fill(type, dims, Values::Any, seed)}}};
}

TEST(Sorting, argmax) {
  struct Shape {
    Dims x, result;
    int64_t axis;
    bool keepDims = false;
  };
  const std::vector<Shape> shapes = {
      {{7, 13}, {7}, 1},      {{7, 13}, {13}, 0}, {{5, 64}, {5, 1}, -1, true},
      {{2, 5, 3}, {2, 3}, 1}, {{197}, {}, 0},     {{0, 3}, {0}, 1}};
  std::vector<Case> cases;
  uint64_t seed = 0;
  for (ElementType type : ordered)
    for (const Shape &shape : shapes) {
      Case testCase{
          "argmax",
          {{type, shape.x}},
          {{indexTypes[++seed % 2], shape.result}},
          {number("axis", shape.axis), flag("keepdims", shape.keepDims)},
          calls(type, shape.x, seed)};
      testCase.judge = judgeOf(type);
      // LibTorch does not compare i1.
      if (type == ElementType::I1)
        testCase.judge = Judge::None;
      cases.push_back(testCase);
      if (shape.keepDims || shape.x.size() > 2)
        continue;
      testCase.args[0] = withDynamic(testCase.args[0]);
      testCase.results[0] = withDynamic(testCase.results[0]);
      cases.push_back(testCase);
    }
  check(cases);
}

TEST(Sorting, topK) {
  struct Shape {
    Dims x, result;
    int64_t k, axis;
    bool largest;
  };
  const std::vector<Shape> shapes = {
      {{7, 13}, {7, 5}, 5, 1, true}, {{7, 13}, {3, 13}, 3, 0, false},
      {{64}, {64}, 64, 0, true},     {{2, 11, 3}, {2, 2, 3}, 2, 1, false},
      {{5, 7}, {5, 0}, 0, -1, true}, {{0, 5}, {0, 2}, 2, 1, true},
      {{197}, {1}, 1, 0, true},      {{3, 16}, {3, 16}, 16, 1, false}};
  std::vector<Case> cases;
  uint64_t seed = 0;
  for (ElementType type : ordered)
    for (const Shape &shape : shapes) {
      ElementType index = indexTypes[++seed % 2];
      Case testCase{"top_k",
                    {{type, shape.x}},
                    {{type, shape.result}, {index, shape.result}},
                    {number("k", shape.k), number("axis", shape.axis),
                     flag("largest", shape.largest)},
                    calls(type, shape.x, seed)};
      testCase.judge = judgeOf(type);
      cases.push_back(testCase);
      if (shape.axis != 1 || shape.x.size() != 2)
        continue;
      testCase.args[0] = withDynamic(testCase.args[0]);
      for (TensorType &result : testCase.results)
        result = withDynamic(result, {0});
      cases.push_back(testCase);
    }
  check(cases);
}

/// Ties go to the smaller position, NaN is the maximum, the zeros are equal.
TEST(Sorting, ordersByHand) {
  ElementType f32 = ElementType::F32, si32 = ElementType::SI32;
  Tensor x = tensor(f32, {6}, {1, -0.0, nan, 0.0, nan, 1});
  check({
      {"argmax",
       {{f32, {6}}},
       {{si32, {}}},
       {number("axis", 0)},
       {{{x}, {tensor(si32, {}, {2})}},
        {{tensor(f32, {6}, {-0.0, 0, 0, -1, -0.0, 0})},
         {tensor(si32, {}, {0})}}}},
      {"top_k",
       {{f32, {6}}},
       {{f32, {5}}, {si32, {5}}},
       {number("k", 5), number("axis", 0), flag("largest", true)},
       {{{x},
         {tensor(f32, {5}, {nan, nan, 1, 1, -0.0}),
          tensor(si32, {5}, {2, 4, 0, 5, 1})}}}},
      {"top_k",
       {{f32, {6}}},
       {{f32, {5}}, {si32, {5}}},
       {number("k", 5), number("axis", 0), flag("largest", false)},
       {{{x},
         {tensor(f32, {5}, {-0.0, 0, 1, 1, nan}),
          tensor(si32, {5}, {1, 3, 0, 5, 2})}}}},
  });
}

} // namespace
