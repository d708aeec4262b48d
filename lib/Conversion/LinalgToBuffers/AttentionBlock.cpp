//===- AttentionBlock.cpp - Attention of one block of queries -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AttentionBlock.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

#include <limits>

using namespace mlir;
using namespace ptir;

/// What a query scores that has seen no key.
static constexpr float lowest = -std::numeric_limits<float>::infinity();

/// Two vectors of 16 elements: more would compute more scores that no causal
/// query sees, fewer would not fill the registers.
static constexpr int64_t numColumns = 32;
/// From more rows on, sums across lanes take longer than columns of zeros.
static constexpr int64_t mostRows = 8;

int64_t AttentionBlock::queriesPerBlock(int64_t queries) {
  bool isFew = !ShapedType::isDynamic(queries) && queries <= mostRows;
  return isFew ? std::max<int64_t>(queries, 1) : numColumns;
}

int64_t AttentionBlock::keysPerBlock(int64_t numQueries) {
  return numQueries <= mostRows ? 512 : 64;
}

AttentionBlock::AttentionBlock(ImplicitLocOpBuilder &b, int64_t numQueries,
                               int64_t keySize, int64_t valueSize, float scale)
    : b(b), numQueries(numQueries), numKeys(keysPerBlock(numQueries)),
      keySize(keySize), valueSize(valueSize), scale(scale),
      areRows(numQueries <= mostRows), queryLoop(areRows ? 0 : 1),
      otherLoop(1 - queryLoop), matrixMap(blockMap(2, queryLoop, otherLoop)),
      queryMap(AffineMap::get(2, 0, b.getAffineDimExpr(queryLoop))),
      overOthers(areRows ? "pr" : "rp") {
  queryBlock = allocateBlock(keySize);
  scoreBlock = allocateBlock(numKeys);
  contextBlock = allocateBlock(valueSize);
  for (Value *state : {&greatest, &correction, &subtracted, &sums})
    *state = allocate({numQueries});
}

AffineMap AttentionBlock::planeMap(const Plane &plane, unsigned loops,
                                   unsigned row, unsigned column) {
  SmallVector<unsigned> dims = {row, column};
  if (!plane.rowsFirst)
    std::swap(dims[0], dims[1]);
  return AffineMap::getMultiDimMapWithTargets(loops, dims, b.getContext());
}

AffineMap AttentionBlock::blockMap(unsigned loops, unsigned query,
                                   unsigned other) {
  return AffineMap::getMultiDimMapWithTargets(loops, inOrder(query, other),
                                              b.getContext());
}

Value AttentionBlock::number(float value) {
  return arith::ConstantOp::create(b, b.getF32FloatAttr(value));
}

Value AttentionBlock::allocate(ArrayRef<int64_t> shape) {
  auto type = MemRefType::get(shape, b.getF32Type());
  return memref::AllocaOp::create(b, type, b.getI64IntegerAttr(64));
}

void AttentionBlock::fill(Value value, Value memref) {
  linalg::FillOp::create(b, value, memref);
}

Value AttentionBlock::takePart(Value block, OpFoldResult queries,
                               OpFoldResult others) {
  OpFoldResult zero = b.getIndexAttr(0), one = b.getIndexAttr(1);
  return memref::SubViewOp::create(b, block, ArrayRef<OpFoldResult>{zero, zero},
                                   inOrder(queries, others),
                                   ArrayRef<OpFoldResult>{one, one});
}

void AttentionBlock::loops(StringRef kinds, ValueRange inputs,
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

AttentionBlock::Values AttentionBlock::multiplyAdd(ImplicitLocOpBuilder &b,
                                                   ValueRange x) {
  Value product = arith::MulFOp::create(b, x[0], x[1]);
  return {arith::AddFOp::create(b, x[2], product)};
}

void AttentionBlock::start(const Plane &queries, Value rows, Value noKeys) {
  // Columns without a query compute on zeros, and nobody reads what.
  if (!areRows)
    fill(number(0), queryBlock);
  Value part = takePart(queryBlock, rows, b.getIndexAttr(keySize));
  loops("pp", queries.memref, part,
        {planeMap(queries, 2, 0, 1), blockMap(2, 0, 1)},
        [](ImplicitLocOpBuilder &, ValueRange x) { return Values{x[0]}; });
  fill(number(lowest), greatest);
  fill(number(0), contextBlock);
  fill(arith::SelectOp::create(b, noKeys, number(1), number(0)), sums);
}

/// Keys times queries, and the greatest scores so far.
void AttentionBlock::scoreKeys(const Plane &keys, Value scores, Value bound) {
  fill(number(0), scores);
  loops("ppr", {keys.memref, queryBlock}, scores,
        {planeMap(keys, 3, otherLoop, 2), blockMap(3, queryLoop, 2),
         blockMap(3, queryLoop, otherLoop)},
        multiplyAdd);

  linalg::CopyOp::create(b, greatest, correction);
  // What is only written, not read, may be written along a reduction.
  loops(overOthers, scores, {scores, greatest},
        {matrixMap, matrixMap, queryMap},
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
            Value last = arith::AddIOp::create(b, position(queryLoop), bound);
            Value sees = arith::CmpIOp::create(b, arith::CmpIPredicate::sle,
                                               position(otherLoop), last);
            score = arith::SelectOp::create(b, sees, score, number(lowest));
          }
          return Values{score, arith::MaximumFOp::create(b, x[2], score)};
        });
}

/// Scores become weights; what was summed so far is rescaled.
void AttentionBlock::weighKeys(Value scores) {
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
  loops(overOthers, {subtracted, scores}, {scores, sums},
        {queryMap, matrixMap, matrixMap, queryMap},
        [](ImplicitLocOpBuilder &b, ValueRange x) {
          Value weight =
              math::ExpOp::create(b, arith::SubFOp::create(b, x[1], x[0]));
          return Values{weight, arith::AddFOp::create(b, x[3], weight)};
        });
  loops("pp", correction, contextBlock, {queryMap, matrixMap},
        [](ImplicitLocOpBuilder &b, ValueRange x) {
          return Values{arith::MulFOp::create(b, x[0], x[1])};
        });
}

void AttentionBlock::addKeys(const Plane &keys, const Plane &values, Value rows,
                             Value bound) {
  Value scores = takePart(scoreBlock, b.getIndexAttr(numQueries), rows);
  scoreKeys(keys, scores, bound);
  weighKeys(scores);
  loops("ppr", {values.memref, scores}, contextBlock,
        {planeMap(values, 3, 2, otherLoop), blockMap(3, queryLoop, 2),
         blockMap(3, queryLoop, otherLoop)},
        multiplyAdd);
}

void AttentionBlock::finish(const Plane &out, Value rows) {
  loops("pp", sums, contextBlock, {queryMap, matrixMap},
        [](ImplicitLocOpBuilder &b, ValueRange x) {
          return Values{arith::DivFOp::create(b, x[1], x[0])};
        });
  Value part = takePart(contextBlock, rows, b.getIndexAttr(valueSize));
  loops("pp", part, out.memref, {blockMap(2, 0, 1), planeMap(out, 2, 0, 1)},
        [](ImplicitLocOpBuilder &, ValueRange x) { return Values{x[0]}; });
}
