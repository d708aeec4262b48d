//===- FusedOps.cpp - Loop nests that stay together -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace ptir::rt;

//===----------------------------------------------------------------------===//
// AttentionOp
//===----------------------------------------------------------------------===//

/// The extents of an operand in the order of the formula.
static SmallVector<int64_t> inOrder(Value operand, ArrayRef<int64_t> order) {
  ArrayRef<int64_t> shape = cast<ShapedType>(operand.getType()).getShape();
  return applyPermutation(shape, order);
}

LogicalResult AttentionOp::verify() {
  struct {
    Value operand;
    ArrayRef<int64_t> order;
    StringRef name;
    size_t rank;
  } parts[] = {{getQuery(), getQueryOrder(), "query", 5},
               {getKeys(), getKeyOrder(), "keys", 4},
               {getValues(), getValueOrder(), "values", 4},
               {getInit(), getInitOrder(), "init", 5}};
  for (auto &part : parts) {
    auto type = cast<ShapedType>(part.operand.getType());
    if (!type.getElementType().isF32() || !type.hasRank() ||
        type.getRank() != static_cast<int64_t>(part.rank))
      return emitOpError("expected ")
             << part.name << " of rank " << part.rank
             << " and element type f32, found " << type;
    if (part.order.size() != part.rank || !isPermutationVector(part.order))
      return emitOpError("expected the order of ")
             << part.name << " to be a permutation of " << part.rank
             << " dimensions, found [" << part.order << "]";
  }
  SmallVector<int64_t> query = inOrder(getQuery(), getQueryOrder());
  SmallVector<int64_t> keys = inOrder(getKeys(), getKeyOrder());
  SmallVector<int64_t> values = inOrder(getValues(), getValueOrder());
  SmallVector<int64_t> init = inOrder(getInit(), getInitOrder());
  for (int64_t extent : {query[1], query[2], query[4], init[4]})
    if (ShapedType::isDynamic(extent))
      return emitOpError("expected static heads and head sizes, found ")
             << getQuery().getType() << " and " << getInit().getType();
  std::pair<int64_t, int64_t> pairs[] = {
      {query[0], keys[0]},  {query[1], keys[1]},  {query[4], keys[3]},
      {keys[0], values[0]}, {keys[1], values[1]}, {keys[2], values[2]},
      {query[0], init[0]},  {query[1], init[1]},  {query[2], init[2]},
      {query[3], init[3]},  {values[3], init[4]}};
  for (auto [one, other] : pairs)
    if (failed(verifyCompatibleShape({one}, {other})))
      return emitOpError("expected operands whose extents agree, found ")
             << one << " and " << other;
  return success();
}

void AttentionOp::getEffects(
    SmallVectorImpl<MemoryEffects::EffectInstance> &effects) {
  if (!isa<MemRefType>(getInit().getType()))
    return;
  for (OpOperand *input :
       {&getQueryMutable(), &getKeysMutable(), &getValuesMutable()})
    effects.emplace_back(MemoryEffects::Read::get(), input);
  effects.emplace_back(MemoryEffects::Write::get(), &getInitMutable());
}
