//===- ApproximateMath.cpp - Elementary functions without calls -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/BuffersToLLVM/Passes.h"

#include "LoweringPatterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/TypeUtilities.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace ptir {
#define GEN_PASS_DEF_APPROXIMATEMATHPASS
#include "ptir/Conversion/BuffersToLLVM/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// MLIR's polynomial gives +0 for -0; erf has the sign of its operand.
static void keepSignOfZero(math::ErfOp erf) {
  OpBuilder builder(erf);
  builder.setInsertionPointAfter(erf);
  Value result = math::CopySignOp::create(builder, erf.getLoc(),
                                          erf.getResult(), erf.getOperand());
  erf.getResult().replaceAllUsesExcept(result, result.getDefiningOp());
}

namespace {

struct ApproximateMathPass
    : ptir::impl::ApproximateMathPassBase<ApproximateMathPass> {
  void runOnOperation() override {
    getOperation()->walk([](math::ErfOp erf) {
      if (getElementTypeOrSelf(erf.getType()).isF32())
        keepSignOfZero(erf);
    });
    RewritePatternSet patterns(&getContext());
    populateElementaryFunctionPatterns(patterns);
    populatePolynomialApproximateTanhPattern(patterns);
    populatePolynomialApproximateErfPattern(patterns);
    populateNarrowFloatPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns)))) {
      getOperation()->emitError("math approximation did not converge");
      signalPassFailure();
    }
  }
};

} // namespace
