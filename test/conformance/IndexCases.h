//===- IndexCases.h - Static and run-time forms of a case -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_CONFORMANCE_INDEXCASES_H
#define PTIR_TEST_CONFORMANCE_INDEXCASES_H

#include "Types.h"

namespace ptir::conformance {

inline const Types indexTypes = {ElementType::SI32, ElementType::SI64};

/// Cases of ops that take indices: each as it is, and for a few types also with
/// all extents known at run time only.
class IndexCases {
public:
  void add(Case testCase) {
    all.push_back(testCase);
    ElementType type = testCase.args[0].elementType;
    if (type != ElementType::F32 && type != ElementType::SI32 &&
        type != ElementType::BF16)
      return;
    for (TensorType &arg : testCase.args)
      arg = withDynamic(arg);
    for (TensorType &result : testCase.results)
      result = withoutExtents(testCase.op, result);
    all.push_back(std::move(testCase));
  }

  std::vector<Case> all;

private:
  /// Extents that an attribute fixes stay static.
  static TensorType withoutExtents(const std::string &op, TensorType type) {
    if (op == "dynamic_slice")
      return type;
    Dims axes;
    for (size_t axis = op == "segment_reduce" ? 1 : 0; axis < type.dims.size();
         ++axis)
      axes.push_back(int64_t(axis));
    return withDynamic(std::move(type), axes);
  }
};

} // namespace ptir::conformance

#endif // PTIR_TEST_CONFORMANCE_INDEXCASES_H
