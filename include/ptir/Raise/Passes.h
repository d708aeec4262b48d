//===- Passes.h - Core ops to composites ------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RAISE_PASSES_H
#define PTIR_RAISE_PASSES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace ptir {

#define GEN_PASS_DECL
#include "ptir/Raise/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "ptir/Raise/Passes.h.inc"

} // namespace ptir

#endif // PTIR_RAISE_PASSES_H
