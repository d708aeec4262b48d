//===- ScatterTest.cpp - Elements gathered, updated or combined ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "IndexCases.h"

using namespace ptir;
using namespace ptir::conformance;

namespace {

struct AxisShape {
  Dims x, indices;
  int64_t axis;
};

const std::vector<AxisShape> axisShapes = {
    {{7, 5}, {3, 5}, 0}, {{5, 7}, {5, 11}, 1},   {{2, 3, 5}, {2, 7, 5}, 1},
    {{13}, {29}, -1},    {{5, 16}, {5, 64}, -1}, {{3, 2}, {0, 2}, 0},
};

TEST(Scatter, gather) {
  IndexCases cases;
  uint64_t seed = 0;
  for (ElementType type : everyType)
    for (const AxisShape &shape : axisShapes) {
      ElementType index = indexTypes[++seed % 2];
      size_t axis = shape.axis < 0 ? shape.x.size() - 1 : size_t(shape.axis);
      Case testCase{"gather",
                    {{type, shape.x}, {index, shape.indices}},
                    {{type, shape.indices}},
                    {number("axis", shape.axis)}};
      testCase.judge = judgeOf(type);
      testCase.calls.push_back(
          {{fill(type, shape.x, Values::Any, seed),
            indices(index, shape.indices, shape.x[axis], seed)}});
      cases.add(testCase);
    }
  check(cases.all);
}

class ScatterReduce : public testing::TestWithParam<std::string> {};

TEST_P(ScatterReduce, agrees) {
  const std::string &kind = GetParam();
  Types types = kind == "add"       ? numbers
                : kind == "replace" ? everyType
                                    : ordered;
  IndexCases cases;
  uint64_t seed = 0;
  for (ElementType type : types)
    for (const AxisShape &shape : axisShapes) {
      ElementType index = indexTypes[++seed % 2];
      size_t axis = shape.axis < 0 ? shape.x.size() - 1 : size_t(shape.axis);
      Case testCase{
          "scatter_reduce",
          {{type, shape.x}, {index, shape.indices}, {type, shape.indices}},
          {{type, shape.x}},
          {number("axis", shape.axis), word("kind", "scatter_kind", kind)}};
      testCase.judge = judgeOf(type, Judge::TorchUpToZeroSigns);
      // LibTorch has no f8: its sums are rounded once, not at each step.
      if (kind == "add" &&
          (type == ElementType::F8E4M3FN || type == ElementType::F8E5M2))
        testCase.judge = Judge::None;
      Values values = kind == "add" ? Values::Small : Values::Any;
      testCase.calls.push_back(
          {{fill(type, shape.x, values, seed),
            indices(index, shape.indices, shape.x[axis], seed),
            fill(type, shape.indices, values, seed + 1)}});
      cases.add(testCase);
    }
  check(cases.all);
}

INSTANTIATE_TEST_SUITE_P(Kind, ScatterReduce,
                         testing::Values<std::string>("add", "max", "min",
                                                      "replace"),
                         [](const auto &info) { return info.param; });

/// Rows, which LibTorch has, for every type.
TEST(Scatter, addRows) {
  IndexCases cases;
  uint64_t seed = 0;
  for (ElementType type : numbers) {
    ElementType index = indexTypes[++seed % 2];
    Case testCase{"scatter_add",
                  {{type, {7, 5}}, {index, {11}}, {type, {11, 5}}},
                  {{type, {7, 5}}},
                  {list("update_window_dims", {1}),
                   list("inserted_window_dims", {0}),
                   list("scatter_dims_to_operand_dims", {0})}};
    testCase.judge = judgeOf(type, Judge::TorchUpToZeroSigns);
    testCase.calls.push_back({{fill(type, {7, 5}, Values::Small, seed),
                               indices(index, {11}, 7, seed),
                               fill(type, {11, 5}, Values::Small, seed + 1)}});
    cases.add(testCase);
    testCase.args[1].dims = {11, 1};
    testCase.attributes.push_back(number("index_vector_dim", 1));
    testCase.calls[0].args[1].dims = {11, 1};
    cases.add(testCase);
  }
  check(cases.all);
}

/// Windows, pairs of indices, and index vectors along the first axis, by hand.
TEST(Scatter, addWindows) {
  ElementType f32 = ElementType::F32, si32 = ElementType::SI32;
  Case points{"scatter_add",
              {{f32, {3, 4}}, {si32, {3, 2}}, {f32, {3}}},
              {{f32, {3, 4}}},
              {list("update_window_dims", {}),
               list("inserted_window_dims", {0, 1}),
               list("scatter_dims_to_operand_dims", {1, 0}),
               number("index_vector_dim", 1)}};
  // Index vectors are (column, row).
  points.calls.push_back(
      {{tensor(f32, {3, 4}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
        tensor(si32, {3, 2}, {3, 0, 1, 2, 3, 0}),
        tensor(f32, {3}, {10, 20, 30})},
       {tensor(f32, {3, 4}, {0, 1, 2, 43, 4, 5, 6, 7, 8, 29, 10, 11})}});
  Case windows{"scatter_add",
               {{si32, {2, 5}}, {si32, {1, 2}}, {si32, {2, 2, 2}}},
               {{si32, {2, 5}}},
               {list("update_window_dims", {0, 2}),
                list("inserted_window_dims", {}),
                list("scatter_dims_to_operand_dims", {1}),
                number("index_vector_dim", 0)}};
  // Two windows of 2 x 2, at columns 0 and 3.
  windows.calls.push_back(
      {{zeros(si32, {2, 5}), tensor(si32, {1, 2}, {0, 3}),
        tensor(si32, {2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8})},
       {tensor(si32, {2, 5}, {1, 2, 0, 3, 4, 5, 6, 0, 7, 8})}});
  check({points, windows});
}

TEST(Scatter, segmentReduce) {
  IndexCases cases;
  uint64_t seed = 0;
  for (const char *kind : {"sum", "max"})
    for (ElementType type : kind[0] == 's' ? numbers : ordered) {
      ElementType index = indexTypes[++seed % 2];
      Case testCase{
          "segment_reduce",
          {{type, {13, 3}}, {index, {13}}},
          {{type, {7, 3}}},
          {word("kind", "reduce_kind", kind), number("num_segments", 7)}};
      testCase.judge = judgeOf(type, Judge::TorchUpToZeroSigns);
      Values values = kind[0] == 's' ? Values::Small : Values::Any;
      // Segments 5 and 6 are empty.
      testCase.calls.push_back(
          {{fill(type, {13, 3}, values, seed), indices(index, {13}, 5, seed)}});
      cases.add(testCase);
      testCase.args = {{type, {5}}, {index, {5}}};
      testCase.results = {{type, {7}}};
      testCase.attributes.push_back(flag("indices_are_sorted", true));
      testCase.attributes.push_back(flag("unique", true));
      testCase.calls = {{{fill(type, {5}, values, seed),
                          tensor(index, {5}, {0, 1, 3, 5, 6})}}};
      cases.add(testCase);
    }
  check(cases.all);
}

} // namespace
