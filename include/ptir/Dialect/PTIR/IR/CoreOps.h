//===- CoreOps.h - Writing decompositions -----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Short names for building core ops, with extents that are known now or at run
// time. Nothing is checked here: callers pass what the rules of the ops allow.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_COREOPS_H
#define PTIR_DIALECT_PTIR_IR_COREOPS_H

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/DenseMap.h"

namespace ptir {

/// The extent of one dimension: a number, or a `tensor<si64>` at run time.
class Extent {
public:
  Extent(int64_t size) : number(size) {}
  Extent(mlir::Value value) : value(value) {}

  bool isStatic() const { return !value; }
  /// `ShapedType::kDynamic` for one at run time.
  int64_t getSize() const { return number; }
  /// Null for one that is known now.
  mlir::Value getValue() const { return value; }

private:
  int64_t number = mlir::ShapedType::kDynamic;
  mlir::Value value;
};

/// Builds at the builder's insertion point, which only moves forward in one
/// block while it lives: extents are read once and remembered.
class CoreOps {
public:
  CoreOps(mlir::OpBuilder &builder, mlir::Location location)
      : builder(builder), location(location) {}

  mlir::OpBuilder &getBuilder() { return builder; }
  mlir::Location getLoc() const { return location; }

  // Extents.
  Extent extent(mlir::Value x, int64_t axis);
  llvm::SmallVector<Extent> extents(mlir::Value x);
  /// As `tensor<si64>`.
  mlir::Value toTensor(const Extent &extent);

  // Constants, of any integer or float element type.
  mlir::Value scalar(double value, mlir::Type element);
  /// A vector of zeros, of an integer element type.
  mlir::Value zeros(int64_t count, mlir::Type element);
  /// A scalar repeated to the shape of `like`, with its element type.
  mlir::Value splatLike(double value, mlir::Value like);

  // Elementwise.
  template <typename OpTy>
  mlir::Value unary(mlir::Value x) {
    return OpTy::create(builder, location, x);
  }
  template <typename OpTy>
  mlir::Value binary(mlir::Value lhs, mlir::Value rhs) {
    return OpTy::create(builder, location, lhs, rhs);
  }
  mlir::Value add(mlir::Value lhs, mlir::Value rhs) {
    return binary<AddOp>(lhs, rhs);
  }
  mlir::Value sub(mlir::Value lhs, mlir::Value rhs) {
    return binary<SubOp>(lhs, rhs);
  }
  mlir::Value mul(mlir::Value lhs, mlir::Value rhs) {
    return binary<MulOp>(lhs, rhs);
  }
  mlir::Value div(mlir::Value lhs, mlir::Value rhs) {
    return binary<DivOp>(lhs, rhs);
  }
  /// x * factor and x + term, with numbers.
  mlir::Value mul(mlir::Value x, double factor) {
    return mul(x, splatLike(factor, x));
  }
  mlir::Value add(mlir::Value x, double term) {
    return add(x, splatLike(term, x));
  }
  mlir::Value compare(Comparison direction, mlir::Value lhs, mlir::Value rhs);
  mlir::Value select(mlir::Value pred, mlir::Value onTrue, mlir::Value onFalse);
  mlir::Value cast(mlir::Value x, mlir::Type element);

  // Contractions and reductions.
  mlir::Value dot(mlir::Value lhs, mlir::Value rhs, const DotDims &dims);
  /// Keeps the axis, with extent 1.
  mlir::Value reduce(ReduceKind kind, mlir::Value x, int64_t axis);
  /// Drops the axes, or keeps them with extent 1.
  mlir::Value reduce(ReduceKind kind, mlir::Value x,
                     llvm::ArrayRef<int64_t> axes, bool keepDims);
  /// Positions of type `element`.
  mlir::Value argmax(mlir::Value x, int64_t axis, bool keepDims,
                     mlir::Type element);

  // Shapes.
  mlir::Value reshape(mlir::Value x, llvm::ArrayRef<Extent> shape);
  /// All dimensions but the last in one.
  mlir::Value flattenRows(mlir::Value x);
  mlir::Value transpose(mlir::Value x, llvm::ArrayRef<int64_t> perm);
  mlir::Value broadcast(mlir::Value x, llvm::ArrayRef<Extent> shape);
  mlir::Value broadcastLike(mlir::Value x, mlir::Value like) {
    return broadcast(x, extents(like));
  }
  mlir::Value concat(llvm::ArrayRef<mlir::Value> xs, int64_t axis);
  mlir::Value iota(mlir::Type element, llvm::ArrayRef<Extent> shape,
                   int64_t axis);
  /// Nothing between neighbours; `value` has the element type of x.
  mlir::Value pad(mlir::Value x, llvm::ArrayRef<int64_t> low,
                  llvm::ArrayRef<int64_t> high, mlir::TypedAttr value);

  // Indexing.
  mlir::Value gather(mlir::Value x, mlir::Value indices, int64_t axis);
  mlir::Value slice(mlir::Value x, llvm::ArrayRef<int64_t> starts,
                    llvm::ArrayRef<Extent> sizes);
  mlir::Value dynamicSlice(mlir::Value x, mlir::Value start,
                           llvm::ArrayRef<Extent> sizes);
  mlir::Value dynamicUpdateSlice(mlir::Value x, mlir::Value update,
                                 mlir::Value start);
  /// The start of a box that lies at `index`, an integer scalar, along `axis`
  /// and at 0 along the other dimensions: a vector of `rank` elements.
  mlir::Value startAlongAxis(mlir::Value index, int64_t axis, int64_t rank);

private:
  mlir::OpBuilder &builder;
  mlir::Location location;
  llvm::DenseMap<std::pair<mlir::Value, int64_t>, mlir::Value> dims;
};

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_IR_COREOPS_H
