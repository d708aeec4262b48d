//===- ElementwiseRules.h - Rules that families share -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_IR_ELEMENTWISERULES_H
#define PTIR_LIB_DIALECT_PTIR_IR_ELEMENTWISERULES_H

#include "RuleChecks.h"

namespace ptir {

/// Operand types of binary arithmetic, `<op>_c1` and `<op>_c3`: equal, and not
/// i1. The result has the type of `lhs`.
llvm::LogicalResult inferArithmetic(const RuleChecks &rules, mlir::Value lhs,
                                    llvm::SmallVectorImpl<mlir::Type> &results);

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_IR_ELEMENTWISERULES_H
