//===- ShortFloatLanes.cpp - Vectors of 12-bit floats ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ShortFloatLanes.h"
#include "PanelLanes.h"
#include "VectorBody.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;

namespace ptir::vectorloops {

/// Columns whose pairs one interleaving makes.
static constexpr int64_t columnsTogether = 16;
/// Bytes of a part of a row, and the 16-bit words that these are.
static constexpr int64_t partBytes = 64, partWords = 32;
/// Bytes that are interleaved within.
static constexpr int64_t block = 16;

/// Upper bytes of bf16: zero and exponents of 114 to 127, and the same with a
/// sign.
static constexpr int8_t upperBytes[] = {0, 57,  58,  59,  60,  61,  62,  63,
                                        0, -71, -70, -69, -68, -67, -66, -65};

static Value isOdd(ImplicitLocOpBuilder &b, Value index) {
  Value rest = arith::RemUIOp::create(b, index, indexConstant(b, 2));
  return arith::CmpIOp::create(b, arith::CmpIPredicate::ne, rest,
                               indexConstant(b, 0));
}

Value ShortFloatLanes::loadBytes(Value panel, Value row, Value word) {
  Value words = loadLanes(b, panels, {panel, row, word}, partWords, Value());
  return vector::BitCastOp::create(b, VectorType::get(partBytes, b.getI8Type()),
                                   words);
}

/// The eight bytes from `first` on of every block, as halves of words.
Value ShortFloatLanes::interleave(Value lower, Value upper, int64_t first) {
  SmallVector<int64_t> order;
  for (int64_t base = first; base < partBytes; base += block)
    for (int64_t byte = base; byte < base + block / 2; ++byte) {
      order.push_back(byte);
      order.push_back(partBytes + byte);
    }
  Value halves = vector::ShuffleOp::create(b, lower, upper, order);
  return vector::BitCastOp::create(
      b, VectorType::get(columnsTogether, b.getI32Type()), halves);
}

Value ShortFloatLanes::loadPairs(Value panel, Value row, Value column) {
  auto bytes = VectorType::get(partBytes, b.getI8Type());
  auto words = VectorType::get(partWords, b.getI16Type());
  Value together =
      arith::DivUIOp::create(b, column, indexConstant(b, columnsTogether));
  Value half = arith::DivUIOp::create(b, together, indexConstant(b, 2));

  // Four bits of every byte, for one half of the columns.
  Value codes = vector::BitCastOp::create(
      b, words, loadBytes(panel, row, indexConstant(b, 0)));
  Value bits = arith::MulIOp::create(b, half, indexConstant(b, 4));
  Value shift = vector::BroadcastOp::create(
      b, words, arith::IndexCastOp::create(b, b.getI16Type(), bits));
  codes = vector::BitCastOp::create(b, bytes,
                                    arith::ShRUIOp::create(b, codes, shift));
  Value fourBits = arith::ConstantOp::create(
      b, bytes, DenseElementsAttr::get(bytes, int8_t(15)));
  codes = arith::AndIOp::create(b, codes, fourBits);
  Value upper = rt::LookUpBytesOp::create(b, bytes, codes,
                                          b.getDenseI8ArrayAttr(upperBytes));

  Value at = arith::MulIOp::create(b, half, indexConstant(b, partWords));
  Value lower = loadBytes(panel, row, addIndex(b, at, partWords));
  Value pairs = arith::SelectOp::create(b, isOdd(b, together),
                                        interleave(lower, upper, block / 2),
                                        interleave(lower, upper, 0));
  if (lanes == columnsTogether)
    return pairs;
  // Those of the columns that are meant.
  Value wanted;
  for (int64_t first = 0; first < columnsTogether; first += lanes) {
    Value slice =
        vector::ExtractStridedSliceOp::create(b, pairs, first, lanes, 1);
    Value inner =
        arith::RemUIOp::create(b, column, indexConstant(b, columnsTogether));
    Value isThis = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, inner,
                                         indexConstant(b, first));
    wanted = wanted
                 ? arith::SelectOp::create(b, isThis, slice, wanted).getResult()
                 : slice;
  }
  return wanted;
}

Value ShortFloatLanes::loadScales(Value panel, Value column) {
  Value row = addIndex(b, extentOf(b, panels, 1), -1);
  Value scales = loadLanes(b, panels, {panel, row, column}, lanes, Value());
  auto i32 = VectorType::get(lanes, b.getI32Type());
  scales = arith::ShLIOp::create(
      b, arith::ExtUIOp::create(b, i32, scales),
      arith::ConstantOp::create(b, i32, DenseElementsAttr::get(i32, 16)));
  return arith::BitcastOp::create(b, VectorType::get(lanes, b.getF32Type()),
                                  scales);
}

} // namespace ptir::vectorloops
