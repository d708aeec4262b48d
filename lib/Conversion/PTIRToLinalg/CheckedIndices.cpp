//===- CheckedIndices.cpp - Positions that come from tensors --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CheckedIndices.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

Value ptir::toIndex(OpBuilder &builder, Location loc, Value element) {
  return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                    element);
}

Value ptir::checkIndex(OpBuilder &builder, Operation *op, Value index,
                       Value limit) {
  // As unsigned numbers, negative indices are too large as well.
  Value ok = arith::CmpIOp::create(builder, op->getLoc(),
                                   arith::CmpIPredicate::ult, index, limit);
  rt::CheckOp::create(builder, op->getLoc(), ok, rt::ErrorKind::IndexOutOfRange,
                      op->getName().getStringRef(), "index", index, limit);
  return ok;
}

Value ptir::checkIndices(LoopBuilder &loops, Value indices, Value limit) {
  Type i64 = loops.builder.getI64Type();
  return loops.elementwise(
      indices, loops.empty(loops.extents(indices), i64),
      [&](OpBuilder &builder, Location loc, ValueRange args) -> Value {
        Value index = toIndex(builder, loc, args[0]);
        Value ok = checkIndex(builder, loops.op, index, limit);
        Value wide = arith::IndexCastOp::create(builder, loc, i64, index);
        Value zero = arith::ConstantIntOp::create(builder, loc, i64, 0);
        return arith::SelectOp::create(builder, loc, ok, wide, zero);
      });
}

Value ptir::isNotEmpty(LoopBuilder &loops, Value limit) {
  if (std::optional<int64_t> known = getConstantIntValue(limit);
      known && *known != 0)
    return Value();
  return arith::CmpIOp::create(loops.builder, loops.loc,
                               arith::CmpIPredicate::ne, limit,
                               loops.constantIndex(0));
}
