//===- OverrideProgram.h - One functional as a program, for tests - C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_EXECUTION_OVERRIDEPROGRAM_H
#define PTIR_TEST_UNIT_EXECUTION_OVERRIDEPROGRAM_H

#include "ptir/Execution/Compile.h"
#include "ptir/Execution/OverrideChooser.h"
#include "ptir/Runtime/HostTensor.h"
#include "ptir/Support/ScalarCast.h"
#include "ptir/Support/ScalarFloat.h"
#include "ptir/Support/SplitMix64.h"

#include "mlir/AsmParser/AsmParser.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

#include <functional>
#include <string>
#include <vector>

namespace ptir::test {

using Types = std::vector<const char *>;
using EmitFunction = std::function<functional::Tensor(
    functional::Emitter &, llvm::ArrayRef<functional::Tensor>)>;

/// Names of the composites of a module, in order.
inline std::vector<std::string> compositeNames(mlir::ModuleOp module) {
  std::vector<std::string> names;
  module.walk([&](CompositeOp op) { names.push_back(op.getName().str()); });
  return names;
}

/// A module whose `main` takes tensors of floats and returns one.
class OverrideProgram {
public:
  OverrideProgram(const Types &types, const EmitFunction &emit,
                  functional::Chooser *chooser) {
    mlir::ScopedDiagnosticHandler handler(&context,
                                          [&](mlir::Diagnostic &diagnostic) {
                                            messages += diagnostic.str();
                                            return mlir::success();
                                          });
    context.loadDialect<PTIRDialect, mlir::func::FuncDialect>();
    auto location = mlir::UnknownLoc::get(&context);
    module = mlir::ModuleOp::create(location);
    llvm::SmallVector<mlir::Type> inputs;
    for (const char *type : types)
      inputs.push_back(mlir::parseType(type, &context));
    auto builder = mlir::OpBuilder::atBlockEnd(module->getBody());
    auto function = mlir::func::FuncOp::create(
        builder, location, "main", builder.getFunctionType(inputs, {}));
    mlir::Block *block = function.addEntryBlock();
    builder.setInsertionPointToStart(block);
    functional::Emitter emitter(builder, location, chooser);
    llvm::SmallVector<functional::Tensor> arguments;
    for (mlir::BlockArgument argument : block->getArguments())
      arguments.push_back(functional::Tensor(argument));
    functional::Tensor result = emit(emitter, arguments);
    isWhole = result && succeeded(emitter.status());
    if (!isWhole)
      return;
    mlir::func::ReturnOp::create(builder, location, result.getValue());
    function.setFunctionType(
        builder.getFunctionType(inputs, result.getValue().getType()));
  }

  bool ok() const { return isWhole; }
  const std::string &message() const { return messages; }

  /// The result at seeded floats in [-1, 1); extents known at run time are 4.
  std::vector<double> run(const std::string &backend) {
    CompileOptions options;
    options.backend = backend;
    auto instance = execution::instantiate(
        mlir::OwningOpRef<mlir::ModuleOp>(module->clone()), nullptr, options);
    if (!instance.ok()) {
      ADD_FAILURE() << instance.message();
      return {};
    }
    SplitMix64 random(7);
    std::vector<runtime::HostTensor> arguments;
    std::vector<ptir_tensor> views, results;
    for (const execution::TensorType &type :
         (*instance)->entries().front().args)
      arguments.push_back(draw(type, random));
    for (const runtime::HostTensor &argument : arguments)
      views.push_back(argument.view());
    if (Status status = (*instance)->call("main", views, results);
        !status.ok()) {
      ADD_FAILURE() << status.message();
      return {};
    }
    return valuesOf(results.front());
  }

  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
  mlir::OwningOpRef<mlir::ModuleOp> module;

private:
  using CompileOptions = execution::CompileOptions;

  static runtime::HostTensor draw(const execution::TensorType &type,
                                  SplitMix64 &random) {
    std::vector<int64_t> dims = type.dims;
    for (int64_t &dim : dims)
      dim = dim < 0 ? 4 : dim;
    auto tensor = runtime::HostTensor::zeros(type.elementType, dims);
    for (int64_t i = 0; i < tensor->elementCount(); ++i) {
      double value = static_cast<double>(random.next() >> 40) / (1 << 23) - 1;
      storeScalar(type.elementType, encodeFloat(type.elementType, value),
                  tensor->as<uint8_t>() + i * storageBytes(type.elementType));
    }
    return std::move(*tensor);
  }

  static std::vector<double> valuesOf(const ptir_tensor &tensor) {
    auto type = static_cast<ElementType>(tensor.element_type);
    int64_t count = 1;
    for (int32_t axis = 0; axis < tensor.rank; ++axis)
      count *= tensor.dims[axis];
    std::vector<double> values;
    for (int64_t i = 0; i < count; ++i)
      values.push_back(decodeFloat(
          type, loadScalar(type, static_cast<const uint8_t *>(tensor.data) +
                                     i * storageBytes(type))));
    return values;
  }

  bool isWhole = false;
  std::string messages;
};

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_EXECUTION_OVERRIDEPROGRAM_H
