//===- Shape.cpp - Elements moved, none computed --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Evaluate.h"
#include "ResolveExtents.h"
#include "StridedLoops.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Support/ScalarOps.h"

using namespace ptir;
using namespace ptir::reference;

Result ptir::reference::evaluate(ConstantOp op, Operands) {
  return Tensor::fromAttribute(op.getValue());
}

Result ptir::reference::evaluate(DimOp op, Operands operands) {
  const Tensor &x = operands[0];
  std::optional<int64_t> axis = normalizeAxis(op.getAxis(), x.rank());
  if (!axis)
    return Status::failure("expected an axis of rank " +
                           std::to_string(x.rank()) + ", found " +
                           std::to_string(op.getAxis()));
  return Tensor::fromExtent(x.dims()[*axis]);
}

/// `shape` with its one dynamic extent chosen so that it has `count` elements.
static StatusOr<Shape> inferExtent(ShapeRef shape, int64_t count) {
  Shape inferred(shape);
  int64_t &unknown = *llvm::find_if(inferred, mlir::ShapedType::isDynamic);
  unknown = 1;
  int64_t known = getNumElements(inferred).value_or(0);
  if (known == 0 ? count != 0 : count % known != 0)
    return Status::failure("expected a multiple of " + std::to_string(known) +
                           " elements for " + formatShape(shape) + ", found " +
                           std::to_string(count));
  unknown = known == 0 ? 0 : count / known;
  return inferred;
}

Result ptir::reference::evaluate(ReshapeOp op, Operands operands) {
  const Tensor &x = operands[0];
  ShapeRef declared = op.getType().getShape();
  StatusOr<Shape> shape =
      op.getDims().empty() && op.getType().getNumDynamicDims() == 1
          ? inferExtent(declared, x.numElements())
          : resolveExtents(declared, operands.drop_front());
  if (!shape.ok())
    return shape.status();
  ShapeResult checked = reshapeShape(x.dims(), *shape);
  if (!checked.ok())
    return Status::failure(checked.error);
  return x.withDims(*shape);
}

Result ptir::reference::evaluate(TransposeOp op, Operands operands) {
  const Tensor &x = operands[0];
  ShapeResult shape = transposeShape(x.dims(), op.getPerm());
  if (!shape.ok())
    return Status::failure(shape.error);
  Result result = Tensor::create(x.elementType(), shape.shape);
  if (!result.ok())
    return result;
  Shape strides = denseStrides(x.dims());
  Shape permuted = llvm::map_to_vector(
      op.getPerm(), [&](int64_t dim) { return strides[dim]; });
  copyBox(shape.shape, x.data<uint8_t>(), permuted,
          result->mutableData<uint8_t>(), denseStrides(shape.shape),
          storageBytes(x.elementType()));
  return result;
}

Result ptir::reference::evaluate(BroadcastToOp op, Operands operands) {
  const Tensor &x = operands[0];
  ShapeRef declared = op.getX().getType().getShape();
  StatusOr<Shape> shape =
      resolveExtents(op.getType().getShape(), operands.drop_front());
  if (!shape.ok())
    return shape.status();
  ShapeResult checked = broadcastShape(x.dims(), *shape);
  if (!checked.ok())
    return Status::failure(checked.error);

  size_t lead = shape->size() - x.dims().size();
  Shape strides(lead, 0); // new dimensions repeat everything
  for (auto [dim, stride] : llvm::enumerate(denseStrides(x.dims()))) {
    int64_t found = x.dims()[dim], wanted = (*shape)[lead + dim];
    // Only a static 1 expands; an extent of 1 behind a `?` does not.
    if (declared[dim] != 1 && found != wanted)
      return Status::failure("expected extent " + std::to_string(wanted) +
                             " at dimension " + std::to_string(dim) +
                             " of the operand, found " + std::to_string(found) +
                             " (a dynamic extent does not expand)");
    strides.push_back(found == 1 ? 0 : stride);
  }
  Result result = Tensor::create(x.elementType(), *shape);
  if (!result.ok())
    return result;
  copyBox(*shape, x.data<uint8_t>(), strides, result->mutableData<uint8_t>(),
          denseStrides(*shape), storageBytes(x.elementType()));
  return result;
}

Result ptir::reference::evaluate(ConcatOp op, Operands operands) {
  llvm::SmallVector<ShapeRef> shapes = llvm::map_to_vector(
      operands, [](const Tensor &x) { return ShapeRef(x.dims()); });
  ShapeResult shape = concatShape(shapes, op.getAxis());
  if (!shape.ok())
    return Status::failure(shape.error);
  Result result = Tensor::create(operands[0].elementType(), shape.shape);
  if (!result.ok())
    return result;
  Shape strides = denseStrides(shape.shape);
  int64_t axis = op.getNormalizedAxis();
  OffsetPair start;
  for (const Tensor &x : operands) {
    copyBox(x.dims(), x.data<uint8_t>(), denseStrides(x.dims()),
            result->mutableData<uint8_t>(), strides,
            storageBytes(x.elementType()), start);
    start.to += x.dims()[axis] * strides[axis];
  }
  return result;
}

Result ptir::reference::evaluate(IotaOp op, Operands operands) {
  StatusOr<Shape> shape = resolveExtents(op.getType().getShape(), operands);
  std::optional<ElementType> element =
      getElementType(op.getType().getElementType());
  std::optional<int64_t> axis =
      normalizeAxis(op.getAxis(), op.getType().getRank());
  if (!shape.ok())
    return shape.status();
  if (!element || !axis)
    return Status::failure("expected an axis and an element type of the "
                           "contract");
  Result result = Tensor::create(*element, *shape);
  if (!result.ok())
    return result;
  // The position along the axis is a view with stride 1 there and 0 elsewhere.
  Shape position(shape->size(), 0);
  position[*axis] = 1;
  bool counted =
      visitElementType<NumericFamilies>(*element, false, [&](auto tag) {
        using Traits = ScalarTraits<tag.value>;
        auto *target = result->mutableData<typename Traits::Storage>();
        forEachIndex(*shape, position, denseStrides(*shape), {},
                     [&](int64_t index, int64_t to) {
                       target[to] = Traits::store(
                           ScalarOps<tag.value>::fromIndex(index));
                     });
        return true;
      });
  if (!counted)
    return Status::failure("expected elements that can count, found i1");
  return result;
}
