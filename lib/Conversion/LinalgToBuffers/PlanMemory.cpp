//===- PlanMemory.cpp - Temporaries that share memory ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Temporaries of known extents become parts of one block, at offsets chosen so
// that two of them overlap only if one is used up before the other is first
// used. Large ones are placed first, each at the lowest offset that is free for
// as long as it lives. A small block that is written again and again stays in
// the cache.
//
// Refuses: temporaries of dynamic extents, those of loops (which are given back
// with every step), and those that leave the function.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "MemoryBytes.h"
#include "MemoryViews.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_PLANMEMORYPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Vectors, and lines of the cache, are this long.
static constexpr int64_t alignment = 64;

namespace {

/// A temporary and the ops of its block between which its content matters.
struct Placed {
  rt::TemporaryOp op;
  int64_t bytes;
  unsigned firstUse, lastUse;
  int64_t offset = 0;

  bool livesWith(const Placed &other) const {
    return firstUse <= other.lastUse && other.firstUse <= lastUse;
  }
};

} // namespace

/// Where the ops of one block stand.
using Positions = llvm::DenseMap<Operation *, unsigned>;

/// Finds where a temporary and every view of it are used; false if it leaves
/// the block or nothing uses it.
static bool findUses(const Positions &positions, Placed &placed) {
  placed.firstUse = ~0u;
  placed.lastUse = 0;
  bool stays =
      forEachMemoryUse(placed.op.getResult(), *placed.op->getBlock(),
                       [&](Operation *, Operation *ancestor) {
                         unsigned position = positions.lookup(ancestor);
                         placed.firstUse = std::min(placed.firstUse, position);
                         placed.lastUse = std::max(placed.lastUse, position);
                       });
  return stays && placed.firstUse <= placed.lastUse;
}

/// The lowest offset at which `next` overlaps none that lives with it.
static int64_t findOffset(const Placed &next, ArrayRef<Placed> before) {
  SmallVector<const Placed *> rivals;
  for (const Placed &other : before)
    if (other.livesWith(next))
      rivals.push_back(&other);
  llvm::sort(rivals, [](const Placed *a, const Placed *b) {
    return a->offset < b->offset;
  });
  int64_t offset = 0;
  for (const Placed *other : rivals) {
    if (offset + next.bytes <= other->offset)
      break;
    offset = std::max(offset, static_cast<int64_t>(llvm::alignTo(
                                  other->offset + other->bytes, alignment)));
  }
  return offset;
}

namespace {

struct PlanMemoryPass : ptir::impl::PlanMemoryPassBase<PlanMemoryPass> {
  void runOnOperation() override {
    if (getOperation().isDeclaration())
      return;
    Block &block = getOperation().getBody().front();
    Positions positions;
    for (auto [i, op] : llvm::enumerate(block))
      positions[&op] = i;
    std::vector<Placed> candidates;
    for (auto op : block.getOps<rt::TemporaryOp>()) {
      auto type = dyn_cast<MemRefType>(op.getType());
      if (!type || !type.hasStaticShape() || !type.getLayout().isIdentity() ||
          type.getMemorySpace() || type.getNumElements() == 0)
        continue;
      Placed placed{op, bytesOf(type), 0, 0};
      if (findUses(positions, placed))
        candidates.push_back(placed);
    }
    if (candidates.size() < 2)
      return;
    llvm::stable_sort(candidates, [](const Placed &a, const Placed &b) {
      return a.bytes > b.bytes;
    });
    int64_t total = 0, before = 0;
    for (size_t i = 0; i < candidates.size(); ++i) {
      Placed &next = candidates[i];
      next.offset = findOffset(next, ArrayRef(candidates).take_front(i));
      total = std::max(total, next.offset + next.bytes);
      before += next.bytes;
    }
    place(block, candidates, total);
    numPlanned += candidates.size();
    numBytesBefore += before;
    numBytes += total;
  }

  static void place(Block &block, ArrayRef<Placed> parts, int64_t total) {
    OpBuilder builder = OpBuilder::atBlockBegin(&block);
    rt::TemporaryOp first = parts.front().op;
    Location loc = first.getLoc();
    auto slab = rt::TemporaryOp::create(
        builder, loc, MemRefType::get({total}, builder.getI8Type()),
        ValueRange());
    for (const Placed &part : parts) {
      rt::TemporaryOp op = part.op;
      builder.setInsertionPoint(op);
      Value offset =
          arith::ConstantIndexOp::create(builder, op.getLoc(), part.offset);
      auto view = memref::ViewOp::create(
          builder, op.getLoc(), cast<MemRefType>(op.getType()),
          slab.getResult(), offset, ValueRange());
      op.getResult().replaceAllUsesWith(view);
      op.erase();
    }
  }
};

} // namespace
