//===- ExtentValues.cpp - Extents of results as values --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The extent of a result, computed from operands and attributes by ops of its
// own: what `ptir.dim` of the result folds to.
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/ExtentSources.h"

#include "ConstantElements.h"
#include "ExtentRules.h"
#include "RuleChecks.h"

#include "mlir/IR/PatternMatch.h"
#include "llvm/ADT/TypeSwitch.h"

#include <numeric>

using namespace mlir;
using namespace ptir;

static Value constantExtent(OpBuilder &builder, Location loc, int64_t extent) {
  return ConstantOp::create(builder, loc,
                            extentAttr(builder.getContext(), extent));
}

static Value createExtent(OpBuilder &builder, Location loc,
                          const ExtentSource &source) {
  switch (source.kind) {
  case ExtentSource::Kind::Constant:
    return constantExtent(builder, loc, source.number);
  case ExtentSource::Kind::Operand:
    return source.value;
  case ExtentSource::Kind::Dimension:
    return DimOp::create(builder, loc, source.value, source.number);
  }
  return Value();
}

/// The one inferred extent of a reshape: elements of x over the known ones; 0
/// if those are none.
static Value inferredExtent(OpBuilder &builder, ReshapeOp op) {
  Location loc = op.getLoc();
  RankedTensorType from = op.getX().getType();
  int64_t numerator = knownElements(from);
  int64_t denominator = knownElements(op.getType());
  if (denominator == 0 || numerator == 0)
    return constantExtent(builder, loc, 0);
  int64_t divisor = std::gcd(numerator, denominator);
  numerator /= divisor;
  denominator /= divisor;
  Value count = numerator == 1 && from.getNumDynamicDims() > 0
                    ? Value()
                    : constantExtent(builder, loc, numerator);
  for (int64_t dim = 0; dim < from.getRank(); ++dim) {
    if (!from.isDynamicDim(dim))
      continue;
    Value extent = createExtent(builder, loc, findExtentSource(op.getX(), dim));
    count =
        count ? MulOp::create(builder, loc, count, extent).getResult() : extent;
  }
  if (denominator == 1)
    return count;
  return DivOp::create(builder, loc, count,
                       constantExtent(builder, loc, denominator));
}

static Value concatExtent(OpBuilder &builder, ConcatOp op) {
  Location loc = op.getLoc();
  int64_t axis = op.getNormalizedAxis();
  Value sum;
  for (Value x : op.getXs()) {
    Value extent = createExtent(builder, loc, findExtentSource(x, axis));
    sum = sum ? AddOp::create(builder, loc, sum, extent).getResult() : extent;
  }
  return sum;
}

static Value scaledExtent(OpBuilder &builder, Location loc, Value extent,
                          int64_t factor, int64_t summand) {
  if (factor != 1)
    extent = MulOp::create(builder, loc, extent,
                           constantExtent(builder, loc, factor));
  if (summand != 0)
    extent = AddOp::create(builder, loc, extent,
                           constantExtent(builder, loc, summand));
  return extent;
}

static Value atLeast(OpBuilder &builder, Location loc, Value extent,
                     int64_t least) {
  return MaximumOp::create(builder, loc, extent,
                           constantExtent(builder, loc, least));
}

/// The positions of a window: see reduce_window_c3. Without an element there
/// are no holes between elements either.
static Value windowExtent(OpBuilder &builder, Location loc, Value extent,
                          const WindowAxis &axis) {
  int64_t bd = axis.baseDilation;
  if (bd != 1)
    extent = atLeast(builder, loc,
                     scaledExtent(builder, loc, extent, bd, 1 - bd), 0);
  int64_t covered = (axis.window - 1) * axis.windowDilation + 1;
  extent = scaledExtent(builder, loc, extent, 1,
                        axis.low + axis.high - covered + axis.stride);
  extent = atLeast(builder, loc, extent, 0);
  if (axis.stride == 1)
    return extent;
  return DivOp::create(builder, loc, extent,
                       constantExtent(builder, loc, axis.stride));
}

static Value slidingExtent(OpBuilder &builder, Operation *op, int64_t dim) {
  Location loc = op->getLoc();
  Value extent =
      createExtent(builder, loc, findExtentSource(op->getOperand(0), dim));
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case<TileOp>([&](TileOp tile) {
        return scaledExtent(builder, loc, extent, tile.getRepeats()[dim], 0);
      })
      .Case<ExtractPatchesOp>([&](ExtractPatchesOp patches) {
        if (dim < tensorOf(patches.getX()).getRank() - 1)
          return windowExtent(builder, loc, extent, windowAxis(patches, dim));
        int64_t depth = 1;
        for (int64_t n : patches.getWindow())
          depth *= n;
        return scaledExtent(builder, loc, extent, depth, 0);
      })
      .Case<PadOp, ReduceWindowOp>([&](auto window) {
        return windowExtent(builder, loc, extent, windowAxis(window, dim));
      });
}

/// The op that computes an extent out of several, or out of attributes.
static Operation *computingOp(const ExtentSource &source) {
  if (source.kind != ExtentSource::Kind::Dimension)
    return nullptr;
  if (Operation *op = source.value.getDefiningOp())
    if (isa<TileOp, PadOp, ReduceWindowOp, ExtractPatchesOp>(op))
      return op;
  if (auto concat = source.value.getDefiningOp<ConcatOp>())
    return source.number == concat.getNormalizedAxis() ? concat : nullptr;
  return source.value.getDefiningOp<ReshapeOp>();
}

bool ptir::tellsExtent(OpResult result, int64_t dim) {
  ExtentSource source = findExtentSource(result, dim);
  ExtentSource itself{ExtentSource::Kind::Dimension, result, dim};
  return source != itself || computingOp(source);
}

Value ptir::createResultExtent(OpBuilder &builder, OpResult result,
                               int64_t dim) {
  if (!tellsExtent(result, dim))
    return Value();
  ExtentSource source = findExtentSource(result, dim);
  Operation *op = computingOp(source);
  if (auto reshape = dyn_cast_or_null<ReshapeOp>(op))
    return inferredExtent(builder, reshape);
  if (auto concat = dyn_cast_or_null<ConcatOp>(op))
    return concatExtent(builder, concat);
  if (op)
    return slidingExtent(builder, op, source.number);
  return createExtent(builder, result.getOwner()->getLoc(), source);
}

namespace {
/// dim(op(…), i)  =>  the extent that op takes it from
struct ForwardDim : OpRewritePattern<DimOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(DimOp op,
                                PatternRewriter &rewriter) const override {
    auto result = dyn_cast<OpResult>(op.getX());
    std::optional<int64_t> axis =
        normalizeAxis(op.getAxis(), op.getX().getType().getRank());
    if (!result || !axis || !op.getX().getType().isDynamicDim(*axis))
      return rewriter.notifyMatchFailure(op, "x is not a dynamic op result");
    Value extent = createResultExtent(rewriter, result, *axis);
    if (!extent)
      return rewriter.notifyMatchFailure(op, "x does not tell its extents");
    rewriter.replaceOp(op, extent);
    return success();
  }
};
} // namespace

void DimOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                        MLIRContext *context) {
  patterns.add<ForwardDim>(context);
}
