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
