//===- InterpreterError.h - Why a call has no result ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A run-time error of the reference interpreter: the op, where it stands in the
// source, and what is wrong. As text:
//
//   'ptir.take' op at model.mlir:12:8: index 50 is out of range, limit 16
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_REFERENCE_INTERPRETERERROR_H
#define PTIR_REFERENCE_INTERPRETERERROR_H

#include "mlir/IR/Location.h"
#include "mlir/IR/Operation.h"
#include "llvm/Support/Error.h"

#include <string>

namespace ptir::reference {

class InterpreterError : public llvm::ErrorInfo<InterpreterError> {
public:
  static char ID;

  InterpreterError(mlir::Operation *op, std::string message)
      : name(op->getName().getStringRef()), text(std::move(message)),
        where(op->getLoc()) {}

  /// `ptir.take`.
  const std::string &opName() const { return name; }
  /// `index 50 is out of range, limit 16`.
  const std::string &reason() const { return text; }
  /// Lives as long as the module's context.
  mlir::Location location() const { return where; }

  void log(llvm::raw_ostream &stream) const override;
  std::error_code convertToErrorCode() const override;

private:
  std::string name;
  std::string text;
  mlir::Location where;
};

} // namespace ptir::reference

#endif // PTIR_REFERENCE_INTERPRETERERROR_H
