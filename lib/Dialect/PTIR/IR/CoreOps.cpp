//===- CoreOps.cpp - Writing decompositions -------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/CoreOps.h"

#include "RuleChecks.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

using namespace mlir;
using namespace ptir;

/// A list of extents as the op's attributes and operands want it.
namespace {
struct SplitExtents {
  explicit SplitExtents(ArrayRef<Extent> extents) {
    for (const Extent &extent : extents) {
      shape.push_back(extent.getSize());
      sizes.push_back(extent.isStatic() ? extent.getSize() : -1);
      if (!extent.isStatic())
        dims.push_back(extent.getValue());
    }
  }
  SmallVector<int64_t> shape; // kDynamic where it is known at run time
  SmallVector<int64_t> sizes; // -1 there
  SmallVector<Value> dims;
};
} // namespace

//===----------------------------------------------------------------------===//
// Extents
//===----------------------------------------------------------------------===//

Extent CoreOps::extent(Value x, int64_t axis) {
  int64_t size = tensorOf(x).getDimSize(axis);
  if (!ShapedType::isDynamic(size))
    return size;
  Value &dim = dims[{x, axis}];
  if (!dim)
    dim = DimOp::create(builder, location, x, axis);
  return dim;
}

SmallVector<Extent> CoreOps::extents(Value x) {
  SmallVector<Extent> list;
  for (int64_t axis = 0; axis < tensorOf(x).getRank(); ++axis)
    list.push_back(extent(x, axis));
  return list;
}

