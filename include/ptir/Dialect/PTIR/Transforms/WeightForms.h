//===- WeightForms.h - Parameters in the form a kernel wants ----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_TRANSFORMS_WEIGHTFORMS_H
#define PTIR_DIALECT_PTIR_TRANSFORMS_WEIGHTFORMS_H

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/Transforms/PrivateCalls.h"

namespace ptir {

/// Finds where weights come from and makes other forms of them. Of a module
/// whose calls do not change while this lives.
class WeightForms {
public:
  explicit WeightForms(mlir::ModuleOp module);

  /// Whether `weight` is a parameter, or an argument of a private function that
  /// all calls give a parameter.
  bool isParameter(mlir::Value weight) const;

  /// Whether, besides, one user can have it in a form of its own: nothing else
  /// reads the argument.
  bool isParameterForOneUser(mlir::Value weight) const;

  /// The weight in another form, for which `isParameter` holds. An argument
  /// changes its type: all of its users must be replaced next.
  mlir::Value inForm(mlir::Value weight, mlir::Type type,
                     llvm::StringRef layout);

  /// Erases the parameters of the module that nothing reads any more.
  void eraseUnused();

  /// How many parameters were given another form.
  int64_t numForms() const { return forms.size(); }

private:
  mlir::Value formOf(ParamOp param, mlir::Type type, llvm::StringRef layout);

  mlir::ModuleOp module;
  PrivateCalls calls;
  llvm::DenseMap<std::pair<mlir::Operation *, mlir::StringAttr>, mlir::Value>
      forms;
};

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_TRANSFORMS_WEIGHTFORMS_H
