//===- Types.h - Sets of element types --------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_CONFORMANCE_TYPES_H
#define PTIR_TEST_CONFORMANCE_TYPES_H

#include "Case.h"
#include "TorchOracle.h"

#include <gtest/gtest.h>

namespace ptir::conformance {

using Types = std::vector<ElementType>;

inline Types operator+(Types lhs, const Types &rhs) {
  lhs.insert(lhs.end(), rhs.begin(), rhs.end());
  return lhs;
}

inline const Types boolean = {ElementType::I1};
inline const Types signedIntegers = {ElementType::SI4, ElementType::SI8,
                                     ElementType::SI16, ElementType::SI32,
                                     ElementType::SI64};
inline const Types allIntegers =
    signedIntegers + Types{ElementType::UI4, ElementType::UI8,
                           ElementType::UI16, ElementType::UI32,
                           ElementType::UI64};
inline const Types floats = {ElementType::F8E4M3FN, ElementType::F8E5M2,
                             ElementType::BF16,     ElementType::F16,
                             ElementType::F32,      ElementType::F64};
inline const Types complexes = {ElementType::CF32, ElementType::CF64};
inline const Types reals = allIntegers + floats;
inline const Types numbers = reals + complexes;
inline const Types ordered = boolean + reals;
inline const Types everyType = ordered + complexes;

inline ElementType componentOf(ElementType type) {
  return type == ElementType::CF32   ? ElementType::F32
         : type == ElementType::CF64 ? ElementType::F64
                                     : type;
}

/// The judge, where LibTorch holds the type.
inline Judge judgeOf(ElementType type, Judge judge = Judge::Torch) {
  return torchHolds(type) ? judge : Judge::None;
}

/// GoogleTest's name of a parameter that has an `op`.
struct NameOfOp {
  template <typename Row>
  std::string operator()(const testing::TestParamInfo<Row> &info) const {
    return info.param.op;
  }
};

} // namespace ptir::conformance

#endif // PTIR_TEST_CONFORMANCE_TYPES_H
