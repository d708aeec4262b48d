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
// indexes in a compound expression, loops that are over sooner than threads
// meet.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "RangePieces.h"

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

/// The last dynamic dimension before the innermost one: rows. Where all are
/// known, the longest one before it.
static int chooseRows(linalg::GenericOp op, ArrayRef<int64_t> extents,
                      ArrayRef<unsigned> parallel) {
  AffineMap output = op.getIndexingMapsArray().back();
  int rows = -1, longest = -1;
  for (unsigned dim : parallel) {
    bool innermost =
        output.getNumResults() > 1 &&
        output.getResults().back() == getAffineDimExpr(dim, op.getContext()) &&
        op.getNumReductionLoops() == 0;
    if (innermost)
      continue;
    if (ShapedType::isDynamic(extents[dim]))
      rows = dim;
    else if (longest < 0 || extents[dim] > extents[longest])
      longest = dim;
  }
  return rows >= 0 ? rows : longest;
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
  using DistributeLoopsPassBase::DistributeLoopsPassBase;

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
    int64_t known = op.getStaticLoopRanges()[dim];
    OpFoldResult extent = builder.getIndexAttr(known);
    if (ShapedType::isDynamic(known)) {
      Value found = findExtent(builder, op, dim);
      if (!found)
        return;
      extent = found;
    }
    std::optional<RangePieces> pieces =
        RangePieces::divide(builder, loc, extent, indexWork(builder, op, dim));
    if (!pieces)
      return;
    auto parallel = rt::ParallelOp::create(builder, loc, pieces->getCount());
    builder.setInsertionPointToStart(&parallel.getBody().front());
    auto [begin, end] = pieces->getIndices(builder, loc, parallel.getBegin(),
                                           parallel.getEnd());
    Value size = arith::SubIOp::create(builder, loc, end, begin);
    SmallVector<AffineMap> maps = op.getIndexingMapsArray();
    SmallVector<Value> operands;
    for (auto [operand, map] : llvm::zip_equal(op->getOperands(), maps))
      operands.push_back(
          takePart(builder, loc, operand, map, dim, begin, size));
    auto part = cast<linalg::GenericOp>(builder.clone(*op.getOperation()));
    part->setOperands(operands);
    Value first = begin;
    part.walk([&](linalg::IndexOp index) {
      if (index.getDim() != dim)
        return;
      OpBuilder inner(index->getContext());
      inner.setInsertionPointAfter(index);
      auto shifted = arith::AddIOp::create(inner, index.getLoc(), index, first);
      index.getResult().replaceAllUsesExcept(shifted, shifted);
    });
    op.erase();
    ++numDistributed;
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

  /// Rows that take as long to multiply by an element of a panel as the element
  /// takes to read.
  static constexpr int64_t rowsPerRead = 4;

  static int64_t elementsOfPanel(rt::PanelMatmulOp op) {
    auto type = cast<MemRefType>(op.getPanels().getType());
    return type.getDimSize(1) * rt::panelWidth *
           rt::depthsTogether(type.getElementType());
  }

  /// The work of one panel: to read it, and to multiply all rows by it.
  static OpFoldResult panelWork(OpBuilder &builder, rt::PanelMatmulOp op) {
    Location loc = op.getLoc();
    int64_t elements = elementsOfPanel(op);
    auto lhs = cast<MemRefType>(op.getLhs().getType());
    if (!lhs.isDynamicDim(0))
      return builder.getIndexAttr(elements *
                                  (1 + lhs.getDimSize(0) / rowsPerRead));
    auto constant = [&](int64_t value) -> Value {
      return arith::ConstantIndexOp::create(builder, loc, value);
    };
    Value rows = memref::DimOp::create(builder, loc, op.getLhs(), 0);
    Value times =
        arith::DivUIOp::create(builder, loc, rows, constant(rowsPerRead));
    times = arith::AddIOp::create(builder, loc, times, constant(1));
    return arith::MulIOp::create(builder, loc, times, constant(elements))
        .getResult();
  }

  void distribute(rt::PanelMatmulOp op) {
    OpBuilder builder(op);
    if (std::optional<int64_t> blocks = countRowBlocks(op))
      divideRows(builder, op, *blocks);
    else
      dividePanels(builder, op);
    op.erase();
  }

  static Value countPanels(OpBuilder &builder, rt::PanelMatmulOp op) {
    auto type = cast<MemRefType>(op.getPanels().getType());
    return arith::ConstantIndexOp::create(builder, op.getLoc(),
                                          type.getDimSize(0));
  }

  /// All rows and panels, where the product stands.
  static void emitWhole(OpBuilder &builder, rt::PanelMatmulOp op) {
    Value zero = arith::ConstantIndexOp::create(builder, op.getLoc(), 0);
    emitPanelMatmul(builder, op.getLoc(), op.getLhs(), op.getPanels(),
                    op.getInit(), zero, countPanels(builder, op));
  }

  void divideRows(OpBuilder &builder, rt::PanelMatmulOp op, int64_t blocks) {
    Location loc = op.getLoc();
    auto lhsType = cast<MemRefType>(op.getLhs().getType());
    auto panelType = cast<MemRefType>(op.getPanels().getType());
    int64_t work =
        elementsOfPanel(op) * panelType.getDimSize(0) * rowBlock / rowsPerRead;
    std::optional<RangePieces> pieces = RangePieces::divide(
        builder, loc, builder.getIndexAttr(blocks), builder.getIndexAttr(work));
    if (!pieces)
      return emitWhole(builder, op);
    auto parallel = rt::ParallelOp::create(builder, loc, pieces->getCount());
    builder.setInsertionPointToStart(&parallel.getBody().front());
    auto [first, last] = pieces->getIndices(builder, loc, parallel.getBegin(),
                                            parallel.getEnd());
    Value block = arith::ConstantIndexOp::create(builder, loc, rowBlock);
    Value rows =
        arith::ConstantIndexOp::create(builder, loc, lhsType.getDimSize(0));
    Value begin = arith::MulIOp::create(builder, loc, first, block);
    Value end = arith::MinUIOp::create(
        builder, loc, arith::MulIOp::create(builder, loc, last, block), rows);
    Value size = arith::SubIOp::create(builder, loc, end, begin);
    Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
    Value lhs = takeRows(builder, loc, op.getLhs(), begin, size);
    Value out = takeRows(builder, loc, op.getInit(), begin, size);
    emitPanelMatmul(builder, loc, lhs, op.getPanels(), out, zero,
                    countPanels(builder, op));
    ++numDistributed;
  }

  void dividePanels(OpBuilder &builder, rt::PanelMatmulOp op) {
    Location loc = op.getLoc();
    auto panelType = cast<MemRefType>(op.getPanels().getType());
    std::optional<RangePieces> pieces = RangePieces::divide(
        builder, loc, builder.getIndexAttr(panelType.getDimSize(0)),
        panelWork(builder, op));
    if (!pieces)
      return emitWhole(builder, op);
    auto parallel = rt::ParallelOp::create(builder, loc, pieces->getCount());
    builder.setInsertionPointToStart(&parallel.getBody().front());
    auto [begin, end] = pieces->getIndices(builder, loc, parallel.getBegin(),
                                           parallel.getEnd());
    emitPanelMatmul(builder, loc, op.getLhs(), op.getPanels(), op.getInit(),
                    begin, end, dotBytes);
    ++numDistributed;
  }
};

} // namespace
