//===- RaiseCases.h - Functionals that are raised ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_RAISE_RAISECASES_H
#define PTIR_TEST_UNIT_RAISE_RAISECASES_H

#include "../Functional/Program.h"

namespace ptir::test {

/// Whether all composites could be inlined, none being left.
bool inlineAll(mlir::ModuleOp module);
/// Runs the pass, which explains itself in remarks.
bool raise(mlir::ModuleOp module);
/// Inlines every composite, then raises.
bool inlineAndRaise(mlir::ModuleOp module);

/// A call of a functional whose operands are the arguments of a function.
struct RaiseCase {
  const char *name;
  const char *functional;
  std::vector<const char *> types;
  llvm::SmallVector<functional::Tensor> (*emit)(Program &);
};

/// At least one for every functional that is recovered.
llvm::ArrayRef<RaiseCase> getRaiseCases();

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_RAISE_RAISECASES_H
