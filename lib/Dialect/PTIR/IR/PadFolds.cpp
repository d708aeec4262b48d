//===- PadFolds.cpp - Folds of pads and tiles -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ConstantElements.h"

#include "ptir/Dialect/PTIR/IR/ElementAttributes.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"

#include "mlir/IR/PatternMatch.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace ptir;

static bool areAll(ArrayRef<int64_t> list, int64_t value) {
  return llvm::all_of(list, [&](int64_t entry) { return entry == value; });
}

//===----------------------------------------------------------------------===//
// PadOp
//===----------------------------------------------------------------------===//

/// The element of x that lies at `index` of the padded tensor; nothing for
/// padding.
static std::optional<SmallVector<int64_t>>
sourceOf(PadOp op, ArrayRef<int64_t> index, ArrayRef<int64_t> shape) {
  SmallVector<int64_t> source;
  for (auto [i, low, interior, n] :
       llvm::zip_equal(index, op.getLow(), op.getInterior(), shape)) {
    // No sum or product of two attributes fits into 64 bits for sure.
    __int128 position = __int128(i) - low, step = __int128(interior) + 1;
    if (position < 0 || position % step != 0 || position / step >= n)
      return std::nullopt;
    source.push_back(static_cast<int64_t>(position / step));
  }
  return source;
}

OpFoldResult PadOp::fold(FoldAdaptor adaptor) {
  if (areAll(getLow(), 0) && areAll(getHigh(), 0) && areAll(getInterior(), 0))
    return getX();
  std::optional<ConstantElements> x = ConstantElements::get(adaptor.getX());
  if (!x)
    return {};
  ConstantScalar pad = (*ConstantElements::get(splatOf(
      RankedTensorType::get({}, getPadValue().getType()), getPadValue())))[0];
  ArrayRef<int64_t> shape = x->getType().getShape();
  return fillElements(getType(), [&](ArrayRef<int64_t> index) {
    std::optional<SmallVector<int64_t>> source = sourceOf(*this, index, shape);
    return source ? (*x)[linearize(*source, shape)] : pad;
  });
}

namespace {
/// pad(pad(x))  =>  pad(x), for one pad value and pads that only surround.
struct MergePads : OpRewritePattern<PadOp> {
  using OpRewritePattern::OpRewritePattern;

  static bool onlySurrounds(PadOp op) {
    auto isNegative = [](int64_t entry) { return entry < 0; };
    return areAll(op.getInterior(), 0) &&
           llvm::none_of(op.getLow(), isNegative) &&
           llvm::none_of(op.getHigh(), isNegative);
  }

  /// Entry by entry; nothing where a sum does not fit.
  static std::optional<SmallVector<int64_t>> add(ArrayRef<int64_t> lhs,
                                                 ArrayRef<int64_t> rhs) {
    SmallVector<int64_t> sums;
    for (auto [l, r] : llvm::zip_equal(lhs, rhs))
      if (llvm::AddOverflow(l, r, sums.emplace_back()))
        return std::nullopt;
    return sums;
  }

  LogicalResult matchAndRewrite(PadOp op,
                                PatternRewriter &rewriter) const override {
    auto inner = op.getX().getDefiningOp<PadOp>();
    if (!inner)
      return rewriter.notifyMatchFailure(op, "operand is not a pad");
    if (inner.getPadValue() != op.getPadValue())
      return rewriter.notifyMatchFailure(op, "the pad values differ");
    if (!onlySurrounds(op) || !onlySurrounds(inner))
      return rewriter.notifyMatchFailure(op, "one crops or pads inside");
    auto low = add(op.getLow(), inner.getLow());
    auto high = add(op.getHigh(), inner.getHigh());
    if (!low || !high)
      return rewriter.notifyMatchFailure(op, "the sum does not fit");
    rewriter.modifyOpInPlace(op, [&] {
      op.getXMutable().assign(inner.getX());
      op.setLow(*low);
      op.setHigh(*high);
    });
    return success();
  }
};
} // namespace

void PadOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                        MLIRContext *context) {
  patterns.add<MergePads>(context);
}

//===----------------------------------------------------------------------===//
// TileOp
//===----------------------------------------------------------------------===//

OpFoldResult TileOp::fold(FoldAdaptor adaptor) {
  if (areAll(getRepeats(), 1))
    return getX();
  std::optional<ConstantElements> x = ConstantElements::get(adaptor.getX());
  if (!x)
    return {};
  if (x->isSplat() && x->size() != 0)
    return buildConstant(getType(), (*x)[0]);
  ArrayRef<int64_t> shape = x->getType().getShape();
  return fillElements(getType(), [&](ArrayRef<int64_t> index) {
    SmallVector<int64_t> source;
    for (auto [i, n] : llvm::zip_equal(index, shape))
      source.push_back(i % n);
    return (*x)[linearize(source, shape)];
  });
}
