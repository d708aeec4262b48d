//===- LoopNest.cpp - Loops and strips over extents -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LoopNest.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace ptir::vectorloops {

Value indexConstant(ImplicitLocOpBuilder &b, int64_t value) {
  return arith::ConstantIndexOp::create(b, value);
}

Value addIndex(ImplicitLocOpBuilder &b, Value lhs, int64_t rhs) {
  if (rhs == 0)
    return lhs;
  if (std::optional<int64_t> constant = getConstantIntValue(lhs))
    return indexConstant(b, *constant + rhs);
  return arith::AddIOp::create(b, lhs, indexConstant(b, rhs));
}

Values emitFor(ImplicitLocOpBuilder &b, Value lower, Value upper, int64_t step,
               ValueRange carried, LoopBody body) {
  std::optional<int64_t> from = getConstantIntValue(lower);
  std::optional<int64_t> to = getConstantIntValue(upper);
  if (lower == upper || (from && to && *from >= *to))
    return Values(carried);
  if (from && to && *to - *from <= step)
    return body(lower, carried);
  auto loop =
      scf::ForOp::create(b, lower, upper, indexConstant(b, step), carried,
                         [&](OpBuilder &, Location, Value iv, ValueRange args) {
                           scf::YieldOp::create(b, body(iv, args));
                         });
  return Values(loop.getResults());
}

Values emitNest(ImplicitLocOpBuilder &b, ArrayRef<unsigned> dims,
                ArrayRef<Value> extents, MutableArrayRef<Value> ivs,
                ValueRange carried, NestBody body) {
  if (dims.empty())
    return body(carried);
  return emitFor(b, indexConstant(b, 0), extents[dims.front()], 1, carried,
                 [&](Value iv, ValueRange args) {
                   ivs[dims.front()] = iv;
                   return emitNest(b, dims.drop_front(), extents, ivs, args,
                                   body);
                 });
}

Value endOfWhole(ImplicitLocOpBuilder &b, Value lower, Value upper,
                 int64_t step) {
  if (step == 1)
    return upper;
  std::optional<int64_t> from = getConstantIntValue(lower);
  std::optional<int64_t> to = getConstantIntValue(upper);
  if (from && to)
    return indexConstant(b, *to <= *from ? *from : *to - (*to - *from) % step);
  bool fromZero = from && *from == 0;
  Value length = fromZero ? upper : arith::SubIOp::create(b, upper, lower);
  Value rest = arith::RemUIOp::create(b, length, indexConstant(b, step));
  return arith::SubIOp::create(b, upper, rest);
}

int64_t vectorsAlong(std::optional<int64_t> extent, int64_t lanes,
                     int64_t most) {
  return extent ? std::clamp<int64_t>(*extent / lanes, 1, most) : most;
}

Values emitStrips(ImplicitLocOpBuilder &b, Value lower, Value upper,
                  int64_t lanes, unsigned vectors, ValueRange carried,
                  StripBody body) {
  Values state(carried);
  Value from = lower;
  if (vectors > 1) {
    Value to = endOfWhole(b, from, upper, lanes * vectors);
    state = emitFor(b, from, to, lanes * vectors, state,
                    [&](Value iv, ValueRange args) {
                      return body({iv, lanes, vectors, Value()}, args);
                    });
    from = to;
  }
  Value to = endOfWhole(b, from, upper, lanes);
  state = emitFor(b, from, to, lanes, state, [&](Value iv, ValueRange args) {
    return body({iv, lanes, 1, Value()}, args);
  });
  return emitFor(b, to, upper, lanes, state, [&](Value iv, ValueRange args) {
    Value rest = arith::SubIOp::create(b, upper, iv);
    auto type = VectorType::get(lanes, b.getI1Type());
    Value mask = vector::CreateMaskOp::create(b, type, rest);
    return body({iv, lanes, 1, mask}, args);
  });
}

void emitTiles(ImplicitLocOpBuilder &b, Value lower, Value upper,
               ArrayRef<int64_t> sizes, TileBody body) {
  Value from = lower;
  for (int64_t size : sizes) {
    Value to = endOfWhole(b, from, upper, size);
    emitFor(b, from, to, size, {}, [&](Value iv, ValueRange) {
      body(iv, size);
      return Values();
    });
    from = to;
  }
}

} // namespace ptir::vectorloops
