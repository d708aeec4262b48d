//===- FuseAttention.cpp - Attention as one loop nest ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/Transforms/Passes.h"

#include "MatchAttention.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/IR/Matchers.h"
#include "ptir/Dialect/PTIR/IR/ExtentSources.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_FUSEATTENTIONPASS
#include "ptir/Dialect/PTIR/Transforms/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Whether the tensor will have the same type when portable types are gone, so
/// that its extents can be asked for already.
static bool keepsItsType(Value tensor) {
  Type element = cast<RankedTensorType>(tensor.getType()).getElementType();
  return element.isF32() || element.isF64() || element.isF16() ||
         element.isBF16();
}

/// A scalar that is made of extents and numbers, all of them integers that hold
/// an extent, as an index. Null if it is made of anything else; then ops that
/// nobody uses may be left behind.
static Value toIndex(OpBuilder &builder, Location loc, Value scalar) {
  auto type = dyn_cast<IntegerType>(getElementTypeOrSelf(scalar.getType()));
  if (!type || type.getWidth() < 32)
    return {};
  Operation *op = scalar.getDefiningOp();
  DenseElementsAttr number;
  if (matchPattern(scalar, m_Constant(&number)))
    return arith::ConstantIndexOp::create(
        builder, loc, number.getSplatValue<APInt>().getSExtValue());
  if (auto dim = dyn_cast_if_present<DimOp>(op)) {
    if (!keepsItsType(dim.getX()))
      return {};
    return tensor::DimOp::create(builder, loc, dim.getX(),
                                 static_cast<int64_t>(dim.getAxis()));
  }
  if (auto cast = dyn_cast_if_present<CastOp>(op))
    return toIndex(builder, loc, cast.getX());
  if (!op || !isa<AddOp, SubOp>(op))
    return {};
  Value lhs = toIndex(builder, loc, op->getOperand(0));
  Value rhs = toIndex(builder, loc, op->getOperand(1));
  if (!lhs || !rhs)
    return {};
  return isa<AddOp>(op)
             ? arith::AddIOp::create(builder, loc, lhs, rhs).getResult()
             : arith::SubIOp::create(builder, loc, lhs, rhs).getResult();
}

/// An extent as an index, as toIndex.
static Value extentOf(OpBuilder &builder, Location loc, Value tensor,
                      int64_t dim) {
  ExtentSource source = findExtentSource(tensor, dim);
  switch (source.kind) {
  case ExtentSource::Kind::Constant:
    return arith::ConstantIndexOp::create(builder, loc, source.number);
  case ExtentSource::Kind::Operand:
    return toIndex(builder, loc, source.value);
  case ExtentSource::Kind::Dimension:
    break;
  }
  if (!keepsItsType(source.value))
    return {};
  return tensor::DimOp::create(builder, loc, source.value, source.number);
}

namespace {

/// A tensor and where it has the dimensions of the formula.
struct OrderedTensor {
  Value tensor;
  SmallVector<int64_t> order;
  bool wasTransposed = false;
};

/// A tensor with all five dimensions of the formula, and which of them are one
/// in the tensor it stands for; nothing if that one has five.
struct GroupDim {
  RankedTensorType type;
  SmallVector<int64_t> order;
  SmallVector<ReassociationIndices> reassociation;
};

struct FuseAttentionPass
    : ptir::impl::FuseAttentionPassBase<FuseAttentionPass> {
  using FuseAttentionPassBase::FuseAttentionPassBase;

  void runOnOperation() override {
    SmallVector<DotGeneralOp> products;
    getOperation().walk([&](DotGeneralOp op) { products.push_back(op); });
    for (DotGeneralOp product : products) {
      StringRef whyNot;
      std::optional<AttentionMatch> match = matchAttention(product, whyNot);
      if (match)
        whyNot = fuse(*match);
      if (explain && !whyNot.empty())
        product.emitRemark() << "not fused: " << whyNot;
    }
  }

  static OrderedTensor throughTranspose(Value tensor) {
    if (auto transpose = tensor.getDefiningOp<TransposeOp>())
      return {transpose.getX(), SmallVector<int64_t>(transpose.getPerm()),
              true};
    int64_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
    return {tensor, llvm::to_vector(llvm::seq<int64_t>(0, rank))};
  }

  /// The call fails unless the extent is that of dimension `dim` of `other`.
  static void checkExtent(OpBuilder &builder, Location loc, Value found,
                          Value other, int64_t dim, StringRef what) {
    Value wanted = tensor::DimOp::create(builder, loc, other, dim);
    Value agree = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                        found, wanted);
    rt::CheckOp::create(builder, loc, agree, rt::ErrorKind::ShapeMismatch,
                        DotGeneralOp::getOperationName(), what, found, wanted);
  }

  /// The call fails unless the tensors agree in those dimensions.
  static void checkEqual(OpBuilder &builder, Location loc, Value x, int64_t i,
                         Value y, int64_t j, StringRef what) {
    if (findExtentSource(x, i) != findExtentSource(y, j))
      checkExtent(builder, loc, tensor::DimOp::create(builder, loc, x, i), y, j,
                  what);
  }

