//===- InitDevelopmentTools.h - What development tools know ----*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// ptir-opt, ptir-reduce and ptir-lsp-server read any module that a phase or an
// upstream pass can make, so they know every upstream dialect besides the
// project's. Programs that only compile and run include InitAll.h.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_PIPELINES_INITDEVELOPMENTTOOLS_H
#define PTIR_PIPELINES_INITDEVELOPMENTTOOLS_H

#include "mlir/IR/DialectRegistry.h"

namespace ptir {

/// Every dialect and extension of MLIR and of this project.
void registerDevelopmentDialects(mlir::DialectRegistry &registry);

/// Every pass and pipeline of MLIR and of this project.
void registerDevelopmentPasses();

} // namespace ptir

#endif // PTIR_PIPELINES_INITDEVELOPMENTTOOLS_H
