//===- RuleChecks.h - How a broken rule is reported ------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// One shape for every diagnostic of the dialect:
//   error: 'ptir.dot_general' op expected contract extent of lhs (768) to …
//   note: operand 1 is defined here, with type 'tensor<512x64xf32>'
// Type inference runs before there is an op, so this works on the parts.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_IR_RULECHECKS_H
#define PTIR_LIB_DIALECT_PTIR_IR_RULECHECKS_H

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include <optional>

namespace ptir {

/// The type of a value that is known to be a tensor.
inline mlir::RankedTensorType tensorOf(mlir::Value value) {
  return llvm::cast<mlir::RankedTensorType>(value.getType());
}

/// Reports broken rules of one op, or of one that is about to be built.
class RuleChecks {
public:
  /// During inference; without a location nothing is reported.
  RuleChecks(llvm::StringRef opName, std::optional<mlir::Location> location,
             mlir::ValueRange operands)
      : opName(opName), location(location), operands(operands) {}
  /// Of an existing op.
  explicit RuleChecks(mlir::Operation *op)
      : opName(op->getName().getStringRef()), location(op->getLoc()),
        operands(op->getOperands()) {}

  /// Reports `message` with a note at the definition of `operand`, unless that
  /// is -1.
  llvm::LogicalResult fail(const llvm::Twine &message, int operand = -1) const;

  /// Reports the error of a shape rule, if there is one.
  llvm::LogicalResult check(const ShapeResult &result) const;

  /// All operands are ranked tensors. The pretty form infers types before the
  /// type constraints are verified.
  llvm::LogicalResult areTensors() const;

  /// Both operands have the same type.
  llvm::LogicalResult sameType(int lhs, int rhs, llvm::StringRef lhsName,
                               llvm::StringRef rhsName) const;

  /// `type`, which belongs to `operand` (or to no operand), has the element
  /// type of `wanted`.
  llvm::LogicalResult sameElement(mlir::RankedTensorType wanted,
                                  mlir::RankedTensorType type,
                                  llvm::StringRef name, int operand = -1) const;

  /// An attribute that stands for one element of type `element`.
  llvm::LogicalResult isElement(mlir::TypedAttr attribute, llvm::StringRef name,
                                mlir::Type element) const;

  /// `type` has exactly this shape.
  llvm::LogicalResult hasShape(llvm::StringRef name,
                               mlir::RankedTensorType type,
                               ShapeRef shape) const;

  /// Elements of operand 0 that a kind can combine.
  llvm::LogicalResult reducible(ReduceKind kind, mlir::Type element) const;

  /// An element type of the class of operand 0's elements.
  llvm::LogicalResult inClass(mlir::Type element, llvm::StringRef name,
                              mlir::Type type) const;

  /// One extent per dynamic dimension of `shape`, or none if `inferOne` and
  /// there is at most one.
  llvm::LogicalResult dimsMatch(ShapeRef shape, size_t numDims,
                                bool inferOne = false) const;

private:
  llvm::StringRef opName;
  std::optional<mlir::Location> location;
  mlir::ValueRange operands;
};

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_IR_RULECHECKS_H
