//===- ExtentSources.h - Where result extents come from --------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_EXTENTSOURCES_H
#define PTIR_DIALECT_PTIR_IR_EXTENTSOURCES_H

#include "mlir/IR/Builders.h"

namespace ptir {

/// What decides an extent: a number, dimension `number` of a tensor, or an
/// extent operand (`tensor<si64>`).
struct ExtentSource {
  enum class Kind { Constant, Dimension, Operand };
  Kind kind;
  /// The tensor or the operand; null for a constant.
  mlir::Value value;
  /// The constant or the dimension; 0 for an operand.
  int64_t number;

  bool operator==(const ExtentSource &other) const {
    return kind == other.kind && value == other.value && number == other.number;
  }
  bool operator!=(const ExtentSource &other) const { return !(*this == other); }
};

/// Follows dimension `dim` of `tensor` through the ops that keep an extent, up
/// to where it is decided. Reads the IR, changes nothing.
ExtentSource findExtentSource(mlir::Value tensor, int64_t dim);

/// The same for a value of type `tensor<si64>`.
ExtentSource findExtentSource(mlir::Value extent);

/// Whether two tensors of one rank surely have the same extents at run time.
bool haveEqualExtents(mlir::Value lhs, mlir::Value rhs);

/// Whether an op says where dimension `dim` of its result comes from. Calls and
/// ops of other dialects do not, nor composites that compute the extent in
/// their region.
bool tellsExtent(mlir::OpResult result, int64_t dim);

/// The extent of dimension `dim` of an op's result as a `tensor<si64>` that is
/// computed from the op's operands, at the builder's insertion point. Null if
/// the op does not tell; then nothing is created.
mlir::Value createResultExtent(mlir::OpBuilder &builder, mlir::OpResult result,
                               int64_t dim);

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_IR_EXTENTSOURCES_H
