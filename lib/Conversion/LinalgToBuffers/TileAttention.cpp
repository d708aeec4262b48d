//===- TileAttention.cpp - Attention by blocks of queries and keys --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// For 32 queries at a time, which lie side by side in vectors (Q is [D, 32],
// S is [64, 32], O is [E, 32]):
//
//   m := -inf, s := 0, O := 0
//   for blocks of 64 keys that one of the queries sees
//     S := K Q * scale, -inf where a query does not see a key
//     c := m;  m := max(m, max over keys of S)
//     c := exp(c - m);  S := exp(S - m);  s := s * c + sum over keys of S
//     O := O * c + V^T S
//   out := O / s
//
// The greatest score of a query that has seen nothing yet is -inf, and 0 is
// subtracted instead: what it has seen weighs 0.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "RangePieces.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "ptir/Dialect/PTIRRT/IR/FusedOps.h"

#include <limits>
#include <tuple>

namespace ptir {
#define GEN_PASS_DEF_TILEATTENTIONPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Two vectors of 16 elements: more would compute more scores that no causal
/// query sees, fewer would not fill the registers.
static constexpr int64_t queryBlock = 32;
/// Keys, values and scores of a block stay in the first-level cache.
static constexpr int64_t keyBlock = 64;
/// Products of a block of 32 queries that take as long as one element that is
/// waited for.
static constexpr int64_t productsPerElement = 6;

/// What a query scores that has seen no key.
static constexpr float lowest = -std::numeric_limits<float>::infinity();

namespace {

/// Dimensions of the formula: of the queries and the result, and of the keys
/// and values.
enum : int64_t { Batch = 0, Head = 1, Group = 2, Query = 3, Key = 2 };

using Values = SmallVector<Value>;
using BodyFn =
    llvm::function_ref<Values(ImplicitLocOpBuilder &b, ValueRange elements)>;

/// The loops of one attention.
class AttentionLoops {
public:
  AttentionLoops(ImplicitLocOpBuilder &b, rt::AttentionOp op)
      : b(b), op(op), rowColumn(planeMap(2, 0, 1)),
        columnRow(planeMap(2, 1, 0)),
        columnOnly(AffineMap::get(2, 0, b.getAffineDimExpr(1))) {}

