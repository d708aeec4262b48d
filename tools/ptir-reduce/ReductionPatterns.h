//===- ReductionPatterns.h - Smaller ops for a reducer ---------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Rewrites that keep a module valid and make it smaller, not equal: an op
// becomes its operand, or a constant. `--reduction-tree` keeps those after
// which the module is still interesting.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_REDUCE_REDUCTIONPATTERNS_H
#define PTIR_TOOLS_PTIR_REDUCE_REDUCTIONPATTERNS_H

#include "mlir/IR/DialectRegistry.h"

namespace ptir {

/// Gives the dialect its DialectReductionPatternInterface.
void registerReductionPatterns(mlir::DialectRegistry &registry);

} // namespace ptir

#endif // PTIR_TOOLS_PTIR_REDUCE_REDUCTIONPATTERNS_H
