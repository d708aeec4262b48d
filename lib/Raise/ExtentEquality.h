//===- ExtentEquality.h - Whether run-time extents are the same -*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RAISE_EXTENTEQUALITY_H
#define PTIR_LIB_RAISE_EXTENTEQUALITY_H

#include "mlir/IR/Builders.h"

namespace ptir {

/// Follows extents to where they come from: `dim` of a matrix product is a
/// `dim` of its operands, and so on. The program stays as it is.
class ExtentEquality {
public:
  explicit ExtentEquality(mlir::MLIRContext *context) : builder(context) {
    builder.setInsertionPointToEnd(&scratch);
  }

  /// Both are `tensor<si64>` and provably equal.
  bool equal(mlir::Value lhs, mlir::Value rhs);

private:
  mlir::Value source(mlir::Value extent);

  /// Holds extents on the way to their sources.
  mlir::Block scratch;
  mlir::OpBuilder builder;
};

} // namespace ptir

#endif // PTIR_LIB_RAISE_EXTENTEQUALITY_H
