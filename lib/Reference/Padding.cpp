//===- Padding.cpp - Tensors that grow by fixed elements or by copies -----===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Evaluate.h"
#include "FillTensor.h"
#include "StridedLoops.h"

#include <cstring>

using namespace ptir;
using namespace ptir::reference;

/// Where the element at `index` goes along each axis; nothing when it is
/// cropped.
static std::optional<Shape> paddedIndex(ShapeRef index, PadOp op,
                                        ShapeRef dims) {
  Shape target;
  for (auto [dim, i] : llvm::enumerate(index)) {
    __int128 step = __int128(op.getInterior()[dim]) + 1;
    __int128 position = op.getLow()[dim] + i * step;
    if (position < 0 || position >= dims[dim])
      return std::nullopt;
    target.push_back(int64_t(position));
  }
  return target;
}

Result ptir::reference::evaluate(PadOp op, Operands operands) {
  const Tensor &x = operands[0];
  ShapeResult shape =
      padShape(x.dims(), op.getLow(), op.getHigh(), op.getInterior());
  if (!shape.ok())
    return Status::failure(shape.error);
  Result result = createFilled(x.elementType(), shape.shape, op.getPadValue());
  if (!result.ok())
    return result;
  unsigned bytes = storageBytes(x.elementType());
  Shape strides = denseStrides(shape.shape);
  Shape index(x.rank(), 0);
  for (int64_t i = 0; i < x.numElements(); ++i, advance(index, x.dims()))
    if (std::optional<Shape> target = paddedIndex(index, op, shape.shape))
      std::memcpy(result->mutableData<uint8_t>() +
                      offsetAt(*target, strides) * bytes,
                  x.data<uint8_t>() + i * bytes, bytes);
  return result;
}

Result ptir::reference::evaluate(TileOp op, Operands operands) {
  const Tensor &x = operands[0];
  ShapeResult shape = tileShape(x.dims(), op.getRepeats());
  if (!shape.ok())
    return Status::failure(shape.error);
  Result result = Tensor::create(x.elementType(), shape.shape);
  if (!result.ok())
    return result;
  unsigned bytes = storageBytes(x.elementType());
  Shape strides = denseStrides(x.dims());
  Shape index(x.rank(), 0);
  for (int64_t i = 0; i < result->numElements();
       ++i, advance(index, shape.shape)) {
    Shape source = index;
    for (auto [dim, n] : llvm::enumerate(x.dims()))
      source[dim] %= n;
    std::memcpy(result->mutableData<uint8_t>() + i * bytes,
                x.data<uint8_t>() + offsetAt(source, strides) * bytes, bytes);
  }
  return result;
}
