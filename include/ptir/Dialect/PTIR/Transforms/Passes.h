//===- Passes.h - Portable ops to portable ops -----------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_TRANSFORMS_PASSES_H
#define PTIR_DIALECT_PTIR_TRANSFORMS_PASSES_H

#include "ptir/Dialect/PTIR/Transforms/StoredWeights.h"

#include "mlir/Pass/Pass.h"

namespace ptir {

#define GEN_PASS_DECL
#include "ptir/Dialect/PTIR/Transforms/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "ptir/Dialect/PTIR/Transforms/Passes.h.inc"

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_TRANSFORMS_PASSES_H
