//===- InlineComposites.cpp - Composites to their decompositions ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The region of a composite is its meaning, so inlining always succeeds.
// Locations of the inlined ops name the composite. An op whose meaning is a
// composite becomes that first.
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/Transforms/Passes.h"

#include "mlir/IR/PatternMatch.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"

namespace ptir {
#define GEN_PASS_DEF_INLINECOMPOSITESPASS
#include "ptir/Dialect/PTIR/Transforms/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

namespace {

struct InlineCompositesPass
    : ptir::impl::InlineCompositesPassBase<InlineCompositesPass> {
  void runOnOperation() override {
    PatternRewriter patterns(&getContext());
    getOperation()->walk([&](LayerNormOp op) {
      patterns.setInsertionPoint(op);
      (void)LayerNormOp::canonicalize(op, patterns);
    });
    SmallVector<CompositeOp> composites;
    // Pre-order: an outer composite is opened before those inside it.
    getOperation()->walk<WalkOrder::PreOrder>(
        [&](CompositeOp op) { composites.push_back(op); });
    IRRewriter rewriter(&getContext());
    for (CompositeOp op : composites) {
      Block &body = op.getBody().front();
      auto yield = cast<YieldOp>(body.getTerminator());
      SmallVector<Value> results = llvm::to_vector(yield.getValues());
      rewriter.eraseOp(yield);
      SmallVector<Value> inputs = llvm::to_vector(op.getInputs());
      for (Value &result : results)
        if (auto argument = dyn_cast<BlockArgument>(result);
            argument && argument.getOwner() == &body)
          result = inputs[argument.getArgNumber()];
      rewriter.inlineBlockBefore(&body, op, inputs);
      rewriter.replaceOp(op, results);
      ++numInlined;
    }
  }
};

} // namespace
