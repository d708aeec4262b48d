//===- RangePieces.h - Ranges in pieces worth a thread ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Threads meet at the beginning and at the end of a parallel range, which takes
// some microseconds. A range is therefore handed out in pieces of several
// indices, each worth about that, and one that makes a single piece is run
// where it is, by the rule of the runtime's pool for a count of one.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOBUFFERS_RANGEPIECES_H
#define PTIR_LIB_CONVERSION_LINALGTOBUFFERS_RANGEPIECES_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

#include <optional>

namespace ptir {

/// Work is counted in what one element of an elementwise loop, or one product
/// of a contraction that waits for memory, takes: about 0.1 ns. A piece has at
/// least this much, some microseconds.
inline constexpr int64_t leastWork = 32768;

/// Of one iteration of the loop.
int64_t iterationWork(mlir::linalg::GenericOp op);

/// The extent of a loop's dimension, from an operand that has it; null if all
/// index by more than the dimension.
mlir::Value findExtent(mlir::OpBuilder &builder, mlir::linalg::GenericOp op,
                       unsigned dim);

/// The work of one index of the dimension: that of all other loops together.
mlir::OpFoldResult indexWork(mlir::OpBuilder &builder,
                             mlir::linalg::GenericOp op, unsigned dim);

/// [0, extent) in pieces.
class RangePieces {
public:
  /// Nothing if there is, as far as is known, a single piece.
  static std::optional<RangePieces> divide(mlir::OpBuilder &builder,
                                           mlir::Location loc,
                                           mlir::OpFoldResult extent,
                                           mlir::OpFoldResult workPerIndex);

  mlir::Value getCount() const { return count; }

  /// The indices of the pieces [begin, end).
  std::pair<mlir::Value, mlir::Value> getIndices(mlir::OpBuilder &builder,
                                                 mlir::Location loc,
                                                 mlir::Value begin,
                                                 mlir::Value end) const;

private:
  mlir::Value count, extent;
  /// Indices of a piece.
  mlir::OpFoldResult size;
};

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_LINALGTOBUFFERS_RANGEPIECES_H
