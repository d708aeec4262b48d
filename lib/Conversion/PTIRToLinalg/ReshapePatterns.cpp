//===- ReshapePatterns.cpp - Reshape to views -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A reshape is a chain of collapsed and expanded groups of dimensions. Groups
// are found from both ends: equal extents pair up, dynamic ones where both come
// from the same place, and what lies between becomes one group. Small groups
// matter: a group of several dimensions of a strided slice is a copy.
//
//===----------------------------------------------------------------------===//

#include "LoopBuilder.h"
#include "Patterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIR/IR/ExtentSources.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

namespace {

/// Dimensions of the operand and of the result that hold the same elements.
struct DimGroup {
  ReassociationIndices from, to;
};

/// Splits off groups of dimensions with equal element counts, walking from one
/// end.
void takeKnownGroups(ReshapeOp op, int64_t &i, int64_t &j, int64_t iEnd,
                     int64_t jEnd, int64_t step,
                     SmallVectorImpl<DimGroup> &groups) {
  ArrayRef<int64_t> from = op.getX().getType().getShape();
  ArrayRef<int64_t> to = op.getType().getShape();
  while (i != iEnd && j != jEnd) {
    if (ShapedType::isDynamic(from[i]) && ShapedType::isDynamic(to[j]) &&
        findExtentSource(op.getX(), i) == findExtentSource(op, j)) {
      groups.push_back({{i}, {j}});
      i += step;
      j += step;
      continue;
    }
    if (ShapedType::isDynamic(from[i]) || ShapedType::isDynamic(to[j]))
      return;
    DimGroup group{{i}, {j}};
    int64_t x = from[i], y = to[j], nextI = i + step, nextJ = j + step;
    while (x != y) {
      bool growFrom = x < y;
      int64_t &next = growFrom ? nextI : nextJ;
      int64_t end = growFrom ? iEnd : jEnd;
      ArrayRef<int64_t> shape = growFrom ? from : to;
      if (next == end || ShapedType::isDynamic(shape[next]) || x == 0 || y == 0)
        return;
      (growFrom ? x : y) *= shape[next];
      (growFrom ? group.from : group.to).push_back(next);
      next += step;
    }
    if (step < 0) {
      std::reverse(group.from.begin(), group.from.end());
      std::reverse(group.to.begin(), group.to.end());
    }
    groups.push_back(std::move(group));
    i = nextI;
    j = nextJ;
  }
}

/// Groups that cover both shapes, in order. Every group has a dimension on
/// either side.
SmallVector<DimGroup> findGroups(ReshapeOp op) {
  SmallVector<DimGroup> front, back;
  int64_t i = 0, j = 0;
  int64_t iBack = op.getX().getType().getRank() - 1;
  int64_t jBack = op.getType().getRank() - 1;
  takeKnownGroups(op, iBack, jBack, -1, -1, -1, back);
  takeKnownGroups(op, i, j, iBack + 1, jBack + 1, 1, front);
  DimGroup middle;
  llvm::append_range(middle.from, llvm::seq<int64_t>(i, iBack + 1));
  llvm::append_range(middle.to, llvm::seq<int64_t>(j, jBack + 1));
  bool empty = middle.from.empty() && middle.to.empty();
  bool lopsided = middle.from.empty() != middle.to.empty();
  if (lopsided) {
    // Extents of 1 that are left on one side join a neighbour.
    SmallVector<DimGroup> &side = back.empty() ? front : back;
    if (side.empty())
      return {};
    DimGroup &neighbour = side.back();
    if (back.empty()) {
      llvm::append_range(neighbour.from, middle.from);
      llvm::append_range(neighbour.to, middle.to);
    } else {
      neighbour.from.insert(neighbour.from.begin(), middle.from.begin(),
                            middle.from.end());
      neighbour.to.insert(neighbour.to.begin(), middle.to.begin(),
                          middle.to.end());
    }
  } else if (!empty) {
    front.push_back(std::move(middle));
  }
  std::reverse(back.begin(), back.end());
  llvm::append_range(front, back);
  return front;
}

struct LowerReshape : OpConversionPattern<ReshapeOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ReshapeOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Value x = adaptor.getX();
    auto from = cast<RankedTensorType>(x.getType());
    auto to = from.clone(op.getType().getShape());
    SmallVector<OpFoldResult> shape = resultShape(loops, op, adaptor, x);
    bool isStatic = from.hasStaticShape() && to.hasStaticShape();
    if (!isStatic)
      checkCount(loops, op, x, shape);

