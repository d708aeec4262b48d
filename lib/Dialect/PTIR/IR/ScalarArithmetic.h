//===- ScalarArithmetic.h - The arithmetic that folders do -----*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Elementwise ops on one element of a constant: ScalarOps.h, which the
// reference interpreter computes with, applied to elements of attributes.
//
// Functions give nothing where there is no value (integer division by zero, an
// element type that the op does not take).
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_IR_SCALARARITHMETIC_H
#define PTIR_LIB_DIALECT_PTIR_IR_SCALARARITHMETIC_H

#include "ConstantElements.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

namespace ptir {

using FoldedScalar = std::optional<ConstantScalar>;

FoldedScalar negScalar(ElementType type, ConstantScalar x);
FoldedScalar absScalar(ElementType type, ConstantScalar x);
FoldedScalar reciprocalScalar(ElementType type, ConstantScalar x);

FoldedScalar addScalar(ElementType type, ConstantScalar lhs,
                       ConstantScalar rhs);
FoldedScalar subScalar(ElementType type, ConstantScalar lhs,
                       ConstantScalar rhs);
FoldedScalar mulScalar(ElementType type, ConstantScalar lhs,
                       ConstantScalar rhs);
FoldedScalar divScalar(ElementType type, ConstantScalar lhs,
                       ConstantScalar rhs);
FoldedScalar maximumScalar(ElementType type, ConstantScalar lhs,
                           ConstantScalar rhs);
FoldedScalar minimumScalar(ElementType type, ConstantScalar lhs,
                           ConstantScalar rhs);

FoldedScalar compareScalar(ElementType type, Comparison direction,
                           ConstantScalar lhs, ConstantScalar rhs);

/// Position `index` as an element: integers wrap, floats round.
FoldedScalar indexScalar(ElementType type, int64_t index);

/// The neutral element of a kind of reduction.
FoldedScalar identityScalar(ElementType type, ReduceKind kind);
FoldedScalar combineScalar(ElementType type, ReduceKind kind,
                           ConstantScalar lhs, ConstantScalar rhs);

FoldedScalar castScalar(ElementType from, ConstantScalar x, ElementType to);

/// Whether every value of `from` has an exact image in `to`.
bool isExactCast(ElementType from, ElementType to);

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_IR_SCALARARITHMETIC_H
