//===- TileAttention.cpp - Attention by blocks of queries and keys --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The blocks of queries of all heads are divided over the threads; each goes
// through the blocks of keys that one of its queries sees (AttentionBlock.h).
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "AttentionBlock.h"
#include "RangePieces.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

#include <tuple>

namespace ptir {
#define GEN_PASS_DEF_TILEATTENTIONPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Products of a block of queries that take as long as one element that is
/// waited for.
static constexpr int64_t productsPerElement = 6;
/// The work of making a weight of a score.
static constexpr int64_t workPerScore = 4;

namespace {

/// Dimensions of the formula: of the queries and the result, and of the keys
/// and values.
enum : int64_t { Batch = 0, Head = 1, Group = 2, Query = 3, Key = 2 };

/// The loops of one attention.
class AttentionLoops {
public:
  AttentionLoops(ImplicitLocOpBuilder &b, rt::AttentionOp op) : b(b), op(op) {}

  void emit();

private:
  Value constant(int64_t value) {
    return arith::ConstantIndexOp::create(b, value);
  }
  Value extent(Value operand, ArrayRef<int64_t> order, int64_t dim) {
    return b.createOrFold<memref::DimOp>(operand, order[dim]);
  }
  Value add(Value x, Value y) { return b.createOrFold<arith::AddIOp>(x, y); }
  Value sub(Value x, Value y) { return b.createOrFold<arith::SubIOp>(x, y); }
  Value mul(Value x, Value y) { return b.createOrFold<arith::MulIOp>(x, y); }
  Value min(Value x, Value y) { return b.createOrFold<arith::MinSIOp>(x, y); }
  Value max(Value x, Value y) { return b.createOrFold<arith::MaxSIOp>(x, y); }

  /// A matrix of the operand: `rows` of its dimension `dim` from `first` on
  /// times its last one, at `place` along the others.
  AttentionBlock::Plane takePlane(Value operand, ArrayRef<int64_t> order,
                                  ValueRange place, int64_t dim, Value first,
                                  Value rows);
  void emitUnit(AttentionBlock &block, Value unit);
  void emitKeyBlock(AttentionBlock &block, ValueRange place, Value firstKey,
                    Value end, Value firstPosition);
  /// Work of one block of queries, see RangePieces.
  Value unitWork();

