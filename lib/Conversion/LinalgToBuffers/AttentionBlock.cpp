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

AttentionBlock::AttentionBlock(ImplicitLocOpBuilder &b, int64_t keySize,
                               int64_t valueSize, float scale)
    : b(b), keySize(keySize), valueSize(valueSize), scale(scale),
      rowColumn(planeMap(2, 0, 1)), columnRow(planeMap(2, 1, 0)),
      columnOnly(AffineMap::get(2, 0, b.getAffineDimExpr(1))) {
  queryBlock = allocate({keySize, numQueries});
  scoreBlock = allocate({numKeys, numQueries});
  contextBlock = allocate({valueSize, numQueries});
  for (Value *state : {&greatest, &correction, &subtracted, &sums})
    *state = allocate({numQueries});
}

AffineMap AttentionBlock::planeMap(unsigned loops, unsigned row,
                                   unsigned column) {
  return AffineMap::get(loops, 0,
                        {b.getAffineDimExpr(row), b.getAffineDimExpr(column)},
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

Value AttentionBlock::takePart(Value block, OpFoldResult rows,
                               OpFoldResult columns) {
  OpFoldResult zero = b.getIndexAttr(0), one = b.getIndexAttr(1);
  return memref::SubViewOp::create(b, block, ArrayRef<OpFoldResult>{zero, zero},
                                   ArrayRef<OpFoldResult>{rows, columns},
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
  fill(number(0), queryBlock);
  Value part = takePart(queryBlock, b.getIndexAttr(keySize), rows);
  loops("pp", queries.memref, part, {mapOf(queries), columnRow},
        [](ImplicitLocOpBuilder &, ValueRange x) { return Values{x[0]}; });
  fill(number(lowest), greatest);
  fill(number(0), contextBlock);
  fill(arith::SelectOp::create(b, noKeys, number(1), number(0)), sums);
}

/// Keys times queries, and the greatest scores so far.
void AttentionBlock::scoreKeys(const Plane &keys, Value scores, Value bound) {
  fill(number(0), scores);
  AffineMap key = mapOf(keys).compose(planeMap(3, 0, 2));
  loops("ppr", {keys.memref, queryBlock}, scores,
        {key, planeMap(3, 2, 1), planeMap(3, 0, 1)}, multiplyAdd);

  linalg::CopyOp::create(b, greatest, correction);
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

void AttentionBlock::addKeys(const Plane &keys, const Plane &values, Value rows,
                             Value bound) {
  Value scores = takePart(scoreBlock, rows, b.getIndexAttr(numQueries));
  scoreKeys(keys, scores, bound);
  weighKeys(scores);
  AffineMap value = mapOf(values).compose(planeMap(3, 2, 0));
  loops("ppr", {values.memref, scores}, contextBlock,
        {value, planeMap(3, 2, 1), planeMap(3, 0, 1)}, multiplyAdd);
}

void AttentionBlock::finish(const Plane &out, Value rows) {
  loops("pp", sums, contextBlock, {columnOnly, rowColumn},
        [](ImplicitLocOpBuilder &b, ValueRange x) {
          return Values{arith::DivFOp::create(b, x[1], x[0])};
        });
  Value part = takePart(contextBlock, b.getIndexAttr(valueSize), rows);
  loops("pp", part, out.memref, {columnRow, mapOf(out)},
        [](ImplicitLocOpBuilder &, ValueRange x) { return Values{x[0]}; });
}
