//===- Sorting.cpp - Order of elements ------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The order is that of numbers, with -0 equal to +0 and NaN above everything.
//
//===----------------------------------------------------------------------===//

#include "Evaluate.h"
#include "StridedLoops.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Support/ScalarOps.h"

#include <algorithm>
#include <cstring>
#include <numeric>

using namespace ptir;
using namespace ptir::reference;

/// lhs < rhs, where NaN is the maximum.
template <ElementType type>
static bool comesBelow(typename ScalarTraits<type>::Value lhs,
                       typename ScalarTraits<type>::Value rhs) {
  using Ops = ScalarOps<type>;
  bool isNaN = !Ops::equal(lhs, lhs);
  bool otherIsNaN = !Ops::equal(rhs, rhs);
  return isNaN || otherIsNaN ? !isNaN : Ops::less(lhs, rhs);
}

/// For each row along `axis`, the positions of its first `count` elements in
/// descending or ascending order, equal ones in the order of their positions:
/// `visit(base, positions)` with the offset of the row. False for complex
/// numbers.
template <typename Visit>
static bool forEachSortedRow(const Tensor &x, int64_t axis, int64_t count,
                             bool descending, const Visit &visit) {
  ShapeRef dims = x.dims();
  int64_t stride = denseStrides(dims)[axis];
  Shape rowDims;
  for (int64_t dim = 0; dim < x.rank(); ++dim)
    if (dim != axis)
      rowDims.push_back(dim);
  return visitElementType<OrderedFamilies>(
      x.elementType(), false, [&](auto tag) {
        using Traits = ScalarTraits<tag.value>;
        for (int64_t base : offsetsAlong(dims, rowDims)) {
          auto valueAt = [&](int64_t i) {
            return Traits::load(
                x.data<typename Traits::Storage>()[base + i * stride]);
          };
          auto comesFirst = [&](int64_t lhs, int64_t rhs) {
            auto l = valueAt(lhs), r = valueAt(rhs);
            if (comesBelow<tag.value>(l, r) || comesBelow<tag.value>(r, l))
              return comesBelow<tag.value>(l, r) != descending;
            return lhs < rhs;
          };
          std::vector<int64_t> positions(dims[axis]);
          std::iota(positions.begin(), positions.end(), 0);
          std::partial_sort(positions.begin(), positions.begin() + count,
                            positions.end(), comesFirst);
          positions.resize(count);
          visit(base, positions);
        }
        return true;
      });
}

/// A position as an element of si32 or si64.
static void storePosition(Tensor &tensor, int64_t offset, int64_t position) {
  if (tensor.elementType() == ElementType::SI32)
    tensor.mutableData<int32_t>()[offset] = int32_t(position);
  else
    tensor.mutableData<int64_t>()[offset] = position;
}

static Status notOrdered(const Tensor &x) {
  return Status::failure("expected elements that are ordered, found " +
                         x.describeType());
}

Result ptir::reference::evaluate(ArgmaxOp op, Operands operands) {
  const Tensor &x = operands[0];
  int64_t axis = op.getAxis();
  ShapeResult shape = reduceShape(x.dims(), {axis}, op.getKeepdims());
  std::optional<ElementType> element =
      getElementType(op.getType().getElementType());
  if (!shape.ok() || !element)
    return Status::failure(shape.error);
  axis = *normalizeAxis(axis, x.rank());
  if (x.dims()[axis] == 0)
    return Status::failure("expected axis of an extent that is not 0");
  Result result = Tensor::create(*element, shape.shape);
  if (!result.ok())
    return result;
  int64_t next = 0;
  if (!forEachSortedRow(x, axis, 1, /*descending=*/true,
                        [&](int64_t, const std::vector<int64_t> &positions) {
                          storePosition(*result, next++, positions.front());
                        }))
    return notOrdered(x);
  return result;
}

StatusOr<std::vector<Tensor>> ptir::reference::evaluate(TopKOp op,
                                                        Operands operands) {
  const Tensor &x = operands[0];
  ShapeResult shape = topKShape(x.dims(), op.getK(), op.getAxis());
  std::optional<ElementType> element =
      getElementType(op.getIndices().getType().getElementType());
  if (!shape.ok() || !element)
    return Status::failure(shape.error);
  Result values = Tensor::create(x.elementType(), shape.shape);
  Result indices = Tensor::create(*element, shape.shape);
  if (!values.ok() || !indices.ok())
    return values.ok() ? indices.status() : values.status();

  int64_t axis = *normalizeAxis(op.getAxis(), x.rank());
  int64_t stride = denseStrides(x.dims())[axis];
  unsigned bytes = storageBytes(x.elementType());
  Shape rowDims;
  for (int64_t dim = 0; dim < x.rank(); ++dim)
    if (dim != axis)
      rowDims.push_back(dim);
  std::vector<int64_t> targets = offsetsAlong(shape.shape, rowDims);
  const int64_t *target = targets.data();
  auto storeRow = [&](int64_t base, const std::vector<int64_t> &positions) {
    int64_t to = *target++;
    for (int64_t position : positions) {
      storePosition(*indices, to, position);
      std::memcpy(values->mutableData<uint8_t>() + to * bytes,
                  x.data<uint8_t>() + (base + position * stride) * bytes,
                  bytes);
      to += stride;
    }
  };
  if (op.getK() > 0 &&
      !forEachSortedRow(x, axis, op.getK(), op.getLargest(), storeRow))
    return notOrdered(x);
  return std::vector<Tensor>{std::move(*values), std::move(*indices)};
}
