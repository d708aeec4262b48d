//===- ConstantElements.h - Elements of constants as scalars ---*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The bridge between MLIR's attributes and the scalar semantics of Support,
// which folders share with the reference interpreter.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_IR_CONSTANTELEMENTS_H
#define PTIR_LIB_DIALECT_PTIR_IR_CONSTANTELEMENTS_H

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Value.h"

#include <optional>

namespace ptir {

/// One element as words of ScalarCast.h; the imaginary one is 0 for reals.
struct ConstantScalar {
  uint64_t real = 0;
  uint64_t imaginary = 0;
};

/// A constant with more elements than this is not built by folding, unless it
/// is a splat.
inline constexpr int64_t maxFoldedElements = 4096;

/// Reads a dense constant of a PTIR element type without copying it.
class ConstantElements {
public:
  /// Nothing for null and for attributes that are not such a constant.
  static std::optional<ConstantElements> get(mlir::Attribute attribute);

  ElementType getElementType() const { return element; }
  mlir::RankedTensorType getType() const {
    return llvm::cast<mlir::RankedTensorType>(attribute.getType());
  }
  bool isSplat() const { return attribute.isSplat(); }
  int64_t size() const { return attribute.getNumElements(); }
  /// Element `index` in row-major order.
  ConstantScalar operator[](int64_t index) const;

private:
  ConstantElements(mlir::DenseElementsAttr attribute, ElementType element)
      : attribute(attribute), element(element) {}

  mlir::DenseElementsAttr attribute;
  ElementType element;
};

/// A constant of static `type` from one scalar per element, or from one for
/// all.
mlir::DenseElementsAttr buildConstant(mlir::RankedTensorType type,
                                      llvm::ArrayRef<ConstantScalar> scalars);

/// Computes each element of a result from the elements of its operands, which
/// have its shape. Nothing if an operand is not constant, the result would be
/// too large, or `compute` gives nothing for one of the elements.
using ComputeScalar = llvm::function_ref<std::optional<ConstantScalar>(
    llvm::ArrayRef<ConstantScalar>)>;
mlir::Attribute foldElements(mlir::RankedTensorType result,
                             llvm::ArrayRef<mlir::Attribute> operands,
                             ComputeScalar compute);

/// Fills a result from elements found by position: `pick` gets the index in
/// each dimension. Nothing if the result would be too large.
using PickScalar =
    llvm::function_ref<ConstantScalar(llvm::ArrayRef<int64_t> index)>;
mlir::Attribute fillElements(mlir::RankedTensorType result, PickScalar pick);

/// The row-major position of an index.
int64_t linearize(llvm::ArrayRef<int64_t> index, llvm::ArrayRef<int64_t> shape);

/// Run-time extents as constants.
mlir::DenseElementsAttr extentAttr(mlir::MLIRContext *context, int64_t extent);
std::optional<int64_t> getConstantExtent(mlir::Value extent);

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_IR_CONSTANTELEMENTS_H
