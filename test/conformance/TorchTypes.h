//===- TorchTypes.h - Element types that LibTorch has -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_CONFORMANCE_TORCHTYPES_H
#define PTIR_TEST_CONFORMANCE_TORCHTYPES_H

#include "ptir/Support/ElementType.h"

#include <c10/core/ScalarType.h>

#include <optional>

namespace ptir::conformance {

/// LibTorch's own type of that name; nothing if it has none.
inline std::optional<c10::ScalarType> torchTypeOf(ElementType type) {
  switch (type) {
  case ElementType::I1:
    return c10::kBool;
  case ElementType::SI8:
    return c10::kChar;
  case ElementType::SI16:
    return c10::kShort;
  case ElementType::SI32:
    return c10::kInt;
  case ElementType::SI64:
    return c10::kLong;
  case ElementType::UI8:
    return c10::kByte;
  case ElementType::BF16:
    return c10::kBFloat16;
  case ElementType::F16:
    return c10::kHalf;
  case ElementType::F32:
    return c10::kFloat;
  case ElementType::F64:
    return c10::kDouble;
  case ElementType::CF32:
    return c10::kComplexFloat;
  case ElementType::CF64:
    return c10::kComplexDouble;
  default:
    return std::nullopt;
  }
}

} // namespace ptir::conformance

#endif // PTIR_TEST_CONFORMANCE_TORCHTYPES_H
