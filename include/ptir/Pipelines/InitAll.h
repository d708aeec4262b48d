//===- InitAll.h - Dialects, passes and pipelines --------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What a tool, or another compiler that embeds the pipeline, registers.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_PIPELINES_INITALL_H
#define PTIR_PIPELINES_INITALL_H

#include "mlir/IR/DialectRegistry.h"

namespace ptir {

/// The dialects of every phase, with the interfaces that the passes need.
void registerAllDialects(mlir::DialectRegistry &registry);

/// The passes of this project, under their flags.
void registerAllPasses();

/// One pipeline per phase, `--ptir-phase-<name>`, and `--ptir-compile`, which
/// runs from a phase to a phase. The option `backend` names the backend.
void registerAllPipelines();

} // namespace ptir

#endif // PTIR_PIPELINES_INITALL_H
