//===- LoopBuilder.cpp - Extents and loops over tensors -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LoopBuilder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

ElementType ptir::elementTypeOf(Type portableTensor) {
  return *getElementType(
      cast<RankedTensorType>(portableTensor).getElementType());
}

static RankedTensorType tensorOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

//===----------------------------------------------------------------------===//
// Extents
//===----------------------------------------------------------------------===//

bool ptir::hasNoElement(Value tensor) {
  return llvm::is_contained(cast<RankedTensorType>(tensor.getType()).getShape(),
                            0);
}

OpFoldResult LoopBuilder::extent(Value tensor, int64_t dim) {
  return tensor::getMixedSize(builder, loc, tensor, dim);
}

SmallVector<OpFoldResult> LoopBuilder::extents(Value tensor) {
  return tensor::getMixedSizes(builder, loc, tensor);
}

Value LoopBuilder::extentValue(Value tensor, int64_t dim) {
  return toValue(extent(tensor, dim));
}

Value LoopBuilder::toValue(OpFoldResult extent) {
  return getValueOrCreateConstantIndexOp(builder, loc, extent);
}

Value LoopBuilder::fromDims(Value dims) {
  Value scalar = tensor::ExtractOp::create(builder, loc, dims, ValueRange());
  Value index =
      arith::IndexCastOp::create(builder, loc, builder.getIndexType(), scalar);
  // `ptir.dim` comes through here as well: its extents need no check.
  if (auto elements = dims.getDefiningOp<tensor::FromElementsOp>())
    if (auto cast =
            elements.getElements()[0].getDefiningOp<arith::IndexCastOp>())
      return cast.getIn();
  Value zero = constantIndex(0);
  Value ok = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::sge,
                                   index, zero);
  check(ok, static_cast<unsigned>(rt::ErrorKind::ShapeMismatch),
        "extent in dims", index, zero);
  return arith::MaxSIOp::create(builder, loc, index, zero);
}

Value LoopBuilder::toExtentTensor(OpFoldResult extent) {
  Type i64 = builder.getI64Type();
  Value scalar = arith::IndexCastOp::create(builder, loc, i64, toValue(extent));
  return tensor::FromElementsOp::create(builder, loc,
                                        RankedTensorType::get({}, i64), scalar);
}

SmallVector<OpFoldResult> LoopBuilder::shapeFrom(ArrayRef<int64_t> shape,
                                                 ValueRange dims) {
  SmallVector<OpFoldResult> extents;
  for (int64_t n : shape) {
    if (!ShapedType::isDynamic(n)) {
      extents.push_back(builder.getIndexAttr(n));
      continue;
    }
    extents.push_back(fromDims(dims.front()));
    dims = dims.drop_front();
  }
  return extents;
}

Value LoopBuilder::constantIndex(int64_t value) {
  return arith::ConstantIndexOp::create(builder, loc, value);
}

Value LoopBuilder::mul(Value lhs, Value rhs) {
  return arith::MulIOp::create(builder, loc, lhs, rhs);
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

void LoopBuilder::check(Value condition, unsigned kind, const Twine &what,
                        Value actual, Value limit) {
  rt::CheckOp::create(builder, loc, condition, static_cast<rt::ErrorKind>(kind),
                      op->getName().getStringRef(), what.str(), actual, limit);
}

Value LoopBuilder::checkEqual(OpFoldResult actual, OpFoldResult wanted,
                              const Twine &what) {
  if (isEqualConstantIntOrValue(actual, wanted))
    return Value();
  Value lhs = toValue(actual), rhs = toValue(wanted);
  Value ok =
      arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, lhs, rhs);
  check(ok, static_cast<unsigned>(rt::ErrorKind::ShapeMismatch), what, lhs,
        rhs);
  return ok;
}

void LoopBuilder::checkSameShape(Value lhs, Value rhs, const Twine &what) {
  for (int64_t dim = 0; dim < tensorOf(lhs).getRank(); ++dim)
    if (tensorOf(lhs).isDynamicDim(dim) || tensorOf(rhs).isDynamicDim(dim))
      checkEqual(extent(rhs, dim), extent(lhs, dim),
                 what + " dimension " + Twine(dim));
}

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

