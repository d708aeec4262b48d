//===- SplatConstants.h - Constants with one value -------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_IR_SPLATCONSTANTS_H
#define PTIR_LIB_DIALECT_PTIR_IR_SPLATCONSTANTS_H

#include "ConstantElements.h"

#include "mlir/IR/Value.h"

namespace ptir {

/// Whether every element of `tensor` is the constant `value`, seen through
/// broadcasts and reshapes. Zeros must have the same sign.
bool isSplatOf(mlir::Value tensor, double value);
/// The same for a value given by its words.
bool isSplatOf(mlir::Value tensor, ConstantScalar value);

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_IR_SPLATCONSTANTS_H
