//===- ParamSlots.cpp - Where code finds a session's parameters -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ParamSlots.h"

#include "StreamedForm.h"

#include "ptir/Support/DerivedParam.h"

#include <cstring>
#include <utility>

namespace ptir::runtime {

StatusOr<ParamSlots> ParamSlots::create(const Module &module,
                                        std::shared_ptr<ParamStore> store,
                                        int threads) {
  ParamSlots slots(module, std::move(store), threads);
  bool streams = slots.store && slots.store->stream();
  Status filled = streams ? slots.reserveStreamed() : slots.acquireStored();
  if (!filled.ok())
    return filled;
  return slots;
}

ParamRequest ParamSlots::requestOf(size_t param) const {
  const ptir_param_desc &desc = module->param(param);
  return {desc.name, static_cast<ElementType>(desc.type.element_type),
          std::vector<int64_t>(desc.type.dims, desc.type.dims + desc.type.rank),
          desc.layout, threads};
}

/// Calls `acquire(i)` for every parameter; one line for each that fails.
Status
ParamSlots::forEachParam(const std::function<Status(size_t)> &acquire) const {
  if (module->numParams() > 0 && !store)
    return Status::failure("session: expected a parameter store for " +
                           std::to_string(module->numParams()) +
                           " parameters, found none");
  std::string failures;
  size_t numFailures = 0;
  for (size_t i = 0; i < module->numParams(); ++i) {
    Status acquired = acquire(i);
    if (!acquired.ok())
      failures += (numFailures++ ? "\n" : "") + acquired.message();
  }
  if (numFailures == 0)
    return Status::success();
  if (numFailures == 1)
    return Status::failure(std::move(failures));
  return Status::failure(std::to_string(numFailures) + " of " +
                         std::to_string(module->numParams()) +
                         " parameters cannot be used:\n" + failures);
}

Status ParamSlots::acquireStored() {
  slots.resize(module->numParams());
  return forEachParam([&](size_t i) -> Status {
    if (isDerivedParam(module->param(i).name))
      return Status::success();
    StatusOr<const void *> data = store->acquire(requestOf(i));
    if (data.ok()) // the ABI's slots; read only
      slots[i] = const_cast<void *>(*data);
    return data.status();
  });
}

Status ParamSlots::reserveStreamed() {
  std::vector<FormRecipe> recipes;
  Status status = forEachParam([&](size_t i) -> Status {
    StatusOr<FormRecipe> recipe = store->recipe(requestOf(i));
    if (recipe.ok())
      recipes.push_back(std::move(*recipe));
    return recipe.status();
  });
  if (!status.ok())
    return status;
  StatusOr<std::unique_ptr<StreamedParams>> streamed =
      StreamedParams::create(*module, std::move(recipes), store->stream());
  if (!streamed.ok())
    return streamed.status();
  stream = std::move(*streamed);
  for (size_t i = 0; i < module->numParams(); ++i)
    slots.push_back(stream->address(i));
  return Status::success();
}

static StatusOr<HostTensor> copyOf(const TensorView &view) {
  StatusOr<HostTensor> copy = HostTensor::zeros(
      view.type, std::vector<int64_t>(view.dims, view.dims + view.rank));
  if (!copy.ok())
    return copy.status();
  if (std::optional<int64_t> bytes =
          denseBytes(view.dims, view.rank, view.type);
      bytes && *bytes > 0)
    std::memcpy(copy->data(), view.data, static_cast<size_t>(*bytes));
  return copy;
}

Status ParamSlots::computeHeld(size_t param, const ComputeParamFn &compute) {
  const char *name = module->param(param).name;
  // Another session of the store may have made it.
  ParamRequest request = requestOf(param);
  StatusOr<const void *> data = store->acquire(request);
  if (!data.ok()) {
    Status computed = compute(name, [&](const TensorView &result) -> Status {
      StatusOr<HostTensor> copy = copyOf(result);
      if (copy.ok())
        store->provide(name, std::move(*copy));
      return copy.status();
    });
    if (!computed.ok())
      return computed;
    data = store->acquire(request);
  }
  if (data.ok())
    slots[param] = const_cast<void *>(*data);
  return data.status();
}

/// The result waits on disk until a step needs it.
Status ParamSlots::computeStreamed(size_t param,
                                   const ComputeParamFn &compute) {
  const char *name = module->param(param).name;
  ParamRequest request = requestOf(param);
  StatusOr<FormRecipe> recipe = store->recipe(request);
  if (recipe.ok() && !recipe->tensor.data) {
    Status computed = compute(name, [&](const TensorView &result) {
      return store->spill(name, result);
    });
    if (!computed.ok())
      return computed;
    recipe = store->recipe(request);
  }
  if (recipe.ok())
    stream->provide(param, recipe->tensor);
  return recipe.status();
}

Status ParamSlots::computeDerived(const ComputeParamFn &compute) {
  for (size_t i = 0; i < slots.size(); ++i) {
    if (!isDerivedParam(module->param(i).name))
      continue;
    Status computed =
        stream ? computeStreamed(i, compute) : computeHeld(i, compute);
    if (!computed.ok())
      return computed;
  }
  if (store && !stream)
    store->forgetCopied();
  return Status::success();
}

} // namespace ptir::runtime
