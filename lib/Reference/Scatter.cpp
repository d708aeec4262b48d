//===- Scatter.cpp - Updates written or combined by index -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Updates take effect one by one, in row-major order.
//
//===----------------------------------------------------------------------===//

#include "CastTensor.h"
#include "CheckIndex.h"
#include "Combine.h"
#include "Evaluate.h"
#include "StridedLoops.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

#include <cstring>

using namespace ptir;
using namespace ptir::reference;

namespace {
/// Where an update goes.
struct UpdateTarget {
  int64_t update;
  int64_t element;
};
} // namespace

/// target[element] = combine(target[element], updates[update]) for each of the
/// list; false when elements of the type do not have the kind.
static bool combineUpdates(ReduceKind kind, const Tensor &updates,
                           const std::vector<UpdateTarget> &list,
                           Tensor &target) {
  return visitReduceKind(
      kind, target.elementType(), [&](auto tag, auto, auto combine) {
        using Traits = ScalarTraits<tag.value>;
        using Storage = typename Traits::Storage;
        for (auto [update, element] : list) {
          Storage &old = target.mutableData<Storage>()[element];
          old = Traits::store(
              combine(Traits::load(old),
                      Traits::load(updates.data<Storage>()[update])));
        }
      });
}

static void replaceElements(const Tensor &updates,
                            const std::vector<UpdateTarget> &list,
                            Tensor &target) {
  unsigned bytes = storageBytes(target.elementType());
  for (auto [update, element] : list)
    std::memcpy(target.mutableData<uint8_t>() + element * bytes,
                updates.data<uint8_t>() + update * bytes, bytes);
}

static Status cannotCombine(const Tensor &x) {
  return Status::failure("expected elements that can be combined, found " +
                         x.describeType());
}

//===----------------------------------------------------------------------===//
// ScatterReduceOp
//===----------------------------------------------------------------------===//

static std::optional<ReduceKind> reduceKindOf(ScatterKind kind) {
  switch (kind) {
  case ScatterKind::Add:
    return ReduceKind::Sum;
  case ScatterKind::Max:
    return ReduceKind::Max;
  case ScatterKind::Min:
    return ReduceKind::Min;
  case ScatterKind::Replace:
    return std::nullopt;
  }
  return std::nullopt;
}

Result ptir::reference::evaluate(ScatterReduceOp op, Operands operands) {
  const Tensor &indices = operands[1], &updates = operands[2];
  ShapeResult shape = scatterReduceShape(operands[0].dims(), indices.dims(),
                                         updates.dims(), op.getAxis());
  if (!shape.ok())
    return Status::failure(shape.error);
  int64_t axis = *normalizeAxis(op.getAxis(), indices.rank());
  Shape strides = denseStrides(shape.shape);
  std::vector<UpdateTarget> list;
  Shape index(indices.rank(), 0);
  for (int64_t i = 0; i < updates.numElements();
       ++i, advance(index, updates.dims())) {
    Shape target = index;
    target[axis] = indices.integerAt(i);
    if (Status status = checkIndex(target[axis], shape.shape[axis]);
        !status.ok())
      return status;
    list.push_back({i, offsetAt(target, strides)});
  }
  // In place when nobody else needs x.
  Result result = std::move(operands[0]).takeOrCopy();
  if (!result.ok())
    return result;
  std::optional<ReduceKind> kind = reduceKindOf(op.getKind());
  if (!kind)
    replaceElements(updates, list, *result);
  else if (!combineUpdates(*kind, updates, list, *result))
    return cannotCombine(updates);
  return result;
}

//===----------------------------------------------------------------------===//
// ScatterAddOp
//===----------------------------------------------------------------------===//

