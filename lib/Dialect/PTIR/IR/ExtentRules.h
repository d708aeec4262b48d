//===- ExtentRules.h - What extents depend on -------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_IR_EXTENTRULES_H
#define PTIR_LIB_DIALECT_PTIR_IR_EXTENTRULES_H

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

namespace ptir {

/// How dimension `dim` of the result depends on the same one of x: windows
/// along one axis. Padding is a window of one element.
inline WindowAxis windowAxis(PadOp op, int64_t dim) {
  return {
      1, 1, op.getInterior()[dim] + 1, 1, op.getLow()[dim], op.getHigh()[dim]};
}
inline WindowAxis windowAxis(ReduceWindowOp op, int64_t dim) {
  return ReduceWindow{op.getWindow(), op.getStrides(), op.getBaseDilation(),
                      op.getWindowDilation(), op.getPadding()}
      .axis(dim);
}
inline WindowAxis windowAxis(ExtractPatchesOp op, int64_t dim) {
  if (dim == 0)
    return {1, 1, 1, 1, 0, 0};
  return PatchWindow{op.getWindow(), op.getStrides(), op.getDilation(),
                     op.getPadding()}
      .axis(dim - 1);
}

/// The product of the extents that are known.
inline int64_t knownElements(mlir::RankedTensorType type) {
  uint64_t product = 1;
  for (int64_t extent : type.getShape())
    if (!mlir::ShapedType::isDynamic(extent))
      product *= static_cast<uint64_t>(extent);
  return static_cast<int64_t>(product);
}

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_IR_EXTENTRULES_H
