//===- PTIRDialect.h - The portable dialect --------------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRDIALECT_H
#define PTIR_DIALECT_PTIR_IR_PTIRDIALECT_H

#include "mlir/IR/Dialect.h"

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h.inc"

#endif // PTIR_DIALECT_PTIR_IR_PTIRDIALECT_H
