//===- ShapeRules.h - Shape rules as pure functions ------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The rules of docs/spec that speak of shapes alone, without IR. Extents are
// non-negative or `ShapedType::kDynamic`. A function returns the result shape,
// or what is wrong and with which operand; the label of the broken rule stands
// in a comment at the line that finds it.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_SHAPERULES_H
#define PTIR_DIALECT_PTIR_IR_SHAPERULES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>
#include <string>

namespace ptir {

using Shape = llvm::SmallVector<int64_t>;
using ShapeRef = llvm::ArrayRef<int64_t>;

/// A result shape, or the message for a person and the operand it is about.
struct ShapeResult {
  Shape shape;
  std::string error;
  /// Operand to point a note at; -1 for none.
  int operand = -1;

  bool ok() const { return error.empty(); }
  static ShapeResult failure(std::string error, int operand = -1) {
    ShapeResult result;
    result.error = std::move(error);
    result.operand = operand;
    return result;
  }
  static ShapeResult success(Shape shape) {
    ShapeResult result;
    result.shape = std::move(shape);
    return result;
  }
};

/// `axis` in [-rank, rank) as a value in [0, rank); nothing when out of range.
std::optional<int64_t> normalizeAxis(int64_t axis, int64_t rank);

/// Equal, or at least one is known only at run time.
bool extentsCompatible(int64_t lhs, int64_t rhs);

/// `[2, ?, 3]`.
std::string formatShape(ShapeRef shape);

/// Product of the extents; nothing if one is dynamic or the product does not
/// fit in 63 bits.
std::optional<int64_t> getNumElements(ShapeRef shape);

ShapeResult reduceShape(ShapeRef x, ShapeRef axes, bool keepdims);

struct DotDims {
  ShapeRef batchLhs, batchRhs, contractLhs, contractRhs;
};
ShapeResult dotGeneralShape(ShapeRef lhs, ShapeRef rhs, const DotDims &dims);

ShapeResult transposeShape(ShapeRef x, ShapeRef perm);

/// Checks reshape_c1 as far as it is known statically.
ShapeResult reshapeShape(ShapeRef x, ShapeRef result);

ShapeResult broadcastShape(ShapeRef x, ShapeRef result);

ShapeResult concatShape(llvm::ArrayRef<ShapeRef> xs, int64_t axis);

/// `strides` may be empty: all ones.
ShapeResult sliceShape(ShapeRef x, ShapeRef starts, ShapeRef sizes,
                       ShapeRef strides);

ShapeResult takeShape(ShapeRef x, ShapeRef indices);

ShapeResult dynamicSliceShape(ShapeRef x, ShapeRef start, ShapeRef sizes);

ShapeResult dynamicUpdateSliceShape(ShapeRef x, ShapeRef update,
                                    ShapeRef start);

// WindowShapeRules.cpp

ShapeResult padShape(ShapeRef x, ShapeRef low, ShapeRef high,
                     ShapeRef interior);

ShapeResult tileShape(ShapeRef x, ShapeRef repeats);

/// How a window slides along one axis.
struct WindowAxis {
  int64_t window, stride, baseDilation, windowDilation, low, high;
};

/// The attributes of `ptir.extract_patches`, per spatial axis.
struct PatchWindow {
  ShapeRef window, strides, dilation, padding;
  WindowAxis axis(size_t i) const;
};
ShapeResult extractPatchesShape(ShapeRef x, const PatchWindow &window);

/// The attributes of `ptir.reduce_window`, per dimension.
struct ReduceWindow {
  ShapeRef window, strides, baseDilation, windowDilation, padding;
  WindowAxis axis(size_t i) const;
};
ShapeResult reduceWindowShape(ShapeRef x, const ReduceWindow &window);

// IndexingShapeRules.cpp

ShapeResult gatherShape(ShapeRef x, ShapeRef indices, int64_t axis);

ShapeResult scatterReduceShape(ShapeRef x, ShapeRef indices, ShapeRef updates,
                               int64_t axis);

/// The attributes of `ptir.scatter_add`; the rank of indices as `indexVector`
/// means that its elements are the index vectors.
struct ScatterDims {
  ShapeRef updateWindow, insertedWindow, toOperand;
  int64_t indexVector;
};
ShapeResult scatterAddShape(ShapeRef x, ShapeRef indices, ShapeRef updates,
                            const ScatterDims &dims);

ShapeResult segmentReduceShape(ShapeRef data, ShapeRef ids,
                               int64_t numSegments);

ShapeResult topKShape(ShapeRef x, int64_t k, int64_t axis);

/// The shapes of a scale and its zero point, operands `firstOperand` and the
/// next one. The result shape is that of x.
ShapeResult quantizationShape(ShapeRef x, ShapeRef scale, ShapeRef zero,
                              std::optional<int64_t> axis, int firstOperand);

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_IR_SHAPERULES_H
