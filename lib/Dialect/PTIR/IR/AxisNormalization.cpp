//===- AxisNormalization.cpp - Axes that count from the end ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The canonical form of an axis is not negative. Ops that also have other
// rewrites do this beside them.
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

#include "mlir/IR/PatternMatch.h"

#include <optional>

using namespace mlir;
using namespace ptir;

namespace {
/// axis -1  =>  axis rank - 1, of the first operand.
template <typename OpTy>
struct NormalizeAxis : OpRewritePattern<OpTy> {
  using OpRewritePattern<OpTy>::OpRewritePattern;

  LogicalResult matchAndRewrite(OpTy op,
                                PatternRewriter &rewriter) const override {
    std::optional<int64_t> axis = op.getAxis();
    if (!axis || *axis >= 0)
      return rewriter.notifyMatchFailure(op, "no axis that is negative");
    auto type = cast<RankedTensorType>(op->getOperand(0).getType());
    rewriter.modifyOpInPlace(op, [&] { op.setAxis(*axis + type.getRank()); });
    return success();
  }
};
} // namespace

#define PTIR_NORMALIZE_AXIS(OP)                                                \
  void OP::getCanonicalizationPatterns(RewritePatternSet &patterns,            \
                                       MLIRContext *context) {                 \
    patterns.add<NormalizeAxis<OP>>(context);                                  \
  }
PTIR_NORMALIZE_AXIS(ArgmaxOp)
PTIR_NORMALIZE_AXIS(ConcatOp)
PTIR_NORMALIZE_AXIS(DequantizeOp)
PTIR_NORMALIZE_AXIS(GatherOp)
PTIR_NORMALIZE_AXIS(QuantizeOp)
PTIR_NORMALIZE_AXIS(RequantizeOp)
PTIR_NORMALIZE_AXIS(ScatterReduceOp)
PTIR_NORMALIZE_AXIS(TopKOp)
#undef PTIR_NORMALIZE_AXIS
