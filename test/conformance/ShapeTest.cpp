//===- ShapeTest.cpp - Ops that move elements and compute nothing ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A row is an op with its attributes, the extents of its operands and of its
// result. It is run for every type with these extents static and, where the op
// has no `dims` or they are listed, with all of them known at run time only.
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "Types.h"

using namespace ptir;
using namespace ptir::conformance;

namespace {

/// How the form with run-time extents says what the result is.
enum class Dynamic {
  /// The operands and attributes tell.
  Inferred,
  /// One `dims` operand per extent of the result.
  WithDims,
  /// There is no such form.
  No,
};

struct Row {
  std::string op;
  std::vector<Dims> operands;
  Dims result;
  Attributes attributes = {};
  Dynamic dynamicForm = Dynamic::Inferred;
  Types types = everyType;
};

void PrintTo(const Row &row, std::ostream *stream) { *stream << row.op; }

using Rows = std::vector<Row>;

Attributes axis(int64_t value) { return {number("axis", value)}; }
Attributes perm(Dims value) { return {list("perm", std::move(value))}; }
Attributes window(Dims starts, Dims sizes, Dims strides = {}) {
  Attributes result = {list("starts", std::move(starts)),
                       list("sizes", std::move(sizes))};
  if (!strides.empty())
    result.push_back(list("strides", std::move(strides)));
  return result;
}

const Rows reshapes = {
    {"reshape", {{7, 6}}, {2, 3, 7}, {}, Dynamic::WithDims},
    {"reshape", {{5, 16}}, {80}, {}, Dynamic::WithDims},
    {"reshape", {{}}, {1, 1}, {}, Dynamic::No},
    {"reshape", {{1}}, {}, {}, Dynamic::No},
    {"reshape", {{0, 5}}, {3, 0}, {}, Dynamic::WithDims},
};
const Rows transposes = {
    {"transpose", {{7, 13}}, {13, 7}, perm({1, 0})},
    {"transpose", {{2, 3, 5}}, {5, 2, 3}, perm({2, 0, 1})},
    {"transpose", {{3, 5, 2, 7}}, {3, 2, 5, 7}, perm({0, 2, 1, 3})},
    {"transpose", {{16, 64}}, {64, 16}, perm({1, 0})},
    {"transpose", {{3, 0}}, {0, 3}, perm({1, 0})},
    {"transpose", {{}}, {}, perm({})},
};
const Rows broadcasts = {
    {"broadcast_to", {{7, 1}}, {7, 13}, {}, Dynamic::No},
    {"broadcast_to", {{13}}, {2, 7, 13}, {}, Dynamic::WithDims},
    {"broadcast_to", {{16}}, {5, 16}, {}, Dynamic::WithDims},
    {"broadcast_to", {{}}, {3, 5}, {}, Dynamic::WithDims},
    {"broadcast_to", {{}}, {}, {}, Dynamic::No},
    {"broadcast_to", {{1, 3}}, {0, 3}, {}, Dynamic::No},
};
const Rows slices = {
    {"slice", {{7, 13}}, {3, 5}, window({2, 4}, {3, 5})},
    {"slice", {{7, 13}}, {3, 4}, window({1, 0}, {3, 4}, {2, 4})},
    {"slice", {{64}}, {16}, window({17}, {16}, {3})},
    {"slice", {{5, 3}}, {0, 3}, window({5, 0}, {0, 3})},
    {"slice", {{}}, {}, window({}, {})},
};
const Rows concats = {
    {"concat", {{3, 7}, {2, 7}, {5, 7}}, {10, 7}, axis(0)},
    {"concat", {{5, 2}, {5, 11}}, {5, 13}, axis(-1)},
    {"concat", {{16}, {64}}, {80}, axis(0)},
    {"concat", {{3, 0}, {3, 5}}, {3, 5}, axis(1)},
    {"concat", {{2, 3}}, {2, 3}, axis(1)},
};
const Rows iotas = {
    {"iota", {}, {13}, axis(0), Dynamic::WithDims, numbers},
    {"iota", {}, {3, 16}, axis(1), Dynamic::WithDims, numbers},
    {"iota", {}, {5, 2, 3}, axis(-3), Dynamic::WithDims, numbers},
    {"iota", {}, {0, 3}, axis(0), Dynamic::WithDims, numbers},
    {"iota", {}, {300}, axis(0), Dynamic::WithDims, numbers},
};

const Rows tiles = {
    {"tile", {{5, 3}}, {10, 9}, {list("repeats", {2, 3})}},
    {"tile", {{16}}, {64}, {list("repeats", {4})}},
    {"tile", {{2, 3}}, {0, 3}, {list("repeats", {0, 1})}, Dynamic::No},
    {"tile", {{0, 3}}, {0, 6}, {list("repeats", {5, 2})}},
    {"tile", {{}}, {}, {list("repeats", {})}},
};

class Movement : public testing::TestWithParam<Rows> {};

Call callOf(const Row &row, ElementType type, uint64_t seed) {
  Call call;
  for (const Dims &dims : row.operands)
    call.args.push_back(fill(type, dims, Values::Any, ++seed));
  return call;
}

Case staticCase(const Row &row, ElementType type) {
  Case result{row.op, {}, {{type, row.result}}, row.attributes};
  for (const Dims &dims : row.operands)
    result.args.push_back({type, dims});
  result.judge = judgeOf(type);
  result.calls.push_back(callOf(row, type, uint64_t(type)));
  return result;
}

Case dynamicCase(const Row &row, ElementType type) {
  Case result = staticCase(row, type);
  for (TensorType &arg : result.args)
    arg = withDynamic(arg);
  // Where an attribute says the extent, it stays static.
  if (row.op != "slice")
    result.results[0] = withDynamic(result.results[0]);
  if (row.dynamicForm == Dynamic::WithDims)
    for (int64_t value : row.result) {
      result.args.push_back({ElementType::SI64, {}});
      result.calls[0].args.push_back(extent(value));
    }
  return result;
}

TEST_P(Movement, agrees) {
  std::vector<Case> cases;
  for (const Row &row : GetParam())
    for (ElementType type : row.types) {
      cases.push_back(staticCase(row, type));
      if (row.dynamicForm != Dynamic::No && !row.result.empty())
        cases.push_back(dynamicCase(row, type));
    }
  check(cases);
}

std::string nameOf(const testing::TestParamInfo<Rows> &info) {
  return info.param.front().op;
}

INSTANTIATE_TEST_SUITE_P(Op, Movement,
                         testing::Values(reshapes, transposes, broadcasts,
                                         slices, concats, tiles, iotas),
                         nameOf);

/// Edges, holes and crops; each type pads with 1.
TEST(Movement, pad) {
  struct Padding {
    Dims x, result, low, high, interior;
  };
  const std::vector<Padding> paddings = {
      {{5, 7}, {8, 10}, {1, 0}, {2, 3}, {0, 0}},
      {{5, 3}, {9, 9}, {0, 2}, {0, 0}, {1, 2}},
      {{16}, {11}, {-3}, {-2}, {0}},
      {{5}, {11}, {-1}, {3}, {1}},
      {{0, 3}, {2, 3}, {1, 0}, {1, 0}, {4, 0}},
      {{3}, {0}, {-1}, {-2}, {0}},
      {{}, {}, {}, {}, {}},
  };
  std::vector<Case> cases;
  uint64_t seed = 0;
  for (ElementType type : everyType)
    for (const Padding &padding : paddings) {
      Case testCase{"pad",
                    {{type, padding.x}},
                    {{type, padding.result}},
                    {list("low", padding.low), list("high", padding.high),
                     list("interior", padding.interior),
                     element("pad_value", type, 1)}};
      testCase.judge = judgeOf(type);
      testCase.calls.push_back({{fill(type, padding.x, Values::Any, ++seed)}});
      cases.push_back(testCase);
      testCase.args[0] = withDynamic(testCase.args[0]);
      testCase.results[0] = withDynamic(testCase.results[0]);
      if (!padding.x.empty())
        cases.push_back(testCase);
    }
  check(cases);
}

/// `reshape` may infer one extent; `slice` may take sizes from `dims`; `dim`
/// reads an extent.
TEST(Movement, takesExtentsAtRunTime) {
  TensorType matrix{ElementType::F32, {dynamic, dynamic}};
  TensorType scalar{ElementType::SI64, {}};
  Tensor x = fill(ElementType::F32, {6, 5}, Values::Any);
  check({
      {"reshape",
       {matrix},
       {{ElementType::F32, {dynamic, 10}}},
       {},
       {{{x}}},
       Accuracy::Exact,
       Judge::Torch},
      {"reshape",
       {matrix},
       {{ElementType::F32, {6, 5}}},
       {},
       {{{x}}},
       Accuracy::Exact,
       Judge::Torch},
      {"slice",
       {matrix, scalar},
       {{ElementType::F32, {dynamic, 2}}},
       window({1, 3}, {-1, 2}),
       {{{x, extent(4)}}, {{x, extent(0)}}},
       Accuracy::Exact,
       Judge::Torch},
      {"dim", {matrix}, {scalar}, axis(0), {{{x}, {extent(6)}}}},
      {"dim", {matrix}, {scalar}, axis(-1), {{{x}, {extent(5)}}}},
  });
}

} // namespace
