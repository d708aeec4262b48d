//===- AttentionChecks.cpp - Heads and packed projections -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AttentionChecks.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

void functional::checkPacked(OperandChecks &check,
                             const AttentionConfig &config, Operand qkv) {
  Status status = config.validate();
  check.require(status.ok(), [&] { return status.message(); });
  check.isFloat(qkv);
  check.rankIsOneOf(qkv, 2, 3);
  if (check.passed())
    check.staticExtentIs(qkv, qkv.tensor.getRank() - 1, config.packedWidth(),
                         "the packed projection width");
}

SmallVector<NamedAttribute>
functional::headEntries(Builder &builder, const AttentionConfig &config) {
  return {builder.getNamedAttr("head_dim",
                               builder.getI64IntegerAttr(config.headDim)),
          builder.getNamedAttr("key_value_heads",
                               builder.getI64IntegerAttr(config.keyValueHeads)),
          builder.getNamedAttr("query_heads",
                               builder.getI64IntegerAttr(config.queryHeads))};
}
