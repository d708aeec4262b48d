//===- PrivateCalls.h - Functions whose callers are all known ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_TRANSFORMS_PRIVATECALLS_H
#define PTIR_DIALECT_PTIR_TRANSFORMS_PRIVATECALLS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace ptir {

/// The calls of every private function that is used in no other way: its
/// signature may be changed together with them. Of a module whose calls and
/// functions stay while this lives.
class PrivateCalls {
public:
  explicit PrivateCalls(mlir::ModuleOp module);

  /// Nothing for any other function.
  llvm::ArrayRef<mlir::func::CallOp> of(mlir::func::FuncOp function) const;

private:
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<mlir::func::CallOp>>
      calls;
};

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_TRANSFORMS_PRIVATECALLS_H
