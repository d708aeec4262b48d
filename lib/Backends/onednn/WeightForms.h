//===- WeightForms.h - Parameters in the form a kernel wants ----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_BACKENDS_ONEDNN_WEIGHTFORMS_H
#define PTIR_LIB_BACKENDS_ONEDNN_WEIGHTFORMS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "llvm/ADT/MapVector.h"

namespace ptir {

/// Finds where weights come from and makes other forms of them. Of a module
/// whose calls do not change while this lives.
class WeightForms {
public:
  explicit WeightForms(mlir::ModuleOp module);

  /// Whether `weight`, an operand that is about to be replaced, is a parameter,
  /// or an argument with no other use of a private function that all calls give
  /// a parameter.
  bool isParameter(mlir::Value weight) const;

  /// The weight in another form, for which `isParameter` holds. An argument
  /// changes its type: its user must be replaced next.
  mlir::Value inForm(mlir::Value weight, mlir::Type type,
                     llvm::StringRef layout);

  /// How many parameters were given another form.
  int64_t numForms() const { return forms.size(); }

private:
  mlir::Value formOf(ParamOp param, mlir::Type type, llvm::StringRef layout);

  /// The calls of every private function that is used by calls alone.
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<mlir::func::CallOp>>
      calls;
  llvm::DenseMap<std::pair<mlir::Operation *, mlir::StringAttr>, mlir::Value>
      forms;
};

} // namespace ptir

#endif // PTIR_LIB_BACKENDS_ONEDNN_WEIGHTFORMS_H