  /// Returns why not, or nothing.
  StringRef fuse(const AttentionMatch &match) {
    DotGeneralOp scores = match.scores, context = match.context;
    OpBuilder builder(context);
    Location loc = context.getLoc();
    Value past;
    if (match.isCausal) {
      past = match.past ? toIndex(builder, loc, match.past)
                        : arith::ConstantIndexOp::create(builder, loc, 0);
      if (!past)
        return "where the queries stand does not follow from extents";
    }
    Value maskRows, maskColumns;
    if (match.visible) {
      maskRows = extentOf(builder, loc, match.visible, 0);
      maskColumns = extentOf(builder, loc, match.visible, 1);
      if (!maskRows || !maskColumns)
        return "the extents of the mask do not follow from others";
    }
    Value keys = scores.getRhs(), values = context.getRhs();
    checkEqual(builder, loc, keys, 0, scores.getLhs(), 0,
               "batch extent of rhs");
    checkEqual(builder, loc, values, 0, scores.getLhs(), 0,
               "batch extent of rhs");
    checkEqual(builder, loc, values, 2, keys, 2, "contract extent of rhs");
    if (match.visible) {
      checkExtent(builder, loc, maskRows, scores.getLhs(),
                  scores.getLhs().getType().getRank() - 2,
                  "queries of the mask");
      checkExtent(builder, loc, maskColumns, keys, 2, "keys of the mask");
    }

    OrderedTensor query = throughTranspose(scores.getLhs());
    OrderedTensor key = throughTranspose(keys);
    OrderedTensor value = throughTranspose(values);
    OrderedTensor result = throughUser(context);
    for (const OrderedTensor *part : {&query, &key, &value, &result})
      numTransposes += part->wasTransposed;
    GroupDim inQuery = addGroup(query), inResult = addGroup(result);
    if (!inQuery.reassociation.empty())
      query.tensor = tensor::ExpandShapeOp::create(
          builder, loc, inQuery.type, query.tensor, inQuery.reassociation);
    Value init = makeInit(builder, match, inResult);
    auto attention = rt::AttentionOp::create(
        builder, loc, inResult.type, query.tensor, key.tensor, value.tensor,
        init, past, APFloat(match.scale), inQuery.order, key.order, value.order,
        inResult.order);
    Value out = attention.getResult();
    if (!inResult.reassociation.empty())
      out = tensor::CollapseShapeOp::create(
          builder, loc, result.tensor.getType(), out, inResult.reassociation);
    result.tensor.replaceAllUsesWith(out);
    ++numFused;
    eraseUnused(result.tensor.getDefiningOp());
    return "";
  }

  /// Queries or results without a group get one of 1 behind the heads.
  static GroupDim addGroup(const OrderedTensor &part) {
    auto type = cast<RankedTensorType>(part.tensor.getType());
    if (type.getRank() == 5)
      return {type, part.order, {}};
    int64_t heads = part.order[1];
    GroupDim result;
    SmallVector<int64_t> shape;
    for (auto [dim, extent] : llvm::enumerate(type.getShape())) {
      auto next = static_cast<int64_t>(shape.size());
      result.reassociation.push_back({next});
      shape.push_back(extent);
      if (static_cast<int64_t>(dim) == heads) {
        result.reassociation.back().push_back(next + 1);
        shape.push_back(1);
      }
    }
    for (int64_t dim : part.order)
      result.order.push_back(dim + (dim > heads));
    result.order.insert(result.order.begin() + 2, heads + 1);
    result.type = type.clone(shape);
    return result;
  }

  /// The transpose of the context, if that is all that reads it.
  static OrderedTensor throughUser(DotGeneralOp context) {
    auto transpose = context->hasOneUse()
                         ? dyn_cast<TransposeOp>(*context->user_begin())
                         : TransposeOp();
    if (!transpose)
      return {context.getResult(), llvm::to_vector(llvm::seq<int64_t>(
                                       0, context.getType().getRank()))};
    return {transpose.getResult(), invertPermutationVector(transpose.getPerm()),
            true};
  }

  /// Memory for the result: only batch and positions may be unknown.
  static Value makeInit(OpBuilder &builder, AttentionMatch match,
                        const GroupDim &result) {
    Location loc = match.context.getLoc();
    Value query = match.scores.getLhs();
    int64_t positions = match.scores.getLhs().getType().getRank() - 2;
    SmallVector<Value> dims;
    for (auto [dim, extent] : llvm::enumerate(result.type.getShape()))
      if (ShapedType::isDynamic(extent)) {
        bool isBatch = result.order[0] == static_cast<int64_t>(dim);
        dims.push_back(tensor::DimOp::create(builder, loc, query,
                                             isBatch ? 0 : positions));
      }
    return tensor::EmptyOp::create(builder, loc, result.type, dims);
  }

  /// Erases `op` and what only it needed.
  static void eraseUnused(Operation *op) {
    llvm::SmallSetVector<Operation *, 16> work;
    work.insert(op);
    while (!work.empty()) {
      Operation *next = work.pop_back_val();
      if (!next->use_empty())
        continue;
      SmallVector<Value> operands(next->getOperands());
      next->erase();
      for (Value operand : operands)
        if (Operation *source = operand.getDefiningOp();
            source && isa<PTIRDialect>(source->getDialect()))
          work.insert(source);
    }
  }
};

} // namespace
