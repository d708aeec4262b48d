//===- Passes.h - Loops over tensors to loops over buffers -----*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CONVERSION_LINALGTOBUFFERS_PASSES_H
#define PTIR_CONVERSION_LINALGTOBUFFERS_PASSES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace ptir {

#define GEN_PASS_DECL
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"

} // namespace ptir

#endif // PTIR_CONVERSION_LINALGTOBUFFERS_PASSES_H
