//===- DistributeLoops.cpp - Loops over the threads of the pool -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Works on buffers, where a part of a loop is the same loop over subviews.
// Refuses: loops over tensors, loops inside a parallel range, loops without a
// dimension that every thread can own a part of, dimensions that an operand
// indexes in a compound expression.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "ptir/Conversion/LinalgToVectorLoops/MatmulLoops.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_DISTRIBUTELOOPSPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Whether every operand indexes by the dimension plainly, or not at all.
static bool canSplit(linalg::GenericOp op, unsigned dim) {
  return llvm::all_of(op.getIndexingMapsArray(), [&](AffineMap map) {
    return llvm::all_of(map.getResults(), [&](AffineExpr expr) {
      return isa<AffineDimExpr>(expr) || !expr.isFunctionOfDim(dim);
    });
  });
}

/// The dimension of a contraction that the threads divide: a batch dimension
/// (every operand has it), else the longest of the result.
static int chooseContractionDim(linalg::GenericOp op, ArrayRef<int64_t> extents,
                                ArrayRef<unsigned> parallel) {
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  int longest = -1;
  for (unsigned dim : parallel) {
    bool inAll = llvm::all_of(
        maps, [&](AffineMap map) { return map.isFunctionOfDim(dim); });
    if (inAll && extents[dim] > 1)
      return dim;
    bool longer = longest < 0 || extents[dim] > extents[longest];
    if (extents[dim] > 1 && longer)
      longest = dim;
  }
  return longest >= 0 || parallel.empty() ? longest : parallel.front();
}

/// The last dynamic dimension before the innermost one: rows.
static int chooseRows(linalg::GenericOp op, ArrayRef<int64_t> extents,
                      ArrayRef<unsigned> parallel) {
  AffineMap output = op.getIndexingMapsArray().back();
  int rows = -1;
  for (unsigned dim : parallel) {
    bool innermost =
        output.getNumResults() > 1 &&
        output.getResults().back() == getAffineDimExpr(dim, op.getContext()) &&
        op.getNumReductionLoops() == 0;
    if (ShapedType::isDynamic(extents[dim]) && !innermost)
      rows = dim;
  }
  return rows;
}

static int chooseDim(linalg::GenericOp op) {
  SmallVector<int64_t> extents = op.getStaticLoopRanges();
  SmallVector<unsigned> parallel;
  for (auto [dim, kind] : llvm::enumerate(op.getIteratorTypesArray()))
    if (kind == utils::IteratorType::parallel && canSplit(op, dim))
      parallel.push_back(dim);
  bool isContraction =
      op.getNumReductionLoops() > 0 && op.getNumDpsInputs() > 1;
  return isContraction ? chooseContractionDim(op, extents, parallel)
                       : chooseRows(op, extents, parallel);
}

/// The part of a buffer that a range of the dimension reads or writes.
static Value takePart(OpBuilder &builder, Location loc, Value buffer,
                      AffineMap map, unsigned dim, Value begin, Value size) {
  auto type = dyn_cast<MemRefType>(buffer.getType());
  if (!type || !map.isFunctionOfDim(dim))
    return buffer;
  SmallVector<OpFoldResult> offsets, sizes, strides;
  for (auto [i, expr] : llvm::enumerate(map.getResults())) {
    strides.push_back(builder.getIndexAttr(1));
    if (auto plain = dyn_cast<AffineDimExpr>(expr);
        plain && plain.getPosition() == dim) {
      offsets.push_back(begin);
      sizes.push_back(size);
      continue;
    }
    offsets.push_back(builder.getIndexAttr(0));
    sizes.push_back(memref::getMixedSize(builder, loc, buffer, i));
  }
  return memref::SubViewOp::create(builder, loc, buffer, offsets, sizes,
                                   strides);
}

