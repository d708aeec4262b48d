//===- ExtentSources.cpp - Where result extents come from -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Every op says where each extent of its result comes from. The same knowledge
// serves ReifyRankedShapedTypeOpInterface, the folding of `ptir.dim`, and
// identities that hold only if extents agree at run time.
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/ExtentSources.h"

#include "ConstantElements.h"
#include "ExtentRules.h"
#include "RuleChecks.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace ptir;

/// Chains longer than this are left alone; a graph region may hold a cycle.
static constexpr int maxSteps = 256;

//===----------------------------------------------------------------------===//
// One op
//===----------------------------------------------------------------------===//

static ExtentSource dimension(Value tensor, int64_t dim) {
  return {ExtentSource::Kind::Dimension, tensor, dim};
}

static ExtentSource operand(Value extent) {
  return {ExtentSource::Kind::Operand, extent, 0};
}

/// The operand of `dims` for dynamic dimension `dim` of the result.
static ExtentSource nthExtent(RankedTensorType result, ValueRange dims,
                              int64_t dim) {
  return operand(dims[llvm::count_if(result.getShape().take_front(dim),
                                     ShapedType::isDynamic)]);
}

static ExtentSource dotExtent(DotGeneralOp op, int64_t dim) {
  ArrayRef<int64_t> batch = op.getBatchLhs();
  SmallVector<int64_t> lhsFree = op.getLhsFreeDims();
  int64_t numBatch = batch.size(), numLhs = lhsFree.size();
  if (dim < numBatch)
    return dimension(
        op.getLhs(),
        *normalizeAxis(batch[dim], tensorOf(op.getLhs()).getRank()));
  if (dim < numBatch + numLhs)
    return dimension(op.getLhs(), lhsFree[dim - numBatch]);
  return dimension(op.getRhs(), op.getRhsFreeDims()[dim - numBatch - numLhs]);
}

static ExtentSource reduceExtent(Value x, ArrayRef<int64_t> sortedAxes,
                                 bool keepdims, int64_t dim) {
  int64_t source = dim;
  if (!keepdims)
    for (int64_t axis : sortedAxes)
      if (axis <= source)
        ++source;
  return dimension(x, source);
}

static bool keepsExtent(const WindowAxis &axis) {
  return axis.stride == 1 && axis.baseDilation == 1 &&
         axis.low + axis.high == (axis.window - 1) * axis.windowDilation;
}
static bool keepsExtent(PadOp op, int64_t dim) {
  return keepsExtent(windowAxis(op, dim));
}
static bool keepsExtent(ReduceWindowOp op, int64_t dim) {
  return keepsExtent(windowAxis(op, dim)) && op.getWindow()[dim] == 1;
}
static bool keepsExtent(ExtractPatchesOp op, int64_t dim) {
  if (dim == tensorOf(op.getX()).getRank() - 1)
    return llvm::all_of(op.getWindow(), [](int64_t n) { return n == 1; });
  return keepsExtent(windowAxis(op, dim));
}

/// An inferred extent equals the operand's one dynamic extent if the other
/// dimensions hold equally many elements.
static std::optional<ExtentSource> reshapeExtent(ReshapeOp op, int64_t dim) {
  if (!op.getDims().empty())
    return nthExtent(op.getType(), op.getDims(), dim);
  RankedTensorType from = op.getX().getType();
  int64_t known = knownElements(from);
  if (from.getNumDynamicDims() != 1 || known < 1 ||
      known != knownElements(op.getType()))
    return std::nullopt;
  return dimension(op.getX(),
                   llvm::find_if(from.getShape(), ShapedType::isDynamic) -
                       from.getShape().begin());
}

static ExtentSource follow(const ExtentSource &start);

/// An extent of a composite is that of the value its region yields, if the
/// region takes it from an input as it is.
static std::optional<ExtentSource>
compositeExtent(CompositeOp op, unsigned result, int64_t dim) {
  Block &block = op.getBody().front();
  Value yielded = block.getTerminator()->getOperand(result);
  ExtentSource source = follow(dimension(yielded, dim));
  if (source.kind == ExtentSource::Kind::Constant)
    return source;
  auto argument = dyn_cast<BlockArgument>(source.value);
  if (!argument || argument.getOwner() != &block)
    return std::nullopt;
  source.value = op.getInputs()[argument.getArgNumber()];
  return source;
}

