//===- ActivationImplementations.cpp - Softmax in another way -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "BuiltInImplementations.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

/// exp(z - log(sum(exp(z)))) with z = x - max: no division.
static SmallVector<Value> logSumExp(CoreOps &core, ValueRange args,
                                    DictionaryAttr) {
  Value x = args[0];
  int64_t last = cast<RankedTensorType>(x.getType()).getRank() - 1;
  SmallVector<Extent> shape = core.extents(x);
  Value max = core.reduce(ReduceKind::Max, x, last);
  Value shifted = core.sub(x, core.broadcast(max, shape));
  Value sum = core.reduce(ReduceKind::Sum, core.unary<ExpOp>(shifted), last);
  Value logarithm = core.broadcast(core.unary<LogOp>(sum), shape);
  return {core.unary<ExpOp>(core.sub(shifted, logarithm))};
}

void functional::appendActivationImplementations(
    std::vector<FunctionalImplementation> &list) {
  list.push_back({"softmax_last_dim", "log_sum_exp",
                  "exp(x - log(sum(exp(x)))), shifted by the maximum",
                  supportsEverything, implementBy("log_sum_exp", logSumExp)});
}
