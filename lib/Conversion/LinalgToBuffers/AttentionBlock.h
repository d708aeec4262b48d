//===- AttentionBlock.h - Attention of one block of queries -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// For 32 queries, which lie side by side in vectors (Q is [D, 32], S is
// [64, 32], O is [E, 32]):
//
//   m := -inf, s := 0, O := 0
//   for blocks of 64 keys that one of the queries sees
//     S := K Q * scale, -inf where a query does not see a key
//     c := m;  m := max(m, max over keys of S)
//     c := exp(c - m);  S := exp(S - m);  s := s * c + sum over keys of S
//     O := O * c + V^T S
//   out := O / s
//
// The greatest score of a query that has seen nothing yet is -inf, and 0 is
// subtracted instead: what it has seen weighs 0.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOBUFFERS_ATTENTIONBLOCK_H
#define PTIR_LIB_CONVERSION_LINALGTOBUFFERS_ATTENTIONBLOCK_H

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace ptir {

/// Emits the loops of one block where the builder stands.
class AttentionBlock {
public:
  /// Two vectors of 16 elements: more would compute more scores that no causal
  /// query sees, fewer would not fill the registers.
  static constexpr int64_t numQueries = 32;
  /// Keys, values and scores of a block stay in the first-level cache.
  static constexpr int64_t numKeys = 64;

  /// A matrix in memory of f32, as [rows, columns] or, unless `rowsFirst`,
  /// [columns, rows].
  struct Plane {
    mlir::Value memref;
    bool rowsFirst;
  };

  /// Takes memory on the stack for queries and keys of `keySize` elements (D)
  /// and values of `valueSize` (E), to be used for one block after the other.
  AttentionBlock(mlir::ImplicitLocOpBuilder &b, int64_t keySize,
                 int64_t valueSize, float scale);

  /// Loads `rows` queries, [rows, D]. `noKeys` is an i1: over no keys at all
  /// the sum of products is 0, and so is the result.
  void start(const Plane &queries, mlir::Value rows, mlir::Value noKeys);

  /// Adds what the queries see of `rows` keys, [rows, D], and their values,
  /// [rows, E]. Query r of the block sees key l of these where l <= r + bound,
  /// an i32; all if `bound` is null.
  void addKeys(const Plane &keys, const Plane &values, mlir::Value rows,
               mlir::Value bound);

  /// Stores the results of `rows` queries, [rows, E].
  void finish(const Plane &out, mlir::Value rows);

private:
  using Values = mlir::SmallVector<mlir::Value>;
  using BodyFn = llvm::function_ref<Values(mlir::ImplicitLocOpBuilder &b,
                                           mlir::ValueRange elements)>;

  /// The map of `loops` loops to the two given.
  mlir::AffineMap planeMap(unsigned loops, unsigned row, unsigned column);
  /// Of (row, column).
  mlir::AffineMap mapOf(const Plane &plane) {
    return plane.rowsFirst ? rowColumn : columnRow;
  }
  mlir::Value number(float value);
  mlir::Value allocate(mlir::ArrayRef<int64_t> shape);
  void fill(mlir::Value value, mlir::Value memref);
  /// The first rows and columns of a block.
  mlir::Value takePart(mlir::Value block, mlir::OpFoldResult rows,
                       mlir::OpFoldResult columns);
  /// Loops of the kinds "p" and "r".
  void loops(llvm::StringRef kinds, mlir::ValueRange inputs,
             mlir::ValueRange outputs, mlir::ArrayRef<mlir::AffineMap> maps,
             BodyFn body);
  static Values multiplyAdd(mlir::ImplicitLocOpBuilder &b, mlir::ValueRange x);

  void scoreKeys(const Plane &keys, mlir::Value scores, mlir::Value bound);
  void weighKeys(mlir::Value scores);

  mlir::ImplicitLocOpBuilder &b;
  int64_t keySize, valueSize;
  float scale;
  /// Of two loops.
  mlir::AffineMap rowColumn, columnRow, columnOnly;
  /// [D, 32], [64, 32], [E, 32], then one element per query.
  mlir::Value queryBlock, scoreBlock, contextBlock, greatest, correction,
      subtracted, sums;
};

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_LINALGTOBUFFERS_ATTENTIONBLOCK_H
