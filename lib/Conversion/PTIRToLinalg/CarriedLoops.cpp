//===- CarriedLoops.cpp - Sequential loops over tensors -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CarriedLoops.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace ptir;

CarriedValues ptir::carriedLoop(LoopBuilder &loops, Value begin, Value end,
                                ValueRange carried, CarriedStep step) {
  OpBuilder &builder = loops.builder;
  Location loc = loops.loc;
  auto loop = scf::ForOp::create(builder, loc, begin, end,
                                 loops.constantIndex(1), carried);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  CarriedValues next = step(loop.getInductionVar(), loop.getRegionIterArgs());
  // A loop that carries nothing has its end already.
  if (!carried.empty())
    scf::YieldOp::create(builder, loc, next);
  return loop.getResults();
}

/// The loops inside of those with the given indices.
static CarriedValues innerLoops(LoopBuilder &loops,
                                ArrayRef<OpFoldResult> extents,
                                ValueRange indices, ValueRange carried,
                                CarriedStep step) {
  if (extents.empty())
    return step(indices, carried);
  return carriedLoop(
      loops, loops.constantIndex(0), loops.toValue(extents.front()), carried,
      [&](ValueRange index, ValueRange inner) {
        SmallVector<Value> all(indices);
        all.push_back(index.front());
        return innerLoops(loops, extents.drop_front(), all, inner, step);
      });
}

CarriedValues ptir::carriedLoops(LoopBuilder &loops,
                                 ArrayRef<OpFoldResult> extents,
                                 ValueRange carried, CarriedStep step) {
  return innerLoops(loops, extents, {}, carried, step);
}

CarriedValues ptir::carriedIf(LoopBuilder &loops, Value condition,
                              ValueRange carried,
                              llvm::function_ref<CarriedValues()> step) {
  OpBuilder &builder = loops.builder;
  Location loc = loops.loc;
  auto choice = scf::IfOp::create(builder, loc, carried.getTypes(), condition,
                                  /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(choice.thenBlock());
  scf::YieldOp::create(builder, loc, step());
  builder.setInsertionPointToStart(choice.elseBlock());
  scf::YieldOp::create(builder, loc, carried);
  return choice.getResults();
}
