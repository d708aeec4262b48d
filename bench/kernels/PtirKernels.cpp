//===- PtirKernels.cpp - A network's kernels of PTIR ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Execution/Compile.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Convolution.h"
#include "ptir/Layers/Parameters.h"
#include "ptir/Runtime/ParamStore.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/MLIRContext.h"

#include <cstring>

using namespace ptir;
using namespace ptir::bench;
using functional::Emitter;
using functional::Tensor;

namespace {

class PtirKernels : public Kernels {
public:
  PtirKernels(const NetworkData &data, std::unique_ptr<mlir::MLIRContext> owner,
              std::unique_ptr<execution::Instance> instance)
      : context(std::move(owner)), instance(std::move(instance)) {
    for (const Layer &layer : data.network.layers)
      dims.push_back(layer.inputDims());
    for (size_t i = 0; i < dims.size(); ++i)
      args.push_back({{const_cast<float *>(data.input.data()), dims[i].data(),
                       static_cast<int32_t>(dims[i].size()),
                       static_cast<int32_t>(ElementType::F32)}});
    for (const Layer &layer : data.network.layers)
      names.push_back(layer.name);
  }

  Status run(size_t layer) override {
    return instance->call(names[layer], args[layer], results);
  }

  StatusOr<std::vector<float>> output(size_t) override {
    const ptir_tensor &result = results.front();
    int64_t count = elementCount({result.dims, result.dims + result.rank});
    const auto *values = static_cast<const float *>(result.data);
    return std::vector<float>(values, values + count);
  }

private:
  std::unique_ptr<mlir::MLIRContext> context;
  std::unique_ptr<execution::Instance> instance;
  std::vector<std::string> names;
  std::vector<std::vector<int64_t>> dims;
  std::vector<std::vector<ptir_tensor>> args;
  std::vector<ptir_tensor> results;
};

} // namespace

static Tensor emitLayer(Emitter &emitter, const Layer &layer, Tensor x) {
  layers::ParameterSpec spec{layer.name, {}};
  llvm::append_range(spec.shape, layer.weightDims());
  Tensor weight = layers::readParameters(emitter, {spec}, /*prefix=*/"")
                      .get(emitter, layer.name);
  switch (layer.kind) {
  case Layer::Kind::Product:
    return functional::matmul(emitter, x, weight);
  case Layer::Kind::TransposedProduct:
    return functional::matmulTransposed(emitter, x, weight);
  case Layer::Kind::Convolution:
    break;
  }
  functional::Conv2dConfig config;
  config.stride = {layer.stride, layer.stride};
  config.padding = functional::Padding2d::same(layer.window / 2);
  config.groups = layer.groups;
  return functional::conv2d(emitter, x, weight, Tensor(), config);
}

/// A public function that computes one layer.
static llvm::LogicalResult addEntry(mlir::ModuleOp module, const Layer &layer) {
  mlir::OpBuilder builder = mlir::OpBuilder::atBlockEnd(module.getBody());
  auto f32 = builder.getF32Type();
  auto input = mlir::RankedTensorType::get(layer.inputDims(), f32);
  auto output = mlir::RankedTensorType::get(layer.outputDims(), f32);
  auto entry =
      mlir::func::FuncOp::create(builder, module.getLoc(), layer.name,
                                 builder.getFunctionType({input}, {output}));
  builder.setInsertionPointToStart(entry.addEntryBlock());
  Emitter emitter(builder, module.getLoc());
  Tensor y = emitLayer(emitter, layer, Tensor(entry.getArgument(0)));
  if (failed(emitter.status()))
    return llvm::failure();
  mlir::func::ReturnOp::create(builder, module.getLoc(), y.getValue());
  return llvm::success();
}

static StatusOr<std::shared_ptr<runtime::ParamStore>>
makeStore(const NetworkData &data, int threads) {
  auto source = std::make_unique<runtime::MemorySource>();
  for (size_t i = 0; i < data.weights.size(); ++i) {
    const Layer &layer = data.network.layers[i];
    StatusOr<runtime::HostTensor> tensor =
        runtime::HostTensor::zeros(ElementType::F32, layer.weightDims());
    if (!tensor.ok())
      return tensor.status();
    std::memcpy(tensor->data(), data.weights[i].data(),
                data.weights[i].size() * sizeof(float));
    source->add(layer.name, std::move(*tensor));
  }
  return std::make_shared<runtime::ParamStore>(std::move(source),
                                               runtime::ThreadPool(threads));
}

StatusOr<std::unique_ptr<Kernels>>
ptir::bench::makePtirKernels(const NetworkData &data,
                             const std::string &backend, int threads) {
  auto context = std::make_unique<mlir::MLIRContext>(
      mlir::MLIRContext::Threading::DISABLED);
  context->loadDialect<PTIRDialect, mlir::func::FuncDialect>();
  std::string reason;
  mlir::ScopedDiagnosticHandler handler(
      context.get(),
      [&](mlir::Diagnostic &diagnostic) { reason = diagnostic.str(); });
  mlir::OwningOpRef<mlir::ModuleOp> module = mlir::ModuleOp::create(
      mlir::UnknownLoc::get(context.get()), data.network.name);
  (*module)->setAttr(
      PTIRDialect::getSpecVersionAttrName(),
      mlir::StringAttr::get(context.get(), PTIRDialect::getSpecVersion()));
  for (const Layer &layer : data.network.layers)
    if (failed(addEntry(*module, layer)))
      return Status::failure(layer.name + ": " + reason);

  StatusOr<std::shared_ptr<runtime::ParamStore>> store =
      makeStore(data, threads);
  if (!store.ok())
    return store.status();
  execution::CompileOptions options;
  options.backend = backend;
  options.threads = threads;
  options.useCache = false;
  StatusOr<std::unique_ptr<execution::Instance>> instance =
      execution::instantiate(std::move(module), *store, options);
  if (!instance.ok())
    return instance.status();
  return std::unique_ptr<Kernels>(std::make_unique<PtirKernels>(
      data, std::move(context), std::move(*instance)));
}
