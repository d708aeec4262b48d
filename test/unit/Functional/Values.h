//===- Values.h - What a program should compute -----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_FUNCTIONAL_VALUES_H
#define PTIR_TEST_UNIT_FUNCTIONAL_VALUES_H

#include "Program.h"

namespace ptir::test {

using Doubles = std::vector<double>;

inline void expectNear(const reference::Tensor &found, const Doubles &wanted) {
  std::vector<float> values = floatsOf(found);
  ASSERT_EQ(values.size(), wanted.size());
  for (size_t i = 0; i < values.size(); ++i)
    ASSERT_NEAR(values[i], wanted[i], 2e-5) << "element " << i;
}

template <typename T>
void expectEqual(const reference::Tensor &found, const std::vector<T> &wanted) {
  EXPECT_EQ(
      std::vector<T>(found.data<T>(), found.data<T>() + found.numElements()),
      wanted);
}

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_FUNCTIONAL_VALUES_H
