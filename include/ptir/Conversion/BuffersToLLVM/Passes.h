//===- Passes.h - Loops over buffers to code -------------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CONVERSION_BUFFERSTOLLVM_PASSES_H
#define PTIR_CONVERSION_BUFFERSTOLLVM_PASSES_H

#include "mlir/Pass/Pass.h"

namespace ptir {

#define GEN_PASS_DECL
#include "ptir/Conversion/BuffersToLLVM/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "ptir/Conversion/BuffersToLLVM/Passes.h.inc"

} // namespace ptir

#endif // PTIR_CONVERSION_BUFFERSTOLLVM_PASSES_H