/// Where an op takes a dynamic extent from; nothing if it computes it or does
/// not tell.
static std::optional<ExtentSource> sourceInOp(OpResult result, int64_t dim) {
  using Source = std::optional<ExtentSource>;
  RankedTensorType type = tensorOf(result);
  return llvm::TypeSwitch<Operation *, Source>(result.getOwner())
      .Case<NegOp, AbsOp, ExpOp, LogOp, TanhOp, ErfOp, RsqrtOp, ReciprocalOp,
            AddOp, SubOp, MulOp, DivOp, MaximumOp, MinimumOp, CompareOp,
            SelectOp, CastOp, DynamicUpdateSliceOp>(
          [&](Operation *op) { return dimension(op->getOperand(0), dim); })
      .Case<SqrtOp, SinOp, CosOp, LogisticOp, FloorOp, CeilOp,
            RoundNearestEvenOp, SignOp, NotOp, IsFiniteOp, StopGradientOp,
            PowOp, RemainderOp, AndOp, OrOp, XorOp, ClampOp, ScatterReduceOp,
            ScatterAddOp, QuantizeOp, DequantizeOp, RequantizeOp, LayerNormOp,
            // The extents below that depend on attributes are static.
            SegmentReduceOp, TopKOp>(
          [&](Operation *op) { return dimension(op->getOperand(0), dim); })
      .Case<BroadcastToOp, IotaOp, SliceOp, DynamicSliceOp, RngUniformOp,
            RngNormalOp>(
          [&](auto op) { return nthExtent(type, op.getDims(), dim); })
      .Case<GatherOp>(
          [&](GatherOp op) { return dimension(op.getIndices(), dim); })
      .Case<TileOp>([&](TileOp op) -> Source {
        if (op.getRepeats()[dim] != 1)
          return std::nullopt;
        return dimension(op.getX(), dim);
      })
      .Case<PadOp, ReduceWindowOp, ExtractPatchesOp>([&](auto op) -> Source {
        if (!keepsExtent(op, dim))
          return std::nullopt;
        return dimension(op.getX(), dim);
      })
      .Case<ScanOp>([&](ScanOp op) -> Source {
        // The outputs are stacked along the axis that is scanned.
        if (result.getResultNumber() < op.getCarryCount() || dim != 0)
          return std::nullopt;
        return dimension(op.getScanned().front(), 0);
      })
      .Case<ReshapeOp>([&](ReshapeOp op) { return reshapeExtent(op, dim); })
      .Case<TransposeOp>([&](TransposeOp op) {
        return dimension(op.getX(), op.getPerm()[dim]);
      })
      .Case<ConcatOp>([&](ConcatOp op) -> Source {
        if (dim == op.getNormalizedAxis())
          return std::nullopt;
        return dimension(op.getXs().front(), dim);
      })
      .Case<TakeOp>([&](TakeOp op) {
        int64_t rank = tensorOf(op.getIndices()).getRank();
        return dim < rank ? dimension(op.getIndices(), dim)
                          : dimension(op.getX(), dim - rank + 1);
      })
      .Case<DotGeneralOp>([&](DotGeneralOp op) { return dotExtent(op, dim); })
      .Case<ReduceOp>([&](ReduceOp op) {
        return reduceExtent(op.getX(), op.getNormalizedAxes(), op.getKeepdims(),
                            dim);
      })
      .Case<ArgmaxOp>([&](ArgmaxOp op) {
        int64_t rank = tensorOf(op.getX()).getRank();
        return reduceExtent(op.getX(), {*normalizeAxis(op.getAxis(), rank)},
                            op.getKeepdims(), dim);
      })
      .Case<CompositeOp>([&](CompositeOp op) {
        return compositeExtent(op, result.getResultNumber(), dim);
      })
      .Default([](Operation *) { return std::nullopt; });
}

//===----------------------------------------------------------------------===//
// Chains of ops
//===----------------------------------------------------------------------===//

/// What the source stands for, one step closer to where it is decided; nothing
/// if it is decided there.
static std::optional<ExtentSource> nextSource(const ExtentSource &source) {
  if (source.kind == ExtentSource::Kind::Constant)
    return std::nullopt;
  if (source.kind == ExtentSource::Kind::Operand) {
    if (auto dim = source.value.getDefiningOp<DimOp>())
      return dimension(
          dim.getX(),
          *normalizeAxis(dim.getAxis(), tensorOf(dim.getX()).getRank()));
    if (std::optional<int64_t> extent = getConstantExtent(source.value))
      return ExtentSource{ExtentSource::Kind::Constant, Value(), *extent};
    return std::nullopt;
  }
  RankedTensorType type = tensorOf(source.value);
  if (!type.isDynamicDim(source.number))
    return ExtentSource{ExtentSource::Kind::Constant, Value(),
                        type.getDimSize(source.number)};
  if (auto result = dyn_cast<OpResult>(source.value))
    return sourceInOp(result, source.number);
  return std::nullopt;
}

static ExtentSource follow(const ExtentSource &start) {
  ExtentSource source = start;
  for (int step = 0; step < maxSteps; ++step) {
    std::optional<ExtentSource> next = nextSource(source);
    if (!next)
      return source;
    source = *next;
  }
  return start;
}

ExtentSource ptir::findExtentSource(Value tensor, int64_t dim) {
  return follow(dimension(tensor, dim));
}

ExtentSource ptir::findExtentSource(Value extent) {
  return follow(operand(extent));
}

bool ptir::haveEqualExtents(Value lhs, Value rhs) {
  ArrayRef<int64_t> left = tensorOf(lhs).getShape();
  ArrayRef<int64_t> right = tensorOf(rhs).getShape();
  if (left.size() != right.size())
    return false;
  for (auto [dim, extents] : llvm::enumerate(llvm::zip_equal(left, right))) {
    auto [l, r] = extents;
    if (!ShapedType::isDynamic(l) && l == r)
      continue;
    if (findExtentSource(lhs, dim) != findExtentSource(rhs, dim))
      return false;
  }
  return true;
}
