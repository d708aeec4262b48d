//===- ErrorTest.cpp - Calls that must fail -------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Both backends name the op and its place, and the instance stays intact: every
// case ends with a call that returns.
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "IndexCases.h"

using namespace ptir;
using namespace ptir::conformance;

namespace {

constexpr ElementType f32 = ElementType::F32, si32 = ElementType::SI32,
                      si64 = ElementType::SI64;

Tensor f32s(Dims dims) { return fill(f32, std::move(dims), Values::Finite); }

/// The case, whose last call returns, after others that fail.
Case failing(Case testCase, std::vector<std::vector<Tensor>> bad,
             std::vector<Tensor> good, std::vector<Tensor> golden = {}) {
  for (std::vector<Tensor> &args : bad) {
    testCase.calls.push_back({std::move(args), {}, "ptir." + testCase.op});
    testCase.calls.push_back({good, golden});
  }
  return testCase;
}

TEST(Error, indicesOutOfRange) {
  std::vector<Case> cases;
  for (ElementType index : indexTypes) {
    auto at = [&](std::vector<double> places) {
      Dims dims = {int64_t(places.size())};
      return tensor(index, dims, places);
    };
    cases.push_back(failing({"take",
                             {{f32, {dynamic, 3}}, {index, {dynamic}}},
                             {{f32, {dynamic, 3}}}},
                            {{f32s({5, 3}), at({0, 5})},
                             {f32s({5, 3}), at({-1})},
                             {f32s({0, 3}), at({0})}},
                            {f32s({5, 3}), at({4, 0})}));
    cases.push_back(
        failing({"take", {{f32, {16}}, {index, {1}}}, {{f32, {1}}}},
                {{f32s({16}), at({50})}, {f32s({16}), at({-0x1p31})}},
                {f32s({16}), at({15})}));
  }
  cases.push_back(
      failing({"take", {{f32, {16}}, {si64, {1}}}, {{f32, {1}}}},
              {{f32s({16}), integers(si64, {1}, {INT64_MAX})},
               {f32s({16}), integers(si64, {1}, {INT64_MIN})},
               {f32s({16}), integers(si64, {1}, {int64_t(1) << 32})}},
              {f32s({16}), integers(si64, {1}, {15})}));
  check(cases);
}

TEST(Error, integerDivisionByZero) {
  std::vector<Case> cases;
  for (const char *op : {"div", "remainder"})
    for (ElementType type : allIntegers)
      for (const Dims &dims : {Dims{dynamic}, Dims{3}, Dims{}}) {
        Dims extents = dims.empty() ? Dims{} : Dims{3};
        size_t count = dims.empty() ? 1 : 3;
        std::vector<double> zero(count, 1), four(count, 4), seven(count, 7);
        zero.back() = 0;
        std::vector<double> expected(count, op[0] == 'd' ? 1 : 3);
        cases.push_back(failing(
            {op, {{type, dims}, {type, dims}}, {{type, dims}}},
            {{tensor(type, extents, seven), tensor(type, extents, zero)}},
            {tensor(type, extents, seven), tensor(type, extents, four)},
            {tensor(type, extents, expected)}));
      }
  check(cases);
}

TEST(Error, zeroToANegativePower) {
  std::vector<Case> cases;
  for (ElementType type : signedIntegers)
    for (const Dims &dims : {Dims{dynamic}, Dims{3}})
      cases.push_back(failing(
          {"pow", {{type, dims}, {type, dims}}, {{type, dims}}},
          {{tensor(type, {3}, {2, 0, 1}), tensor(type, {3}, {2, -1, 0})}},
          {tensor(type, {3}, {0, 2, -1}), tensor(type, {3}, {0, -1, -3})},
          {tensor(type, {3}, {1, 0, -1})}));
  check(cases);
}

TEST(Error, extentsThatDiffer) {
  TensorType vector{f32, {dynamic}};
  std::vector<Case> cases;
  for (const char *op :
       {"add", "sub", "mul", "div", "maximum", "minimum", "pow", "remainder"})
    cases.push_back(failing({op, {vector, vector}, {vector}},
                            {{f32s({5}), f32s({3})}, {f32s({1}), f32s({7})}},
                            {f32s({5}), f32s({5})}));
  TensorType matrix{f32, {dynamic, dynamic}};
  cases.push_back(
      failing({"dot_general",
               {matrix, matrix},
               {matrix},
               {list("contract_lhs", {1}), list("contract_rhs", {0})}},
              {{f32s({2, 3}), f32s({5, 2})}},
              {zeros(f32, {2, 3}), zeros(f32, {3, 2})}));
  cases.push_back(
      failing({"concat", {matrix, matrix}, {matrix}, {number("axis", 0)}},
              {{f32s({2, 3}), f32s({2, 5})}}, {f32s({2, 3}), f32s({5, 3})}));
  cases.push_back(failing({"reshape", {matrix}, {{f32, {2, 5}}}},
                          {{f32s({3, 4})}, {f32s({0, 10})}}, {f32s({5, 2})}));
  cases.push_back(failing(
      {"select", {{ElementType::I1, {dynamic}}, vector, vector}, {vector}},
      {{zeros(ElementType::I1, {3}), f32s({3}), f32s({2})},
       {zeros(ElementType::I1, {3}), f32s({2}), f32s({2})}},
      {zeros(ElementType::I1, {3}), f32s({3}), f32s({3})}));
  check(cases);
}

TEST(Error, extentsOutOfBounds) {
  TensorType scalar{si64, {}}, vector{f32, {dynamic}};
  check({
      failing({"slice",
               {vector, scalar},
               {vector},
               {list("starts", {1}), list("sizes", {-1})}},
              {{f32s({3}), extent(3)},
               {f32s({3}), extent(-1)},
               {f32s({0}), extent(0)}},
              {f32s({3}), extent(2)}),
      failing({"dynamic_slice",
               {vector, {si32, {1}}, scalar},
               {vector},
               {list("sizes", {-1})}},
              {{f32s({3}), tensor(si32, {1}, {0}), extent(4)},
               {f32s({3}), tensor(si32, {1}, {9}), extent(100)},
               {f32s({3}), tensor(si32, {1}, {0}), extent(-2)}},
              {f32s({3}), tensor(si32, {1}, {1}), extent(3)}),
      failing({"dynamic_slice",
               {vector, {si32, {1}}},
               {{f32, {5}}},
               {list("sizes", {5})}},
              {{f32s({3}), tensor(si32, {1}, {0})}},
              {f32s({7}), tensor(si32, {1}, {1})}),
      failing({"dynamic_update_slice", {vector, vector, {si32, {1}}}, {vector}},
              {{f32s({3}), f32s({4}), tensor(si32, {1}, {0})}},
              {f32s({3}), f32s({2}), tensor(si32, {1}, {5})}),
      failing({"broadcast_to", {vector, scalar}, {vector}},
              {{f32s({3}), extent(5)}}, {f32s({3}), extent(3)}),
  });
}

/// Of the axis, also where other dimensions are longer.
TEST(Error, indicesAlongAnAxisOutOfRange) {
  std::vector<Case> cases;
  for (ElementType index : indexTypes) {
    auto at = [&](std::vector<double> places) {
      return tensor(index, {1, int64_t(places.size())}, places);
    };
    TensorType x{f32, {1, dynamic}}, places{index, {1, dynamic}};
    Attributes axis = {number("axis", 1)};
    cases.push_back(
        failing({"gather", {x, places}, {places}, axis},
                {{f32s({1, 5}), at({0, 5})}, {f32s({1, 5}), at({-1, 0})}},
                {f32s({1, 5}), at({4, 0})}));
    cases.back().results[0].elementType = f32;
    for (const char *kind : {"add", "max", "min", "replace"}) {
      Case scatter{"scatter_reduce", {x, places, x}, {x}, axis};
      scatter.attributes.push_back(word("kind", "scatter_kind", kind));
      cases.push_back(failing(scatter,
                              {{f32s({1, 5}), at({0, 5}), f32s({1, 2})},
                               {f32s({1, 5}), at({0, -1}), f32s({1, 2})}},
                              {f32s({1, 5}), at({0, 4}), f32s({1, 2})}));
    }
    TensorType rows{f32, {dynamic, 3}}, ids{index, {dynamic}};
    auto idsAt = [&](double last) { return tensor(index, {2}, {0, last}); };
    Case add{"scatter_add",
             {rows, ids, rows},
             {rows},
             {list("update_window_dims", {1}),
              list("inserted_window_dims", {0}),
              list("scatter_dims_to_operand_dims", {0})}};
    cases.push_back(failing(add,
                            {{f32s({5, 3}), idsAt(5), f32s({2, 3})},
                             {f32s({5, 3}), idsAt(-1), f32s({2, 3})}},
                            {f32s({5, 3}), idsAt(4), f32s({2, 3})}));
    Case segments{
        "segment_reduce",
        {rows, ids},
        {{f32, {4, 3}}},
        {word("kind", "reduce_kind", "sum"), number("num_segments", 4)}};
    cases.push_back(
        failing(segments, {{f32s({2, 3}), idsAt(4)}, {f32s({2, 3}), idsAt(-1)}},
                {f32s({2, 3}), idsAt(3)}));
  }
  check(cases);
}

TEST(Error, extentsOfOtherFamilies) {
  TensorType vector{f32, {dynamic}}, matrix{f32, {dynamic, dynamic}};
  Case layerNorm = failing({"layer_norm",
                            {matrix, vector, vector},
                            {matrix},
                            {real("epsilon", 1e-5), number("axis", 1)}},
                           {{f32s({2, 3}), f32s({3}), f32s({2})},
                            {f32s({2, 3}), f32s({2}), f32s({2})}},
                           {f32s({2, 3}), f32s({3}), f32s({3})});
  for (Call &call : layerNorm.calls)
    if (!call.failing.empty())
      call.failingPart = "ptir.broadcast_to";
  check({failing({"argmax", {matrix}, {{si32, {dynamic}}}, {number("axis", 1)}},
                 {{f32s({2, 0})}}, {f32s({2, 3})}),
         failing({"top_k",
                  {vector},
                  {{f32, {3}}, {si32, {3}}},
                  {number("k", 3), number("axis", 0), flag("largest", true)}},
                 {{f32s({2})}}, {f32s({7})}),
         failing({"clamp", {vector, vector, vector}, {vector}},
                 {{f32s({3}), f32s({3}), f32s({2})},
                  {f32s({3}), f32s({1}), f32s({3})}},
                 {f32s({3}), f32s({3}), f32s({3})}),
         layerNorm});
}

} // namespace
