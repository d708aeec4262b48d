//===- ReleaseSteps.cpp - Temporaries of the steps of loops ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// All that a step takes from the arena lies above what was there when the loop
// began, and the next step sees only what it is handed. What a step hands on
// unchanged is the loop's own input, which lies below. Refuses: loops that take
// nothing.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_RELEASESTEPSPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Whether a step takes memory that it does not give back itself: functions
/// that return memory do not.
static bool takesMemory(Operation *loop) {
  WalkResult result = loop->walk([](Operation *op) {
    bool takes = isa<rt::TemporaryOp>(op);
    if (auto call = dyn_cast<func::CallOp>(op))
      takes = llvm::any_of(call.getResultTypes(), llvm::IsaPred<MemRefType>);
    return takes ? WalkResult::interrupt() : WalkResult::advance();
  });
  return result.wasInterrupted();
}

/// The value that step 0 gets where every step gets what `argument` is: an
/// argument of the loop's first region.
static Value ownArgument(scf::WhileOp loop, unsigned index) {
  Value argument = loop.getAfterArguments()[index];
  Value forwarded = loop.getConditionOp().getArgs()[index];
  return forwarded == loop.getBeforeArguments()[index] ? argument : Value();
}
static Value ownArgument(scf::ForOp loop, unsigned index) {
  return loop.getRegionIterArgs()[index];
}

template <typename Loop>
static bool release(Loop loop, Operation *yield) {
  if (!takesMemory(loop))
    return false;
  OpBuilder builder(loop);
  Value mark =
      rt::ArenaTopOp::create(builder, loop.getLoc(), builder.getIndexType());
  SmallVector<OpOperand *> kept;
  SmallVector<Value> views;
  for (OpOperand &operand : yield->getOpOperands()) {
    if (!isa<MemRefType>(operand.get().getType()) ||
        operand.get() == ownArgument(loop, operand.getOperandNumber()))
      continue;
    kept.push_back(&operand);
    views.push_back(operand.get());
  }
  builder.setInsertionPoint(yield);
  auto moved = rt::ReleaseOp::create(builder, loop.getLoc(),
                                     ValueRange(views).getTypes(), mark, views);
  for (auto [operand, view] : llvm::zip_equal(kept, moved.getResults()))
    operand->set(view);
  return true;
}

namespace {

struct ReleaseStepsPass : ptir::impl::ReleaseStepsPassBase<ReleaseStepsPass> {
  void runOnOperation() override {
    getOperation().walk([&](Operation *op) {
      bool released = false;
      if (auto loop = dyn_cast<scf::WhileOp>(op))
        released = release(loop, loop.getYieldOp());
      else if (auto loop = dyn_cast<scf::ForOp>(op))
        released = release(loop, loop.getBody()->getTerminator());
      numLoops += released;
    });
  }
};

} // namespace
