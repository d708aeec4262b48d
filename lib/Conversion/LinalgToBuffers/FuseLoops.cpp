//===- FuseLoops.cpp - Elementwise loops into their readers ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The rewriting is linalg's; what is decided here is when it pays. Refuses:
// producers with several readers that compute something, producers other than
// transposes and broadcasts for contractions, producers that report errors, and
// producers outside of the reader's loop.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_FUSELOOPSPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Yields an input or a constant: a transpose, a broadcast, a fill.
static bool onlyMoves(linalg::GenericOp producer) {
  Block &body = *producer.getBody();
  return llvm::hasSingleElement(body.getOperations());
}

/// Widens a parameter, which is read faster as it is, once per use.
static bool widensParameter(linalg::GenericOp producer) {
  auto convertsOne = [](Operation &op) {
    return isa<arith::ExtFOp, arith::SIToFPOp, linalg::YieldOp>(op);
  };
  return producer.getNumDpsInputs() == 1 &&
         producer.getDpsInputOperand(0)->get().getDefiningOp<rt::ParamOp>() &&
         llvm::all_of(*producer.getBody(), convertsOne);
}

/// Reports errors: it runs once per element, whatever reads its result.
static bool hasChecks(linalg::GenericOp producer) {
  return llvm::any_of(*producer.getBody(),
                      [](Operation &op) { return isa<rt::CheckOp>(op); });
}

static bool pays(OpOperand *fused) {
  auto producer = fused->get().getDefiningOp<linalg::GenericOp>();
  auto consumer = dyn_cast<linalg::GenericOp>(fused->getOwner());
  if (!producer || !consumer || hasChecks(producer))
    return false;
  // Inside a region of its own it would run once per step of a loop.
  if (producer->getBlock() != consumer->getBlock())
    return false;
  if (onlyMoves(producer) || widensParameter(producer))
    return true;
  bool isContraction =
      consumer.getNumReductionLoops() > 0 && consumer.getNumDpsInputs() > 1;
  return !isContraction && fused->get().hasOneUse();
}

namespace {

struct FuseLoopsPass : ptir::impl::FuseLoopsPassBase<FuseLoopsPass> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    linalg::populateElementwiseOpsFusionPatterns(patterns, [&](OpOperand *use) {
      bool fuse = pays(use);
      if (fuse)
        ++numFused;
      return fuse;
    });
    affine::AffineApplyOp::getCanonicalizationPatterns(patterns, &getContext());
    linalg::GenericOp::getCanonicalizationPatterns(patterns, &getContext());
    GreedyRewriteConfig config;
    config.setUseTopDownTraversal();
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns),
                                     config))) {
      getOperation().emitError("loop fusion did not converge");
      signalPassFailure();
    }
  }
};

} // namespace