    // Groups of nothing do not tell their extents.
    if (hasNoElement(x) || llvm::is_contained(to.getShape(), 0)) {
      Value none = loops.empty(shape, to.getElementType());
      rewriter.replaceOpWithNewOp<tensor::CastOp>(op, to, none);
      return success();
    }
    // Rank 0 on either side is a view of one element.
    if (from.getRank() == 0 || to.getRank() == 0) {
      rewriter.replaceOp(op, throughRankZero(loops, x, to));
      return success();
    }
    SmallVector<DimGroup> groups = findGroups(op);
    if (groups.empty()) {
      DimGroup all;
      llvm::append_range(all.from, llvm::seq<int64_t>(0, from.getRank()));
      llvm::append_range(all.to, llvm::seq<int64_t>(0, to.getRank()));
      groups.push_back(std::move(all));
    }
    SmallVector<ReassociationIndices> collapse, expand;
    for (const DimGroup &group : groups) {
      collapse.push_back(group.from);
      expand.push_back(group.to);
    }
    if (static_cast<int64_t>(groups.size()) != from.getRank())
      x = tensor::CollapseShapeOp::create(rewriter, op.getLoc(), x, collapse);
    if (static_cast<int64_t>(groups.size()) != to.getRank())
      x = expandTo(loops, x, to, expand, shape);
    if (x.getType() != to)
      x = tensor::CastOp::create(rewriter, op.getLoc(), to, x);
    rewriter.replaceOp(op, x);
    return success();
  }

  /// tensor.expand_shape wants a static extent where each group has one.
  static Value expandTo(LoopBuilder &loops, Value x, RankedTensorType to,
                        ArrayRef<ReassociationIndices> groups,
                        ArrayRef<OpFoldResult> shape) {
    auto from = cast<RankedTensorType>(x.getType());
    SmallVector<int64_t> wanted;
    for (const ReassociationIndices &group : groups) {
      int64_t extent = 1;
      for (int64_t dim : group)
        extent = to.isDynamicDim(dim) || ShapedType::isDynamic(extent)
                     ? ShapedType::kDynamic
                     : extent * to.getDimSize(dim);
      wanted.push_back(extent);
    }
    if (ArrayRef<int64_t>(wanted) != from.getShape())
      x = tensor::CastOp::create(loops.builder, loops.loc, from.clone(wanted),
                                 x);
    return tensor::ExpandShapeOp::create(loops.builder, loops.loc, to, x,
                                         groups, shape);
  }

  static Value throughRankZero(LoopBuilder &loops, Value x,
                               RankedTensorType to) {
    auto from = cast<RankedTensorType>(x.getType());
    if (from.getRank() == to.getRank())
      return x;
    if (to.getRank() == 0) {
      SmallVector<int64_t> ones(from.getRank(), 1);
      if (ArrayRef<int64_t>(ones) != from.getShape())
        x = tensor::CastOp::create(loops.builder, loops.loc, from.clone(ones),
                                   x);
      return tensor::CollapseShapeOp::create(loops.builder, loops.loc, x,
                                             ArrayRef<ReassociationIndices>());
    }
    SmallVector<int64_t> ones(to.getRank(), 1);
    Value expanded =
        tensor::ExpandShapeOp::create(loops.builder, loops.loc, to.clone(ones),
                                      x, ArrayRef<ReassociationIndices>());
    if (expanded.getType() != to)
      expanded = tensor::CastOp::create(loops.builder, loops.loc, to, expanded);
    return expanded;
  }

  static Value product(LoopBuilder &loops, ArrayRef<OpFoldResult> extents) {
    Value count = loops.constantIndex(1);
    for (OpFoldResult extent : extents)
      count = loops.mul(count, loops.toValue(extent));
    return count;
  }

  /// The extents of the result; one dynamic extent without an operand in dims
  /// is what the operand's elements leave.
  static SmallVector<OpFoldResult> resultShape(LoopBuilder &loops, ReshapeOp op,
                                               OpAdaptor adaptor, Value x) {
    ArrayRef<int64_t> shape = op.getType().getShape();
    if (!adaptor.getDims().empty() || op.getType().hasStaticShape())
      return loops.shapeFrom(shape, adaptor.getDims());
    int64_t known = 1;
    for (int64_t extent : shape)
      if (!ShapedType::isDynamic(extent))
        known *= extent;
    Value count = product(loops, loops.extents(x));
    Value inferred = arith::DivUIOp::create(
        loops.builder, loops.loc, count,
        loops.constantIndex(std::max<int64_t>(known, 1)));
    if (known == 0)
      inferred = loops.constantIndex(0);
    return llvm::map_to_vector(shape, [&](int64_t extent) -> OpFoldResult {
      if (ShapedType::isDynamic(extent))
        return inferred;
      return loops.builder.getIndexAttr(extent);
    });
  }

  static void checkCount(LoopBuilder &loops, ReshapeOp op, Value x,
                         ArrayRef<OpFoldResult> shape) {
    // With one dynamic extent on either side and equal static factors the
    // counts agree by construction.
    loops.checkEqual(product(loops, shape), product(loops, loops.extents(x)),
                     "number of elements");
  }
};

} // namespace

void ptir::populateReshapePatterns(const StorageTypeConverter &converter,
                                   RewritePatternSet &patterns) {
  patterns.add<LowerReshape>(converter, patterns.getContext());
}
