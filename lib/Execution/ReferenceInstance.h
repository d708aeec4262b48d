//===- ReferenceInstance.h - A module in the interpreter --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_REFERENCEINSTANCE_H
#define PTIR_LIB_EXECUTION_REFERENCEINSTANCE_H

#include "ptir/Execution/Instance.h"
#include "ptir/Runtime/ParamStore.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <memory>

namespace ptir::execution {

/// The reference backend: every call interprets the module op by op. Arguments
/// are copied in, and results that are updated in place are copied back.
/// `params` may be null for a module without parameters; `maxSteps` bounds the
/// ops of one call, 0 does not.
StatusOr<std::unique_ptr<Instance>>
createReferenceInstance(mlir::OwningOpRef<mlir::ModuleOp> module,
                        std::shared_ptr<runtime::ParamStore> params,
                        int64_t maxSteps);

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_REFERENCEINSTANCE_H
