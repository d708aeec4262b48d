//===- ContractionOps.cpp - Sums of products ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AssemblyFormat.h"
#include "RuleChecks.h"
#include "Speculation.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include "mlir/IR/PatternMatch.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace ptir;

static SmallVector<int64_t> freeDims(int64_t rank, ArrayRef<int64_t> batch,
                                     ArrayRef<int64_t> contract) {
  llvm::SmallBitVector used(rank);
  for (ArrayRef<int64_t> list : {batch, contract})
    for (int64_t dim : list)
      used.set(dim < 0 ? dim + rank : dim);
  SmallVector<int64_t> free;
  for (int64_t dim = 0; dim < rank; ++dim)
    if (!used.test(dim))
      free.push_back(dim);
  return free;
}

SmallVector<int64_t> DotGeneralOp::getLhsFreeDims() {
  return freeDims(getLhs().getType().getRank(), getBatchLhs(),
                  getContractLhs());
}

SmallVector<int64_t> DotGeneralOp::getRhsFreeDims() {
  return freeDims(getRhs().getType().getRank(), getBatchRhs(),
                  getContractRhs());
}

Type DotGeneralOp::getAccumulatorType() {
  if (std::optional<Type> type = getAccumType())
    return *type;
  return getDefaultAccumulatorType(getLhs().getType().getElementType(),
                                   getType().getElementType());
}

LogicalResult DotGeneralOp::verify() {
  RuleChecks rules(*this);
  RankedTensorType lhs = getLhs().getType(), rhs = getRhs().getType();
  if (lhs.getElementType() != rhs.getElementType()) { // dot_general_c3
    std::string message;
    llvm::raw_string_ostream(message)
        << "expected rhs to have the element type of lhs ("
        << lhs.getElementType() << "), found " << rhs.getElementType();
    return rules.fail(message, 1);
  }
  if (lhs.getElementType().isInteger(1)) // dot_general_c3
    return rules.fail("expected elements that can be summed, found i1", 0);
  ShapeResult inferred = dotGeneralShape(
      lhs.getShape(), rhs.getShape(),
      {getBatchLhs(), getBatchRhs(), getContractLhs(), getContractRhs()});
  if (failed(rules.check(inferred)))
    return failure();
  if (ShapeRef(inferred.shape) != getType().getShape()) // dot_general_c4
    return rules.fail("expected a result of shape " +
                      formatShape(inferred.shape) + ", found " +
                      formatShape(getType().getShape()));
  for (auto [name, type] :
       {std::make_pair("result", getType().getElementType()),
        std::make_pair("accum_type", getAccumulatorType())})
    if (!getElementType(type) ||
        !areSameClass(type, lhs.getElementType())) { // dot_general_c4
      std::string message;
      llvm::raw_string_ostream(message)
          << "expected " << name << " of the operands' class ("
          << lhs.getElementType() << "), found " << type;
      return rules.fail(message);
    }
  return success();
}

Speculation::Speculatability DotGeneralOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

namespace {
/// Negative dimensions become non-negative ones.
struct NormalizeDotDims : OpRewritePattern<DotGeneralOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(DotGeneralOp op,
                                PatternRewriter &rewriter) const override {
    auto normalize = [](ArrayRef<int64_t> dims, int64_t rank) {
      return llvm::map_to_vector(
          dims, [&](int64_t dim) { return dim < 0 ? dim + rank : dim; });
    };
    int64_t lhsRank = op.getLhs().getType().getRank();
    int64_t rhsRank = op.getRhs().getType().getRank();
    SmallVector<int64_t> lists[] = {normalize(op.getBatchLhs(), lhsRank),
                                    normalize(op.getBatchRhs(), rhsRank),
                                    normalize(op.getContractLhs(), lhsRank),
                                    normalize(op.getContractRhs(), rhsRank)};
    if (lists[0] == op.getBatchLhs() && lists[1] == op.getBatchRhs() &&
        lists[2] == op.getContractLhs() && lists[3] == op.getContractRhs())
      return rewriter.notifyMatchFailure(op, "dimensions are non-negative");
    rewriter.modifyOpInPlace(op, [&] {
      op.setBatchLhs(lists[0]);
      op.setBatchRhs(lists[1]);
      op.setContractLhs(lists[2]);
      op.setContractRhs(lists[3]);
    });
    return success();
  }
};
} // namespace

void DotGeneralOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                               MLIRContext *context) {
  patterns.add<NormalizeDotDims>(context);
}
