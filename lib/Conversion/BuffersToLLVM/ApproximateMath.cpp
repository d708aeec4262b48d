//===- ApproximateMath.cpp - Elementary functions without calls -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/BuffersToLLVM/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
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

/// A number as a constant of a float or vector type.
static Value splat(OpBuilder &builder, Location loc, Type type, double value) {
  TypedAttr attribute = builder.getFloatAttr(getElementTypeOrSelf(type), value);
  if (auto vector = dyn_cast<VectorType>(type))
    attribute = DenseElementsAttr::get(vector, attribute);
  return arith::ConstantOp::create(builder, loc, attribute);
}

/// MLIR's polynomial takes every subnormal for the smallest normal number, so
/// it gets 2^23 x, and the result is corrected.
static void keepSubnormals(math::LogOp log) {
  OpBuilder builder(log);
  Location loc = log.getLoc();
  Value x = log.getOperand();
  auto constant = [&](double value) {
    return splat(builder, loc, x.getType(), value);
  };
  Value isSmall = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OLT,
                                        x, constant(0x1p-126));
  Value scaled = arith::MulFOp::create(builder, loc, x, constant(0x1p23));
  log.getOperandMutable().assign(
      arith::SelectOp::create(builder, loc, isSmall, scaled, x));
  builder.setInsertionPointAfter(log);
  // 23 ln 2
  Value shifted = arith::SubFOp::create(builder, loc, log.getResult(),
                                        constant(15.942385152878742));
  Value result =
      arith::SelectOp::create(builder, loc, isSmall, shifted, log.getResult());
  log.getResult().replaceUsesWithIf(result, [&](OpOperand &use) {
    return use.getOwner() != shifted.getDefiningOp() &&
           use.getOwner() != result.getDefiningOp();
  });
}

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
    getOperation()->walk([](Operation *op) {
      if (op->getNumResults() != 1 ||
          !getElementTypeOrSelf(op->getResult(0)).isF32())
        return;
      if (auto log = dyn_cast<math::LogOp>(op))
        keepSubnormals(log);
      if (auto erf = dyn_cast<math::ErfOp>(op))
        keepSignOfZero(erf);
    });
    RewritePatternSet patterns(&getContext());
    populateMathPolynomialApproximationPatterns(patterns);
    arith::populateExpandBFloat16Patterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns)))) {
      getOperation()->emitError("math approximation did not converge");
      signalPassFailure();
    }
  }
};

} // namespace
