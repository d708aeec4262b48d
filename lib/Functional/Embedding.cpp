//===- Embedding.cpp - Rows by index --------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Embedding.h"

#include "OperandChecks.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

Tensor functional::embeddingLookup(Emitter &emitter, Tensor weight,
                                   Tensor indices) {
  Operand table{"weight", weight}, rows{"indices", indices};
  OperandChecks check(emitter, "embedding_lookup", {table, rows});
  check.rankIs(table, 2);
  check.rankIsOneOf(rows, 1, 2);
  check.isIndex(rows, /*wide=*/true);
  if (!check.passed())
    return {};
  return emitter.bare("embedding_lookup", {weight, indices},
                      [](CoreOps &core, ValueRange args) {
                        return SmallVector<Value>{
                            core.binary<TakeOp>(args[0], args[1])};
                      })[0];
}
