//===- Indexing.cpp - Elements picked by position -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CheckIndex.h"
#include "Evaluate.h"
#include "ResolveExtents.h"
#include "StridedLoops.h"

#include <algorithm>
#include <cstring>

using namespace ptir;
using namespace ptir::reference;

/// The `sizes` attribute with -1 replaced by the extents in `dims`.
static StatusOr<Shape> resolveSizes(ShapeRef sizes,
                                    llvm::ArrayRef<Tensor> dims) {
  Shape shape = llvm::map_to_vector(sizes, [](int64_t size) {
    return size == -1 ? mlir::ShapedType::kDynamic : size;
  });
  return resolveExtents(shape, dims);
}

/// Where a box of `size` starts in `dims`: `start`, clamped so that it fits.
static Shape clampStart(const Tensor &start, ShapeRef dims, ShapeRef size) {
  Shape clamped;
  for (size_t dim = 0; dim < dims.size(); ++dim)
    clamped.push_back(
        std::clamp<int64_t>(start.integerAt(dim), 0, dims[dim] - size[dim]));
  return clamped;
}

Result ptir::reference::evaluate(SliceOp op, Operands operands) {
  const Tensor &x = operands[0];
  StatusOr<Shape> sizes = resolveSizes(op.getSizes(), operands.drop_front());
  if (!sizes.ok())
    return sizes.status();
  Shape steps = op.getStridesOrOnes();
  ShapeResult shape = sliceShape(x.dims(), op.getStarts(), *sizes, steps);
  if (!shape.ok())
    return Status::failure(shape.error);
  Result result = Tensor::create(x.elementType(), *sizes);
  if (!result.ok() || result->numElements() == 0)
    return result;
  Shape strides = denseStrides(x.dims());
  OffsetPair start = {offsetAt(op.getStarts(), strides), 0};
  for (auto [stride, step, size] : llvm::zip_equal(strides, steps, *sizes))
    stride *= size > 1 ? step : 0; // one element takes no step
  copyBox(*sizes, x.data<uint8_t>(), strides, result->mutableData<uint8_t>(),
          denseStrides(*sizes), storageBytes(x.elementType()), start);
  return result;
}

Result ptir::reference::evaluate(TakeOp op, Operands operands) {
  const Tensor &x = operands[0], &indices = operands[1];
  ShapeResult shape = takeShape(x.dims(), indices.dims());
  if (!shape.ok())
    return Status::failure(shape.error);
  Result result = Tensor::create(x.elementType(), shape.shape);
  if (!result.ok())
    return result;
  int64_t limit = x.dims()[0];
  size_t rowBytes = limit == 0 ? 0 : x.bytes().size() / limit;
  for (int64_t i = 0; i < indices.numElements(); ++i) {
    int64_t index = indices.integerAt(i);
    if (Status status = checkIndex(index, limit); !status.ok())
      return status;
    std::memcpy(result->mutableData<uint8_t>() + i * rowBytes,
                x.data<uint8_t>() + index * rowBytes, rowBytes);
  }
  return result;
}

Result ptir::reference::evaluate(GatherOp op, Operands operands) {
  const Tensor &x = operands[0], &indices = operands[1];
  ShapeResult shape = gatherShape(x.dims(), indices.dims(), op.getAxis());
  if (!shape.ok())
    return Status::failure(shape.error);
  Result result = Tensor::create(x.elementType(), shape.shape);
  if (!result.ok())
    return result;
  int64_t axis = *normalizeAxis(op.getAxis(), x.rank());
  unsigned bytes = storageBytes(x.elementType());
  Shape strides = denseStrides(x.dims());
  Shape position(shape.shape.size(), 0);
  for (int64_t i = 0; i < indices.numElements();
       ++i, advance(position, shape.shape)) {
    Shape source = position;
    source[axis] = indices.integerAt(i);
    if (Status status = checkIndex(source[axis], x.dims()[axis]); !status.ok())
      return status;
    std::memcpy(result->mutableData<uint8_t>() + i * bytes,
                x.data<uint8_t>() + offsetAt(source, strides) * bytes, bytes);
  }
  return result;
}

Result ptir::reference::evaluate(DynamicSliceOp op, Operands operands) {
  const Tensor &x = operands[0], &start = operands[1];
  StatusOr<Shape> sizes = resolveSizes(op.getSizes(), operands.drop_front(2));
  if (!sizes.ok())
    return sizes.status();
  ShapeResult shape = dynamicSliceShape(x.dims(), start.dims(), *sizes);
  if (!shape.ok())
    return Status::failure(shape.error);
  Result result = Tensor::create(x.elementType(), *sizes);
  if (!result.ok())
    return result;
  Shape strides = denseStrides(x.dims());
  Shape from = clampStart(start, x.dims(), *sizes);
  copyBox(*sizes, x.data<uint8_t>(), strides, result->mutableData<uint8_t>(),
          denseStrides(*sizes), storageBytes(x.elementType()),
          {offsetAt(from, strides), 0});
  return result;
}

Result ptir::reference::evaluate(DynamicUpdateSliceOp op, Operands operands) {
  const Tensor &update = operands[1], &start = operands[2];
  ShapeResult shape =
      dynamicUpdateSliceShape(operands[0].dims(), update.dims(), start.dims());
  if (!shape.ok())
    return Status::failure(shape.error);
  // In place when nobody else needs x.
  Result result = std::move(operands[0]).takeOrCopy();
  if (!result.ok())
    return result;
  Shape strides = denseStrides(result->dims());
  Shape to = clampStart(start, result->dims(), update.dims());
  copyBox(update.dims(), update.data<uint8_t>(), denseStrides(update.dims()),
          result->mutableData<uint8_t>(), strides,
          storageBytes(update.elementType()), {0, offsetAt(to, strides)});
  return result;
}
