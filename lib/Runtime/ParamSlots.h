//===- ParamSlots.h - Where code finds a session's parameters ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Compiled code reads parameter i at the address in slot i. Stored parameters
// are there from the start; derived ones (DerivedParam.h) once the session has
// run the entries that they come from. With a store that has a limit a slot
// holds an address whose memory comes and goes.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_PARAMSLOTS_H
#define PTIR_LIB_RUNTIME_PARAMSLOTS_H

#include "StreamedParams.h"

#include "ptir/Runtime/Module.h"
#include "ptir/Runtime/ParamStore.h"
#include "ptir/Runtime/TensorView.h"

#include <functional>
#include <memory>
#include <vector>

namespace ptir::runtime {

/// Told of a tensor, which is freed afterwards.
using KeepTensorFn = std::function<Status(const TensorView &)>;

/// Runs the entry `name`, which takes nothing and returns one tensor, and hands
/// `keep` that.
using ComputeParamFn =
    std::function<Status(const char *name, const KeepTensorFn &keep)>;

class ParamSlots {
public:
  /// Fills the slots but those of derived parameters, for kernels that use
  /// `threads` threads. `module` outlives the slots; `store` may be null for
  /// one without parameters. Fails with one line for each parameter that cannot
  /// be had.
  static StatusOr<ParamSlots>
  create(const Module &module, std::shared_ptr<ParamStore> store, int threads);

  /// Fills the others: computes those that no session of the store has made
  /// yet, in the order of the slots.
  Status computeDerived(const ComputeParamFn &compute);

  /// One address per parameter of the module, at a fixed place.
  void **data() { return slots.data(); }

  /// nullptr for a store without a limit.
  StreamedParams *streamed() { return stream.get(); }

private:
  ParamSlots(const Module &module, std::shared_ptr<ParamStore> store,
             int threads)
      : module(&module), store(std::move(store)), threads(threads) {}

  ParamRequest requestOf(size_t param) const;
  Status forEachParam(const std::function<Status(size_t)> &acquire) const;
  Status acquireStored();
  Status reserveStreamed();
  Status computeHeld(size_t param, const ComputeParamFn &compute);
  Status computeStreamed(size_t param, const ComputeParamFn &compute);

  const Module *module;
  std::shared_ptr<ParamStore> store; // owns what `slots` points to
  int threads;
  std::vector<void *> slots;
  std::unique_ptr<StreamedParams> stream;
};

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_PARAMSLOTS_H
