//===- Window.cpp - Sliding windows ---------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CastTensor.h"
#include "Combine.h"
#include "Evaluate.h"
#include "FillTensor.h"
#include "StridedLoops.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

#include <cstring>

using namespace ptir;
using namespace ptir::reference;

/// The element along an axis of extent `n` that position `offset` of the window
/// at `output` covers; nothing for padding and for holes between elements.
static std::optional<int64_t> coveredElement(const WindowAxis &axis, int64_t n,
                                             int64_t output, int64_t offset) {
  __int128 position = __int128(output) * axis.stride +
                      __int128(offset) * axis.windowDilation - axis.low;
  if (position < 0 || position % axis.baseDilation != 0 ||
      position / axis.baseDilation >= n)
    return std::nullopt;
  return int64_t(position / axis.baseDilation);
}

Result ptir::reference::evaluate(ExtractPatchesOp op, Operands operands) {
  const Tensor &x = operands[0];
  PatchWindow window = {op.getWindow(), op.getStrides(), op.getDilation(),
                        op.getPadding()};
  ShapeResult shape = extractPatchesShape(x.dims(), window);
  if (!shape.ok())
    return Status::failure(shape.error);
  Result result = createFilled(x.elementType(), shape.shape, op.getPadValue());
  if (!result.ok())
    return result;

  // The loops run over [N, out..., window..., C], which lies in memory as the
  // result does.
  size_t spatial = window.window.size();
  Shape dims = shape.shape;
  dims.pop_back();
  dims.append(window.window.begin(), window.window.end());
  dims.push_back(x.dims().back());
  Shape strides = denseStrides(x.dims());
  unsigned bytes = storageBytes(x.elementType());
  Shape index(dims.size(), 0);
  for (int64_t i = 0; i < result->numElements(); ++i, advance(index, dims)) {
    Shape source = {index.front()};
    for (size_t axis = 0; axis < spatial; ++axis)
      if (std::optional<int64_t> element =
              coveredElement(window.axis(axis), x.dims()[1 + axis],
                             index[1 + axis], index[1 + spatial + axis]))
        source.push_back(*element);
    source.push_back(index.back());
    if (source.size() == x.dims().size())
      std::memcpy(result->mutableData<uint8_t>() + i * bytes,
                  x.data<uint8_t>() + offsetAt(source, strides) * bytes, bytes);
  }
  return result;
}

/// The offsets in x of the elements that a window covers, in row-major order.
static std::vector<int64_t>
coveredOffsets(ShapeRef dims, const ReduceWindow &window, ShapeRef output) {
  std::vector<int64_t> offsets = {0};
  Shape strides = denseStrides(dims);
  for (auto [dim, n] : llvm::enumerate(dims)) {
    std::vector<int64_t> further;
    for (int64_t offset : offsets)
      for (int64_t w = 0; w < window.window[dim]; ++w)
        if (std::optional<int64_t> element =
                coveredElement(window.axis(dim), n, output[dim], w))
          further.push_back(offset + *element * strides[dim]);
    offsets = std::move(further);
  }
  return offsets;
}

Result ptir::reference::evaluate(ReduceWindowOp op, Operands operands) {
  ShapeRef dims = operands[0].dims();
  ReduceWindow window = {op.getWindow(), op.getStrides(), op.getBaseDilation(),
                         op.getWindowDilation(), op.getPadding()};
  ShapeResult shape = reduceWindowShape(dims, window);
  if (!shape.ok())
    return Status::failure(shape.error);
  std::optional<ElementType> accumulator =
      getElementType(op.getAccumulatorType());
  std::optional<ElementType> element =
      getElementType(op.getType().getElementType());
  if (!accumulator || !element)
    return Status::failure("expected element types of the contract");
  Result x = castTensor(operands[0], *accumulator);
  if (!x.ok())
    return x;
  Result result = Tensor::create(*accumulator, shape.shape);
  if (!result.ok())
    return result;
  bool combined = visitReduceKind(
      op.getKind(), *accumulator, [&](auto tag, auto identity, auto combine) {
        using Traits = ScalarTraits<tag.value>;
        using Storage = typename Traits::Storage;
        Shape output(dims.size(), 0);
        for (int64_t i = 0; i < result->numElements();
             ++i, advance(output, shape.shape)) {
          auto folded = identity;
          for (int64_t offset : coveredOffsets(dims, window, output))
            folded = combine(folded, Traits::load(x->data<Storage>()[offset]));
          result->mutableData<Storage>()[i] = Traits::store(folded);
        }
      });
  if (!combined)
    return Status::failure("expected elements that can be combined, found " +
                           operands[0].describeType());
  return castTensor(*result, *element);
}
