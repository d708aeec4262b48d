//===- ParamSteps.h - What code acquires together ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_BUFFERSTOLLVM_PARAMSTEPS_H
#define PTIR_LIB_CONVERSION_BUFFERSTOLLVM_PARAMSTEPS_H

#include "ModuleConstants.h"

namespace ptir {

/// Numbers the steps of the module in the order of the code, once slots are
/// known; an acquisition of a piece that a loop counts is one for each piece.
/// The list stays on the module as `ptirrt.steps`, the number of the first one
/// on each op as `first_step`.
void assignSteps(mlir::ModuleOp module);

/// The rows of the table, ptir_param_step; takes the list off the module.
std::vector<ModuleConstants::Member> describeSteps(mlir::ModuleOp module,
                                                   ModuleConstants &constants);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_BUFFERSTOLLVM_PARAMSTEPS_H
