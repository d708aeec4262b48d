//===- PTIRTypes.h - Element types as MLIR types ---------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The mapping between the nineteen element types of the contract and builtin
// MLIR types, and the classes that rules speak of.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRTYPES_H
#define PTIR_DIALECT_PTIR_IR_PTIRTYPES_H

#include "mlir/IR/BuiltinTypes.h"
#include "ptir/Support/ElementType.h"

#include <optional>

namespace ptir {

/// The element type of the contract that `type` stands for; nothing for types
/// outside the contract (`index`, signless integers other than i1, …).
std::optional<ElementType> getElementType(mlir::Type type);

/// The builtin type of an element type.
mlir::Type getMLIRType(mlir::MLIRContext *context, ElementType type);

/// `tensor<si64>`: the type of run-time extents.
mlir::RankedTensorType getExtentType(mlir::MLIRContext *context);
bool isExtentType(mlir::Type type);

/// `tensor<i1>`: the type of the predicates of regions.
mlir::RankedTensorType getPredType(mlir::MLIRContext *context);
bool isPredType(mlir::Type type);

/// `tensor<ui64>`: the type of the seeds of random numbers.
mlir::RankedTensorType getSeedType(mlir::MLIRContext *context);
bool isSeedType(mlir::Type type);

/// Integer (i1 apart), float or complex: accumulators and results stay in the
/// operand's class.
bool areSameClass(mlir::Type lhs, mlir::Type rhs);

/// The type that sums are built in when `accum_type` is absent: f32 for the
/// floats up to f32, f64 for f64, the complex type itself, and for integers
/// the result's element type.
mlir::Type getDefaultAccumulatorType(mlir::Type operand, mlir::Type result);

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_IR_PTIRTYPES_H
