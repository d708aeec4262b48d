//===- ReturnThroughArguments.cpp - Results of private functions in the caller's
//memory ===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A function that returns memory cannot give its temporaries back when it
// returns. Where the caller brings the memory along it can, and the caller
// knows when the result is no longer needed.
//
// Refuses: functions with a result of dynamic extents, or one that is not
// allocated in their own block.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace ptir {
#define GEN_PASS_DEF_RETURNTHROUGHARGUMENTSPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Whether every result that is memory is allocated by the function, and no two
/// are the same.
static bool allocatesItsResults(func::FuncOp function) {
  if (!function.isPrivate() || function.isDeclaration() ||
      !llvm::hasSingleElement(function.getBody()))
    return false;
  bool any = false;
  llvm::SmallDenseSet<Value> seen;
  Operation *end = function.getBody().front().getTerminator();
  for (Value result : end->getOperands()) {
    auto type = dyn_cast<MemRefType>(result.getType());
    if (!type)
      continue;
    auto alloc = result.getDefiningOp<memref::AllocOp>();
    if (!alloc || alloc->getBlock() != end->getBlock() ||
        !type.hasStaticShape() || !type.getLayout().isIdentity() ||
        !seen.insert(result).second)
      return false;
    any = true;
  }
  return any;
}

namespace {

struct ReturnThroughArgumentsPass
    : ptir::impl::ReturnThroughArgumentsPassBase<ReturnThroughArgumentsPass> {
  void runOnOperation() override {
    llvm::SmallPtrSet<Operation *, 8> chosen;
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (allocatesItsResults(function))
        chosen.insert(function);
    numFunctions += chosen.size();
    bufferization::BufferResultsToOutParamsOpts options;
    options.hoistStaticAllocs = true;
    options.filterFn = [&](func::FuncOp *function) {
      return chosen.contains(*function);
    };
    if (!chosen.empty() &&
        failed(bufferization::promoteBufferResultsToOutParams(getOperation(),
                                                              options)))
      signalPassFailure();
  }
};

} // namespace
