//===- WindowTest.cpp - Sliding windows -----------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "Types.h"

using namespace ptir;
using namespace ptir::conformance;

namespace {

struct Window {
  Dims x, result;
  Dims window, strides, baseDilation, windowDilation, padding;
};

const std::vector<Window> windows = {
    {{13}, {11}, {3}, {1}, {1}, {1}, {0, 0}},
    {{7, 13}, {4, 6}, {2, 3}, {2, 2}, {1, 1}, {1, 1}, {1, 0, 0, 0}},
    {{5, 16}, {6, 16}, {3, 1}, {1, 1}, {1, 1}, {1, 1}, {2, 1, 0, 0}},
    {{7, 5}, {9, 3}, {3, 2}, {1, 1}, {2, 1}, {2, 2}, {0, 0, 0, 0}},
    {{2, 7, 5, 3},
     {2, 3, 2, 3},
     {1, 3, 3, 1},
     {1, 2, 2, 1},
     {1, 1, 1, 1},
     {1, 1, 1, 1},
     {0, 0, 0, 0, 0, 0, 0, 0}},
    {{2}, {0}, {3}, {1}, {1}, {1}, {0, 0}},
    {{}, {}, {}, {}, {}, {}, {}},
};

class ReduceWindow : public testing::TestWithParam<std::string> {};

TEST_P(ReduceWindow, agrees) {
  const std::string &kind = GetParam();
  std::vector<Case> cases;
  uint64_t seed = 0;
  for (ElementType type : kind == "sum" ? numbers : ordered)
    for (const Window &window : windows) {
      Case testCase{"reduce_window",
                    {{type, window.x}},
                    {{type, window.result}},
                    {word("kind", "reduce_kind", kind),
                     list("window", window.window),
                     list("strides", window.strides),
                     list("base_dilation", window.baseDilation),
                     list("window_dilation", window.windowDilation),
                     list("padding", window.padding)}};
      // LibTorch refuses windows that are not there.
      if (elementCount(window.result) > 0)
        testCase.judge = judgeOf(type, Judge::TorchUpToZeroSigns);
      testCase.calls.push_back(
          {{fill(type, window.x, kind == "sum" ? Values::Small : Values::Any,
                 ++seed)}});
      cases.push_back(testCase);
      if (window.x.size() != 2)
        continue;
      testCase.args[0] = withDynamic(testCase.args[0]);
      testCase.results[0] = withDynamic(testCase.results[0]);
      cases.push_back(testCase);
    }
  check(cases);
}

INSTANTIATE_TEST_SUITE_P(Kind, ReduceWindow,
                         testing::Values<std::string>("sum", "max", "min"),
                         [](const auto &info) { return info.param; });

/// A sum in a wider accumulator, and windows of padding only.
TEST(ReduceWindow, accumulatesAndSeesIdentities) {
  auto attributes = [](const char *kind, Dims padding) {
    return Attributes{word("kind", "reduce_kind", kind),
                      list("window", {2}),
                      list("strides", {2}),
                      list("base_dilation", {1}),
                      list("window_dilation", {1}),
                      list("padding", std::move(padding))};
  };
  ElementType si8 = ElementType::SI8, si32 = ElementType::SI32;
  double inf = std::numeric_limits<double>::infinity();
  check({
      {"reduce_window",
       {{si8, {4}}},
       {{si32, {2}}},
       attributes("sum", {0, 0}),
       {{{tensor(si8, {4}, {127, 127, -128, -128})},
         {tensor(si32, {2}, {254, -256})}}}},
      {"reduce_window",
       {{si8, {2}}},
       {{si8, {3}}},
       attributes("max", {2, 2}),
       {{{tensor(si8, {2}, {3, -5})}, {tensor(si8, {3}, {-128, 3, -128})}}}},
      {"reduce_window",
       {{ElementType::F32, {2}}},
       {{ElementType::F32, {3}}},
       attributes("min", {2, 2}),
       {{{tensor(ElementType::F32, {2}, {3, -5})},
         {tensor(ElementType::F32, {3}, {inf, -5, inf})}}}},
  });
}

TEST(ExtractPatches, agrees) {
  struct Patch {
    Dims x, result, window, strides, dilation, padding;
  };
  const std::vector<Patch> patches = {
      {{2, 7, 3}, {2, 5, 9}, {3}, {1}, {1}, {0, 0}},
      {{2, 7, 5, 3}, {2, 3, 2, 18}, {3, 2}, {2, 3}, {1, 2}, {0, 0, 1, 0}},
      {{1, 16, 16, 1}, {1, 8, 8, 4}, {2, 2}, {2, 2}, {1, 1}, {0, 0, 0, 0}},
      {{0, 5, 2}, {0, 5, 6}, {3}, {1}, {1}, {1, 1}},
      {{1, 5, 3, 2, 2},
       {1, 4, 2, 2, 16},
       {2, 2, 2},
       {1, 1, 1},
       {1, 1, 1},
       {0, 0, 0, 0, 0, 1}},
  };
  std::vector<Case> cases;
  uint64_t seed = 0;
  for (ElementType type : everyType)
    for (const Patch &patch : patches) {
      Case testCase{
          "extract_patches",
          {{type, patch.x}},
          {{type, patch.result}},
          {list("window", patch.window), list("strides", patch.strides),
           list("dilation", patch.dilation), list("padding", patch.padding),
           element("pad_value", type, 1)}};
      testCase.judge = judgeOf(type);
      testCase.calls.push_back({{fill(type, patch.x, Values::Any, ++seed)}});
      cases.push_back(testCase);
      // The last extents are the channels' and the windows'.
      Dims axes;
      for (size_t axis = 0; axis + 1 < patch.x.size(); ++axis)
        axes.push_back(int64_t(axis));
      testCase.args[0] = withDynamic(testCase.args[0], axes);
      testCase.results[0] = withDynamic(testCase.results[0], axes);
      if (type == ElementType::F32 || type == ElementType::SI8)
        cases.push_back(testCase);
    }
  check(cases);
}

} // namespace
