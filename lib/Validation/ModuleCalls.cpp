//===- ModuleCalls.cpp - The same calls of many modules -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Validation/ModuleCalls.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Runtime/HostTensor.h"
#include "ptir/Runtime/TensorView.h"

#include <cstring>

using namespace ptir;
using namespace ptir::validation;
using reference::Tensor;
using runtime::HostTensor;

static StatusOr<Tensor> copyOf(const ptir_tensor &tensor) {
  auto type = static_cast<ElementType>(tensor.element_type);
  llvm::ArrayRef<int64_t> dims(tensor.dims, static_cast<size_t>(tensor.rank));
  std::optional<int64_t> bytes =
      runtime::denseBytes(tensor.dims, tensor.rank, type);
  if (!bytes)
    return Status::failure("expected a dense result, found extents " +
                           runtime::extentsText(tensor.dims, tensor.rank));
  return Tensor::fromBytes(
      type, dims,
      {static_cast<const uint8_t *>(tensor.data), static_cast<size_t>(*bytes)});
}

Answer ptir::validation::answerCall(execution::Instance &instance,
                                    const Call &call) {
  // A call may update its arguments.
  std::vector<HostTensor> args;
  std::vector<ptir_tensor> views, results;
  for (const Tensor &arg : call.args) {
    StatusOr<HostTensor> copy =
        HostTensor::zeros(arg.elementType(), arg.dims().vec());
    if (!copy.ok())
      return copy.status();
    if (!arg.bytes().empty())
      std::memcpy(copy->data(), arg.bytes().data(), arg.bytes().size());
    args.push_back(std::move(*copy));
  }
  for (const HostTensor &arg : args)
    views.push_back(arg.view());
  if (Status status = instance.call(call.entry, views, results); !status.ok())
    return status;
  std::vector<Tensor> copies;
  for (const ptir_tensor &result : results) {
    StatusOr<Tensor> copy = copyOf(result);
    if (!copy.ok())
      return copy.status();
    copies.push_back(std::move(*copy));
  }
  return copies;
}

StatusOr<std::vector<Answer>>
ptir::validation::answerCalls(mlir::ModuleOp module, llvm::ArrayRef<Call> calls,
                              std::shared_ptr<runtime::ParamStore> params,
                              const execution::CompileOptions &options) {
  StatusOr<std::unique_ptr<execution::Instance>> instance =
      execution::instantiate(mlir::OwningOpRef<mlir::ModuleOp>(module.clone()),
                             std::move(params), options);
  if (!instance.ok())
    return instance.status();
  std::vector<Answer> answers;
  for (const Call &call : calls)
    answers.push_back(answerCall(**instance, call));
  return answers;
}

bool ptir::validation::isPortable(mlir::ModuleOp module) {
  return !module
              .walk([](mlir::Operation *op) {
                llvm::StringRef dialect = op->getName().getDialectNamespace();
                bool known = dialect == "builtin" || dialect == "func" ||
                             dialect == PTIRDialect::getDialectNamespace();
                return known && !llvm::isa<CustomCallOp>(op)
                           ? mlir::WalkResult::advance()
                           : mlir::WalkResult::interrupt();
              })
              .wasInterrupted();
}
