//===- Contraction.cpp - Sums of products ---------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Operands are converted to the accumulator type; products and sums are rounded
// to it one by one, in row-major order of the contracting dimensions, starting
// from zero; the sums are converted to the result's element type.
//
//===----------------------------------------------------------------------===//

#include "CastTensor.h"
#include "Evaluate.h"
#include "StridedLoops.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Support/ScalarOps.h"

using namespace ptir;
using namespace ptir::reference;

namespace {
/// Where the elements of both operands lie: the element for a batch b, a free
/// index m and a contracting index k is at lhsBatch[b] + lhsFree[m] +
/// lhsContract[k].
struct ContractionOffsets {
  std::vector<int64_t> lhsBatch, lhsFree, lhsContract;
  std::vector<int64_t> rhsBatch, rhsFree, rhsContract;
};
} // namespace

static Shape normalizeDims(ShapeRef dims, int64_t rank) {
  return llvm::map_to_vector(
      dims, [&](int64_t dim) { return dim < 0 ? dim + rank : dim; });
}

/// Neighbouring elements of rhs belong to neighbouring sums.
static bool hasAdjacentSums(const ContractionOffsets &at) {
  auto step = [](const std::vector<int64_t> &offsets) {
    return offsets.size() > 1 ? offsets[1] - offsets[0] : 0;
  };
  return step(at.rhsFree) < step(at.rhsContract);
}

/// The sums of one batch and one free index of lhs, for all free indices of
/// rhs. The order of the two loops follows the memory of rhs; each sum takes
/// its products in the order of k either way.
template <ElementType type, typename Storage, typename Value>
static void accumulateRow(const Storage *lhs, const Storage *rhs,
                          const ContractionOffsets &at,
                          std::vector<Value> &sums) {
  using Traits = ScalarTraits<type>;
  using Ops = ScalarOps<type>;
  const int64_t *free = at.rhsFree.data();
  auto numSums = static_cast<int64_t>(sums.size());
  auto numTerms = static_cast<int64_t>(at.lhsContract.size());
  auto addTerm = [&](int64_t n, int64_t k) {
    Value left = Traits::load(lhs[at.lhsContract[k]]);
    Value right = Traits::load(rhs[free[n] + at.rhsContract[k]]);
    sums[n] = Ops::add(sums[n], Ops::mul(left, right));
  };
  if (hasAdjacentSums(at)) {
    for (int64_t k = 0; k < numTerms; ++k)
      for (int64_t n = 0; n < numSums; ++n)
        addTerm(n, k);
  } else {
    for (int64_t n = 0; n < numSums; ++n)
      for (int64_t k = 0; k < numTerms; ++k)
        addTerm(n, k);
  }
}

/// The sums, dense in the order batch, free of lhs, free of rhs.
template <ElementType type>
static void accumulate(const Tensor &lhs, const Tensor &rhs,
                       const ContractionOffsets &at, Tensor &result) {
  using Traits = ScalarTraits<type>;
  using Storage = typename Traits::Storage;
  using Value = typename Traits::Value;
  auto *target = result.mutableData<Storage>();
  for (size_t b = 0; b < at.lhsBatch.size(); ++b)
    for (int64_t row : at.lhsFree) {
      std::vector<Value> sums(at.rhsFree.size(), Value(0));
      accumulateRow<type>(lhs.data<Storage>() + at.lhsBatch[b] + row,
                          rhs.data<Storage>() + at.rhsBatch[b], at, sums);
      for (Value sum : sums)
        *target++ = Traits::store(sum);
    }
}

Result ptir::reference::evaluate(DotGeneralOp op, Operands operands) {
  ShapeRef lhsDims = operands[0].dims(), rhsDims = operands[1].dims();
  Shape batchLhs = normalizeDims(op.getBatchLhs(), lhsDims.size());
  Shape batchRhs = normalizeDims(op.getBatchRhs(), rhsDims.size());
  Shape contractLhs = normalizeDims(op.getContractLhs(), lhsDims.size());
  Shape contractRhs = normalizeDims(op.getContractRhs(), rhsDims.size());
  ShapeResult shape = dotGeneralShape(
      lhsDims, rhsDims, {batchLhs, batchRhs, contractLhs, contractRhs});
  if (!shape.ok())
    return Status::failure(shape.error);

  std::optional<ElementType> accumulator =
      getElementType(op.getAccumulatorType());
  std::optional<ElementType> element =
      getElementType(op.getType().getElementType());
  if (!accumulator || !element)
    return Status::failure("expected element types of the contract");
  Result lhs = castTensor(operands[0], *accumulator);
  if (!lhs.ok())
    return lhs;
  Result rhs = castTensor(operands[1], *accumulator);
  if (!rhs.ok())
    return rhs;
  Result sums = Tensor::create(*accumulator, shape.shape);
  if (!sums.ok())
    return sums;

  ContractionOffsets at = {offsetsAlong(lhsDims, batchLhs),
                           offsetsAlong(lhsDims, op.getLhsFreeDims()),
                           offsetsAlong(lhsDims, contractLhs),
                           offsetsAlong(rhsDims, batchRhs),
                           offsetsAlong(rhsDims, op.getRhsFreeDims()),
                           offsetsAlong(rhsDims, contractRhs)};
  bool summed =
      visitElementType<NumericFamilies>(*accumulator, false, [&](auto tag) {
        accumulate<tag.value>(*lhs, *rhs, at, *sums);
        return true;
      });
  if (!summed)
    return Status::failure("expected elements that can be summed, found i1");
  return castTensor(*sums, *element);
}
