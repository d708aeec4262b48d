//===- NumericsTest.cpp - What the contract says about single values ------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Worked out by hand: wrapping, saturation, rounding once, subnormals.
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "Types.h"

#include <limits>

using namespace ptir;
using namespace ptir::conformance;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Case castCase(ElementType from, ElementType to, Tensor x, Tensor expected) {
  Case result{"cast", {{from, x.dims}}, {{to, x.dims}}};
  result.calls.push_back({{std::move(x)}, {std::move(expected)}});
  return result;
}

Case castOf(ElementType from, ElementType to, std::vector<double> values,
            std::vector<double> expected) {
  Dims dims = {int64_t(values.size())};
  return castCase(from, to, tensor(from, dims, values),
                  tensor(to, dims, expected));
}

/// A cast whose result is given by its bits.
Case castToBits(ElementType from, ElementType to, std::vector<double> values,
                std::vector<uint64_t> expected) {
  Dims dims = {int64_t(values.size())};
  return castCase(from, to, tensor(from, dims, values),
                  bits(to, dims, expected));
}

Case binary(std::string op, ElementType type, std::vector<double> lhs,
            std::vector<double> rhs, std::vector<double> expected) {
  Dims dims = {int64_t(lhs.size())};
  TensorType tensorType{type, dims};
  Case result{std::move(op), {tensorType, tensorType}, {tensorType}};
  result.calls.push_back({{tensor(type, dims, lhs), tensor(type, dims, rhs)},
                          {tensor(type, dims, expected)}});
  return result;
}

TEST(Numerics, integersWrap) {
  check({
      binary("add", ElementType::UI8, {200, 255, 0}, {100, 1, 0}, {44, 0, 0}),
      binary("sub", ElementType::UI8, {0, 44}, {1, 100}, {255, 200}),
      binary("mul", ElementType::UI8, {16, 255}, {16, 255}, {0, 1}),
      binary("add", ElementType::SI4, {7, -8}, {1, -1}, {-8, 7}),
      binary("mul", ElementType::SI4, {7, -8}, {7, -8}, {1, 0}),
      binary("add", ElementType::UI4, {15, 9}, {1, 9}, {0, 2}),
      binary("add", ElementType::SI8, {127}, {1}, {-128}),
      binary("sub", ElementType::SI16, {-32768}, {1}, {32767}),
      binary("mul", ElementType::SI32, {65536}, {65536}, {0}),
  });
}

TEST(Numerics, divisionTruncatesAndWraps) {
  check({
      binary("div", ElementType::SI4, {-8, 7, -7}, {-1, -2, 2}, {-8, -3, -3}),
      binary("div", ElementType::SI8, {-128, 7, -7}, {-1, -2, 2},
             {-128, -3, -3}),
      binary("div", ElementType::SI16, {-32768}, {-1}, {-32768}),
      binary("div", ElementType::SI32, {-0x1p31, 7}, {-1, -2}, {-0x1p31, -3}),
      binary("div", ElementType::SI64, {-0x1p63, -7}, {-1, 2}, {-0x1p63, -3}),
      binary("div", ElementType::UI8, {255, 254}, {2, 255}, {127, 0}),
  });
}

