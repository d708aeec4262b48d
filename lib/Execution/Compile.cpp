//===- Compile.cpp - From a module to an instance -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Execution/Compile.h"

#include "ReferenceInstance.h"

using namespace ptir;
using namespace ptir::execution;

StatusOr<std::unique_ptr<Instance>> ptir::execution::instantiate(
    mlir::OwningOpRef<mlir::ModuleOp> module,
    std::shared_ptr<runtime::ParamStore> params,
    const CompileOptions &options) {
  if (options.backend == "reference")
    return createReferenceInstance(std::move(module), std::move(params),
                                   options.maxSteps);
  return Status::failure("backend: expected reference, found '" +
                         options.backend + "'");
}
