//===- Reduction.cpp - Many elements to one -------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Elements are converted to the accumulator type and combined in it one by one,
// in row-major order, starting from the identity of the kind; the outcome is
// converted to the result's element type.
//
//===----------------------------------------------------------------------===//

#include "CastTensor.h"
#include "Combine.h"
#include "Evaluate.h"
#include "StridedLoops.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

using namespace ptir;
using namespace ptir::reference;

/// result[i] = combine(… combine(identity, x[kept[i] + reduced[0]]) …)
template <ElementType type, typename Value, typename Combine>
static void fold(const Tensor &x, const std::vector<int64_t> &kept,
                 const std::vector<int64_t> &reduced, Value identity,
                 Combine combine, Tensor &result) {
  using Traits = ScalarTraits<type>;
  using Storage = typename Traits::Storage;
  const auto *source = x.data<Storage>();
  auto *target = result.mutableData<Storage>();
  for (int64_t base : kept) {
    Value folded = identity;
    for (int64_t offset : reduced)
      folded = combine(folded, Traits::load(source[base + offset]));
    *target++ = Traits::store(folded);
  }
}

Result ptir::reference::evaluate(ReduceOp op, Operands operands) {
  ShapeRef dims = operands[0].dims();
  Shape axes = op.getNormalizedAxes();
  ShapeResult shape = reduceShape(dims, axes, op.getKeepdims());
  if (!shape.ok())
    return Status::failure(shape.error);
  std::optional<ElementType> accumulator =
      getElementType(op.getAccumulatorType());
  std::optional<ElementType> element =
      getElementType(op.getType().getElementType());
  if (!accumulator || !element)
    return Status::failure("expected element types of the contract");

  Shape keptDims;
  for (int64_t dim = 0; dim < operands[0].rank(); ++dim)
    if (!llvm::is_contained(axes, dim))
      keptDims.push_back(dim);
  Result x = castTensor(operands[0], *accumulator);
  if (!x.ok())
    return x;
  Result result = Tensor::create(*accumulator, shape.shape);
  if (!result.ok())
    return result;
  std::vector<int64_t> kept = offsetsAlong(dims, keptDims);
  std::vector<int64_t> reduced = offsetsAlong(dims, axes);
  if (!visitReduceKind(op.getKind(), *accumulator,
                       [&](auto tag, auto identity, auto combine) {
                         fold<tag.value>(*x, kept, reduced, identity, combine,
                                         *result);
                       }))
    return Status::failure("expected elements that can be combined, found " +
                           operands[0].describeType());
  return castTensor(*result, *element);
}
