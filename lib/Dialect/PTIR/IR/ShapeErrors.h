//===- ShapeErrors.h - Words that shape rules share -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_IR_SHAPEERRORS_H
#define PTIR_LIB_DIALECT_PTIR_IR_SHAPEERRORS_H

#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/Twine.h"

namespace ptir::shape_errors {

inline bool isDynamic(int64_t extent) {
  return mlir::ShapedType::isDynamic(extent);
}

inline std::string formatExtent(int64_t extent) {
  return isDynamic(extent) ? "?" : std::to_string(extent);
}

inline ShapeResult fail(const llvm::Twine &message, int operand = -1) {
  return ShapeResult::failure(message.str(), operand);
}

inline std::string outOfRange(llvm::StringRef what, int64_t axis,
                              int64_t rank) {
  return ("expected " + what + " in [" + llvm::Twine(-rank) + ", " +
          llvm::Twine(rank) + "), found " + llvm::Twine(axis))
      .str();
}

/// A list with `length` entries (`what` says for what); the error otherwise.
inline std::string checkLength(llvm::StringRef name, ShapeRef list,
                               size_t length,
                               llvm::StringRef what = "one entry per "
                                                      "dimension") {
  if (list.size() == length)
    return "";
  return ("expected " + name + " to have " + what + " (" + llvm::Twine(length) +
          "), found " + llvm::Twine(list.size()))
      .str();
}

/// Every entry is at least `least`; the error otherwise.
inline std::string checkLeast(llvm::StringRef name, ShapeRef list,
                              int64_t least) {
  for (int64_t entry : list)
    if (entry < least)
      return ("expected entries of " + name + " of at least " +
              llvm::Twine(least) + ", found " + llvm::Twine(entry))
          .str();
  return "";
}

/// Narrows an extent that was computed without overflow; nothing when it does
/// not fit in 63 bits.
inline std::optional<int64_t> narrowExtent(__int128 extent) {
  if (extent > INT64_MAX || extent < INT64_MIN + 1)
    return std::nullopt;
  return static_cast<int64_t>(extent);
}

} // namespace ptir::shape_errors

#endif // PTIR_LIB_DIALECT_PTIR_IR_SHAPEERRORS_H
