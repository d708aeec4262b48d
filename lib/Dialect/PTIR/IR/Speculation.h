//===- Speculation.h - Which ops may run on a path not taken ---*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_IR_SPECULATION_H
#define PTIR_LIB_DIALECT_PTIR_IR_SPECULATION_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Operation.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace ptir {

/// An op whose only run-time failure is a shape check is speculatable when
/// every shape is static.
inline mlir::Speculation::Speculatability
speculatableIfStatic(mlir::Operation *op) {
  auto isStatic = [](mlir::Type type) {
    return llvm::cast<mlir::ShapedType>(type).hasStaticShape();
  };
  bool known = llvm::all_of(op->getOperandTypes(), isStatic) &&
               llvm::all_of(op->getResultTypes(), isStatic);
  return known ? mlir::Speculation::Speculatable
               : mlir::Speculation::NotSpeculatable;
}

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_IR_SPECULATION_H
