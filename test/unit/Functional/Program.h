//===- Program.h - A function under construction, for tests -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_FUNCTIONAL_PROGRAM_H
#define PTIR_TEST_UNIT_FUNCTIONAL_PROGRAM_H

#include "ptir/Functional/Emitter.h"
#include "ptir/Reference/Interpreter.h"

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "gtest/gtest.h"

#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace ptir::test {

/// A module with one function `main` of the given argument types, an emitter
/// inside of it, and what was reported meanwhile.
class Program {
public:
  explicit Program(llvm::ArrayRef<const char *> types,
                   functional::Chooser *chooser = nullptr)
      : handler(&context, [this](mlir::Diagnostic &diagnostic) {
          messages.push_back(diagnostic.str());
          return mlir::success();
        }) {
    context.loadDialect<PTIRDialect, mlir::func::FuncDialect>();
    auto location = mlir::UnknownLoc::get(&context);
    module = mlir::ModuleOp::create(location);
    llvm::SmallVector<mlir::Type> inputs;
    for (const char *type : types)
      inputs.push_back(mlir::parseType(type, &context));
    auto end = mlir::OpBuilder::atBlockEnd(module->getBody());
    function = mlir::func::FuncOp::create(end, location, "main",
                                          end.getFunctionType(inputs, {}));
    builder = std::make_unique<mlir::OpBuilder>(
        mlir::OpBuilder::atBlockBegin(function.addEntryBlock()));
    emitter =
        std::make_unique<functional::Emitter>(*builder, location, chooser);
  }

  explicit Program(std::initializer_list<const char *> types,
                   functional::Chooser *chooser = nullptr)
      : Program(llvm::ArrayRef<const char *>(types), chooser) {}

  functional::Tensor arg(unsigned i) { return function.getArgument(i); }
  operator functional::Emitter &() { return *emitter; }

  /// Ends the function; whether the module verifies.
  bool finish(llvm::ArrayRef<functional::Tensor> results) {
    llvm::SmallVector<mlir::Value> values;
    for (functional::Tensor result : results) {
      if (!result)
        return false;
      values.push_back(result.getValue());
    }
    auto ret =
        mlir::func::ReturnOp::create(*builder, function.getLoc(), values);
    function.setFunctionType(builder->getFunctionType(
        function.getArgumentTypes(), ret.getOperandTypes()));
    return mlir::succeeded(mlir::verify(*module));
  }

  template <typename OpTy>
  OpTy firstOp() {
    auto ops = function.getOps<OpTy>();
    return ops.empty() ? OpTy() : *ops.begin();
  }

  /// Runs the finished function with the reference interpreter.
  std::vector<reference::Tensor> run(std::vector<reference::Tensor> args) {
    reference::NoParams params;
    reference::Interpreter interpreter(*module, params);
    auto results = interpreter.call("main", std::move(args));
    if (results)
      return std::move(*results);
    ADD_FAILURE() << llvm::toString(results.takeError());
    return {};
  }

  mlir::MLIRContext context;
  std::vector<std::string> messages;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  mlir::func::FuncOp function;
  std::unique_ptr<mlir::OpBuilder> builder;
  std::unique_ptr<functional::Emitter> emitter;

private:
  mlir::ScopedDiagnosticHandler handler;
};

template <typename T>
reference::Tensor makeTensor(ElementType type, llvm::ArrayRef<int64_t> dims,
                             const std::vector<T> &values) {
  auto bytes = llvm::ArrayRef(reinterpret_cast<const uint8_t *>(values.data()),
                              values.size() * sizeof(T));
  auto tensor = reference::Tensor::fromBytes(type, dims, bytes);
  EXPECT_TRUE(tensor.ok()) << tensor.message();
  return *tensor;
}

inline std::vector<float> floatsOf(const reference::Tensor &tensor) {
  return {tensor.data<float>(), tensor.data<float>() + tensor.numElements()};
}

/// Reproducible values in [-2, 2).
inline std::vector<float> someFloats(int64_t count, uint32_t seed = 1) {
  std::vector<float> values(count);
  for (float &value : values) {
    seed = seed * 1664525u + 1013904223u;
    value = float(seed >> 8) / float(1 << 22) - 2.0f;
  }
  return values;
}

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_FUNCTIONAL_PROGRAM_H
