//===- Passes.h - What oneDNN runs ------------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_BACKENDS_ONEDNN_PASSES_H
#define PTIR_BACKENDS_ONEDNN_PASSES_H

#include "mlir/Pass/Pass.h"
#include "ptir/Dialect/PTIR/Transforms/StoredWeights.h"

namespace ptir {

#define GEN_PASS_DECL
#include "ptir/Backends/onednn/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "ptir/Backends/onednn/Passes.h.inc"

} // namespace ptir

#endif // PTIR_BACKENDS_ONEDNN_PASSES_H
