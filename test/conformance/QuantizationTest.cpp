//===- QuantizationTest.cpp - Affine quantisation -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "Types.h"

#include <limits>

using namespace ptir;
using namespace ptir::conformance;

namespace {

const Types quantisedIntegers = {
    ElementType::SI4,  ElementType::UI4,  ElementType::SI8,  ElementType::UI8,
    ElementType::SI16, ElementType::UI16, ElementType::SI32, ElementType::UI32};
const Types smallFloats = {ElementType::F8E4M3FN, ElementType::F8E5M2};
const Types scaleTypes = {ElementType::BF16, ElementType::F16, ElementType::F32,
                          ElementType::F64};

/// One scale and zero point for the tensor, or one per position of an axis.
struct Granularity {
  Dims x, scale;
  Attributes attributes;
};

std::vector<Granularity> granularities() {
  return {{{7, 13}, {}, {}},
          {{7, 13}, {13}, {number("axis", 1)}},
          {{5, 16}, {5}, {number("axis", 0)}},
          {{0, 3}, {3}, {number("axis", 1)}},
          {{}, {}, {}}};
}

Tensor scales(ElementType type, const Dims &dims) {
  std::vector<double> values;
  for (int64_t i = 0; i < elementCount(dims); ++i)
    values.push_back(std::vector<double>{0.5, 0.0625, 3, 0.25, 1.5}[i % 5]);
  return tensor(type, dims, values);
}

Tensor zeroPoints(ElementType type, const Dims &dims) {
  std::vector<double> values;
  for (int64_t i = 0; i < elementCount(dims); ++i)
    values.push_back(double(1 + i % 4));
  return tensor(type, dims, values);
}

Case dynamicForm(Case testCase) {
  testCase.args[0] = withDynamic(testCase.args[0]);
  testCase.results[0] = withDynamic(testCase.results[0]);
  for (size_t i = 1; i < testCase.args.size(); ++i)
    testCase.args[i] = withDynamic(testCase.args[i]);
  return testCase;
}

TEST(Quantization, quantize) {
  std::vector<Case> cases;
  uint64_t seed = 0;
  for (ElementType from : scaleTypes)
    for (ElementType to : quantisedIntegers + smallFloats)
      for (const Granularity &how : granularities()) {
        Case testCase{"quantize",
                      {{from, how.x}, {from, how.scale}, {to, how.scale}},
                      {{to, how.x}},
                      how.attributes};
        // Rounding before and after the zero point is one to LibTorch.
        if (isInteger(to))
          testCase.judge = Judge::Torch;
        testCase.calls.push_back(
            {{fill(from, how.x, Values::Any, ++seed), scales(from, how.scale),
              zeroPoints(to, how.scale)}});
        testCase.calls.push_back(
            {{fill(from, how.x, Values::Moderate, ++seed),
              scales(from, how.scale), zeroPoints(to, how.scale)}});
        cases.push_back(testCase);
        if (from == ElementType::F32 && !how.x.empty())
          cases.push_back(dynamicForm(testCase));
      }
  check(cases);
}

TEST(Quantization, dequantize) {
  std::vector<Case> cases;
  uint64_t seed = 0;
  for (ElementType to : scaleTypes)
    for (ElementType from : quantisedIntegers + smallFloats)
      for (const Granularity &how : granularities()) {
        Case testCase{"dequantize",
                      {{from, how.x}, {to, how.scale}, {from, how.scale}},
                      {{to, how.x}},
                      how.attributes};
        // A difference of wide integers is rounded to f32 before the product.
        if (valueBits(from) <= 16)
          testCase.judge = Judge::Torch;
        testCase.calls.push_back(
            {{fill(from, how.x, Values::Finite, ++seed), scales(to, how.scale),
              zeroPoints(from, how.scale)}});
        cases.push_back(testCase);
        if (to == ElementType::F32 && !how.x.empty())
          cases.push_back(dynamicForm(testCase));
      }
  check(cases);
}

TEST(Quantization, requantize) {
  std::vector<Case> cases;
  uint64_t seed = 0;
  for (ElementType from : quantisedIntegers + smallFloats)
    for (ElementType to : quantisedIntegers)
      for (const Granularity &how : granularities()) {
        ElementType scale = scaleTypes[++seed % 4];
        Case testCase{"requantize",
                      {{from, how.x},
                       {scale, how.scale},
                       {from, how.scale},
                       {scale, how.scale},
                       {to, how.scale}},
                      {{to, how.x}},
                      how.attributes};
        testCase.judge = Judge::Torch;
        Tensor outScale = scales(scale, how.scale);
        for (int64_t i = 0; i < outScale.size(); ++i)
          setNumber(outScale, i, 0.75 * double(i + 1));
        testCase.calls.push_back(
            {{fill(from, how.x, Values::Any, seed), scales(scale, how.scale),
              zeroPoints(from, how.scale), outScale,
              zeroPoints(to, how.scale)}});
        cases.push_back(testCase);
      }
  check(cases);
}

/// Ties go to even, results saturate, NaN is the zero point.
TEST(Quantization, byHand) {
  ElementType f32 = ElementType::F32, ui8 = ElementType::UI8,
              si8 = ElementType::SI8, f8 = ElementType::F8E4M3FN;
  double inf = std::numeric_limits<double>::infinity();
  double nan = std::numeric_limits<double>::quiet_NaN();
  check({
      {"quantize",
       {{f32, {7}}, {f32, {}}, {ui8, {}}},
       {{ui8, {7}}},
       {},
       {{{tensor(f32, {7}, {0.25, 0.75, -0.25, 200, -200, nan, inf}),
          scalar(f32, 0.5), scalar(ui8, 10)},
         {tensor(ui8, {7}, {10, 12, 10, 255, 0, 10, 255})}}}},
      {"quantize",
       {{f32, {3}}, {f32, {}}, {f8, {}}},
       {{f8, {3}}},
       {},
       {{{tensor(f32, {3}, {1000, -1000, nan}), scalar(f32, 1), scalar(f8, 2)},
         {tensor(f8, {3}, {448, -448, 2})}}}},
      {"dequantize",
       {{si8, {3}}, {f32, {}}, {si8, {}}},
       {{f32, {3}}},
       {},
       {{{tensor(si8, {3}, {-128, 127, 0}), scalar(f32, 0.5), scalar(si8, 127)},
         {tensor(f32, {3}, {-127.5, 0, -63.5})}}}},
      {"requantize",
       {{si8, {4}}, {f32, {}}, {si8, {}}, {f32, {}}, {ui8, {}}},
       {{ui8, {4}}},
       {},
       {{{tensor(si8, {4}, {3, 5, -128, 127}), scalar(f32, 0.5), scalar(si8, 0),
          scalar(f32, 1), scalar(ui8, 4)},
         {tensor(ui8, {4}, {6, 6, 0, 68})}}}},
  });
}

} // namespace
