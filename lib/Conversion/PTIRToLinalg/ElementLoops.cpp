//===- ElementLoops.cpp - Loops that many patterns share ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ElementLoops.h"

#include "ScalarCode.h"
#include "StorageTypes.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace ptir;

Value ptir::filled(LoopBuilder &loops, ArrayRef<OpFoldResult> shape,
                   Value element) {
  Value init = loops.empty(shape, element.getType());
  return linalg::FillOp::create(loops.builder, loops.loc, element, init)
      .getResult(0);
}

Value ptir::castElements(LoopBuilder &loops, Value x, ElementType from,
                         ElementType to) {
  if (from == to)
    return x;
  Value init = loops.empty(loops.extents(x),
                           getStorageType(loops.builder.getContext(), to));
  return loops.elementwise(
      x, init, [&](OpBuilder &builder, Location loc, ValueRange args) {
        ScalarCode code(builder, loc);
        return code.store(code.cast(from, to, code.load(args[0], from)), to);
      });
}

Value ptir::insertUnitDims(LoopBuilder &loops, Value x,
                           ArrayRef<int64_t> axes) {
  SmallVector<OpFoldResult> kept = loops.extents(x), shape;
  const OpFoldResult *nextKept = kept.begin();
  SmallVector<ReassociationIndices> groups;
  ReassociationIndices leading;
  int64_t rank = kept.size() + axes.size();
  for (int64_t dim = 0; dim < rank; ++dim) {
    bool isInserted = llvm::is_contained(axes, dim);
    shape.push_back(isInserted ? OpFoldResult(loops.builder.getIndexAttr(1))
                               : *nextKept++);
    if (isInserted && groups.empty()) {
      leading.push_back(dim);
      continue;
    }
    if (!isInserted)
      groups.push_back(std::move(leading)), leading.clear();
    groups.back().push_back(dim);
  }
  auto type = cast<RankedTensorType>(x.getType())
                  .clone(decomposeMixedValues(shape).first);
  return tensor::ExpandShapeOp::create(loops.builder, loops.loc, type, x,
                                       groups, shape);
}
