//===- LaneBuilder.h - Arithmetic on values and vectors --------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_BUFFERSTOLLVM_LANEBUILDER_H
#define PTIR_LIB_CONVERSION_BUFFERSTOLLVM_LANEBUILDER_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/TypeUtilities.h"

namespace ptir {

/// Emits integer and float arithmetic, lane by lane where `shape` is a vector.
class LaneBuilder {
public:
  using Value = mlir::Value;

  LaneBuilder(mlir::OpBuilder &builder, mlir::Location loc, mlir::Type shape)
      : b(loc, builder), shape(shape) {}

  mlir::Type like(mlir::Type element) const {
    if (auto vector = mlir::dyn_cast<mlir::VectorType>(shape))
      return vector.clone(element);
    return element;
  }
  mlir::Type integers(unsigned width) { return like(b.getIntegerType(width)); }
  mlir::Type singles() { return like(b.getF32Type()); }

  /// An integer of the type of `model`.
  Value constant(Value model, uint64_t value) {
    mlir::Type type = mlir::getElementTypeOrSelf(model.getType());
    llvm::APInt number(type.getIntOrFloatBitWidth(), value,
                       /*isSigned=*/false, /*implicitTrunc=*/true);
    return splat(b.getIntegerAttr(type, number));
  }
  /// An f32.
  Value constant(float value) { return splat(b.getF32FloatAttr(value)); }

  /// The same bits as an integer, or as another type of the same width.
  Value bits(Value x) {
    mlir::Type element = mlir::getElementTypeOrSelf(x.getType());
    return view(x, b.getIntegerType(element.getIntOrFloatBitWidth()));
  }
  Value view(Value x, mlir::Type element) {
    return mlir::arith::BitcastOp::create(b, like(element), x);
  }
  Value single(Value bits) { return view(bits, b.getF32Type()); }

  // Integers.
  Value add(Value x, Value y) { return mlir::arith::AddIOp::create(b, x, y); }
  Value add(Value x, int64_t y) { return add(x, constant(x, y)); }
  Value sub(Value x, Value y) { return mlir::arith::SubIOp::create(b, x, y); }
  Value conjunction(Value x, uint64_t y) {
    return mlir::arith::AndIOp::create(b, x, constant(x, y));
  }
  Value disjunction(Value x, Value y) {
    return mlir::arith::OrIOp::create(b, x, y);
  }
  Value disjunction(Value x, uint64_t y) {
    return disjunction(x, constant(x, y));
  }
  Value left(Value x, unsigned by) {
    return mlir::arith::ShLIOp::create(b, x, constant(x, by));
  }
  Value right(Value x, unsigned by) {
    return mlir::arith::ShRUIOp::create(b, x, constant(x, by));
  }
  Value rightSigned(Value x, unsigned by) {
    return mlir::arith::ShRSIOp::create(b, x, constant(x, by));
  }
  Value isAbove(Value x, uint64_t limit) {
    return mlir::arith::CmpIOp::create(b, mlir::arith::CmpIPredicate::ugt, x,
                                       constant(x, limit));
  }

  // Floats.
  Value sum(Value x, Value y) { return mlir::arith::AddFOp::create(b, x, y); }
  Value difference(Value x, Value y) {
    return mlir::arith::SubFOp::create(b, x, y);
  }
  Value product(Value x, Value y) {
    return mlir::arith::MulFOp::create(b, x, y);
  }
  Value quotient(Value x, Value y) {
    return mlir::arith::DivFOp::create(b, x, y);
  }
  /// x y + z, rounded once.
  Value fma(Value x, Value y, Value z) {
    return mlir::math::FmaOp::create(b, x, y, z);
  }
  Value less(Value x, Value y) {
    return mlir::arith::CmpFOp::create(b, mlir::arith::CmpFPredicate::OLT, x,
                                       y);
  }
  Value equal(Value x, Value y) {
    return mlir::arith::CmpFOp::create(b, mlir::arith::CmpFPredicate::OEQ, x,
                                       y);
  }
  /// c[0] + c[1] x + c[2] x^2 + …
  Value polynomial(Value x, llvm::ArrayRef<float> coefficients) {
    Value result = constant(coefficients.back());
    for (float c : llvm::reverse(coefficients.drop_back()))
      result = fma(result, x, constant(c));
    return result;
  }

  Value select(Value condition, Value x, Value y) {
    return mlir::arith::SelectOp::create(b, condition, x, y);
  }

  mlir::ImplicitLocOpBuilder b;

private:
  Value splat(mlir::TypedAttr element) {
    mlir::TypedAttr value = element;
    if (auto vector = mlir::dyn_cast<mlir::VectorType>(like(element.getType())))
      value = mlir::DenseElementsAttr::get(
          vector, llvm::ArrayRef<mlir::Attribute>(element));
    return mlir::arith::ConstantOp::create(b, value);
  }

  mlir::Type shape;
};

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_BUFFERSTOLLVM_LANEBUILDER_H
