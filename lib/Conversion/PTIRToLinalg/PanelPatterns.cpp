//===- PanelPatterns.cpp - Reading packed matrices ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CheckedIndices.h"
#include "LoopBuilder.h"
#include "Patterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

namespace {

/// Scalar code that reads element (k, n) of panels, see ptirrt.panel_matmul.
class PanelReader {
public:
  PanelReader(OpBuilder &builder, Location loc, Value panels, int64_t depth)
      : b(loc, builder), panels(panels), depth(depth),
        element(cast<RankedTensorType>(panels.getType()).getElementType()) {}

  Value read(Value k, Value n) {
    Value width = constant(rt::panelWidth);
    panel = arith::DivUIOp::create(b, n, width);
    Value column = arith::RemUIOp::create(b, n, width);
    if (rt::holdShortFloats(element))
      return readShortFloat(k, column);
    Value together = constant(rt::depthsTogether(element));
    Value at = arith::MulIOp::create(b, column, together);
    Value beside = arith::RemUIOp::create(b, k, together);
    at = arith::AddIOp::create(b, at, beside);
    Value stored = extract(arith::DivUIOp::create(b, k, together), at);
    if (element.isF32())
      return stored;
    if (element.isBF16())
      return arith::ExtFOp::create(b, b.getF32Type(), stored);
    Value number = arith::SIToFPOp::create(b, b.getF32Type(), stored);
    return arith::MulFOp::create(b, number, readScale(column));
  }

private:
  Value constant(int64_t value) {
    return arith::ConstantIndexOp::create(b, value);
  }

  Value extract(Value row, Value column) {
    return tensor::ExtractOp::create(b, panels, ValueRange{panel, row, column});
  }

  Value bits(int32_t value) {
    return arith::ConstantIntOp::create(b, b.getI32Type(), value);
  }

  Value add(Value lhs, Value rhs) { return arith::AddIOp::create(b, lhs, rhs); }
  Value times(Value index, int64_t factor) {
    return arith::MulIOp::create(b, index, constant(factor));
  }
  Value over(Value index, int64_t divisor) {
    return arith::DivUIOp::create(b, index, constant(divisor));
  }
  Value rest(Value index, int64_t divisor) {
    return arith::RemUIOp::create(b, index, constant(divisor));
  }

  /// An i32 shifted to the right by `index` times that many bits.
  Value shiftRight(Value number, Value index, int32_t bitsPerIndex) {
    Value shift = arith::IndexCastOp::create(b, b.getI32Type(), index);
    shift = arith::MulIOp::create(b, shift, bits(bitsPerIndex));
    return arith::ShRUIOp::create(b, number, shift);
  }

  /// Byte `at` of a row of 16-bit words.
  Value readByte(Value row, Value at) {
    Value word =
        arith::ExtUIOp::create(b, b.getI32Type(), extract(row, over(at, 2)));
    return arith::AndIOp::create(b, shiftRight(word, rest(at, 2), 8),
                                 bits(0xff));
  }

  /// See ParamLayout.h: four bits for the sign and most of the exponent, a
  /// byte for what is left, a scale for the column.
  Value readShortFloat(Value k, Value column) {
    Value word = add(times(rest(column, 16), 2), rest(k, 2));
    Value byte = add(add(times(over(word, 8), 16), rest(word, 8)),
                     times(rest(over(column, 16), 2), 8));
    Value row = over(k, 2), half = over(column, 32);
    Value lower = readByte(row, add(byte, add(times(half, 64), constant(64))));
    Value upper = shiftRight(readByte(row, byte), half, 4);
    Value sign = arith::AndIOp::create(b, upper, bits(8));
    upper = arith::AndIOp::create(b, upper, bits(7));
    Value isZero =
        arith::CmpIOp::create(b, arith::CmpIPredicate::eq, upper, bits(0));
    auto place = [&](Value part, int32_t shift) -> Value {
      return arith::ShLIOp::create(b, part, bits(shift));
    };
    constexpr int32_t belowLeast = 56;
    Value value = place(arith::AddIOp::create(b, upper, bits(belowLeast)), 24);
    value = arith::OrIOp::create(b, value, place(lower, 16));
    value = arith::OrIOp::create(b, value, place(sign, 28));
    value = arith::SelectOp::create(b, isZero, bits(0), value);
    Value last = constant(rt::rowsOfPanel(depth, element) - 1);
    Value scale =
        arith::ExtUIOp::create(b, b.getI32Type(), extract(last, column));
    value = arith::BitcastOp::create(b, b.getF32Type(), value);
    scale = arith::BitcastOp::create(b, b.getF32Type(), place(scale, 16));
    return arith::MulFOp::create(b, value, scale);
  }

  /// The four bytes of an f32 behind the panel, the lowest first.
  Value readScale(Value column) {
    constexpr int64_t scaleBytes = 4;
    Type i32 = b.getI32Type();
    Value row = constant(rt::rowsOfPanel(depth, element) - 1);
    Value first = arith::MulIOp::create(b, column, constant(scaleBytes));
    Value bits;
    for (int64_t i = 0; i < scaleBytes; ++i) {
      Value at = arith::AddIOp::create(b, first, constant(i));
      Value part = arith::ExtUIOp::create(b, i32, extract(row, at));
      Value shift = arith::ConstantIntOp::create(b, i32, 8 * i);
      part = arith::ShLIOp::create(b, part, shift);
      bits = bits ? arith::OrIOp::create(b, bits, part).getResult() : part;
    }
    return arith::BitcastOp::create(b, b.getF32Type(), bits);
  }

  ImplicitLocOpBuilder b;
  Value panels;
  int64_t depth;
  Type element;
  Value panel;
};

/// ptirrt.take_columns  =>  a loop that checks the indices, a loop that reads.
struct LowerTakeColumns : OpConversionPattern<rt::TakeColumnsOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(rt::TakeColumnsOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Value indices = adaptor.getIndices(), panels = adaptor.getPanels();
    auto type = cast<RankedTensorType>(op.getType());
    int64_t rank = type.getRank(), depth = type.getDimSize(rank - 1);
    Value checked =
        checkIndices(loops, indices, loops.constantIndex(op.getColumns()));
    SmallVector<OpFoldResult> shape = loops.extents(indices);
    shape.push_back(rewriter.getIndexAttr(depth));
    AffineMap all = rewriter.getMultiDimIdentityMap(rank);
    AffineMap maps[] = {all.getMajorSubMap(rank - 1), all};
    if (rank == 1)
      maps[0] = AffineMap::get(rank, 0, {}, op.getContext());
    Value init = loops.empty(shape, type.getElementType());
    auto body = [&](OpBuilder &builder, Location loc,
                    ValueRange args) -> Value {
      Value n = toIndex(builder, loc, args[0]);
      Value k = linalg::IndexOp::create(builder, loc, rank - 1);
      return PanelReader(builder, loc, panels, depth).read(k, n);
    };
    rewriter.replaceOp(op, loops.generic(checked, init, maps, rank, body));
    return success();
  }
};

} // namespace

void ptir::populatePanelPatterns(const StorageTypeConverter &converter,
                                 RewritePatternSet &patterns) {
  patterns.add<LowerTakeColumns>(converter, patterns.getContext());
}
