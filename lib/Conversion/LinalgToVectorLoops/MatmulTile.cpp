//===- MatmulTile.cpp - Register tiles of matrix products -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "MatmulTile.h"
#include "VectorBody.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace ptir::vectorloops {

/// lhs * rhs + sum on vectors, rounded once for floats.
static Value multiplyAdd(ImplicitLocOpBuilder &b, Value lhs, Value rhs,
                         Value sum) {
  if (isa<FloatType>(getElementTypeOrSelf(sum.getType())))
    return vector::FMAOp::create(b, lhs, rhs, sum);
  return arith::AddIOp::create(b, sum, arith::MulIOp::create(b, lhs, rhs));
}

static Value add(ImplicitLocOpBuilder &b, Value lhs, Value rhs) {
  if (isa<FloatType>(getElementTypeOrSelf(lhs.getType())))
    return arith::AddFOp::create(b, lhs, rhs);
  return arith::AddIOp::create(b, lhs, rhs);
}

static Values zeros(ImplicitLocOpBuilder &b, const TileAccess &access,
                    size_t count) {
  auto type = VectorType::get(access.lanes, access.elementType);
  return Values(count, arith::ConstantOp::create(b, type, b.getZeroAttr(type)));
}

static Values reduce(const TileAccess &access, ValueRange carried,
                     llvm::function_ref<Values(ValueRange)> inner) {
  return access.outerReductions ? access.outerReductions(carried, inner)
                                : inner(carried);
}

//===----------------------------------------------------------------------===//
// Outer products
//===----------------------------------------------------------------------===//

void emitOuterProductTile(ImplicitLocOpBuilder &b, const TileAccess &access,
                          const TilePlace &place) {
  int64_t tileSize = place.rows * place.columns;
  int64_t parts = std::max<int64_t>(access.leastSums / tileSize, 1);
  int64_t together = access.depthsTogether;
  int64_t steps = llvm::alignTo(parts, together);
  auto columnOf = [&](int64_t vector) {
    return addIndex(b, place.column, vector * access.lanes);
  };

  // The element of row r, vector v and part p is at (p*rows + r)*columns + v.
  Values sums = zeros(b, access, tileSize * parts);
  if (access.before)
    for (int64_t row = 0; row < place.rows; ++row)
      for (int64_t vector = 0; vector < place.columns; ++vector)
        sums[row * place.columns + vector] =
            access.before(addIndex(b, place.row, row), columnOf(vector),
                          access.lanes, place.mask);

  // The vectors of `count` depths, those of one after those of the other.
  auto emitRight = [&](Value k, int64_t count) {
    Values right(count * place.columns);
    for (int64_t vector = 0; vector < place.columns; ++vector) {
      Values depths = count == 1
                          ? Values{access.rhs(k, columnOf(vector), place.mask)}
                          : access.rhsTogether(k, columnOf(vector));
      for (int64_t depth = 0; depth < count; ++depth)
        right[depth * place.columns + vector] = depths[depth];
    }
    return right;
  };
  auto emitSteps = [&](Value k, int64_t count, ValueRange carried) {
    Values next(carried), right;
    int64_t group = count == 1 ? 1 : together;
    for (int64_t step = 0; step < count; ++step) {
      Value at = addIndex(b, k, step);
      int64_t depth = step % group;
      if (depth == 0)
        right = emitRight(at, group);
      for (int64_t row = 0; row < place.rows; ++row) {
        Value left =
            splat(b, access.lhs(addIndex(b, place.row, row), at, Value()),
                  access.lanes);
        for (int64_t vector = 0; vector < place.columns; ++vector) {
          int64_t part = step % parts;
          Value &sum = next[(part * place.rows + row) * place.columns + vector];
          sum =
              multiplyAdd(b, left, right[depth * place.columns + vector], sum);
        }
      }
    }
    return next;
  };
  sums = reduce(access, sums, [&](ValueRange carried) {
    Value whole = endOfWhole(b, access.lower, access.upper, steps);
    Values state = emitFor(
        b, access.lower, whole, steps, carried,
        [&](Value k, ValueRange args) { return emitSteps(k, steps, args); });
    return emitFor(
        b, whole, access.upper, 1, state,
        [&](Value k, ValueRange args) { return emitSteps(k, 1, args); });
  });

  for (int64_t row = 0; row < place.rows; ++row)
    for (int64_t vector = 0; vector < place.columns; ++vector) {
      Value sum = sums[row * place.columns + vector];
      for (int64_t part = 1; part < parts; ++part)
        sum = add(b, sum,
                  sums[(part * place.rows + row) * place.columns + vector]);
      access.store(sum, addIndex(b, place.row, row), columnOf(vector),
                   place.mask);
    }
}

//===----------------------------------------------------------------------===//
// Row dots
//===----------------------------------------------------------------------===//

/// Adds the first to the second half of every segment of the vectors laid
/// side by side: [a0 a1 | b0 b1], [c0 c1 | d0 d1] -> [a b c d]. Without a
/// right vector the result is half as long.
static Value foldSegments(ImplicitLocOpBuilder &b, Value left, Value right,
                          int64_t segment) {
  int64_t lanes = cast<VectorType>(left.getType()).getDimSize(0);
  int64_t total = right ? 2 * lanes : lanes;
  SmallVector<int64_t> firsts, seconds;
  for (int64_t base = 0; base < total; base += segment)
    for (int64_t lane = 0; lane < segment / 2; ++lane) {
      firsts.push_back(base + lane);
      seconds.push_back(base + segment / 2 + lane);
    }
  right = right ? right : left;
  return add(b, vector::ShuffleOp::create(b, left, right, firsts),
             vector::ShuffleOp::create(b, left, right, seconds));
}

