//===- IterationSpace.cpp - Loops and operands of a generic ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "IterationSpace.h"

#include "mlir/Dialect/Affine/Utils.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace ptir::vectorloops {

bool isVectorElement(Type type) {
  if (type.isIndex())
    return true;
  if (!type.isIntOrFloat())
    return false;
  unsigned width = type.getIntOrFloatBitWidth();
  return width >= 8 && width <= 64 && llvm::isPowerOf2_32(width);
}

MemRefType GenericOperand::getMemRef() const {
  return dyn_cast<MemRefType>(value.getType());
}

Type GenericOperand::getElementType() const {
  return getElementTypeOrSelf(value.getType());
}

Access GenericOperand::along(unsigned dim) const {
  if (!uses(dim))
    return Access::Invariant;
  ArrayRef<AffineExpr> results = map.getResults();
  for (AffineExpr result : results.drop_back())
    if (result.isFunctionOfDim(dim))
      return Access::Strided;
  AffineExpr rest = simplifyAffineExpr(
      results.back() - getAffineDimExpr(dim, map.getContext()),
      map.getNumDims(), 0);
  if (rest.isFunctionOfDim(dim))
    return Access::Strided;
  return getMemRef().isLastDimUnitStride() ? Access::Unit : Access::Strided;
}

static Values applyMap(ImplicitLocOpBuilder &b, AffineMap map, ValueRange ivs) {
  Values indices;
  for (AffineExpr result : map.getResults())
    indices.push_back(affine::expandAffineExpr(b, b.getLoc(), result, ivs, {}));
  return indices;
}

Value GenericOperand::load(ImplicitLocOpBuilder &b, ValueRange ivs,
                           int64_t lanes, Value mask) const {
  if (!getMemRef())
    return value;
  Values indices = applyMap(b, map, ivs);
  if (lanes == 1)
    return memref::LoadOp::create(b, value, indices);
  auto type = VectorType::get(lanes, getElementType());
  if (!mask)
    return vector::LoadOp::create(b, type, value, indices);
  Value zero = arith::ConstantOp::create(b, type, b.getZeroAttr(type));
  return vector::MaskedLoadOp::create(b, type, value, indices, mask, zero);
}

void GenericOperand::store(ImplicitLocOpBuilder &b, Value element,
                           ValueRange ivs, Value mask) const {
  Values indices = applyMap(b, map, ivs);
  if (!isa<VectorType>(element.getType()))
    memref::StoreOp::create(b, element, value, indices);
  else if (!mask)
    vector::StoreOp::create(b, element, value, indices);
  else
    vector::MaskedStoreOp::create(b, value, indices, mask, element);
}

IterationSpace::IterationSpace(ImplicitLocOpBuilder &b, linalg::GenericOp op)
    : body(*op.getBody()) {
  auto structured = cast<linalg::LinalgOp>(op.getOperation());
  for (Range range : structured.createLoopRanges(b, b.getLoc()))
    extents.push_back(
        getValueOrCreateConstantIndexOp(b, b.getLoc(), range.size));
  for (auto [dim, kind] : llvm::enumerate(op.getIteratorTypesArray()))
    (kind == utils::IteratorType::reduction ? reductionDims : parallelDims)
        .push_back(dim);
  for (OpOperand &operand : op->getOpOperands()) {
    GenericOperand described{operand.get(),
                             op.getMatchingIndexingMap(&operand)};
    (op.isDpsInput(&operand) ? inputs : outputs).push_back(described);
  }
}

bool IterationSpace::isAccumulator(const GenericOperand &output) const {
  return llvm::none_of(reductionDims,
                       [&](unsigned dim) { return output.uses(dim); });
}

bool IterationSpace::isHoistable(const GenericOperand &operand,
                                 std::optional<unsigned> vectorDim) const {
  if (vectorDim && operand.uses(*vectorDim))
    return false;
  return (vectorDim || !reductionDims.empty()) && isAccumulator(operand);
}

std::optional<int64_t> IterationSpace::getStaticExtent(unsigned dim) const {
  return getConstantIntValue(extents[dim]);
}

SmallVector<unsigned>
IterationSpace::getOuterLoops(std::optional<unsigned> skipped) const {
  SmallVector<unsigned> order;
  auto append = [&](unsigned dim) {
    if (dim != skipped && !isReduction(dim) && !llvm::is_contained(order, dim))
      order.push_back(dim);
  };
  if (!outputs.empty())
    for (AffineExpr result : outputs.front().map.getResults())
      if (auto dim = dyn_cast<AffineDimExpr>(result))
        append(dim.getPosition());
  for (unsigned dim : parallelDims)
    append(dim);
  return order;
}

} // namespace ptir::vectorloops
