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
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace ptir {
#define GEN_PASS_DEF_APPROXIMATEMATHPASS
#include "ptir/Conversion/BuffersToLLVM/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

namespace {

struct ApproximateMathPass
    : ptir::impl::ApproximateMathPassBase<ApproximateMathPass> {
  void runOnOperation() override {
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
