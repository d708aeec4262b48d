//===- main.cpp - A program that uses an installed PTIR -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Execution/Compile.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Pipelines/InitAll.h"
#include "ptir/Pipelines/Phases.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"

#include <iostream>

using namespace ptir;

/// main(x[?, 3], weight[3, 2], bias[2]) = x weight + bias.
static mlir::OwningOpRef<mlir::ModuleOp>
buildModule(mlir::MLIRContext &context) {
  auto location = mlir::UnknownLoc::get(&context);
  mlir::OwningOpRef<mlir::ModuleOp> module = mlir::ModuleOp::create(location);
  auto end = mlir::OpBuilder::atBlockEnd(module->getBody());
  auto tensorOf = [&](llvm::ArrayRef<int64_t> shape) -> mlir::Type {
    return mlir::RankedTensorType::get(shape, end.getF32Type());
  };
  constexpr int64_t dynamic = mlir::ShapedType::kDynamic;
  auto function = mlir::func::FuncOp::create(
      end, location, "main",
      end.getFunctionType(
          {tensorOf({dynamic, 3}), tensorOf({3, 2}), tensorOf({2})},
          {tensorOf({dynamic, 2})}));
  auto builder = mlir::OpBuilder::atBlockBegin(function.addEntryBlock());
  functional::Emitter emitter(builder, location);
  functional::Tensor result =
      functional::linear(emitter, function.getArgument(0),
                         function.getArgument(1), function.getArgument(2));
  if (failed(emitter.status()))
    return {};
  mlir::func::ReturnOp::create(builder, location, result.getValue());
  if (failed(mlir::verify(*module)))
    return {};
  return module;
}

/// Runs every phase for the native backend.
static bool runPhases(mlir::ModuleOp module) {
  BackendRegistry backends;
  registerAllBackends(backends);
  const Backend *native = backends.lookup("native");
  if (!native)
    return false;
  std::cout << "phases:";
  for (const Phase &phase : getPhases()) {
    auto manager = mlir::PassManager::on<mlir::ModuleOp>(module->getContext());
    buildPhase(manager, phase, *native);
    if (failed(manager.run(module)))
      return false;
    std::cout << " " << phase.name.str();
  }
  std::cout << "\n";
  return true;
}

/// Compiles the module for a backend, calls it and prints the result.
static Status runModule(mlir::OwningOpRef<mlir::ModuleOp> module,
                        const std::string &backend) {
  execution::CompileOptions options;
  options.backend = backend;
  options.useCache = false;
  auto instance = execution::instantiate(std::move(module), nullptr, options);
  if (!instance.ok())
    return instance.status();

  float x[] = {1, 2, 3, 4, 5, 6}, weight[] = {1, 0, 0, 1, 1, 1};
  float bias[] = {10, 20};
  int64_t xDims[] = {2, 3}, weightDims[] = {3, 2}, biasDims[] = {2};
  auto f32 = static_cast<int32_t>(ElementType::F32);
  std::vector<ptir_tensor> results;
  if (Status status = (*instance)->call("main",
                                        {{x, xDims, 2, f32},
                                         {weight, weightDims, 2, f32},
                                         {bias, biasDims, 1, f32}},
                                        results);
      !status.ok())
    return status;
  std::cout << backend << ":";
  const auto *values = static_cast<const float *>(results[0].data);
  for (int64_t i = 0; i < results[0].dims[0] * results[0].dims[1]; ++i)
    std::cout << " " << values[i];
  std::cout << "\n";
  return Status::success();
}

int main() {
  mlir::DialectRegistry registry;
  registerAllDialects(registry);
  mlir::MLIRContext context(registry);
  context.loadDialect<PTIRDialect, mlir::func::FuncDialect>();

  auto module = buildModule(context);
  if (!module || !runPhases(*module))
    return 1;
  for (const char *backend : {"native", "reference"})
    if (Status status = runModule(buildModule(context), backend);
        !status.ok()) {
      std::cerr << status.message() << "\n";
      return 1;
    }
  return 0;
}