TEST(Numerics, castsSaturate) {
  std::vector<Case> cases = {
      castOf(ElementType::F32, ElementType::UI8,
             {300, -1, nan, 255.9, 0.9, -0.9, inf, -inf},
             {255, 0, 0, 255, 0, 0, 255, 0}),
      castOf(ElementType::F32, ElementType::SI4,
             {7.9, 8, -8.9, -9, nan, inf, -inf, 1e30},
             {7, 7, -8, -8, 0, 7, -8, 7}),
      castOf(ElementType::F64, ElementType::UI4, {15.9, 16, -0.5, -3, 2.5},
             {15, 15, 0, 0, 2}),
      castOf(ElementType::SI32, ElementType::SI4, {7, 8, -8, -9, 1000},
             {7, 7, -8, -8, 7}),
      castOf(ElementType::SI32, ElementType::UI8, {-1, 255, 256, -1000},
             {0, 255, 255, 0}),
      castOf(ElementType::UI8, ElementType::SI8, {127, 128, 255},
             {127, 127, 127}),
      castOf(ElementType::SI8, ElementType::UI4, {-128, -1, 15, 16},
             {0, 0, 15, 15}),
      castOf(ElementType::UI64, ElementType::SI32, {0x1p63, 0x1p31, 5},
             {0x1p31 - 1, 0x1p31 - 1, 5}),
      castOf(ElementType::F32, ElementType::SI32,
             {0x1p31, -0x1p31, 0x1p31 - 128, nan},
             {0x1p31 - 1, -0x1p31, 0x1p31 - 128, 0}),
      castOf(ElementType::F64, ElementType::UI32, {0x1p32, 0x1p32 - 0.5, -1},
             {0x1p32 - 1, 0x1p32 - 1, 0}),
      castOf(ElementType::F16, ElementType::SI8, {127.5, 128, -129, 0.75},
             {127, 127, -128, 0}),
      castOf(ElementType::BF16, ElementType::UI8, {255, 256, -2, nan},
             {255, 255, 0, 0}),
      castOf(ElementType::F8E5M2, ElementType::SI8, {57344, -57344, 1.75, nan},
             {127, -128, 1, 0}),
  };
  cases.push_back(castCase(
      ElementType::F64, ElementType::SI64,
      tensor(ElementType::F64, {5}, {0x1p63, -0x1p63, 1e300, nan, -1.5}),
      integers(ElementType::SI64, {5},
               {INT64_MAX, INT64_MIN, INT64_MAX, 0, -1})));
  cases.push_back(
      castCase(ElementType::F32, ElementType::UI64,
               tensor(ElementType::F32, {4}, {0x1p64, 0x1p63, -1, 3.5}),
               integers(ElementType::UI64, {4}, {-1, INT64_MIN, 0, 3})));
  check(cases);
}

TEST(Numerics, castsToBooleanTestForZero) {
  check({
      castOf(ElementType::F32, ElementType::I1, {0.0, -0.0, nan, 0.5, -inf},
             {0, 0, 1, 1, 1}),
      castOf(ElementType::F64, ElementType::I1, {0x1p-1074, 0}, {1, 0}),
      castOf(ElementType::SI4, ElementType::I1, {-8, 0, 7}, {1, 0, 1}),
      castOf(ElementType::UI64, ElementType::I1, {0x1p63, 0}, {1, 0}),
      castOf(ElementType::I1, ElementType::F32, {0, 1}, {0, 1}),
      castOf(ElementType::I1, ElementType::SI64, {0, 1}, {0, 1}),
  });
}

TEST(Numerics, bf16RoundsTiesToEvenAndKeepsSubnormals) {
  check({
      // 1 + 2^-8 and 1 + 3 * 2^-8 are ties; the even neighbour wins. A hair
      // above the first tie goes up.
      castToBits(ElementType::F32, ElementType::BF16,
                 {1 + 0x1p-8, 1 + 3 * 0x1p-8, 1 + 0x1p-8 + 0x1p-23, -1 - 0x1p-8,
                  0x1.FEp127 + 0x1p119, 0x1.FEp127 + 0x1p118},
                 {0x3F80, 0x3F82, 0x3F81, 0xBF80, 0x7F80, 0x7F7F}),
      // Subnormals: the smallest, ties around it, the largest.
      castToBits(ElementType::F32, ElementType::BF16,
                 {0x1p-133, 0x1p-134, 0x1.8p-134, 3 * 0x1p-134, -0x1p-133,
                  127 * 0x1p-133},
                 {0x0001, 0x0000, 0x0001, 0x0002, 0x8001, 0x007F}),
      castOf(ElementType::BF16, ElementType::F32, {0x1p-133, -0x1p-133, inf},
             {0x1p-133, -0x1p-133, inf}),
      binary("add", ElementType::BF16, {0x1p-133, 0x1p-126, 256, 258},
             {0x1p-133, -0x1p-133, 1, 1}, {0x1p-132, 127 * 0x1p-133, 256, 260}),
      binary("mul", ElementType::BF16, {0x1p-100, 0x1p-100},
             {0x1p-33, -0x1p-35}, {0x1p-133, -0.0}),
  });
}

