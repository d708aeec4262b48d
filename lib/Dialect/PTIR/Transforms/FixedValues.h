//===- FixedValues.h - What depends on parameters alone ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A value is fixed when it is a parameter, a constant, an argument of a private
// function that is fixed at every call, or computed from such by ops that
// neither fail nor have effects. It is the same in every call of an entry.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_TRANSFORMS_FIXEDVALUES_H
#define PTIR_LIB_DIALECT_PTIR_TRANSFORMS_FIXEDVALUES_H

#include "ptir/Dialect/PTIR/Transforms/PrivateCalls.h"
#include "llvm/ADT/DenseSet.h"

namespace ptir {

/// Knows the calls and arguments of a module. Stays right while ops are added
/// or erased, as long as calls keep passing what they pass. A new argument
/// counts as fixed.
class FixedValues {
public:
  explicit FixedValues(mlir::ModuleOp module);

  bool isFixed(mlir::BlockArgument argument) const {
    return !varying.contains(argument);
  }

  /// The fixed values of a function, outside of regions.
  llvm::DenseSet<mlir::Value> findIn(mlir::func::FuncOp function) const;

  const PrivateCalls &getCalls() const { return calls; }

private:
  PrivateCalls calls;
  llvm::DenseSet<mlir::Value> varying;
};

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_TRANSFORMS_FIXEDVALUES_H
