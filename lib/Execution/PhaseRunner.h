//===- PhaseRunner.h - One phase of the compilation ------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_PHASERUNNER_H
#define PTIR_LIB_EXECUTION_PHASERUNNER_H

#include "ptir/Pipelines/Phases.h"
#include "ptir/Support/Status.h"

#include "mlir/IR/BuiltinOps.h"

namespace ptir::execution {

/// Runs phase number `index` of the table on the module and, unless `dumpDir`
/// is empty, writes the module to `dumpDir/NN_<phase>.mlir`. Diagnostics become
/// the message of the failure.
Status runPhase(mlir::ModuleOp module, size_t index, const PhaseContext &how,
                const std::string &dumpDir);

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_PHASERUNNER_H