  ImplicitLocOpBuilder &b;
  rt::AttentionOp op;
  Value groups, heads, positions, numKeys, blocksPerHead;
  int64_t keySize = 0, valueSize = 0;
  /// Queries and keys of a block.
  int64_t queryBlock = 0, keyBlock = 0;
};

} // namespace

AttentionBlock::Plane AttentionLoops::takePlane(Value operand,
                                                ArrayRef<int64_t> order,
                                                ValueRange place, int64_t dim,
                                                Value first, Value rows) {
  auto type = cast<MemRefType>(operand.getType());
  int64_t last = order.size() - 1;
  OpFoldResult zero = b.getIndexAttr(0), one = b.getIndexAttr(1);
  SmallVector<OpFoldResult> offsets(order.size()), sizes(order.size()),
      strides(order.size(), one);
  for (int64_t i = 0; i <= last; ++i) {
    bool isRow = i == dim, isColumn = i == last;
    offsets[order[i]] = isRow      ? OpFoldResult(first)
                        : isColumn ? zero
                                   : OpFoldResult(place[i]);
    sizes[order[i]] =
        isRow      ? OpFoldResult(rows)
        : isColumn ? memref::getMixedSize(b, b.getLoc(), operand, order[last])
                   : one;
  }
  bool rowsFirst = order[dim] < order[last];
  int64_t columns = type.getDimSize(order[last]);
  SmallVector<int64_t> shape = {ShapedType::kDynamic, columns};
  if (!rowsFirst)
    std::swap(shape[0], shape[1]);
  MemRefType plane = memref::SubViewOp::inferRankReducedResultType(
      shape, type, offsets, sizes, strides);
  Value view =
      memref::SubViewOp::create(b, plane, operand, offsets, sizes, strides);
  return {view, rowsFirst};
}

void AttentionLoops::emitKeyBlock(AttentionBlock &block, ValueRange place,
                                  Value firstKey, Value end,
                                  Value firstPosition) {
  Value rows = min(sub(end, firstKey), constant(keyBlock));
  AttentionBlock::Plane keys = takePlane(
      op.getKeys(), op.getKeyOrder(), place.take_front(2), Key, firstKey, rows);
  AttentionBlock::Plane values =
      takePlane(op.getValues(), op.getValueOrder(), place.take_front(2), Key,
                firstKey, rows);
  Value bound;
  if (firstPosition)
    bound = arith::IndexCastOp::create(b, b.getI32Type(),
                                       sub(firstPosition, firstKey));
  block.addKeys(keys, values, rows, bound);
}

void AttentionLoops::emitUnit(AttentionBlock &block, Value unit) {
  auto divide = [&](Value by) {
    Value rest = arith::RemUIOp::create(b, unit, by);
    unit = arith::DivUIOp::create(b, unit, by);
    return rest;
  };
  Value index = divide(blocksPerHead), group = divide(groups),
        head = divide(heads);
  Value zero = constant(0);
  SmallVector<Value> place = {unit, head, group, zero, zero};
  Value first = mul(index, constant(queryBlock));
  Value rows = min(sub(positions, first), constant(queryBlock));

  Value noKeys =
      arith::CmpIOp::create(b, arith::CmpIPredicate::eq, numKeys, zero);
  block.start(
      takePlane(op.getQuery(), op.getQueryOrder(), place, Query, first, rows),
      rows, noKeys);

  Value end = numKeys, position;
  if (Value past = op.getPast()) {
    position = add(first, past);
    end = max(min(add(position, rows), numKeys), zero);
  }
  auto loop = scf::ForOp::create(b, zero, end, constant(keyBlock));
  {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(loop.getBody());
    emitKeyBlock(block, place, loop.getInductionVar(), end, position);
  }
  block.finish(
      takePlane(op.getInit(), op.getInitOrder(), place, Query, first, rows),
      rows);
}

Value AttentionLoops::unitWork() {
  int64_t elements = keySize + valueSize;
  // However few the queries, keys and values come from memory, 0.15 ns each.
  int64_t perKey =
      std::max(queryBlock * elements / productsPerElement, elements * 3 / 2) +
      queryBlock * workPerScore;
  return mul(numKeys, constant(perKey));
}

void AttentionLoops::emit() {
  ArrayRef<int64_t> order = op.getQueryOrder();
  auto staticExtent = [](Value operand, int64_t dim) {
    return cast<MemRefType>(operand.getType()).getDimSize(dim);
  };
  keySize = staticExtent(op.getQuery(), order[4]);
  valueSize = staticExtent(op.getInit(), op.getInitOrder()[4]);
  queryBlock = AttentionBlock::queriesPerBlock(
      staticExtent(op.getQuery(), order[Query]));
  keyBlock = AttentionBlock::keysPerBlock(queryBlock);
  heads = extent(op.getQuery(), order, Head);
  groups = extent(op.getQuery(), order, Group);
  positions = extent(op.getQuery(), order, Query);
  numKeys = extent(op.getKeys(), op.getKeyOrder(), Key);
  blocksPerHead = arith::DivUIOp::create(
      b, add(positions, constant(queryBlock - 1)), constant(queryBlock));
  Value units = mul(mul(extent(op.getQuery(), order, Batch), heads),
                    mul(groups, blocksPerHead));

  std::optional<RangePieces> pieces =
      RangePieces::divide(b, b.getLoc(), units, unitWork());
  Value count = pieces ? pieces->getCount() : constant(1);
  auto parallel = rt::ParallelOp::create(b, count);
  b.setInsertionPointToStart(&parallel.getBody().front());
  Value begin = constant(0), end = units;
  if (pieces)
    std::tie(begin, end) = pieces->getIndices(
        b, b.getLoc(), parallel.getBegin(), parallel.getEnd());
  AttentionBlock block(b, queryBlock, keySize, valueSize,
                       op.getScale().convertToFloat());
  auto loop = scf::ForOp::create(b, begin, end, constant(1));
  b.setInsertionPointToStart(loop.getBody());
  emitUnit(block, loop.getInductionVar());
}

namespace {

struct TileAttentionPass
    : ptir::impl::TileAttentionPassBase<TileAttentionPass> {
  void runOnOperation() override {
    SmallVector<rt::AttentionOp> ops;
    getOperation().walk([&](rt::AttentionOp op) {
      if (isa<MemRefType>(op.getInit().getType()))
        ops.push_back(op);
    });
    for (rt::AttentionOp op : ops) {
      OpBuilder builder(op);
      ImplicitLocOpBuilder b(op.getLoc(), builder);
      AttentionLoops(b, op).emit();
      op.erase();
      ++numTiled;
    }
  }
};

} // namespace