  void emit();

private:
  /// The map of `loops` loops to the two given.
  AffineMap planeMap(unsigned loops, unsigned row, unsigned column) {
    return AffineMap::get(loops, 0,
                          {b.getAffineDimExpr(row), b.getAffineDimExpr(column)},
                          b.getContext());
  }
  Value constant(int64_t value) {
    return arith::ConstantIndexOp::create(b, value);
  }
  Value number(float value) {
    return arith::ConstantOp::create(b, b.getF32FloatAttr(value));
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
  struct Plane {
    Value memref;
    /// Of (row, column).
    AffineMap map;
  };
  Plane takePlane(Value operand, ArrayRef<int64_t> order, ValueRange place,
                  int64_t dim, Value first, Value rows);
  Value takeRows(Value block, Value rows);

  Value allocate(ArrayRef<int64_t> shape) {
    auto type = MemRefType::get(shape, b.getF32Type());
    return memref::AllocaOp::create(b, type, b.getI64IntegerAttr(64));
  }
  void fill(Value value, Value memref) {
    linalg::FillOp::create(b, value, memref);
  }
  /// Loops of the kinds "p" and "r".
  void loops(StringRef kinds, ValueRange inputs, ValueRange outputs,
             ArrayRef<AffineMap> maps, BodyFn body);

  void allocateBlocks();
  void emitUnit(Value unit);
  void loadQueries(const Plane &queries, Value rows);
  void emitKeyBlock(ValueRange place, Value firstKey, Value end,
                    Value firstPosition);
  void scoreKeys(const Plane &keys, Value scores, Value bound);
  void weighKeys(Value scores);
  void storeContext(const Plane &out, Value rows);
  /// Work of one block of queries, see RangePieces.
  Value unitWork();

  ImplicitLocOpBuilder &b;
  rt::AttentionOp op;
  Value groups, heads, positions, numKeys, blocksPerHead;
  int64_t keySize = 0, valueSize = 0;
  /// On the stack: [D, 32], [64, 32], [E, 32], then one element per query.
  Value queryBlockT, scoreBlock, contextBlock, greatest, correction, subtracted,
      sums;
  AffineMap rowColumn, columnRow, columnOnly;
};

} // namespace

AttentionLoops::Plane AttentionLoops::takePlane(Value operand,
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
  return {view, rowsFirst ? rowColumn : columnRow};
}

Value AttentionLoops::takeRows(Value block, Value rows) {
  OpFoldResult zero = b.getIndexAttr(0), one = b.getIndexAttr(1);
  return memref::SubViewOp::create(
      b, block, ArrayRef<OpFoldResult>{zero, zero},
      ArrayRef<OpFoldResult>{rows, b.getIndexAttr(queryBlock)},
      ArrayRef<OpFoldResult>{one, one});
}

void AttentionLoops::loops(StringRef kinds, ValueRange inputs,
                           ValueRange outputs, ArrayRef<AffineMap> maps,
                           BodyFn body) {
  SmallVector<utils::IteratorType> iterators;
  for (char kind : kinds)
    iterators.push_back(kind == 'r' ? utils::IteratorType::reduction
                                    : utils::IteratorType::parallel);
  linalg::GenericOp::create(
      b, TypeRange(), inputs, outputs, maps, iterators,
      [&](OpBuilder &builder, Location loc, ValueRange elements) {
        ImplicitLocOpBuilder inner(loc, builder);
        linalg::YieldOp::create(inner, body(inner, elements));
      });
}

void AttentionLoops::allocateBlocks() {
  queryBlockT = allocate({keySize, queryBlock});
  scoreBlock = allocate({keyBlock, queryBlock});
  contextBlock = allocate({valueSize, queryBlock});
  for (Value *state : {&greatest, &correction, &subtracted, &sums})
    *state = allocate({queryBlock});
}

//===----------------------------------------------------------------------===//
// One block of queries
//===----------------------------------------------------------------------===//

void AttentionLoops::loadQueries(const Plane &queries, Value rows) {
  // Columns without a query compute on zeros, and nobody reads what.
  fill(number(0), queryBlockT);
  OpFoldResult zero = b.getIndexAttr(0), one = b.getIndexAttr(1);
  Value part = memref::SubViewOp::create(
      b, queryBlockT, ArrayRef<OpFoldResult>{zero, zero},
      ArrayRef<OpFoldResult>{b.getIndexAttr(keySize), rows},
      ArrayRef<OpFoldResult>{one, one});
  loops("pp", queries.memref, part, {queries.map, columnRow},
        [](ImplicitLocOpBuilder &, ValueRange x) { return Values{x[0]}; });
}

static Values multiplyAdd(ImplicitLocOpBuilder &b, ValueRange x) {
  Value product = arith::MulFOp::create(b, x[0], x[1]);
  return {arith::AddFOp::create(b, x[2], product)};
}

/// Query r of the block sees key l of the block where l <= r + bound; all if
/// `bound` is null.
void AttentionLoops::scoreKeys(const Plane &keys, Value scores, Value bound) {
  fill(number(0), scores);
  AffineMap key = keys.map.compose(planeMap(3, 0, 2));
  loops("ppr", {keys.memref, queryBlockT}, scores,
        {key, planeMap(3, 2, 1), planeMap(3, 0, 1)}, multiplyAdd);

  linalg::CopyOp::create(b, greatest, correction);
  float scale = op.getScale().convertToFloat();
  loops("rp", {}, {scores, greatest}, {rowColumn, columnOnly},
        [&](ImplicitLocOpBuilder &b, ValueRange x) {
          auto number = [&](float value) {
            return arith::ConstantOp::create(b, b.getF32FloatAttr(value));
          };
          Value score = x[0];
          if (scale != 1)
            score = arith::MulFOp::create(b, score, number(scale));
          if (bound) {
            auto position = [&](int64_t dim) {
              return arith::IndexCastOp::create(
                  b, b.getI32Type(), linalg::IndexOp::create(b, dim));
            };
            Value last = arith::AddIOp::create(b, position(1), bound);
            Value sees = arith::CmpIOp::create(b, arith::CmpIPredicate::sle,
                                               position(0), last);
            score = arith::SelectOp::create(b, sees, score, number(lowest));
          }
          return Values{score, arith::MaximumFOp::create(b, x[1], score)};
        });
}

/// Scores become weights; what was summed so far is rescaled.
void AttentionLoops::weighKeys(Value scores) {
  loops("p", greatest, {correction, subtracted, sums},
        SmallVector<AffineMap>(4, b.getMultiDimIdentityMap(1)),
        [](ImplicitLocOpBuilder &b, ValueRange x) {
          Value zero = arith::ConstantOp::create(b, b.getF32FloatAttr(0));
          Value none = arith::ConstantOp::create(b, b.getF32FloatAttr(lowest));
          Value sawNone =
              arith::CmpFOp::create(b, arith::CmpFPredicate::OEQ, x[0], none);
          Value shift = arith::SelectOp::create(b, sawNone, zero, x[0]);
          Value factor =
              math::ExpOp::create(b, arith::SubFOp::create(b, x[1], shift));
          return Values{factor, shift, arith::MulFOp::create(b, x[3], factor)};
        });
  loops("rp", subtracted, {scores, sums}, {columnOnly, rowColumn, columnOnly},
        [](ImplicitLocOpBuilder &b, ValueRange x) {
          Value weight =
              math::ExpOp::create(b, arith::SubFOp::create(b, x[1], x[0]));
          return Values{weight, arith::AddFOp::create(b, x[2], weight)};
        });
  loops("pp", correction, contextBlock, {columnOnly, rowColumn},
        [](ImplicitLocOpBuilder &b, ValueRange x) {
          return Values{arith::MulFOp::create(b, x[0], x[1])};
        });
}

void AttentionLoops::emitKeyBlock(ValueRange place, Value firstKey, Value end,
                                  Value firstPosition) {
  Value rows = min(sub(end, firstKey), constant(keyBlock));
  Plane keys = takePlane(op.getKeys(), op.getKeyOrder(), place.take_front(2),
                         Key, firstKey, rows);
  Plane values = takePlane(op.getValues(), op.getValueOrder(),
                           place.take_front(2), Key, firstKey, rows);
  Value scores = takeRows(scoreBlock, rows);
  Value bound;
  if (firstPosition)
    bound = arith::IndexCastOp::create(b, b.getI32Type(),
                                       sub(firstPosition, firstKey));
  scoreKeys(keys, scores, bound);
  weighKeys(scores);
  AffineMap value = values.map.compose(planeMap(3, 2, 0));
  loops("ppr", {values.memref, scores}, contextBlock,
        {value, planeMap(3, 2, 1), planeMap(3, 0, 1)}, multiplyAdd);
}

void AttentionLoops::storeContext(const Plane &out, Value rows) {
  loops("pp", sums, contextBlock, {columnOnly, rowColumn},
        [](ImplicitLocOpBuilder &b, ValueRange x) {
          return Values{arith::DivFOp::create(b, x[1], x[0])};
        });
  OpFoldResult zero = b.getIndexAttr(0), one = b.getIndexAttr(1);
  Value part = memref::SubViewOp::create(
      b, contextBlock, ArrayRef<OpFoldResult>{zero, zero},
      ArrayRef<OpFoldResult>{b.getIndexAttr(valueSize), rows},
      ArrayRef<OpFoldResult>{one, one});
  loops("pp", part, out.memref, {columnRow, out.map},
        [](ImplicitLocOpBuilder &, ValueRange x) { return Values{x[0]}; });
}

void AttentionLoops::emitUnit(Value unit) {
  auto divide = [&](Value by) {
    Value rest = arith::RemUIOp::create(b, unit, by);
    unit = arith::DivUIOp::create(b, unit, by);
    return rest;
  };
  Value block = divide(blocksPerHead), group = divide(groups),
        head = divide(heads);
  Value zero = constant(0);
  SmallVector<Value> place = {unit, head, group, zero, zero};
  Value first = mul(block, constant(queryBlock));
  Value rows = min(sub(positions, first), constant(queryBlock));

  loadQueries(
      takePlane(op.getQuery(), op.getQueryOrder(), place, Query, first, rows),
      rows);
  fill(number(lowest), greatest);
  fill(number(0), contextBlock);
  // Over no keys at all the sum of products is 0, and so is the result.
  Value noKeys =
      arith::CmpIOp::create(b, arith::CmpIPredicate::eq, numKeys, zero);
  fill(arith::SelectOp::create(b, noKeys, number(1), number(0)), sums);

  Value end = numKeys, position;
  if (Value past = op.getPast()) {
    position = add(first, past);
    end = max(min(add(position, rows), numKeys), zero);
  }
  auto loop = scf::ForOp::create(b, zero, end, constant(keyBlock));
  {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(loop.getBody());
    emitKeyBlock(place, loop.getInductionVar(), end, position);
  }
  storeContext(
      takePlane(op.getInit(), op.getInitOrder(), place, Query, first, rows),
      rows);
}

//===----------------------------------------------------------------------===//
// All of them
//===----------------------------------------------------------------------===//

Value AttentionLoops::unitWork() {
  int64_t perKey =
      queryBlock * (keySize + valueSize) / productsPerElement + queryBlock * 4;
  return mul(numKeys, constant(perKey));
}

void AttentionLoops::emit() {
  ArrayRef<int64_t> order = op.getQueryOrder();
  auto staticExtent = [](Value operand, int64_t dim) {
    return cast<MemRefType>(operand.getType()).getDimSize(dim);
  };
  keySize = staticExtent(op.getQuery(), order[4]);
  valueSize = staticExtent(op.getInit(), op.getInitOrder()[4]);
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
  allocateBlocks();
  auto loop = scf::ForOp::create(b, begin, end, constant(1));
  b.setInsertionPointToStart(loop.getBody());
  emitUnit(loop.getInductionVar());
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
