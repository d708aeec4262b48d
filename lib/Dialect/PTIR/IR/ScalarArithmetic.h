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
FoldedScalar sqrtScalar(ElementType type, ConstantScalar x);
/// Of floats.
FoldedScalar sinScalar(ElementType type, ConstantScalar x);
FoldedScalar cosScalar(ElementType type, ConstantScalar x);
FoldedScalar logisticScalar(ElementType type, ConstantScalar x);
FoldedScalar floorScalar(ElementType type, ConstantScalar x);
FoldedScalar ceilScalar(ElementType type, ConstantScalar x);
FoldedScalar roundNearestEvenScalar(ElementType type, ConstantScalar x);
FoldedScalar signScalar(ElementType type, ConstantScalar x);
FoldedScalar bitNotScalar(ElementType type, ConstantScalar x);
/// An i1.
FoldedScalar isFiniteScalar(ElementType type, ConstantScalar x);

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
/// Of integers; of floats the last digit is the implementation's.
FoldedScalar powScalar(ElementType type, ConstantScalar lhs,
                       ConstantScalar rhs);
FoldedScalar remainderScalar(ElementType type, ConstantScalar lhs,
                             ConstantScalar rhs);
FoldedScalar bitAndScalar(ElementType type, ConstantScalar lhs,
                          ConstantScalar rhs);
FoldedScalar bitOrScalar(ElementType type, ConstantScalar lhs,
                         ConstantScalar rhs);
FoldedScalar bitXorScalar(ElementType type, ConstantScalar lhs,
                          ConstantScalar rhs);

FoldedScalar clampScalar(ElementType type, ConstantScalar x, ConstantScalar lo,
                         ConstantScalar hi);

FoldedScalar compareScalar(ElementType type, Comparison direction,
                           ConstantScalar lhs, ConstantScalar rhs);

/// Whether a number is zero, of either sign.
bool isZeroScalar(ElementType type, ConstantScalar x);

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
