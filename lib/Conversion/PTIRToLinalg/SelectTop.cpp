//===- SelectTop.cpp - The first elements of a row in order ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "SelectTop.h"

#include "ScalarCode.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace ptir;

Value ptir::isGreater(OpBuilder &builder, Location loc, ElementType type,
                      Value lhs, Value rhs) {
  ScalarCode code(builder, loc);
  Value greater = code.compare(Comparison::GT, type, lhs, rhs);
  if (!greater || !isFloat(type))
    return greater;
  Value isNaN = code.compare(Comparison::NE, type, lhs, lhs);
  Value isNumber = code.compare(Comparison::EQ, type, rhs, rhs);
  return arith::OrIOp::create(
      builder, loc, greater,
      arith::AndIOp::create(builder, loc, isNaN, isNumber));
}

namespace {

/// An element in storage form and where it is from.
struct Candidate {
  Value value, position;
};

/// Emits the loops of one row. `heap` is always the pair of carried tensors.
class Selection {
public:
  Selection(LoopBuilder &loops, const Row &row, bool descending,
            int64_t maxPlaces)
      : loops(loops), builder(loops.builder), loc(loops.loc), row(row),
        descending(descending), depth(llvm::Log2_64(maxPlaces)) {}

  CarriedValues fill(Value places, ValueRange heap);
  CarriedValues order(Value places, ValueRange heap);
  CarriedValues choose(Value places, Value count, ValueRange heap);
  CarriedValues sort(Value places, ValueRange heap);

private:
  SmallVector<Value> at(Value place) const {
    SmallVector<Value> index = row.index;
    index[row.axis] = place;
    return index;
  }
  Candidate read(ValueRange heap, Value place) {
    return {tensor::ExtractOp::create(builder, loc, heap[0], at(place)),
            tensor::ExtractOp::create(builder, loc, heap[1], at(place))};
  }
  CarriedValues write(ValueRange heap, Value place, Candidate candidate) {
    return {tensor::InsertOp::create(builder, loc, candidate.value, heap[0],
                                     at(place)),
            tensor::InsertOp::create(builder, loc, candidate.position, heap[1],
                                     at(place))};
  }
  Candidate candidateAt(Value position, Type positionType) {
    return {tensor::ExtractOp::create(builder, loc, row.x, at(position)),
            arith::IndexCastOp::create(builder, loc, positionType, position)};
  }

  Value comesBefore(Candidate lhs, Candidate rhs);
  Candidate select(Value condition, Candidate yes, Candidate no) {
    return {select(condition, yes.value, no.value),
            select(condition, yes.position, no.position)};
  }
  CarriedValues siftDown(ValueRange heap, Value hole, Candidate candidate,
                         Value places);

  Value index(int64_t value) { return loops.constantIndex(value); }
  Value select(Value condition, Value yes, Value no) {
    return arith::SelectOp::create(builder, loc, condition, yes, no);
  }
  Value isLess(Value lhs, Value rhs) {
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt, lhs,
                                 rhs);
  }
  /// limit - 1 - i
  Value mirror(Value limit, Value i) {
    Value last = arith::SubIOp::create(builder, loc, limit, index(1));
    return arith::SubIOp::create(builder, loc, last, i);
  }

  LoopBuilder &loops;
  OpBuilder &builder;
  Location loc;
  const Row &row;
  bool descending;
  int64_t depth;
};

} // namespace

static Type positionTypeOf(ValueRange heap) {
  return cast<RankedTensorType>(heap[1].getType()).getElementType();
}

Value Selection::comesBefore(Candidate lhs, Candidate rhs) {
  ScalarCode code(builder, loc);
  Value l = code.load(lhs.value, row.type), r = code.load(rhs.value, row.type);
  if (!descending)
    std::swap(l, r);
  Value before = isGreater(builder, loc, row.type, l, r);
  Value after = isGreater(builder, loc, row.type, r, l);
  Value isFirst = isLess(lhs.position, rhs.position);
  return arith::OrIOp::create(
      builder, loc, before,
      select(after, arith::ConstantIntOp::create(builder, loc, 0, 1), isFirst));
}

/// The hole moves down until no child comes after the candidate, which fills
/// it. All levels are run through: at rest the hole stays where it is.
CarriedValues Selection::siftDown(ValueRange heap, Value hole,
                                  Candidate candidate, Value places) {
  CarriedValues carried = {heap[0], heap[1], hole};
  carried = carriedLoop(
      loops, index(0), index(depth), carried,
      [&](ValueRange, ValueRange carried) -> CarriedValues {
        ValueRange heap = carried.take_front(2);
        Value hole = carried[2];
        Value twice = arith::AddIOp::create(builder, loc, hole, hole);
        Value left = arith::AddIOp::create(builder, loc, twice, index(1));
        Value right = arith::AddIOp::create(builder, loc, twice, index(2));
        Value hasLeft = isLess(left, places), hasRight = isLess(right, places);
        left = select(hasLeft, left, index(0));
        right = select(hasRight, right, left);
        Candidate first = read(heap, left), second = read(heap, right);
        Value swaps = comesBefore(first, second);
        Candidate child = select(swaps, second, first);
        Value moves = arith::AndIOp::create(builder, loc, hasLeft,
                                            comesBefore(candidate, child));
        CarriedValues next = write(heap, hole, select(moves, child, candidate));
        next.push_back(select(moves, select(swaps, right, left), hole));
        return next;
      });
  return write(ValueRange(carried).take_front(2), carried[2], candidate);
}

CarriedValues Selection::fill(Value places, ValueRange heap) {
  return carriedLoop(
      loops, index(0), places, heap, [&](ValueRange i, ValueRange heap) {
        return write(heap, i[0], candidateAt(i[0], positionTypeOf(heap)));
      });
}

CarriedValues Selection::order(Value places, ValueRange heap) {
  Value parents = arith::DivUIOp::create(builder, loc, places, index(2));
  return carriedLoop(loops, index(0), parents, heap,
                     [&](ValueRange i, ValueRange heap) {
                       Value hole = mirror(parents, i[0]);
                       return siftDown(heap, hole, read(heap, hole), places);
                     });
}

CarriedValues Selection::choose(Value places, Value count, ValueRange heap) {
  return carriedLoop(loops, places, count, heap,
                     [&](ValueRange i, ValueRange heap) {
                       Candidate next = candidateAt(i[0], positionTypeOf(heap));
                       Value enters = comesBefore(next, read(heap, index(0)));
                       return carriedIf(loops, enters, heap, [&] {
                         return siftDown(heap, index(0), next, places);
                       });
                     });
}

CarriedValues Selection::sort(Value places, ValueRange heap) {
  return carriedLoop(
      loops, index(0), places, heap, [&](ValueRange i, ValueRange heap) {
        Value last = mirror(places, i[0]);
        Candidate moved = read(heap, last), root = read(heap, index(0));
        return siftDown(write(heap, last, root), index(0), moved, last);
      });
}

CarriedValues ptir::selectTop(LoopBuilder &loops, const Row &row,
                              bool descending, int64_t maxPlaces, Value places,
                              Value count, ValueRange valuesAndPositions) {
  Selection selection(loops, row, descending, maxPlaces);
  CarriedValues heap = selection.fill(places, valuesAndPositions);
  heap = selection.order(places, heap);
  heap = selection.choose(places, count, heap);
  return selection.sort(places, heap);
}
