//===- ModuleCalls.h - The same calls of many modules -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Calls the entries of a module, at whatever phase it is, with fixed arguments
// and keeps what each call answered: results, or an error.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_VALIDATION_MODULECALLS_H
#define PTIR_VALIDATION_MODULECALLS_H

#include "ptir/Execution/Compile.h"
#include "ptir/Reference/Tensor.h"

namespace ptir::validation {

struct Call {
  std::string entry;
  std::vector<reference::Tensor> args;
};

/// The results of a call, or its error.
using Answer = StatusOr<std::vector<reference::Tensor>>;

/// Runs a copy of the module; with the backend `reference` in the interpreter.
/// Fails when the module cannot be compiled.
StatusOr<std::vector<Answer>>
answerCalls(mlir::ModuleOp module, llvm::ArrayRef<Call> calls,
            std::shared_ptr<runtime::ParamStore> params,
            const execution::CompileOptions &options);

/// The same of one instance and one call.
Answer answerCall(execution::Instance &instance, const Call &call);

/// Whether the interpreter can run every op: the dialects func and ptir,
/// without calls of kernels.
bool isPortable(mlir::ModuleOp module);

} // namespace ptir::validation

#endif // PTIR_VALIDATION_MODULECALLS_H
