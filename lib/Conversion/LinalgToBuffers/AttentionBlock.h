//===- AttentionBlock.h - Attention of one block of queries -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// For the queries of a block:
//
//   m := -inf, s := 0, O := 0
//   for blocks of keys that one of the queries sees
//     S := K Q * scale, -inf where a query does not see a key
//     c := m;  m := max(m, max over keys of S)
//     c := exp(c - m);  S := exp(S - m);  s := s * c + sum over keys of S
//     O := O * c + V^T S
//   out := O / s
//
// The greatest score of a query that has seen nothing yet is -inf, and 0 is
// subtracted instead: what it has seen weighs 0.
//
// 32 queries are columns, side by side in vectors (Q is [D, 32], S is [64, 32],
// O is [E, 32]), so that nothing is summed across lanes. A few queries, as many
// as a step of decoding has per head of the cache, are rows (Q is [R, D], S is
// [R, 512], O is [R, E]): vectors run along heads and keys.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOBUFFERS_ATTENTIONBLOCK_H
#define PTIR_LIB_CONVERSION_LINALGTOBUFFERS_ATTENTIONBLOCK_H

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace ptir {

/// Emits the loops of one block where the builder stands.
class AttentionBlock {
public:
  /// How many queries a block has, of that many in all (or kDynamic): few are
  /// rows of a single block.
  static int64_t queriesPerBlock(int64_t queries);
  /// How many keys a block of that many queries has: columns read them again
  /// and again from the first-level cache; rows read them once, and only their
  /// scores stay.
  static int64_t keysPerBlock(int64_t numQueries);

  /// A matrix in memory of f32, as [rows, columns] or, unless `rowsFirst`,
  /// [columns, rows].
  struct Plane {
    mlir::Value memref;
    bool rowsFirst;
  };

  /// Takes memory on the stack for `numQueries` queries (see queriesPerBlock)
  /// and keys of `keySize` elements (D) and values of `valueSize` (E), to be
  /// used for one block after the other.
  AttentionBlock(mlir::ImplicitLocOpBuilder &b, int64_t numQueries,
                 int64_t keySize, int64_t valueSize, float scale);

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

  /// Of `loops` loops, to a matrix in memory: which are over its rows and
  /// columns.
  mlir::AffineMap planeMap(const Plane &plane, unsigned loops, unsigned row,
                           unsigned column);
  /// The same to a matrix of a block.
  mlir::AffineMap blockMap(unsigned loops, unsigned query, unsigned other);
  mlir::Value number(float value);
  mlir::Value allocate(mlir::ArrayRef<int64_t> shape);
  void fill(mlir::Value value, mlir::Value memref);
  /// What is said of queries and what of their elements, in the order of the
  /// dimensions of a matrix of a block.
  template <typename T>
  mlir::SmallVector<T> inOrder(T query, T other) {
    return areRows ? mlir::SmallVector<T>{query, other}
                   : mlir::SmallVector<T>{other, query};
  }
  /// Memory for `others` elements of each query.
  mlir::Value allocateBlock(int64_t others) {
    return allocate(inOrder(numQueries, others));
  }
  /// The first queries of a block, and the first of their elements.
  mlir::Value takePart(mlir::Value block, mlir::OpFoldResult queries,
                       mlir::OpFoldResult others);
  /// Loops of the kinds "p" and "r".
  void loops(llvm::StringRef kinds, mlir::ValueRange inputs,
             mlir::ValueRange outputs, mlir::ArrayRef<mlir::AffineMap> maps,
             BodyFn body);
  static Values multiplyAdd(mlir::ImplicitLocOpBuilder &b, mlir::ValueRange x);

  void scoreKeys(const Plane &keys, mlir::Value scores, mlir::Value bound);
  void weighKeys(mlir::Value scores);

  mlir::ImplicitLocOpBuilder &b;
  int64_t numQueries, numKeys, keySize, valueSize;
  float scale;
  /// Whether queries are rows of the matrices of a block.
  bool areRows;
  /// Of the loops over a matrix of a block, in the order of its dimensions.
  unsigned queryLoop, otherLoop;
  /// Of these two loops, to the matrix and to one element per query.
  mlir::AffineMap matrixMap, queryMap;
  /// Their kinds where all elements of a query make one.
  llvm::StringRef overOthers;
  /// Q, S, O, then one element per query.
  mlir::Value queryBlock, scoreBlock, contextBlock, greatest, correction,
      subtracted, sums;
};

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_LINALGTOBUFFERS_ATTENTIONBLOCK_H
