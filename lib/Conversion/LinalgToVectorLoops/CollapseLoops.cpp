//===- CollapseLoops.cpp - One loop for contiguous loops ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CollapseLoops.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;

namespace ptir::vectorloops {

/// Whether neighbours in the last dimension are surely neighbours in memory. A
/// view that joins a dimension of extent 1 to the last one no longer says so.
static bool hasUnitStride(MemRefType type) {
  SmallVector<int64_t> strides;
  int64_t offset = 0;
  return succeeded(type.getStridesAndOffset(strides, offset)) &&
         !strides.empty() && strides.back() == 1;
}

/// Whether an operand walks through loops `dim` and `dim + 1` as one: it uses
/// neither, or both next to each other in contiguous dimensions.
static bool walksAsOne(OpOperand &operand, AffineMap map, unsigned dim) {
  if (!map.isFunctionOfDim(dim) && !map.isFunctionOfDim(dim + 1))
    return true;
  auto type = dyn_cast<MemRefType>(operand.get().getType());
  if (!type || !map.isProjectedPermutation())
    return false;
  auto position = [&](unsigned loop) {
    return map.getResultPosition(getAffineDimExpr(loop, map.getContext()));
  };
  std::optional<unsigned> first = position(dim), second = position(dim + 1);
  if (!first || !second || *first + 1 != *second)
    return false;
  SmallVector<ReassociationIndices> groups;
  for (int64_t i = 0; i < type.getRank(); ++i) {
    if (i == *second)
      groups.back().push_back(i);
    else
      groups.push_back({i});
  }
  return memref::CollapseShapeOp::isGuaranteedCollapsible(type, groups) &&
         (!hasUnitStride(type) ||
          hasUnitStride(
              memref::CollapseShapeOp::computeCollapsedType(type, groups)));
}

static bool canMerge(linalg::GenericOp op, unsigned dim) {
  SmallVector<utils::IteratorType> kinds = op.getIteratorTypesArray();
  if (kinds[dim] != kinds[dim + 1])
    return false;
  for (auto index : op.getBody()->getOps<linalg::IndexOp>())
    if (index.getDim() == dim || index.getDim() == dim + 1)
      return false;
  return llvm::all_of(op->getOpOperands(), [&](OpOperand &operand) {
    return walksAsOne(operand, op.getMatchingIndexingMap(&operand), dim);
  });
}

linalg::GenericOp collapseLoops(RewriterBase &rewriter, linalg::GenericOp op) {
  if (op.getNumLoops() < 2 || !op.hasPureBufferSemantics())
    return op;
  // The upstream rewrite only knows permutations.
  for (AffineMap map : op.getIndexingMapsArray())
    if (!map.isProjectedPermutation())
      return op;
  SmallVector<ReassociationIndices> groups = {{0}};
  for (unsigned dim = 1; dim < op.getNumLoops(); ++dim) {
    if (canMerge(op, dim - 1))
      groups.back().push_back(dim);
    else
      groups.push_back({dim});
  }
  if (groups.size() == op.getNumLoops())
    return op;
  rewriter.setInsertionPoint(op);
  FailureOr<linalg::CollapseResult> collapsed =
      linalg::collapseOpIterationDims(op, groups, rewriter);
  if (failed(collapsed))
    return op;
  auto merged = cast<linalg::GenericOp>(collapsed->collapsedOp.getOperation());
  rewriter.eraseOp(op);
  return merged;
}

} // namespace ptir::vectorloops
