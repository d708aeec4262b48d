//===- MatmulTile.h - Register tiles of matrix products ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A tile of the output is held in registers for the whole reduction. Where
// the operands lie is the caller's business: it gives accessors.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_MATMULTILE_H
#define PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_MATMULTILE_H

#include "LoopNest.h"

#include "mlir/IR/BuiltinTypes.h"

#include <functional>

namespace ptir::vectorloops {

/// Output elements [row, row + rows) x [column, column + columns), where a
/// tile of outer products counts its columns in vectors.
struct TilePlace {
  Value row, column;
  int64_t rows = 1;
  int64_t columns = 1;
  /// Of the only vector of columns, if not all its lanes exist.
  Value mask;
};

/// How a tile reaches its operands. All functions emit at the builder the
/// tile is emitted with.
struct TileAccess {
  /// Of the accumulators; operands are converted to it by the functions.
  mlir::Type elementType;
  int64_t lanes = 1;
  /// Vectors a tile of outer products adds to at least, by splitting k, so
  /// that it does not wait for the latency of its additions.
  int64_t leastSums = 1;
  /// lhs[row, k]: a scalar for outer products; a vector along k, masked, for
  /// row dots.
  std::function<Value(Value row, Value k, Value mask)> lhs;
  /// rhs[k, column]: a vector along the columns for outer products, along k
  /// for row dots; masked.
  std::function<Value(Value k, Value column, Value mask)> rhs;
  /// For outer products: how many depths lie beside each other in memory, and
  /// the vectors of rhs[k…, column], one for each of them. `k` is `lower` plus
  /// a multiple of `depthsTogether`.
  int64_t depthsTogether = 1;
  std::function<Values(Value k, Value column)> rhsTogether;
  /// What is in the output before, `count` columns of it: a vector, or a
  /// scalar if there is one. Sums start from zero without it.
  std::function<Value(Value row, Value column, int64_t count, Value mask)>
      before;
  std::function<void(Value sum, Value row, Value column, Value mask)> store;
  /// Whether row dots may read and store vectors of columns.
  bool storesColumns = false;

  /// The innermost reduction, lower <= upper.
  Value lower, upper;
  /// Further reductions around it, which must call their argument once in
  /// the innermost place; may be empty.
  std::function<Values(ValueRange carried,
                       llvm::function_ref<Values(ValueRange)> inner)>
      outerReductions;
};

/// Tile sizes for a register file of 32 vectors of 512 bits, or 16 of fewer.
struct TileSizes {
  explicit TileSizes(unsigned vectorWidth)
      : isWide(vectorWidth >= 512), outerVectors(isWide ? 4 : 2),
        leastSums(isWide ? 16 : 8), dotColumns(isWide ? 8 : 4) {}
  bool isWide;
  /// Vectors of columns of a tile of outer products; 6 rows fit beside them.
  int64_t outerVectors;
  int64_t leastSums;
  static constexpr int64_t outerRows[] = {6, 2, 1};
  /// Columns of a tile of row dots; 3 rows fit beside them.
  int64_t dotColumns;
  static constexpr int64_t dotRows[] = {3, 2};
};

/// sum += lhs[row, k] * rhs[k, columns…] for k in order: one scalar of the
/// left times vectors of the right.
void emitOuterProductTile(ImplicitLocOpBuilder &b, const TileAccess &access,
                          const TilePlace &place);

/// sum += lhs[row, k…] * rhs[k…, column] for all rows [0, rows) and columns
/// [begin, end): vectors along k, whose lanes are summed at the end. At most
/// `dotColumns` columns, a power of two, are taken at a time.
void emitRowDots(ImplicitLocOpBuilder &b, const TileAccess &access, Value rows,
                 Value begin, Value end, int64_t dotColumns);

} // namespace ptir::vectorloops

#endif // PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_MATMULTILE_H
