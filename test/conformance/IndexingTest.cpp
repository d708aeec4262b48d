//===- IndexingTest.cpp - Slices and rows at places that are data --------===//
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

TEST(Indexing, take) {
  struct Shape {
    Dims x, indices, result;
  };
  const std::vector<Shape> shapes = {
      {{7, 5}, {11}, {11, 5}}, {{16, 64}, {3}, {3, 64}},
      {{13}, {5}, {5}},        {{5, 2, 3}, {7}, {7, 2, 3}},
      {{3, 2}, {0}, {0, 2}},   {{3, 0}, {2}, {2, 0}}};
  IndexCases cases;
  uint64_t seed = 0;
  for (ElementType type : everyType)
    for (const Shape &shape : shapes) {
      ElementType index = indexTypes[++seed % 2];
      Case testCase{"take",
                    {{type, shape.x}, {index, shape.indices}},
                    {{type, shape.result}}};
      testCase.judge = judgeOf(type);
      testCase.calls.push_back(
          {{fill(type, shape.x, Values::Any, seed),
            indices(index, shape.indices, shape.x[0], seed)}});
      cases.add(testCase);
    }
  check(cases.all);
}

/// Starts are clamped, so that the slice lies inside.
TEST(Indexing, dynamicSlice) {
  IndexCases cases;
  uint64_t seed = 0;
  for (ElementType type : everyType) {
    ElementType index = indexTypes[++seed % 2];
    auto add = [&](Dims x, Dims sizes,
                   std::vector<std::vector<double>> starts) {
      int64_t rank = int64_t(x.size());
      Case testCase{"dynamic_slice",
                    {{type, x}, {index, {rank}}},
                    {{type, sizes}},
                    {list("sizes", sizes)}};
      testCase.judge = judgeOf(type);
      for (const std::vector<double> &start : starts)
        testCase.calls.push_back(
            {{fill(type, x, Values::Any, seed), tensor(index, {rank}, start)}});
      cases.add(testCase);
    };
    add({7, 13}, {3, 5}, {{2, 4}, {-3, 100}, {4, 8}, {5, 9}});
    add({64}, {16}, {{48}, {49}, {-1}});
    add({3, 2}, {0, 2}, {{3, 0}, {9, 1}});
    add({}, {}, {{}});
  }
  check(cases.all);
}

TEST(Indexing, dynamicUpdateSlice) {
  IndexCases cases;
  uint64_t seed = 0;
  for (ElementType type : everyType) {
    ElementType index = indexTypes[++seed % 2];
    auto add = [&](Dims x, Dims update,
                   std::vector<std::vector<double>> starts) {
      int64_t rank = int64_t(x.size());
      Case testCase{"dynamic_update_slice",
                    {{type, x}, {type, update}, {index, {rank}}},
                    {{type, x}}};
      testCase.judge = judgeOf(type);
      for (const std::vector<double> &start : starts)
        testCase.calls.push_back({{fill(type, x, Values::Any, seed),
                                   fill(type, update, Values::Any, seed + 1),
                                   tensor(index, {rank}, start)}});
      cases.add(testCase);
    };
    add({7, 13}, {3, 5}, {{2, 4}, {-3, 100}, {4, 8}, {5, 9}});
    add({64}, {16}, {{48}, {49}, {-1}});
    add({3, 2}, {0, 2}, {{3, 0}});
    add({}, {}, {{}});
  }
  check(cases.all);
}

/// `sizes` of -1 come from `dims`.
TEST(Indexing, dynamicSliceTakesSizesAtRunTime) {
  ElementType f32 = ElementType::F32;
  TensorType scalar{ElementType::SI64, {}};
  Tensor x = fill(f32, {7, 5}, Values::Any);
  Tensor start = tensor(ElementType::SI32, {2}, {3, 1});
  check({{"dynamic_slice",
          {{f32, {dynamic, 5}}, {ElementType::SI32, {2}}, scalar},
          {{f32, {dynamic, 3}}},
          {list("sizes", {-1, 3})},
          {{{x, start, extent(2)}},
           {{x, start, extent(7)}},
           {{x, start, extent(0)}}},
          Accuracy::Exact,
          Judge::Torch}});
}

} // namespace
