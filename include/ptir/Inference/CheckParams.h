//===- CheckParams.h - Does a checkpoint fit a module -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_CHECKPARAMS_H
#define PTIR_INFERENCE_CHECKPARAMS_H

#include "ptir/Runtime/ParamSource.h"

#include "mlir/IR/BuiltinOps.h"

namespace ptir {

/// Looks up every parameter the module reads. Fails with one line for the first
/// that is missing or stored in another shape, in the order of the module, and
/// says how many more there are. Reads no tensor's bytes.
Status checkParams(mlir::ModuleOp module, runtime::ParamSource &source);

} // namespace ptir

#endif // PTIR_INFERENCE_CHECKPARAMS_H
