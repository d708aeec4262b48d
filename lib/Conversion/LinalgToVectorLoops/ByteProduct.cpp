//===- ByteProduct.cpp - A row times panels of bytes ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ByteProduct.h"
#include "VectorBody.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;

namespace ptir::vectorloops {

static constexpr int64_t numDigits = 3;
static constexpr int64_t digitBits = 8;
/// What makes the numbers of 24 bits unsigned.
static constexpr int32_t bias = 1 << 23;
/// R of the formula: no rounding error takes a number out of its range.
static constexpr float range = (1 << 23) - 8;
/// Magnitudes of rows that are cut into digits, as bits of f32: from 2^-60 to
/// below 2^60.
static constexpr int32_t leastBits = (127 - 60) << 23;
static constexpr int32_t endBits = (127 + 60) << 23;
/// 255 * 127 times this is below 2^31.
static constexpr int64_t mostDepth = 65536;
/// Lanes of the instruction.
static constexpr int64_t dotLanes = 16;
static constexpr int64_t cacheLine = 64;

bool ByteProduct::canEmit(Value lhs, Value panels, Value out, int64_t lanes) {
  auto rowType = cast<MemRefType>(lhs.getType());
  auto outType = cast<MemRefType>(out.getType());
  auto panelType = cast<MemRefType>(panels.getType());
  return lanes == dotLanes && rowType.getElementType().isF32() &&
         outType.getElementType().isF32() &&
         panelType.getElementType().isInteger(8) && !rowType.isDynamicDim(1) &&
         rowType.getDimSize(1) <= mostDepth;
}

ByteProduct::ByteProduct(ImplicitLocOpBuilder &b, Value lhs, Value panels,
                         int64_t lanes)
    : b(b), lhs(lhs), panels(panels), weights(b, panels, b.getF32Type(), lanes),
      lanes(lanes), depth(cast<MemRefType>(lhs.getType()).getDimSize(1)) {}

Value ByteProduct::asI32(Value floats) {
  return arith::BitcastOp::create(b, VectorType::get(lanes, b.getI32Type()),
                                  floats);
}

static Value splatInt(ImplicitLocOpBuilder &b, int32_t value, int64_t lanes) {
  auto type = VectorType::get(lanes, b.getI32Type());
  return arith::ConstantOp::create(b, type,
                                   DenseElementsAttr::get(type, value));
}

Value ByteProduct::emitLargest() {
  auto bits = VectorType::get(lanes, b.getI32Type());
  constexpr unsigned numPartials = 4;
  Value zero = arith::ConstantOp::create(b, bits, b.getZeroAttr(bits));
  Value sign = splatInt(b, 0x7fffffff, lanes);
  Value origin = indexConstant(b, 0);
  // NaN is above infinity, which is above all numbers.
  Values most = emitStrips(
      b, origin, indexConstant(b, depth), lanes, numPartials,
      Values(numPartials, zero), [&](const Strip &strip, ValueRange carried) {
        Values next(carried);
        for (unsigned i = 0; i < strip.vectors; ++i) {
          Value k = addIndex(b, strip.base, i * strip.lanes);
          Value row = loadLanes(b, lhs, {origin, k}, lanes, strip.mask);
          Value magnitude = arith::AndIOp::create(b, asI32(row), sign);
          next[i] = arith::MaxSIOp::create(b, next[i], magnitude);
        }
        return next;
      });
  Value all = most[0];
  for (unsigned i = 1; i < numPartials; ++i)
    all = arith::MaxSIOp::create(b, all, most[i]);
  return vector::ReductionOp::create(b, vector::CombiningKind::MAXSI, all);
}

Value ByteProduct::emitCondition(Value largest) {
  auto constant = [&](int32_t value) {
    return arith::ConstantIntOp::create(b, b.getI32Type(), value);
  };
  Value above = arith::SubIOp::create(b, largest, constant(leastBits));
  return arith::CmpIOp::create(b, arith::CmpIPredicate::ult, above,
                               constant(endBits - leastBits));
}

void ByteProduct::emitDigits(Value largest) {
  Type f32 = b.getF32Type(), byte = b.getI8Type();
  digits = memref::AllocaOp::create(
      b,
      MemRefType::get({numDigits, int64_t(llvm::alignTo(depth, lanes))}, byte),
      b.getI64IntegerAttr(cacheLine));
  Value most = arith::BitcastOp::create(b, f32, largest);
  Value most24 = arith::ConstantOp::create(b, b.getF32FloatAttr(range));
  unit = arith::DivFOp::create(b, most, most24);
  Value inverse = splat(b, arith::DivFOp::create(b, most24, most), lanes);
  Value origin = indexConstant(b, 0);
  emitStrips(
      b, origin, indexConstant(b, depth), lanes, 1, {},
      [&](const Strip &strip, ValueRange) {
        Value row = loadLanes(b, lhs, {origin, strip.base}, lanes, strip.mask);
        Value scaled = math::RoundEvenOp::create(
            b, arith::MulFOp::create(b, row, inverse));
        Value number = arith::FPToSIOp::create(
            b, VectorType::get(lanes, b.getI32Type()), scaled);
        number = arith::AddIOp::create(b, number, splatInt(b, bias, lanes));
        // What is beyond the row meets weights that are zero.
        for (int64_t digit = 0; digit < numDigits; ++digit) {
          Value shifted = arith::ShRUIOp::create(
              b, number, splatInt(b, int32_t(digit * digitBits), lanes));
          vector::StoreOp::create(
              b,
              arith::TruncIOp::create(b, VectorType::get(lanes, byte), shifted),
              digits, ValueRange{indexConstant(b, digit), strip.base});
        }
        return Values();
      });
}

/// The digits of four depths, for every lane.
Value ByteProduct::loadDigits(int64_t digit, Value group) {
  int64_t together = weights.getDepthsTogether();
  Value k = arith::MulIOp::create(b, group, indexConstant(b, together));
  Value four =
      loadLanes(b, digits, {indexConstant(b, digit), k}, together, Value());
  Value word =
      vector::BitCastOp::create(b, VectorType::get(1, b.getI32Type()), four);
  Value all = splat(b, vector::ExtractOp::create(b, word, 0), lanes);
  return vector::BitCastOp::create(
      b, VectorType::get(lanes * together, b.getI8Type()), all);
}

Value ByteProduct::splatBytes(int8_t value) {
  auto type =
      VectorType::get(lanes * weights.getDepthsTogether(), b.getI8Type());
  return arith::ConstantOp::create(
      b, type, DenseElementsAttr::get(type, APInt(8, uint8_t(value))));
}

/// Of the sums of the digits, the lowest first, and of 128 times the weights.
Value ByteProduct::combine(ValueRange sums) {
  auto type = VectorType::get(lanes, b.getF32Type());
  Value sum;
  for (int64_t digit = numDigits - 1; digit >= 0; --digit) {
    Value whole = sums[digit];
    if (digit == numDigits - 1)
      whole = arith::SubIOp::create(b, whole, sums[numDigits]);
    Value number = arith::SIToFPOp::create(b, type, whole);
    Value base = arith::ConstantOp::create(
        b, type, DenseElementsAttr::get(type, float(1 << digitBits)));
    sum =
        sum ? vector::FMAOp::create(b, sum, base, number).getResult() : number;
  }
  return sum;
}

Values ByteProduct::emitPanel(Value panel) {
  int64_t vectors = weights.getColumns() / lanes;
  int64_t together = weights.getDepthsTogether();
  auto bits = VectorType::get(lanes, b.getI32Type());
  Values zeros((numDigits + 1) * vectors,
               arith::ConstantOp::create(b, bits, b.getZeroAttr(bits)));
  Value groups = indexConstant(b, llvm::divideCeil(depth, together));
  auto columnOf = [&](int64_t vector) {
    return indexConstant(b, vector * lanes);
  };
  // The sum of digit d and vector v is at d * vectors + v; those of the
  // weights come last.
  Values sums =
      emitFor(b, indexConstant(b, 0), groups, 1, zeros,
              [&](Value group, ValueRange carried) {
                Values next(carried), factors;
                for (int64_t digit = 0; digit < numDigits; ++digit)
                  factors.push_back(loadDigits(digit, group));
                factors.push_back(splatBytes(int8_t(-128)));
                for (int64_t vector = 0; vector < vectors; ++vector) {
                  Value stored =
                      weights.loadStored(panel, group, columnOf(vector));
                  for (auto [i, factor] : llvm::enumerate(factors)) {
                    Value &sum = next[i * vectors + vector];
                    sum = rt::DotBytesOp::create(b, bits, factor, stored, sum);
                  }
                }
                return next;
              });
  Values products;
  for (int64_t vector = 0; vector < vectors; ++vector) {
    Values ofVector;
    for (int64_t i = 0; i <= numDigits; ++i)
      ofVector.push_back(sums[i * vectors + vector]);
    Value scale = arith::MulFOp::create(
        b, weights.loadScales(panel, columnOf(vector)), splat(b, unit, lanes));
    products.push_back(arith::MulFOp::create(b, combine(ofVector), scale));
  }
  return products;
}

} // namespace ptir::vectorloops