/// The sums of the lanes of each vector, as one vector in the same order. The
/// number of vectors is a power of two and at most that of lanes.
static Value sumLanes(ImplicitLocOpBuilder &b, Values vectors) {
  int64_t segment = cast<VectorType>(vectors.front().getType()).getDimSize(0);
  for (; vectors.size() > 1; segment /= 2) {
    Values merged;
    for (size_t i = 0; i < vectors.size(); i += 2)
      merged.push_back(foldSegments(b, vectors[i], vectors[i + 1], segment));
    vectors = merged;
  }
  Value sums = vectors.front();
  for (; segment > 1; segment /= 2)
    sums = foldSegments(b, sums, Value(), segment);
  return sums;
}

/// All rows and columns of the tile at a time: every vector that is read meets
/// several others.
static Values dotTogether(ImplicitLocOpBuilder &b, const TileAccess &access,
                          const TilePlace &place) {
  auto emitStrip = [&](const Strip &strip, ValueRange carried) {
    Values next(carried), left;
    for (int64_t row = 0; row < place.rows; ++row)
      left.push_back(
          access.lhs(addIndex(b, place.row, row), strip.base, strip.mask));
    for (int64_t column = 0; column < place.columns; ++column) {
      Value right =
          access.rhs(strip.base, addIndex(b, place.column, column), strip.mask);
      for (int64_t row = 0; row < place.rows; ++row) {
        Value &sum = next[row * place.columns + column];
        sum = multiplyAdd(b, left[row], right, sum);
      }
    }
    return next;
  };
  return reduce(access, zeros(b, access, place.rows * place.columns),
                [&](ValueRange carried) {
                  return emitStrips(b, access.lower, access.upper, access.lanes,
                                    1, carried, emitStrip);
                });
}

/// One row and one column, with several sums to hide the latency of adding.
static Values dotAlone(ImplicitLocOpBuilder &b, const TileAccess &access,
                       const TilePlace &place) {
  constexpr unsigned numPartials = 4;
  auto emitStrip = [&](const Strip &strip, ValueRange carried) {
    Values next(carried);
    for (unsigned i = 0; i < strip.vectors; ++i) {
      Value k = addIndex(b, strip.base, i * strip.lanes);
      next[i] = multiplyAdd(b, access.lhs(place.row, k, strip.mask),
                            access.rhs(k, place.column, strip.mask), next[i]);
    }
    return next;
  };
  Values partials =
      reduce(access, zeros(b, access, numPartials), [&](ValueRange carried) {
        return emitStrips(b, access.lower, access.upper, access.lanes,
                          numPartials, carried, emitStrip);
      });
  return {add(b, add(b, partials[0], partials[1]),
              add(b, partials[2], partials[3]))};
}

static void emitRowDotTile(ImplicitLocOpBuilder &b, const TileAccess &access,
                           const TilePlace &place) {
  bool isAlone = place.rows == 1 && place.columns == 1;
  Values sums =
      isAlone ? dotAlone(b, access, place) : dotTogether(b, access, place);
  for (int64_t row = 0; row < place.rows; ++row) {
    Value rowIndex = addIndex(b, place.row, row);
    Value tileRow = sumLanes(
        b, Values(ArrayRef(sums).slice(row * place.columns, place.columns)));
    if (access.storesColumns && place.columns > 1) {
      if (access.before)
        tileRow = add(
            b, access.before(rowIndex, place.column, place.columns, Value()),
            tileRow);
      access.store(tileRow, rowIndex, place.column, Value());
      continue;
    }
    for (int64_t column = 0; column < place.columns; ++column) {
      Value columnIndex = addIndex(b, place.column, column);
      Value sum = vector::ExtractOp::create(b, tileRow, column);
      if (access.before)
        sum = add(b, access.before(rowIndex, columnIndex, 1, Value()), sum);
      access.store(sum, rowIndex, columnIndex, Value());
    }
  }
}

void emitRowDots(ImplicitLocOpBuilder &b, const TileAccess &access, Value rows,
                 Value begin, Value end, int64_t dotColumns) {
  Value zero = indexConstant(b, 0);
  Value tiled = zero;
  for (int64_t size : TileSizes::dotRows)
    tiled = endOfWhole(b, tiled, rows, size);
  int64_t columnSizes[] = {std::min(dotColumns, access.lanes), 1};
  emitTiles(b, begin, end, columnSizes, [&](Value column, int64_t columns) {
    emitTiles(b, zero, rows, TileSizes::dotRows, [&](Value row, int64_t count) {
      emitRowDotTile(b, access, {row, column, count, columns});
    });
  });
  // The last odd row reads the columns strictly in order, one at a time: that
  // is as fast as memory delivers them, where several at a time are not.
  emitFor(b, tiled, rows, 1, {}, [&](Value row, ValueRange) {
    return emitFor(b, begin, end, 1, {}, [&](Value column, ValueRange) {
      emitRowDotTile(b, access, {row, column, 1, 1});
      return Values();
    });
  });
}

} // namespace ptir::vectorloops
