//===- ShowShape.h - Shape results as text ----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_DIALECT_SHOWSHAPE_H
#define PTIR_TEST_UNIT_DIALECT_SHOWSHAPE_H

#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include "mlir/IR/BuiltinTypes.h"

#include <limits>
#include <string>

namespace ptir {

inline constexpr int64_t dyn = mlir::ShapedType::kDynamic;
inline constexpr int64_t max = std::numeric_limits<int64_t>::max();
inline constexpr int64_t min = std::numeric_limits<int64_t>::min();

/// The shape as text, or the message and the operand it is about.
inline std::string show(const ShapeResult &result) {
  if (result.ok())
    return formatShape(result.shape);
  return result.error + " @" + std::to_string(result.operand);
}

} // namespace ptir

#endif // PTIR_TEST_UNIT_DIALECT_SHOWSHAPE_H
