//===- ModuleRunner.h - Modules as text, results as text --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What the tests of the interpreter share: tensors are written as attributes,
// `dense<[1.0, 2.0]> : tensor<2xf32>`.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_REFERENCE_MODULERUNNER_H
#define PTIR_TEST_UNIT_REFERENCE_MODULERUNNER_H

#include "ptir/Reference/Interpreter.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <string>

namespace ptir::reference {

/// A parsed module and an interpreter for it.
class ModuleRunner {
public:
  /// `params` may be null. The source is named `test.mlir` in locations.
  explicit ModuleRunner(llvm::StringRef source, ParamProvider *params = nullptr,
                        InterpreterOptions options = {});

  /// The tensor that an attribute spells.
  Tensor tensor(llvm::StringRef attribute);

  llvm::Expected<std::vector<Tensor>>
  call(llvm::StringRef function, std::initializer_list<const char *> args = {});

  /// The rendered error of a call that must fail.
  std::string errorOf(llvm::StringRef function,
                      std::initializer_list<const char *> args = {});

  Interpreter &interpreter() { return *runner; }

private:
  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  NoParams noParams;
  std::unique_ptr<Interpreter> runner;
};

/// Equal types and elements; all NaNs are equal, zeros are not.
testing::AssertionResult sameTensor(const Tensor &expected,
                                    const Tensor &found);

/// A function body that defines %r, and the value that %r must have.
struct ValueCase {
  const char *body;
  const char *expected;
};
void PrintTo(const ValueCase &testCase, std::ostream *stream);

/// Runs the body of a case and compares.
void checkValue(const ValueCase &testCase);

} // namespace ptir::reference

#endif // PTIR_TEST_UNIT_REFERENCE_MODULERUNNER_H