Value LoopBuilder::empty(ArrayRef<OpFoldResult> shape, Type element) {
  return tensor::EmptyOp::create(builder, loc, shape, element);
}

Value LoopBuilder::all(ArrayRef<Value> conditions) {
  Value result;
  for (Value condition : conditions) {
    if (result && condition)
      result = arith::AndIOp::create(builder, loc, result, condition);
    else if (condition)
      result = condition;
  }
  return result;
}

Value LoopBuilder::computeIf(ArrayRef<Value> conditions, Value init,
                             llvm::function_ref<Value(Value)> compute) {
  Value holds = all(conditions);
  if (!holds)
    return compute(init);
  auto choice = scf::IfOp::create(builder, loc, init.getType(), holds,
                                  /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(choice.thenBlock());
  scf::YieldOp::create(builder, loc, compute(init));
  builder.setInsertionPointToStart(choice.elseBlock());
  scf::YieldOp::create(builder, loc, init);
  return choice.getResult(0);
}

Value LoopBuilder::generic(ValueRange inputs, Value init,
                           ArrayRef<AffineMap> maps, int numParallel,
                           Body body) {
  int numLoops = maps.front().getNumDims();
  SmallVector<utils::IteratorType> iterators(numLoops,
                                             utils::IteratorType::reduction);
  std::fill_n(iterators.begin(), numParallel, utils::IteratorType::parallel);
  bool complete = true;
  auto loops = linalg::GenericOp::create(
      builder, loc, init.getType(), inputs, init, maps, iterators,
      [&](OpBuilder &nested, Location nestedLoc, ValueRange args) {
        Value result = body(nested, nestedLoc, args);
        complete = static_cast<bool>(result);
        if (!complete)
          result = args.back();
        linalg::YieldOp::create(nested, nestedLoc, result);
      });
  return complete ? loops.getResult(0) : Value();
}

Value LoopBuilder::elementwise(ValueRange inputs, Value init, Body body) {
  int64_t rank = tensorOf(init).getRank();
  SmallVector<AffineMap> maps(inputs.size() + 1,
                              builder.getMultiDimIdentityMap(rank));
  return generic(inputs, init, maps, rank, body);
}

Value LoopBuilder::slice(Value tensor, ArrayRef<OpFoldResult> offsets,
                         ArrayRef<OpFoldResult> sizes,
                         ArrayRef<OpFoldResult> strides,
                         RankedTensorType type) {
  SmallVector<OpFoldResult> ones(offsets.size(), builder.getIndexAttr(1));
  if (strides.empty())
    strides = ones;
  bool isEmpty = hasNoElement(tensor) || llvm::any_of(sizes, isZeroInteger);
  if (!isEmpty && type)
    return tensor::ExtractSliceOp::create(builder, loc, type, tensor, offsets,
                                          sizes, strides);
  if (!isEmpty)
    return tensor::ExtractSliceOp::create(builder, loc, tensor, offsets, sizes,
                                          strides);
  if (type)
    sizes = sizes.take_back(type.getRank());
  Value box = empty(sizes, tensorOf(tensor).getElementType());
  if (!type || box.getType() == type)
    return box;
  return tensor::CastOp::create(builder, loc, type, box);
}

Value LoopBuilder::insert(Value source, Value destination,
                          ArrayRef<OpFoldResult> offsets,
                          ArrayRef<OpFoldResult> sizes) {
  if (hasNoElement(source) || hasNoElement(destination) ||
      llvm::any_of(sizes, isZeroInteger))
    return destination;
  SmallVector<OpFoldResult> strides(offsets.size(), builder.getIndexAttr(1));
  Value box = slice(destination, offsets, sizes);
  // The box may know its extents better than the source does, or not as well.
  if (source.getType() != box.getType())
    source = tensor::CastOp::create(builder, loc, box.getType(), source);
  Value filled =
      elementwise(source, box, [](OpBuilder &, Location, ValueRange args) {
        return args[0];
      });
  return tensor::InsertSliceOp::create(builder, loc, filled, destination,
                                       offsets, sizes, strides);
}