Value CoreOps::toTensor(const Extent &extent) {
  if (!extent.isStatic())
    return extent.getValue();
  return ConstantOp::create(
      builder, location,
      DenseElementsAttr::get(getExtentType(builder.getContext()),
                             APInt(64, extent.getSize(), /*isSigned=*/true)));
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

Value CoreOps::scalar(double value, Type element) {
  auto type = RankedTensorType::get({}, element);
  if (auto floatType = dyn_cast<FloatType>(element)) {
    APFloat rounded(value);
    bool losesInfo;
    rounded.convert(floatType.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                    &losesInfo);
    return ConstantOp::create(builder, location,
                              DenseElementsAttr::get(type, rounded));
  }
  APInt bits(element.getIntOrFloatBitWidth(), static_cast<int64_t>(value),
             /*isSigned=*/true, /*implicitTrunc=*/true);
  return ConstantOp::create(builder, location,
                            DenseElementsAttr::get(type, bits));
}

Value CoreOps::zeros(int64_t count, Type element) {
  APInt zero(element.getIntOrFloatBitWidth(), 0);
  return ConstantOp::create(
      builder, location,
      DenseElementsAttr::get(RankedTensorType::get({count}, element), zero));
}

Value CoreOps::splatLike(double value, Value like) {
  return broadcastLike(scalar(value, tensorOf(like).getElementType()), like);
}

//===----------------------------------------------------------------------===//
// Elementwise
//===----------------------------------------------------------------------===//

Value CoreOps::compare(Comparison direction, Value lhs, Value rhs) {
  return CompareOp::create(builder, location, lhs, rhs, direction);
}

Value CoreOps::select(Value pred, Value onTrue, Value onFalse) {
  return SelectOp::create(builder, location, pred, onTrue, onFalse);
}

Value CoreOps::cast(Value x, Type element) {
  return CastOp::create(builder, location, tensorOf(x).clone(element), x);
}

//===----------------------------------------------------------------------===//
// Contractions and reductions
//===----------------------------------------------------------------------===//

Value CoreOps::dot(Value lhs, Value rhs, const DotDims &dims) {
  ShapeResult result =
      dotGeneralShape(tensorOf(lhs).getShape(), tensorOf(rhs).getShape(), dims);
  return DotGeneralOp::create(builder, location,
                              tensorOf(lhs).clone(result.shape), lhs, rhs,
                              dims.batchLhs, dims.batchRhs, dims.contractLhs,
                              dims.contractRhs, TypeAttr());
}

Value CoreOps::reduce(ReduceKind kind, Value x, int64_t axis) {
  return reduce(kind, x, ArrayRef(axis), /*keepDims=*/true);
}

Value CoreOps::reduce(ReduceKind kind, Value x, ArrayRef<int64_t> axes,
                      bool keepDims) {
  ShapeResult result = reduceShape(tensorOf(x).getShape(), axes, keepDims);
  return ReduceOp::create(builder, location, tensorOf(x).clone(result.shape), x,
                          kind, axes, keepDims, TypeAttr());
}

Value CoreOps::argmax(Value x, int64_t axis, bool keepDims, Type element) {
  ShapeResult result = reduceShape(tensorOf(x).getShape(), axis, keepDims);
  return ArgmaxOp::create(builder, location,
                          RankedTensorType::get(result.shape, element), x, axis,
                          keepDims);
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

Value CoreOps::reshape(Value x, ArrayRef<Extent> shape) {
  SplitExtents split(shape);
  // One dynamic extent is inferred, which needs no check at run time.
  if (split.dims.size() == 1)
    split.dims.clear();
  return ReshapeOp::create(builder, location, tensorOf(x).clone(split.shape), x,
                           split.dims);
}

Value CoreOps::flattenRows(Value x) {
  ArrayRef<int64_t> shape = tensorOf(x).getShape();
  int64_t rows =
      getNumElements(shape.drop_back()).value_or(ShapedType::kDynamic);
  return ReshapeOp::create(builder, location,
                           tensorOf(x).clone({rows, shape.back()}), x,
                           ValueRange());
}

Value CoreOps::transpose(Value x, ArrayRef<int64_t> perm) {
  return TransposeOp::create(builder, location, x, perm);
}

Value CoreOps::broadcast(Value x, ArrayRef<Extent> shape) {
  SplitExtents split(shape);
  RankedTensorType type = tensorOf(x).clone(split.shape);
  if (type == x.getType() && type.hasStaticShape())
    return x;
  return BroadcastToOp::create(builder, location, type, x, split.dims);
}

Value CoreOps::concat(ArrayRef<Value> xs, int64_t axis) {
  return ConcatOp::create(builder, location, xs, axis);
}

Value CoreOps::iota(Type element, ArrayRef<Extent> shape, int64_t axis) {
  SplitExtents split(shape);
  return IotaOp::create(builder, location,
                        RankedTensorType::get(split.shape, element), split.dims,
                        axis);
}

Value CoreOps::pad(Value x, ArrayRef<int64_t> low, ArrayRef<int64_t> high,
                   TypedAttr value) {
  SmallVector<int64_t> interior(low.size(), 0);
  return PadOp::create(builder, location, x, low, high, interior, value);
}

//===----------------------------------------------------------------------===//
// Indexing
//===----------------------------------------------------------------------===//

Value CoreOps::gather(Value x, Value indices, int64_t axis) {
  return GatherOp::create(builder, location, x, indices, axis);
}

Value CoreOps::slice(Value x, ArrayRef<int64_t> starts,
                     ArrayRef<Extent> sizes) {
  SplitExtents split(sizes);
  return SliceOp::create(
      builder, location, x, split.dims, builder.getDenseI64ArrayAttr(starts),
      builder.getDenseI64ArrayAttr(split.sizes), DenseI64ArrayAttr());
}

Value CoreOps::dynamicSlice(Value x, Value start, ArrayRef<Extent> sizes) {
  SplitExtents split(sizes);
  return DynamicSliceOp::create(builder, location, x, start, split.dims,
                                split.sizes);
}

Value CoreOps::dynamicUpdateSlice(Value x, Value update, Value start) {
  return DynamicUpdateSliceOp::create(builder, location, x, update, start);
}

Value CoreOps::startAlongAxis(Value index, int64_t axis, int64_t rank) {
  Type element = tensorOf(index).getElementType();
  SmallVector<Value> parts;
  if (axis > 0)
    parts.push_back(zeros(axis, element));
  parts.push_back(reshape(index, {Extent(1)}));
  if (axis + 1 < rank)
    parts.push_back(zeros(rank - axis - 1, element));
  return parts.size() == 1 ? parts.front() : concat(parts, 0);
}
