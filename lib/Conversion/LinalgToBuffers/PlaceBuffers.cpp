//===- PlaceBuffers.cpp - Where every buffer lives
//-------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_PLACEBUFFERSPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

namespace {

struct PlaceBuffersPass : ptir::impl::PlaceBuffersPassBase<PlaceBuffersPass> {
  void runOnOperation() override {
    SmallVector<rt::SetResultOp> results;
    getOperation().walk([&](rt::SetResultOp op) { results.push_back(op); });
    for (rt::SetResultOp op : results) {
      auto alloc = op.getValue().getDefiningOp<memref::AllocOp>();
      // One buffer is one result; a second result is a copy of it.
      if (alloc && alloc->getBlock() == op->getBlock() &&
          alloc.getType().getLayout().isIdentity())
        place(op, alloc);
      else
        copy(op);
    }
    placeTemporaries();
    makeLoopsOfInsertions();
  }

  void placeTemporaries() {
    SmallVector<memref::AllocOp> allocs;
    getOperation().walk([&](memref::AllocOp op) { allocs.push_back(op); });
    for (memref::AllocOp op : allocs) {
      OpBuilder builder(op);
      auto temporary = rt::TemporaryOp::create(
          builder, op.getLoc(), op.getType(), op.getDynamicSizes());
      op.replaceAllUsesWith(temporary.getResult());
      op.erase();
      ++numTemporaries;
    }
  }

  void makeLoopsOfInsertions() {
    getOperation().walk([](memref::CopyOp op) {
      if (!op.getTarget().getDefiningOp<memref::SubViewOp>())
        return;
      OpBuilder builder(op);
      linalg::CopyOp::create(builder, op.getLoc(), op.getSource(),
                             op.getTarget());
      op.erase();
    });
  }

  void place(rt::SetResultOp op, memref::AllocOp alloc) {
    OpBuilder builder(alloc);
    auto result = rt::ResultOp::create(builder, op.getLoc(), alloc.getType(),
                                       op.getIndex(), alloc.getDynamicSizes());
    alloc.replaceAllUsesWith(result.getResult());
    alloc.erase();
    op.erase();
    ++numPlaced;
  }

  void copy(rt::SetResultOp op) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    auto from = cast<MemRefType>(op.getValue().getType());
    SmallVector<Value> dims;
    for (int64_t dim = 0; dim < from.getRank(); ++dim)
      if (from.isDynamicDim(dim))
        dims.push_back(memref::DimOp::create(builder, loc, op.getValue(), dim));
    auto type = MemRefType::get(from.getShape(), from.getElementType());
    Value result =
        rt::ResultOp::create(builder, loc, type, op.getIndex(), dims);
    linalg::CopyOp::create(builder, loc, op.getValue(), result);
    op.erase();
    ++numCopied;
  }
};

} // namespace
