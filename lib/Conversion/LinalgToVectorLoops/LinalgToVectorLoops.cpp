//===- LinalgToVectorLoops.cpp - Linalg on memrefs to vector loops --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Chooses for each linalg op on memrefs the loops it becomes, the most
// specific first: contraction, transposing copy, vectors along one loop,
// scalars.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToVectorLoops/Passes.h"

#include "CollapseLoops.h"
#include "GenericLoops.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace ptir {
#define GEN_PASS_DEF_LINALGTOVECTORLOOPSPASS
#include "ptir/Conversion/LinalgToVectorLoops/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir::vectorloops;

/// Emits loops for `op` in front of it. Returns whether they have vectors.
static bool emitLoops(ImplicitLocOpBuilder &b, linalg::GenericOp op,
                      unsigned vectorWidth) {
  IterationSpace space(b, op);
  if (emitContraction(b, space, vectorWidth))
    return true;
  std::optional<VectorLoop> loop = chooseVectorLoop(space, vectorWidth);
  if (!loop && emitTranspose(b, space, vectorWidth))
    return true;
  if (loop && space.isReduction(loop->dim))
    emitRowReduction(b, space, *loop);
  else
    emitParallelLoops(b, space, loop);
  return loop.has_value();
}

namespace {

struct LinalgToVectorLoopsPass
    : ptir::impl::LinalgToVectorLoopsPassBase<LinalgToVectorLoopsPass> {
  using Base::Base;

  LogicalResult initialize(MLIRContext *context) override {
    if (vectorWidth < 64 || !llvm::isPowerOf2_32(vectorWidth))
      return emitError(UnknownLoc::get(context),
                       "expected vector-width to be a power of two of at "
                       "least 64 bits, found ")
             << vectorWidth.getValue();
    return success();
  }

  LogicalResult lower(IRRewriter &rewriter, linalg::LinalgOp op) {
    rewriter.setInsertionPoint(op);
    FailureOr<linalg::GenericOp> generic =
        dyn_cast<linalg::GenericOp>(op.getOperation());
    if (!*generic)
      generic = linalg::generalizeNamedOp(rewriter, op);
    if (failed(generic))
      return op->emitOpError("expected an op that can be generalised to "
                             "linalg.generic");
    linalg::GenericOp collapsed = collapseLoops(rewriter, *generic);
    ImplicitLocOpBuilder b(collapsed.getLoc(), rewriter);
    b.setInsertionPoint(collapsed);
    if (emitLoops(b, collapsed, vectorWidth))
      ++numVectorized;
    else
      ++numScalar;
    rewriter.eraseOp(collapsed);
    return success();
  }

  void runOnOperation() override {
    SmallVector<linalg::LinalgOp> ops;
    getOperation()->walk([&](linalg::LinalgOp op) {
      if (op.hasPureBufferSemantics())
        ops.push_back(op);
    });
    IRRewriter rewriter(&getContext());
    for (linalg::LinalgOp op : ops)
      if (failed(lower(rewriter, op)))
        return signalPassFailure();
  }
};

} // namespace
