//===- NativeInstance.h - Compiled code as an instance ---------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_NATIVEINSTANCE_H
#define PTIR_LIB_EXECUTION_NATIVEINSTANCE_H

#include "ptir/Execution/Instance.h"
#include "ptir/Runtime/Module.h"
#include "ptir/Runtime/ParamStore.h"

#include <memory>

namespace ptir::execution {

/// Binds the parameters of a module.
StatusOr<std::unique_ptr<Instance>>
createNativeInstance(runtime::Module module,
                     std::shared_ptr<runtime::ParamStore> params, int threads,
                     int64_t maxSteps);

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_NATIVEINSTANCE_H
