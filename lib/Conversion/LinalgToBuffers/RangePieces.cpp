//===- RangePieces.cpp - Ranges in pieces worth a thread ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RangePieces.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace ptir;

/// What an elementary function or a quotient takes, next to an element that is
/// only moved.
static constexpr int64_t costlyWork = 4;

int64_t ptir::iterationWork(linalg::GenericOp op) {
  int64_t work = 1;
  for (Operation &part : *op.getBody())
    if (isa<math::MathDialect>(part.getDialect()) ||
        isa<arith::DivFOp, arith::DivSIOp, arith::DivUIOp, arith::RemSIOp,
            arith::RemUIOp>(part))
      work += costlyWork;
  return work;
}

Value ptir::findExtent(OpBuilder &builder, linalg::GenericOp op, unsigned dim) {
  for (auto [operand, map] :
       llvm::zip_equal(op->getOperands(), op.getIndexingMapsArray()))
    for (auto [i, expr] : llvm::enumerate(map.getResults()))
      if (auto plain = dyn_cast<AffineDimExpr>(expr);
          plain && plain.getPosition() == dim)
        return memref::DimOp::create(builder, op.getLoc(), operand, i);
  return Value();
}

OpFoldResult ptir::indexWork(OpBuilder &builder, linalg::GenericOp op,
                             unsigned dim) {
  int64_t known = iterationWork(op);
  Value product;
  for (auto [other, extent] : llvm::enumerate(op.getStaticLoopRanges())) {
    if (other == dim)
      continue;
    if (!ShapedType::isDynamic(extent)) {
      known *= extent;
      continue;
    }
    // Without an operand that has the extent it counts as 1.
    Value value = findExtent(builder, op, other);
    if (value && product)
      product = arith::MulIOp::create(builder, op.getLoc(), product, value);
    else if (value)
      product = value;
  }
  if (!product)
    return builder.getIndexAttr(known);
  Value factor = arith::ConstantIndexOp::create(builder, op.getLoc(), known);
  return arith::MulIOp::create(builder, op.getLoc(), product, factor)
      .getResult();
}

static Value toValue(OpBuilder &builder, Location loc, OpFoldResult value) {
  if (auto known = dyn_cast<Value>(value))
    return known;
  return arith::ConstantIndexOp::create(builder, loc,
                                        *getConstantIntValue(value));
}

/// x / y, rounded up; y is at least 1.
static Value divideUp(OpBuilder &builder, Location loc, Value x, Value y) {
  Value one = arith::ConstantIndexOp::create(builder, loc, 1);
  Value more = arith::AddIOp::create(
      builder, loc, x, arith::SubIOp::create(builder, loc, y, one));
  return arith::DivUIOp::create(builder, loc, more, y);
}

std::optional<RangePieces> RangePieces::divide(OpBuilder &builder, Location loc,
                                               OpFoldResult extent,
                                               OpFoldResult workPerIndex) {
  RangePieces pieces;
  std::optional<int64_t> knownWork = getConstantIntValue(workPerIndex);
  std::optional<int64_t> knownExtent = getConstantIntValue(extent);
  if (knownWork) {
    int64_t size =
        llvm::divideCeil(leastWork, std::max<int64_t>(*knownWork, 1));
    if (knownExtent && *knownExtent <= size)
      return std::nullopt;
    pieces.size = builder.getIndexAttr(size);
    if (knownExtent)
      pieces.count = arith::ConstantIndexOp::create(
          builder, loc, llvm::divideCeil(*knownExtent, size));
  } else {
    Value one = arith::ConstantIndexOp::create(builder, loc, 1);
    Value least = arith::ConstantIndexOp::create(builder, loc, leastWork);
    Value work =
        arith::MaxUIOp::create(builder, loc, cast<Value>(workPerIndex), one);
    pieces.size = divideUp(builder, loc, least, work);
  }
  pieces.extent = toValue(builder, loc, extent);
  if (!pieces.count)
    pieces.count = isConstantIntValue(pieces.size, 1)
                       ? pieces.extent
                       : divideUp(builder, loc, pieces.extent,
                                  toValue(builder, loc, pieces.size));
  return pieces;
}

std::pair<Value, Value> RangePieces::getIndices(OpBuilder &builder,
                                                Location loc, Value begin,
                                                Value end) const {
  if (isConstantIntValue(size, 1))
    return {begin, end};
  Value each = toValue(builder, loc, size);
  Value first = arith::MulIOp::create(builder, loc, begin, each);
  Value last = arith::MulIOp::create(builder, loc, end, each);
  return {first, arith::MinUIOp::create(builder, loc, last, extent)};
}
