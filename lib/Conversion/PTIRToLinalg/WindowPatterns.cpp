//===- WindowPatterns.cpp - Sliding windows to loops ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Padding and holes are written into a larger tensor first, which costs little
// beside the loop over all windows and leaves that loop without conditions:
// its input is indexed by `output * stride + window * dilation`.
//
//===----------------------------------------------------------------------===//

#include "ElementLoops.h"
#include "PadTensor.h"
#include "Patterns.h"
#include "ScalarCode.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

namespace {

bool isPadded(ArrayRef<DimPadding> padding) {
  return !llvm::all_of(padding,
                       [](const DimPadding &dim) { return dim.isNone(); });
}

/// The number of window positions in an extent that padding and holes are part
/// of.
OpFoldResult countPositions(LoopBuilder &loops, OpFoldResult extent,
                            const WindowAxis &axis) {
  OpBuilder &builder = loops.builder;
  int64_t covered = (axis.window - 1) * axis.windowDilation + 1;
  if (std::optional<int64_t> n = getConstantIntValue(extent)) {
    int64_t room = *n - covered;
    return builder.getIndexAttr(room < 0 ? 0 : room / axis.stride + 1);
  }
  if (covered == 1 && axis.stride == 1)
    return extent;
  // room / stride + 1, which stays 0 for negative room above -stride.
  Value room =
      arith::AddIOp::create(builder, loops.loc, loops.toValue(extent),
                            loops.constantIndex(axis.stride - covered));
  room =
      arith::MaxSIOp::create(builder, loops.loc, room, loops.constantIndex(0));
  return arith::DivUIOp::create(builder, loops.loc, room,
                                loops.constantIndex(axis.stride))
      .getResult();
}

/// ptir.extract_patches  =>  linalg.generic from the padded image to
/// [N, out..., window..., C], tensor.collapse_shape.
struct LowerExtractPatches : OpConversionPattern<ExtractPatchesOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ExtractPatchesOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    PatchWindow window = {op.getWindow(), op.getStrides(), op.getDilation(),
                          op.getPadding()};
    size_t spatial = window.window.size();
    Value image = pad(loops, op, adaptor.getX(), window);
    if (!image)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    SmallVector<OpFoldResult> extents = loops.extents(image);

    // The loops [N, out...] and where each begins along its axis.
    SmallVector<OpFoldResult> shape = {extents.front()};
    SmallVector<AffineExpr> input = {rewriter.getAffineDimExpr(0)};
    for (size_t i = 0; i < spatial; ++i) {
      OpFoldResult positions =
          countPositions(loops, extents[1 + i], window.axis(i));
      if (op.getType().isDynamicDim(1 + i))
        checkFits(loops, positions, i);
      input.push_back(rewriter.getAffineDimExpr(shape.size()) *
                      window.strides[i]);
      shape.push_back(positions);
    }
    // The loops [window..., C]. The last two are one where neighbours in the
    // window are neighbours in memory.
    std::optional<int64_t> channels = getConstantIntValue(extents.back());
    bool joinsLast =
        channels && window.dilation.back() == 1 && !isTakenApart(op);
    for (size_t i = 0; i < spatial - joinsLast; ++i) {
      input[1 + i] = input[1 + i] + rewriter.getAffineDimExpr(shape.size()) *
                                        window.dilation[i];
      shape.push_back(rewriter.getIndexAttr(window.window[i]));
    }
    AffineExpr last = rewriter.getAffineDimExpr(shape.size());
    if (joinsLast) {
      input.back() = input.back() * *channels + last;
      shape.push_back(rewriter.getIndexAttr(window.window.back() * *channels));
      image = joinLastDims(loops, image);
    } else {
      input.push_back(last);
      shape.push_back(extents.back());
    }
    rewriter.replaceOp(op, copyWindows(loops, image, shape, input, spatial));
    return success();
  }

  /// Whether all that is read of the result is its windows as dimensions of
  /// their own: left as they are, they can be read where they lie in the image.
  static bool isTakenApart(ExtractPatchesOp op) {
    if (!op->hasOneUse())
      return false;
    auto reshape = dyn_cast<ReshapeOp>(*op->user_begin());
    if (!reshape)
      return false;
    ArrayRef<int64_t> shape = op.getType().getShape();
    SmallVector<int64_t> apart(shape.drop_back());
    llvm::append_range(apart, op.getWindow());
    apart.push_back(op.getX().getType().getShape().back());
    return reshape.getType().getShape() == ArrayRef<int64_t>(apart);
  }

  /// x inside of its padding.
  static Value pad(LoopBuilder &loops, ExtractPatchesOp op, Value x,
                   const PatchWindow &window) {
    SmallVector<DimPadding> padding(op.getX().getType().getRank());
    for (size_t i = 0; i < window.window.size(); ++i)
      padding[1 + i] = {window.axis(i).low, window.axis(i).high, 0};
    if (!isPadded(padding))
      return x;
    Value fill = padValue(loops, op.getPadValue());
    if (!fill)
      return Value();
    return padTensor(
        loops, x, padding, fill, /*reportNegative=*/false,
        [](OpBuilder &, Location, ValueRange args) { return args[0]; });
  }

  static void checkFits(LoopBuilder &loops, OpFoldResult positions,
                        size_t axis) {
    Value count = loops.toValue(positions), one = loops.constantIndex(1);
    Value ok = arith::CmpIOp::create(loops.builder, loops.loc,
                                     arith::CmpIPredicate::sge, count, one);
    loops.check(ok, static_cast<unsigned>(rt::ErrorKind::ShapeMismatch),
                "number of windows along spatial axis " + Twine(axis), count,
                one);
  }

  static SmallVector<ReassociationIndices> joinFrom(int64_t first,
                                                    int64_t rank) {
    SmallVector<ReassociationIndices> groups;
    for (int64_t dim = 0; dim < rank; ++dim) {
      if (dim <= first)
        groups.emplace_back();
      groups.back().push_back(dim);
    }
    return groups;
  }

  static Value joinLastDims(LoopBuilder &loops, Value x) {
    int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
    return tensor::CollapseShapeOp::create(loops.builder, loops.loc, x,
                                           joinFrom(rank - 2, rank));
  }

  static Value copyWindows(LoopBuilder &loops, Value image,
                           ArrayRef<OpFoldResult> shape,
                           ArrayRef<AffineExpr> input, int64_t spatial) {
    OpBuilder &builder = loops.builder;
    int64_t rank = shape.size();
    AffineMap maps[] = {AffineMap::get(rank, 0, input, builder.getContext()),
                        builder.getMultiDimIdentityMap(rank)};
    Type element = cast<RankedTensorType>(image.getType()).getElementType();
    Value patches = loops.generic(
        image, loops.empty(shape, element), maps, rank,
        [](OpBuilder &, Location, ValueRange args) { return args[0]; });
    if (rank == spatial + 2)
      return patches;
    return tensor::CollapseShapeOp::create(builder, loops.loc, patches,
                                           joinFrom(spatial + 1, rank));
  }
};