namespace {

struct DistributeLoopsPass
    : ptir::impl::DistributeLoopsPassBase<DistributeLoopsPass> {
  void runOnOperation() override {
    IRRewriter rewriter(&getContext());
    SmallVector<linalg::LinalgOp> named;
    getOperation().walk([&](linalg::LinalgOp op) {
      if (op.hasPureBufferSemantics() && !isa<linalg::GenericOp>(op))
        named.push_back(op);
    });
    for (linalg::LinalgOp op : named) {
      rewriter.setInsertionPoint(op);
      if (failed(linalg::generalizeNamedOp(rewriter, op))) {
        op->emitOpError("expected an op that has a generic form");
        return signalPassFailure();
      }
    }
    SmallVector<linalg::GenericOp> loops;
    SmallVector<rt::PanelMatmulOp> products;
    getOperation().walk([&](Operation *op) {
      if (op->getParentOfType<rt::ParallelOp>())
        return;
      if (auto loop = dyn_cast<linalg::GenericOp>(op);
          loop && loop.hasPureBufferSemantics())
        loops.push_back(loop);
      if (auto product = dyn_cast<rt::PanelMatmulOp>(op);
          product && isa<MemRefType>(product.getInit().getType()))
        products.push_back(product);
    });
    for (linalg::GenericOp op : loops)
      if (int dim = chooseDim(op); dim >= 0)
        distribute(op, dim);
    for (rt::PanelMatmulOp op : products)
      distribute(op);
  }

  void distribute(linalg::GenericOp op, unsigned dim) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    Value count = findExtent(builder, op, dim);
    if (!count)
      return;
    auto parallel = rt::ParallelOp::create(builder, loc, count);
    builder.setInsertionPointToStart(&parallel.getBody().front());
    Value begin = parallel.getBegin();
    Value size = arith::SubIOp::create(builder, loc, parallel.getEnd(), begin);
    SmallVector<AffineMap> maps = op.getIndexingMapsArray();
    SmallVector<Value> operands;
    for (auto [operand, map] : llvm::zip_equal(op->getOperands(), maps))
      operands.push_back(
          takePart(builder, loc, operand, map, dim, begin, size));
    auto part = cast<linalg::GenericOp>(builder.clone(*op.getOperation()));
    part->setOperands(operands);
    part.walk([&](linalg::IndexOp index) {
      if (index.getDim() != dim)
        return;
      OpBuilder inner(index->getContext());
      inner.setInsertionPointAfter(index);
      auto shifted = arith::AddIOp::create(inner, index.getLoc(), index, begin);
      index.getResult().replaceAllUsesExcept(shifted, shifted);
    });
    op.erase();
    ++numDistributed;
  }

  /// The extent of a loop dimension, from an operand that has it.
  static Value findExtent(OpBuilder &builder, linalg::GenericOp op,
                          unsigned dim) {
    for (auto [operand, map] :
         llvm::zip_equal(op->getOperands(), op.getIndexingMapsArray()))
      for (auto [i, expr] : llvm::enumerate(map.getResults()))
        if (auto plain = dyn_cast<AffineDimExpr>(expr);
            plain && plain.getPosition() == dim)
          return memref::DimOp::create(builder, op.getLoc(), operand, i);
    return Value();
  }

  /// Rows that one index of a parallel loop stands for: several tiles.
  static constexpr int64_t rowBlock = 48;

  /// The blocks of rows of a product that has more of them than panels, as
  /// convolutions have; nothing for other products.
  static std::optional<int64_t> countRowBlocks(rt::PanelMatmulOp op) {
    auto lhs = cast<MemRefType>(op.getLhs().getType());
    int64_t panels = cast<MemRefType>(op.getPanels().getType()).getDimSize(0);
    if (lhs.isDynamicDim(0) || lhs.getDimSize(0) / rowBlock <= panels)
      return std::nullopt;
    return llvm::divideCeil(lhs.getDimSize(0), rowBlock);
  }

  /// Rows [begin, begin + size) of a matrix.
  static Value takeRows(OpBuilder &builder, Location loc, Value matrix,
                        Value begin, Value size) {
    OpFoldResult zero = builder.getIndexAttr(0), one = builder.getIndexAttr(1);
    return memref::SubViewOp::create(
        builder, loc, matrix, ArrayRef<OpFoldResult>{begin, zero},
        ArrayRef<OpFoldResult>{size,
                               memref::getMixedSize(builder, loc, matrix, 1)},
        ArrayRef<OpFoldResult>{one, one});
  }

  void distribute(rt::PanelMatmulOp op) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    int64_t panels = cast<MemRefType>(op.getPanels().getType()).getDimSize(0);
    std::optional<int64_t> blocks = countRowBlocks(op);
    Value numPanels = arith::ConstantIndexOp::create(builder, loc, panels);
    Value count =
        blocks
            ? arith::ConstantIndexOp::create(builder, loc, *blocks).getResult()
            : numPanels;
    auto parallel = rt::ParallelOp::create(builder, loc, count);
    builder.setInsertionPointToStart(&parallel.getBody().front());
    if (blocks) {
      auto scale = [&](Value index) -> Value {
        Value block = arith::ConstantIndexOp::create(builder, loc, rowBlock);
        return arith::MulIOp::create(builder, loc, index, block);
      };
      Value rows = arith::ConstantIndexOp::create(
          builder, loc, cast<MemRefType>(op.getLhs().getType()).getDimSize(0));
      Value begin = scale(parallel.getBegin());
      Value end =
          arith::MinUIOp::create(builder, loc, scale(parallel.getEnd()), rows);
      Value size = arith::SubIOp::create(builder, loc, end, begin);
      Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
      Value lhs = takeRows(builder, loc, op.getLhs(), begin, size);
      Value out = takeRows(builder, loc, op.getInit(), begin, size);
      emitPanelMatmul(builder, loc, lhs, op.getPanels(), out, zero, numPanels);
    } else {
      emitPanelMatmul(builder, loc, op.getLhs(), op.getPanels(), op.getInit(),
                      parallel.getBegin(), parallel.getEnd());
    }
    op.erase();
    ++numDistributed;
  }
};

} // namespace
