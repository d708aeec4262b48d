//===- ScalarCode.h - Code for one element ---------------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What the body of a loop computes: values come from memory in storage form,
// are computed on in a compute type, and go back. Compute types are i1, the
// integer's own width (8 bits for the 4-bit ones), f32 for the floats below
// it, and the type itself otherwise.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_PTIRTOLINALG_SCALARCODE_H
#define PTIR_LIB_CONVERSION_PTIRTOLINALG_SCALARCODE_H

#include "mlir/IR/Builders.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Support/ElementType.h"

namespace ptir {

/// Emits scalar code at the builder's insertion point. Every method returns
/// null for a combination that the portable op does not admit or that is not
/// lowered.
class ScalarCode {
public:
  ScalarCode(mlir::OpBuilder &builder, mlir::Location loc)
      : builder(builder), loc(loc) {}

  /// From storage to compute form and back.
  mlir::Value load(mlir::Value storage, ElementType type);
  mlir::Value store(mlir::Value value, ElementType type);

  /// A constant in compute form.
  mlir::Value constant(ElementType type, double value);
  /// 0, or the smallest or largest value of a type.
  mlir::Value identity(ElementType type, ReduceKind kind);

  mlir::Value unary(mlir::Operation *op, ElementType type, mlir::Value x);
  mlir::Value binary(mlir::Operation *op, ElementType type, mlir::Value lhs,
                     mlir::Value rhs);
  mlir::Value add(ElementType type, mlir::Value lhs, mlir::Value rhs);
  mlir::Value mul(ElementType type, mlir::Value lhs, mlir::Value rhs);
  mlir::Value maximum(ElementType type, mlir::Value lhs, mlir::Value rhs);
  mlir::Value minimum(ElementType type, mlir::Value lhs, mlir::Value rhs);
  mlir::Value combine(ReduceKind kind, ElementType type, mlir::Value lhs,
                      mlir::Value rhs);
  mlir::Value compare(Comparison direction, ElementType type, mlir::Value lhs,
                      mlir::Value rhs);
  mlir::Value clamp(ElementType type, mlir::Value x, mlir::Value lo,
                    mlir::Value hi);
  /// Of a float.
  mlir::Value isFinite(mlir::Value x);
  /// Conversion by the rules of `ptir.cast`.
  mlir::Value cast(ElementType from, ElementType to, mlir::Value x);

private:
  mlir::Value integerUnary(mlir::Operation *op, ElementType type,
                           mlir::Value x);
  mlir::Value safeDivisor(mlir::Operation *op, ElementType type,
                          mlir::Value divisor);
  mlir::Value integerDiv(mlir::Operation *op, ElementType type, mlir::Value lhs,
                         mlir::Value rhs);
  mlir::Value integerRemainder(mlir::Operation *op, ElementType type,
                               mlir::Value lhs, mlir::Value rhs);
  mlir::Value integerPow(mlir::Operation *op, ElementType type, mlir::Value lhs,
                         mlir::Value rhs);
  mlir::Value wrap(ElementType type, mlir::Value value);
  mlir::Value floatToInteger(ElementType from, ElementType to, mlir::Value x);
  mlir::Value complexUnary(mlir::Operation *op, ElementType type,
                           mlir::Value x);
  mlir::Value complexMul(ElementType type, mlir::Value lhs, mlir::Value rhs);
  mlir::Value complexDiv(ElementType type, mlir::Value lhs, mlir::Value rhs);
  mlir::Value complexPow(ElementType type, mlir::Value lhs, mlir::Value rhs);
  mlir::Value complexLogistic(mlir::Value x);
  mlir::Value complexCompare(Comparison direction, mlir::Value lhs,
                             mlir::Value rhs);
  mlir::Value integerToInteger(ElementType from, ElementType to, mlir::Value x);
  mlir::Value toFloat(ElementType from, ElementType to, mlir::Value x);

  mlir::OpBuilder &builder;
  mlir::Location loc;
};

/// The type of the two parts of a complex number.
ElementType getPartType(ElementType complexType);

/// The type that values of `type` are computed in.
ElementType getComputeType(ElementType type);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_PTIRTOLINALG_SCALARCODE_H
