//===- GraphMatcher.h - Comparing graphs of core ops ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RAISE_GRAPHMATCHER_H
#define PTIR_LIB_RAISE_GRAPHMATCHER_H

#include "ExtentEquality.h"

#include "llvm/ADT/DenseMap.h"

#include <string>

namespace ptir {

/// Compares the ops of a pattern, which stand in one block between two markers,
/// with ops of the program. Values that the pattern takes from outside must be
/// the same ones.
class GraphMatcher {
public:
  GraphMatcher(mlir::Operation *before, mlir::Operation *after)
      : before(before), after(after), extents(before->getContext()) {}

  /// Whether `value` is computed as `pattern` is.
  bool match(mlir::Value pattern, mlir::Value value);

  /// What `pattern` was matched with; null if with nothing.
  mlir::Value lookup(mlir::Value pattern) const {
    return matched.lookup(pattern);
  }

  /// The first difference, for a person; after a failed match.
  const std::string &getReason() const { return reason; }

  bool isInPattern(mlir::Operation *op) const;

private:
  bool matchOperands(mlir::Operation *pattern, mlir::Operation *op);
  bool differ(const llvm::Twine &message);

  mlir::Operation *before, *after;
  ExtentEquality extents;
  llvm::DenseMap<mlir::Value, mlir::Value> matched;
  std::string reason;
};

} // namespace ptir

#endif // PTIR_LIB_RAISE_GRAPHMATCHER_H
