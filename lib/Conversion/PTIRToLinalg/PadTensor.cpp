//===- PadTensor.cpp - A tensor inside a larger one -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "PadTensor.h"

#include "ElementLoops.h"
#include "StorageTypes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "ptir/Dialect/PTIR/IR/ElementAttributes.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <complex>
#include <limits>

using namespace mlir;
using namespace ptir;

Value ptir::padValue(LoopBuilder &loops, TypedAttr value) {
  Type type = value.getType();
  Type storage = getStorageType(type.getContext(), *getElementType(type));
  DenseElementsAttr elements =
      toStorage(splatOf(RankedTensorType::get({}, type), value),
                RankedTensorType::get({}, storage));
  if (!elements)
    return Value();
  auto complexType = dyn_cast<ComplexType>(storage);
  if (!complexType)
    return arith::ConstantOp::create(loops.builder, loops.loc,
                                     elements.getSplatValue<TypedAttr>());
  auto number = elements.getSplatValue<std::complex<APFloat>>();
  Type part = complexType.getElementType();
  return complex::ConstantOp::create(
      loops.builder, loops.loc, complexType,
      loops.builder.getArrayAttr(
          {loops.builder.getFloatAttr(part, number.real()),
           loops.builder.getFloatAttr(part, number.imag())}));
}

namespace {
/// Along one dimension: `count` elements of x from `first` on go to `offset`
/// and every `step` after it in a result of `extent`.
struct PaddedDim {
  OpFoldResult extent, first, offset, count;
  int64_t step;
};
} // namespace

/// From one element to the next. Where the sum does not fit there is only one.
static int64_t stepOf(const DimPadding &padding) {
  return std::min(padding.interior, std::numeric_limits<int64_t>::max() - 1) +
         1;
}

/// The first element that is not cropped below.
static int64_t firstKept(const DimPadding &padding) {
  return padding.low < 0
             ? llvm::divideCeil(-static_cast<uint64_t>(padding.low),
                                static_cast<uint64_t>(stepOf(padding)))
             : 0;
}

/// The dimension of static extent n.
static PaddedDim padStatic(Builder &builder, int64_t n,
                           const DimPadding &padding) {
  int64_t step = stepOf(padding), low = padding.low;
  // The sum fits, its parts may not.
  __int128 sum = __int128(n) + low + padding.high;
  if (n > 1)
    sum += __int128(n - 1) * padding.interior;
  int64_t extent = static_cast<int64_t>(std::max<__int128>(sum, 0));
  int64_t first = std::min(firstKept(padding), n);
  int64_t end =
      extent > low ? int64_t(llvm::divideCeil(extent - low, step)) : 0;
  int64_t count = std::clamp(end, first, n) - first;
  int64_t offset = count == 0 ? 0 : low + first * step;
  return {builder.getIndexAttr(extent), builder.getIndexAttr(first),
          builder.getIndexAttr(offset), builder.getIndexAttr(count), step};
}

/// The same at run time.
static PaddedDim padDynamic(LoopBuilder &loops, Value x, int64_t dim,
                            const DimPadding &padding, bool reportNegative) {
  OpBuilder &builder = loops.builder;
  Location loc = loops.loc;
  int64_t step = stepOf(padding), low = padding.low;
  auto add = [&](Value lhs, int64_t rhs) -> Value {
    return arith::AddIOp::create(builder, loc, lhs, loops.constantIndex(rhs));
  };
  auto max = [&](Value lhs, Value rhs) -> Value {
    return arith::MaxSIOp::create(builder, loc, lhs, rhs);
  };
  auto min = [&](Value lhs, Value rhs) -> Value {
    return arith::MinSIOp::create(builder, loc, lhs, rhs);
  };
  Value n = loops.extentValue(x, dim), zero = loops.constantIndex(0);
  Value extent = add(n, low + padding.high);
  if (padding.interior != 0)
    extent =
        arith::AddIOp::create(builder, loc, extent,
                              loops.mul(max(add(n, -1), zero),
                                        loops.constantIndex(padding.interior)));
  if (low >= 0 && padding.high >= 0) // nothing is cropped
    return {extent, builder.getIndexAttr(0), builder.getIndexAttr(low), n,
            step};
  if (reportNegative) {
    Value ok = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sge,
                                     extent, zero);
    loops.check(ok, static_cast<unsigned>(rt::ErrorKind::ShapeMismatch),
                "extent of result dimension " + Twine(dim), extent, zero);
  }
  extent = max(extent, zero);
  int64_t kept = firstKept(padding);
  Value first = min(loops.constantIndex(kept), n);
  Value room = max(add(extent, -low + step - 1), zero);
  if (step != 1)
    room =
        arith::DivUIOp::create(builder, loc, room, loops.constantIndex(step));
  Value end = max(min(room, n), first);
  Value count = arith::SubIOp::create(builder, loc, end, first);
  // An empty box starts inside as well.
  Value offset = min(loops.constantIndex(low + kept * step), extent);
  return {extent, first, offset, count, step};
}

Value ptir::padTensor(LoopBuilder &loops, Value x, ArrayRef<DimPadding> padding,
                      Value fill, bool reportNegative,
                      LoopBuilder::Body convert) {
  OpBuilder &builder = loops.builder;
  SmallVector<OpFoldResult> extents, firsts, offsets, counts, steps;
  for (auto [dim, around] : llvm::enumerate(padding)) {
    std::optional<int64_t> n = getConstantIntValue(loops.extent(x, dim));
    PaddedDim padded = n ? padStatic(builder, *n, around)
                         : padDynamic(loops, x, dim, around, reportNegative);
    extents.push_back(padded.extent);
    firsts.push_back(padded.first);
    offsets.push_back(padded.offset);
    counts.push_back(padded.count);
    steps.push_back(builder.getIndexAttr(padded.step));
  }
  Value result = filled(loops, extents, fill);
  // Of an empty dimension there is no slice that begins inside.
  if (llvm::any_of(counts, [](OpFoldResult n) { return isZeroInteger(n); }))
    return result;
  Value kept = loops.slice(x, firsts, counts);
  Value box = loops.slice(result, offsets, counts, steps);
  Value written = loops.elementwise(kept, box, convert);
  if (!written)
    return Value();
  return tensor::InsertSliceOp::create(builder, loops.loc, written, result,
                                       offsets, counts, steps);
}