/// ptir.reduce_window  =>  linalg.fill, linalg.generic over the windows, a cast
/// when the accumulator is not the result's type.
struct LowerReduceWindow : OpConversionPattern<ReduceWindowOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ReduceWindowOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    ReduceWindow window = {op.getWindow(), op.getStrides(),
                           op.getBaseDilation(), op.getWindowDilation(),
                           op.getPadding()};
    int64_t rank = op.getType().getRank();
    ElementType operand = elementTypeOf(op.getX().getType());
    ElementType result = elementTypeOf(op.getType());
    ElementType accumulator = *getElementType(op.getAccumulatorType());
    ScalarCode outer(rewriter, op.getLoc());
    Value identity =
        outer.store(outer.identity(accumulator, op.getKind()), accumulator);
    if (!identity)
      return rewriter.notifyMatchFailure(op, "accum_type is not lowered");
    Value x = adaptor.getX();
    if (pad(loops, x, window, operand, accumulator, identity))
      operand = accumulator;
    if (!x)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");

    SmallVector<OpFoldResult> shape, windowShape;
    SmallVector<AffineExpr> input, output, windowDims;
    for (int64_t dim = 0; dim < rank; ++dim) {
      WindowAxis axis = window.axis(dim);
      shape.push_back(countPositions(loops, loops.extent(x, dim), axis));
      output.push_back(rewriter.getAffineDimExpr(dim));
      input.push_back(output.back() * axis.stride);
      if (axis.window == 1)
        continue;
      windowDims.push_back(rewriter.getAffineDimExpr(rank + windowDims.size()));
      windowShape.push_back(rewriter.getIndexAttr(axis.window));
      input.back() = input.back() + windowDims.back() * axis.windowDilation;
    }
    // A tensor nobody reads gives the loops over the window their extents.
    Value inputs[] = {x, loops.empty(windowShape, identity.getType())};
    int64_t numLoops = rank + windowDims.size();
    AffineMap maps[] = {
        AffineMap::get(numLoops, 0, input, op.getContext()),
        AffineMap::get(numLoops, 0, windowDims, op.getContext()),
        AffineMap::get(numLoops, 0, output, op.getContext())};
    Value reduced = loops.generic(
        inputs, filled(loops, shape, identity), maps, rank,
        [&](OpBuilder &builder, Location loc, ValueRange args) -> Value {
          ScalarCode code(builder, loc);
          Value element =
              code.cast(operand, accumulator, code.load(args[0], operand));
          Value old = code.load(args[2], accumulator);
          if (!element || !old)
            return Value();
          return code.store(
              code.combine(op.getKind(), accumulator, old, element),
              accumulator);
        });
    if (reduced)
      reduced = castElements(loops, reduced, accumulator, result);
    if (!reduced)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    rewriter.replaceOp(op, reduced);
    return success();
  }

  /// Puts x, converted to accumulators, between identities where there is
  /// padding or dilation, and returns whether there is. x is null when it
  /// cannot be converted.
  static bool pad(LoopBuilder &loops, Value &x, const ReduceWindow &window,
                  ElementType operand, ElementType accumulator,
                  Value identity) {
    SmallVector<DimPadding> padding;
    for (size_t dim = 0; dim < window.window.size(); ++dim) {
      WindowAxis axis = window.axis(dim);
      padding.push_back({axis.low, axis.high, axis.baseDilation - 1});
    }
    if (!isPadded(padding))
      return false;
    x = padTensor(loops, x, padding, identity, /*reportNegative=*/false,
                  [&](OpBuilder &builder, Location loc, ValueRange args) {
                    ScalarCode code(builder, loc);
                    return code.store(code.cast(operand, accumulator,
                                                code.load(args[0], operand)),
                                      accumulator);
                  });
    return true;
  }
};

} // namespace

void ptir::populateWindowPatterns(const StorageTypeConverter &converter,
                                  RewritePatternSet &patterns) {
  patterns.add<LowerExtractPatches, LowerReduceWindow>(converter,
                                                       patterns.getContext());
}
