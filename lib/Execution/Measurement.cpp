//===- Measurement.cpp - How long a call takes ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Measurement.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Execution/Compile.h"
#include "ptir/Runtime/HostTensor.h"
#include "ptir/Support/ScalarCast.h"
#include "ptir/Support/ScalarFloat.h"
#include "ptir/Support/SplitMix64.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Verifier.h"

#include <algorithm>
#include <chrono>

using namespace ptir;
using namespace ptir::execution;
using namespace ptir::functional;
using runtime::HostTensor;

bool ptir::execution::isParameter(Tensor operand) {
  mlir::Value value = operand.getValue();
  if (value.getDefiningOp<ParamOp>())
    return true;
  auto argument = llvm::dyn_cast<mlir::BlockArgument>(value);
  auto function = argument ? llvm::dyn_cast_if_present<mlir::func::FuncOp>(
                                 argument.getOwner()->getParentOp())
                           : mlir::func::FuncOp();
  return function && function.isPrivate() &&
         argument.getLoc() != function.getLoc() &&
         operand.getType().hasStaticShape();
}

llvm::SmallVector<Tensor>
ptir::execution::emitPortable(Emitter &emitter, const FunctionalCall &call) {
  return emitter.composite(call.name, call.config.getValue(), call.operands,
                           call.portable);
}

static std::string nameOfParameter(size_t operand) {
  return "operand" + std::to_string(operand);
}

/// A module whose entry `main` takes the operands that are no parameters.
static StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
buildModule(const FunctionalCall &call, const Implementation &emit) {
  mlir::MLIRContext *context = call.config.getContext();
  std::string reason;
  mlir::ScopedDiagnosticHandler handler(context,
                                        [&](mlir::Diagnostic &diagnostic) {
                                          if (reason.empty())
                                            reason = diagnostic.str();
                                        });
  auto location = mlir::UnknownLoc::get(context);
  mlir::OwningOpRef<mlir::ModuleOp> module = mlir::ModuleOp::create(location);
  auto builder = mlir::OpBuilder::atBlockEnd(module->getBody());
  llvm::SmallVector<mlir::Type> inputs;
  for (Tensor operand : call.operands)
    if (!isParameter(operand))
      inputs.push_back(operand.getType());
  auto function = mlir::func::FuncOp::create(
      builder, location, "main", builder.getFunctionType(inputs, {}));
  mlir::Block *block = function.addEntryBlock();
  builder.setInsertionPointToStart(block);

  llvm::SmallVector<Tensor> operands;
  auto argument = block->args_begin();
  for (auto [i, operand] : llvm::enumerate(call.operands)) {
    if (isParameter(operand))
      operands.push_back(Tensor(ParamOp::create(
          builder, location, operand.getType(), nameOfParameter(i))));
    else
      operands.push_back(Tensor(*argument++));
  }
  Emitter emitter(builder, location);
  FunctionalCall inner = call;
  inner.operands = operands;
  llvm::SmallVector<mlir::Value> results;
  for (Tensor result : emit(emitter, inner))
    if (result)
      results.push_back(result.getValue());
  if (failed(emitter.status()) || results.size() != call.resultTypes.size())
    return Status::failure(reason.empty() ? "it returns no result" : reason);
  mlir::func::ReturnOp::create(builder, location, results);
  function.setFunctionType(
      builder.getFunctionType(inputs, mlir::ValueRange(results).getTypes()));
  if (failed(mlir::verify(*module)))
    return Status::failure(reason);
  return module;
}

/// Floats in [-1, 1), drawn from the same sequence each time; integers 0.
static StatusOr<HostTensor> drawOperand(mlir::RankedTensorType type,
                                        int64_t dynamicExtent) {
  std::optional<ElementType> element = getElementType(type.getElementType());
  if (!element)
    return Status::failure("expected operands of element types of the spec");
  std::vector<int64_t> dims = type.getShape().vec();
  for (int64_t &dim : dims)
    if (mlir::ShapedType::isDynamic(dim))
      dim = dynamicExtent;
  StatusOr<HostTensor> tensor = HostTensor::zeros(*element, dims);
  if (!tensor.ok() || !isFloat(*element))
    return tensor;
  SplitMix64 random(1);
  auto *data = tensor->as<uint8_t>();
  unsigned size = storageBytes(*element);
  for (int64_t i = 0, e = tensor->elementCount(); i < e; ++i) {
    double value = static_cast<double>(random.next() >> 40) / (1 << 23) - 1;
    storeScalar(*element, encodeFloat(*element, value), data + i * size);
  }
  return tensor;
}

namespace {
/// What a measured module is called with.
struct Inputs {
  std::vector<HostTensor> arguments;
  std::shared_ptr<runtime::ParamStore> params;
};
} // namespace

static StatusOr<Inputs> drawInputs(const FunctionalCall &call,
                                   const MeasureOptions &options) {
  Inputs inputs;
  auto source = std::make_unique<runtime::MemorySource>();
  for (auto [i, operand] : llvm::enumerate(call.operands)) {
    StatusOr<HostTensor> tensor =
        drawOperand(operand.getType(), options.dynamicExtent);
    if (!tensor.ok())
      return tensor.status();
    if (isParameter(operand))
      source->add(nameOfParameter(i), std::move(*tensor));
    else
      inputs.arguments.push_back(std::move(*tensor));
  }
  inputs.params = std::make_shared<runtime::ParamStore>(
      std::move(source), runtime::ThreadPool(options.threads));
  return inputs;
}

static StatusOr<double> timeOnce(Instance &instance,
                                 const std::vector<ptir_tensor> &arguments,
                                 std::vector<ptir_tensor> &results) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point start = Clock::now();
  if (Status status = instance.call("main", arguments, results); !status.ok())
    return status;
  return std::chrono::duration<double, std::milli>(Clock::now() - start)
      .count();
}

StatusOr<double> ptir::execution::measureCall(const FunctionalCall &call,
                                              const Implementation &emit,
                                              const MeasureOptions &options) {
  auto module = buildModule(call, emit);
  if (!module.ok())
    return module.status();
  StatusOr<Inputs> inputs = drawInputs(call, options);
  if (!inputs.ok())
    return inputs.status();
  CompileOptions compile;
  compile.backend = options.backend;
  compile.threads = options.threads;
  compile.useCache = false;
  StatusOr<std::unique_ptr<Instance>> instance =
      instantiate(std::move(*module), inputs->params, compile);
  if (!instance.ok())
    return instance.status();

  std::vector<ptir_tensor> arguments, results;
  for (const HostTensor &argument : inputs->arguments)
    arguments.push_back(argument.view());
  StatusOr<double> warmUp = timeOnce(**instance, arguments, results);
  if (!warmUp.ok())
    return warmUp;
  std::vector<double> times;
  double total = 0;
  while (times.size() < 3 || (times.size() < 25 && total < 50)) {
    StatusOr<double> time = timeOnce(**instance, arguments, results);
    if (!time.ok())
      return time;
    times.push_back(*time);
    total += *time;
  }
  auto middle = times.begin() + times.size() / 2;
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}
