//===- FoldElementwise.h - Folds of one op at all elements -----*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_IR_FOLDELEMENTWISE_H
#define PTIR_LIB_DIALECT_PTIR_IR_FOLDELEMENTWISE_H

#include "RuleChecks.h"
#include "ScalarArithmetic.h"
#include "SplatConstants.h"

#include "ptir/Dialect/PTIR/IR/ExtentSources.h"

namespace ptir {

/// The element type of a tensor; of verified ops there always is one.
inline ElementType elementOf(mlir::Type tensor) {
  return *getElementType(
      llvm::cast<mlir::RankedTensorType>(tensor).getElementType());
}

using UnaryScalar =
    llvm::function_ref<FoldedScalar(ElementType, ConstantScalar)>;
using BinaryScalar = llvm::function_ref<FoldedScalar(
    ElementType, ConstantScalar, ConstantScalar)>;

/// The op's result where its operands are constants, or nothing.
template <typename Op>
mlir::Attribute foldUnary(Op op, mlir::Attribute x, UnaryScalar scalar) {
  ElementType type = elementOf(op.getX().getType());
  return foldElements(tensorOf(op.getResult()), x,
                      [&](llvm::ArrayRef<ConstantScalar> elements) {
                        return scalar(type, elements[0]);
                      });
}
template <typename Op>
mlir::Attribute foldBinary(Op op, llvm::ArrayRef<mlir::Attribute> operands,
                           BinaryScalar scalar) {
  ElementType type = elementOf(op.getLhs().getType());
  return foldElements(tensorOf(op.getResult()), operands,
                      [&](llvm::ArrayRef<ConstantScalar> elements) {
                        return scalar(type, elements[0], elements[1]);
                      });
}

/// Whether rhs is the constant `value` in every element, and lhs surely has its
/// extents.
template <typename Op>
bool hasNeutralRhs(Op op, double value) {
  return isSplatOf(op.getRhs(), value) &&
         haveEqualExtents(op.getLhs(), op.getRhs());
}

/// Whether every element is the neutral one of a kind: the smallest value for
/// a maximum.
inline bool isIdentityOf(mlir::Value tensor, ReduceKind kind) {
  FoldedScalar identity = identityScalar(elementOf(tensor.getType()), kind);
  return identity && isSplatOf(tensor, *identity);
}

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_IR_FOLDELEMENTWISE_H
