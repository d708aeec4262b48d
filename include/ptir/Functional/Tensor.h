//===- Tensor.h - A symbolic tensor -----------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What functionals and layers compute with: a handle to a value of the program
// under construction. It holds no data and costs as much as a pointer.
//
// A functional that fails reports once and returns an empty handle; a
// functional that gets one returns one, silently. So calls chain without
// checks in between, and the emitter's status() tells at the end.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_TENSOR_H
#define PTIR_FUNCTIONAL_TENSOR_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Value.h"

namespace ptir::functional {

/// A value of ranked tensor type, or empty. Valid as long as the program that
/// the value is part of.
class Tensor {
public:
  /// Empty: what a failed functional returns.
  Tensor() = default;
  /// Any value; one that is not a ranked tensor gives an empty handle.
  Tensor(mlir::Value value) {
    if (value && llvm::isa<mlir::RankedTensorType>(value.getType()))
      handle = value;
  }

  explicit operator bool() const { return static_cast<bool>(handle); }
  mlir::Value getValue() const { return handle; }

  // Every accessor is total: an empty handle has the null type, rank 0 and no
  // extents; an axis out of range has a dynamic extent.

  mlir::RankedTensorType getType() const {
    return handle ? llvm::cast<mlir::RankedTensorType>(handle.getType())
                  : mlir::RankedTensorType();
  }
  mlir::Type getElementType() const {
    return handle ? getType().getElementType() : mlir::Type();
  }
  llvm::ArrayRef<int64_t> getShape() const {
    return handle ? getType().getShape() : llvm::ArrayRef<int64_t>();
  }
  int64_t getRank() const { return static_cast<int64_t>(getShape().size()); }
  /// `axis` may be negative: it then counts from the end.
  int64_t getExtent(int64_t axis) const {
    if (axis < 0)
      axis += getRank();
    return axis >= 0 && axis < getRank() ? getShape()[axis]
                                         : mlir::ShapedType::kDynamic;
  }

private:
  mlir::Value handle;
};

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_TENSOR_H
