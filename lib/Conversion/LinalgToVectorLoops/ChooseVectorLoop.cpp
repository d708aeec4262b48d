//===- ChooseVectorLoop.cpp - Which loop vectors run along ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A loop qualifies if every operand is invariant in it or follows it with unit
// stride, and the body can run on vectors. Among those the one that most
// operands follow wins; then a parallel loop, which needs no combining at the
// end; then the innermost.
//
//===----------------------------------------------------------------------===//

#include "GenericLoops.h"
#include "VectorBody.h"

using namespace mlir;

namespace ptir::vectorloops {

/// Bits of the widest element the vectors hold in memory or as results.
static unsigned widestElement(const IterationSpace &space) {
  unsigned widest = 8;
  auto consider = [&](Type type) {
    if (type.isIntOrFloat())
      widest = std::max(widest, type.getIntOrFloatBitWidth());
  };
  for (Type type : space.body.getArgumentTypes())
    consider(type.isIndex() ? Type(IntegerType::get(type.getContext(), 64))
                            : type);
  for (Operation &op : space.body.without_terminator())
    for (Type type : op.getResultTypes())
      consider(type);
  return std::min(widest, 64u);
}

static bool operandsFollow(const IterationSpace &space, unsigned dim) {
  auto follows = [&](const GenericOperand &operand) {
    Access access = operand.along(dim);
    return access == Access::Invariant ||
           (access == Access::Unit &&
            isVectorElement(operand.getElementType()));
  };
  if (!llvm::all_of(space.inputs, follows))
    return false;
  return llvm::all_of(space.outputs, [&](const GenericOperand &output) {
    bool isSplit = space.isReduction(dim) && space.isAccumulator(output);
    return follows(output) && isVectorElement(output.getElementType()) &&
           (isSplit || output.along(dim) == Access::Unit);
  });
}

static unsigned countFollowers(const IterationSpace &space, unsigned dim) {
  auto isUnit = [&](const GenericOperand &operand) {
    return operand.along(dim) == Access::Unit;
  };
  return llvm::count_if(space.inputs, isUnit) +
         llvm::count_if(space.outputs, isUnit);
}

std::optional<VectorLoop> chooseVectorLoop(const IterationSpace &space,
                                           unsigned vectorWidth) {
  std::optional<unsigned> best;
  auto rank = [&](unsigned dim) {
    return std::make_tuple(countFollowers(space, dim), !space.isReduction(dim),
                           dim);
  };
  for (unsigned dim = 0; dim < space.getNumLoops(); ++dim) {
    if (space.getStaticExtent(dim).value_or(2) < 2 ||
        (space.isReduction(dim) && !canSplitReductions(space)) ||
        !operandsFollow(space, dim) || !canVectorizeBody(space, dim))
      continue;
    if (!best || rank(dim) > rank(*best))
      best = dim;
  }
  if (!best || space.outputs.empty())
    return std::nullopt;
  int64_t lanes = std::max(vectorWidth / widestElement(space), 2u);
  if (std::optional<int64_t> extent = space.getStaticExtent(*best))
    lanes = std::min<int64_t>(lanes, llvm::PowerOf2Ceil(*extent));
  return VectorLoop{*best, lanes};
}

} // namespace ptir::vectorloops