TEST(Numerics, f64IsRoundedOnce) {
  // A little above a tie of the narrow type, by less than half an ulp of f32:
  // by way of f32 it would become the tie and go down.
  check({
      castToBits(ElementType::F64, ElementType::BF16,
                 {1 + 0x1p-8 + 0x1p-40, 1 + 0x1p-8, 1 + 3 * 0x1p-8 - 0x1p-40,
                  0x1p-134 + 0x1p-170, 0x1p-1074, -1e300},
                 {0x3F81, 0x3F80, 0x3F81, 0x0001, 0x0000, 0xFF80}),
      castToBits(ElementType::F64, ElementType::F16,
                 {1 + 0x1p-11 + 0x1p-40, 1 + 0x1p-11, 65520, 65519.99,
                  0x1p-25 + 0x1p-60, 0x1p-25, -0x1p-24},
                 {0x3C01, 0x3C00, 0x7C00, 0x7BFF, 0x0001, 0x0000, 0x8001}),
      castToBits(ElementType::F64, ElementType::F8E5M2,
                 {1.125 + 0x1p-40, 1.125, 1.375}, {0x3D, 0x3C, 0x3E}),
      castToBits(ElementType::F64, ElementType::F8E4M3FN,
                 {1.0625 + 0x1p-40, 1.0625, 1.1875}, {0x39, 0x38, 0x3A}),
      castToBits(ElementType::SI64, ElementType::F32,
                 {0x1p24 + 1, 0x1p24 + 3, -0x1p63},
                 {0x4B800000, 0x4B800002, 0xDF000000}),
  });
}

TEST(Numerics, f8Overflows) {
  check({
      // E4M3FN has no infinity: 464 is the tie between 448 and the first number
      // that is not there, and goes to the even one, 448.
      castToBits(ElementType::F32, ElementType::F8E4M3FN,
                 {448, 464, 480, 1e9, inf, -1e9, -464},
                 {0x7E, 0x7E, 0x7F, 0x7F, 0x7F, 0xFF, 0xFE}),
      castToBits(ElementType::F32, ElementType::F8E5M2,
                 {57344, 61439, 61440, 1e9, inf, -1e9},
                 {0x7B, 0x7B, 0x7C, 0x7C, 0x7C, 0xFC}),
      castToBits(ElementType::F32, ElementType::F8E4M3FN,
                 {0x1p-9, 0x1p-10, 0x1.8p-10, -0x1p-9}, {1, 0, 1, 0x81}),
      castToBits(ElementType::F32, ElementType::F8E5M2,
                 {0x1p-16, 0x1p-17, 0x1.8p-17, -0x1p-16}, {1, 0, 1, 0x81}),
      castOf(ElementType::F8E4M3FN, ElementType::F32, {448, 0x1p-9, nan},
             {448, 0x1p-9, nan}),
      castOf(ElementType::F8E5M2, ElementType::F32, {57344, 0x1p-16, inf},
             {57344, 0x1p-16, inf}),
      binary("mul", ElementType::F8E4M3FN, {16, 16}, {32, 16}, {nan, 256}),
      binary("add", ElementType::F8E5M2, {57344, 57344}, {57344, -57344},
             {inf, 0}),
  });
}

TEST(Numerics, floatsKeepNaNZeroAndSubnormals) {
  std::vector<Case> cases;
  for (ElementType type : {ElementType::F32, ElementType::F64, ElementType::F16,
                           ElementType::BF16}) {
    cases.push_back(
        binary("mul", type, {inf, nan, -0.0}, {0, 0, 1}, {nan, nan, -0.0}));
    cases.push_back(binary("maximum", type, {-0.0, 0.0, nan, 1, -inf},
                           {0.0, -0.0, 1, nan, -1}, {0.0, 0.0, nan, nan, -1}));
    cases.push_back(binary("minimum", type, {-0.0, 0.0, nan, 1, inf},
                           {0.0, -0.0, 1, nan, 1}, {-0.0, -0.0, nan, nan, 1}));
    cases.push_back(binary("div", type, {1, -1, 0, inf}, {0, 0, 0, inf},
                           {inf, -inf, nan, nan}));
  }
  cases.push_back(binary("add", ElementType::F32, {0x1p-149, 0x1p-126},
                         {0x1p-149, -0x1p-149},
                         {0x1p-148, 0x1p-126 - 0x1p-149}));
  cases.push_back(binary("mul", ElementType::F32, {0x1p-100, 0x1p-126},
                         {0x1p-40, 0.5}, {0x1p-140, 0x1p-127}));
  cases.push_back(
      binary("mul", ElementType::F64, {0x1p-1000}, {0x1p-74}, {0x1p-1074}));
  check(cases);
}

} // namespace