/// The element of x that the update at `index` is added to.
static Shape findTarget(ScatterAddOp op, const Tensor &indices, int64_t rank,
                        ShapeRef index) {
  Shape scatter, window;
  for (auto [dim, i] : llvm::enumerate(index)) {
    bool isWindow = llvm::is_contained(op.getUpdateWindowDims(), int64_t(dim));
    (isWindow ? window : scatter).push_back(i);
  }
  Shape target;
  const int64_t *nextWindow = window.begin();
  for (int64_t dim = 0; dim < rank; ++dim) {
    bool isInserted = llvm::is_contained(op.getInsertedWindowDims(), dim);
    target.push_back(isInserted ? 0 : *nextWindow++);
  }
  int64_t vectorDim = op.getIndexVectorDimOrRank();
  Shape strides = denseStrides(indices.dims());
  for (auto [component, dim] :
       llvm::enumerate(op.getScatterDimsToOperandDims())) {
    Shape position = scatter;
    if (vectorDim < indices.rank())
      position.insert(position.begin() + vectorDim, component);
    // Wraps: a sum that does not fit is out of range.
    uint64_t start = indices.integerAt(offsetAt(position, strides));
    target[dim] = int64_t(start + uint64_t(target[dim]));
  }
  return target;
}

Result ptir::reference::evaluate(ScatterAddOp op, Operands operands) {
  const Tensor &indices = operands[1], &updates = operands[2];
  ShapeResult shape = scatterAddShape(
      operands[0].dims(), indices.dims(), updates.dims(),
      {op.getUpdateWindowDims(), op.getInsertedWindowDims(),
       op.getScatterDimsToOperandDims(), op.getIndexVectorDimOrRank()});
  if (!shape.ok())
    return Status::failure(shape.error);
  int64_t rank = shape.shape.size();
  Shape strides = denseStrides(shape.shape);
  std::vector<UpdateTarget> list;
  Shape index(updates.rank(), 0);
  for (int64_t i = 0; i < updates.numElements();
       ++i, advance(index, updates.dims())) {
    Shape target = findTarget(op, indices, rank, index);
    for (auto [position, limit] : llvm::zip_equal(target, shape.shape))
      if (Status status = checkIndex(position, limit); !status.ok())
        return status;
    list.push_back({i, offsetAt(target, strides)});
  }
  Result result = std::move(operands[0]).takeOrCopy();
  if (!result.ok())
    return result;
  if (!combineUpdates(ReduceKind::Sum, updates, list, *result))
    return cannotCombine(updates);
  return result;
}

//===----------------------------------------------------------------------===//
// SegmentReduceOp
//===----------------------------------------------------------------------===//

Result ptir::reference::evaluate(SegmentReduceOp op, Operands operands) {
  const Tensor &ids = operands[1];
  int64_t segments = op.getNumSegments();
  ShapeResult shape =
      segmentReduceShape(operands[0].dims(), ids.dims(), segments);
  if (!shape.ok())
    return Status::failure(shape.error);
  std::optional<ElementType> accumulator =
      getElementType(op.getAccumulatorType());
  if (!accumulator)
    return Status::failure("expected an accum_type of the contract");
  Result data = castTensor(operands[0], *accumulator);
  if (!data.ok())
    return data;
  Result result = Tensor::create(*accumulator, shape.shape);
  if (!result.ok())
    return result;
  std::optional<int64_t> rowElements =
      getNumElements(ShapeRef(shape.shape).drop_front());
  std::vector<UpdateTarget> list;
  for (int64_t row = 0; row < ids.numElements(); ++row) {
    int64_t segment = ids.integerAt(row);
    if (Status status = checkIndex(segment, segments); !status.ok())
      return status;
    for (int64_t i = 0; i < rowElements.value_or(0); ++i)
      list.push_back({row * *rowElements + i, segment * *rowElements + i});
  }
  bool combined = visitReduceKind(
      op.getKind(), *accumulator, [&](auto tag, auto identity, auto) {
        using Traits = ScalarTraits<tag.value>;
        for (int64_t i = 0; i < result->numElements(); ++i)
          result->mutableData<typename Traits::Storage>()[i] =
              Traits::store(identity);
      });
  if (!combined || !combineUpdates(op.getKind(), *data, list, *result))
    return cannotCombine(operands[0]);
  return castTensor(*result, operands[0].elementType());
}
