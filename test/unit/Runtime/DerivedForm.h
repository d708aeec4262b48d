//===- DerivedForm.h - Weights in a form, made at once ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_RUNTIME_DERIVEDFORM_H
#define PTIR_TEST_UNIT_RUNTIME_DERIVEDFORM_H

#include "lib/Runtime/ParamDerivation.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ptir::runtime {

/// The bytes of weights of f32, a matrix [depth, columns], in the form of this
/// name.
inline std::vector<unsigned char> derivedForm(const std::string &name,
                                              const std::vector<float> &weights,
                                              int64_t depth, int64_t columns) {
  ParamDerivation derivation{
      *parseParamForm(name),
      ElementType::F32,
      ElementType::F32,
      depth,
      columns,
      reinterpret_cast<const unsigned char *>(weights.data()),
      nullptr};
  std::vector<unsigned char> bytes(
      static_cast<size_t>(derivation.targetBytes()));
  derivation.target = bytes.data();
  EXPECT_TRUE(derive(derivation, ThreadPool(1), [](int64_t, int64_t) {
                return true;
              }).ok());
  return bytes;
}

} // namespace ptir::runtime

#endif // PTIR_TEST_UNIT_RUNTIME_DERIVEDFORM_H
