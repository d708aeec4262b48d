//===- CastTest.cpp - cast between all types ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Every pair of types, bit by bit. LibTorch wraps where the contract saturates,
// so it only judges casts to floats, complex numbers and i1; the rest has
// golden values here and in NumericsTest.cpp.
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "Types.h"

#include <limits>

using namespace ptir;
using namespace ptir::conformance;

namespace {

class Cast : public testing::TestWithParam<ElementType> {};

bool exists(ElementType from, ElementType to) {
  return !isComplex(from) || isComplex(to);
}

/// LibTorch has both types and rounds once between them.
bool torchJudges(ElementType from, ElementType to) {
  const Types known = {ElementType::SI8,  ElementType::SI16, ElementType::SI32,
                       ElementType::SI64, ElementType::UI8,  ElementType::BF16,
                       ElementType::F16,  ElementType::F32,  ElementType::F64,
                       ElementType::CF32, ElementType::CF64, ElementType::I1};
  auto knows = [&](ElementType type) {
    return std::find(known.begin(), known.end(), type) != known.end();
  };
  if (!knows(from) || !knows(to) || isInteger(to))
    return false;
  bool toNarrow = to == ElementType::BF16 || to == ElementType::F16;
  bool fromWide = from == ElementType::F64 || from == ElementType::SI64 ||
                  from == ElementType::SI32;
  return !(toNarrow && fromWide);
}

/// Beside the special values: the limits of every integer type and their
/// neighbours, and halves around them.
Tensor inputs(ElementType type) {
  std::vector<std::complex<double>> values = specialValues(type, Values::Any);
  if (isFloat(type))
    for (unsigned bits : {4, 8, 16, 32, 64})
      for (double limit :
           {std::ldexp(1, int(bits)), std::ldexp(1, int(bits) - 1),
            -std::ldexp(1, int(bits) - 1)})
        for (double offset : {-1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0})
          values.push_back(limit + offset);
  Tensor special = zeros(type, {int64_t(values.size())});
  for (size_t i = 0; i < values.size(); ++i)
    setNumber(special, int64_t(i), values[i]);
  return special;
}

TEST_P(Cast, agrees) {
  ElementType from = GetParam();
  std::vector<Case> cases;
  for (ElementType to : everyType) {
    if (!exists(from, to))
      continue;
    Judge judge = torchJudges(from, to) ? Judge::Torch : Judge::None;
    Case vector{"cast", {{from, {dynamic}}}, {{to, {dynamic}}}};
    vector.judge = judge;
    vector.calls = {{{inputs(from)}},
                    {{fill(from, {197}, Values::Any, 1)}},
                    {{zeros(from, {0})}}};
    cases.push_back(vector);
    Case matrix{"cast", {{from, {5, 16}}}, {{to, {5, 16}}}};
    matrix.judge = judge;
    matrix.calls = {{{fill(from, {5, 16}, Values::Any, 2)}}};
    cases.push_back(matrix);
    Case single{"cast", {{from, {}}}, {{to, {}}}};
    single.judge = judge;
    single.calls = {{{fill(from, {}, Values::Any, 3)}}};
    cases.push_back(single);
  }
  check(cases);
}

INSTANTIATE_TEST_SUITE_P(From, Cast, testing::ValuesIn(everyType),
                         [](const auto &info) {
                           return std::string(elementTypeName(info.param));
                         });

} // namespace
