//===- Passes.h - Linalg on memrefs to vector loops -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The CPU code generator for bufferised linalg. See Passes.td for what the
// pass does and when it falls back to scalar loops.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CONVERSION_LINALGTOVECTORLOOPS_PASSES_H
#define PTIR_CONVERSION_LINALGTOVECTORLOOPS_PASSES_H

#include "mlir/Pass/Pass.h"

namespace ptir {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "ptir/Conversion/LinalgToVectorLoops/Passes.h.inc"

} // namespace ptir

#endif // PTIR_CONVERSION_LINALGTOVECTORLOOPS_PASSES_H
