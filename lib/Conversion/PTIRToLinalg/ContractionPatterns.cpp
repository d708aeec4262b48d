//===- ContractionPatterns.cpp - dot_general to loops ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ElementLoops.h"
#include "Patterns.h"
#include "ScalarCode.h"

#include "ptir/Dialect/PTIR/IR/ExtentSources.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

using namespace mlir;
using namespace ptir;

namespace {

/// Which loop runs over each dimension of the operands.
struct LoopAssignment {
  SmallVector<int64_t> lhs, rhs;
  int numParallel = 0, numLoops = 0;
};

/// Loops in the order batch, lhs free, rhs free, contracting.
LoopAssignment assignLoops(DotGeneralOp op) {
  int64_t lhsRank = op.getLhs().getType().getRank();
  int64_t rhsRank = op.getRhs().getType().getRank();
  LoopAssignment loops;
  loops.lhs.assign(lhsRank, -1);
  loops.rhs.assign(rhsRank, -1);
  auto assignPairs = [&](ArrayRef<int64_t> lhs, ArrayRef<int64_t> rhs) {
    for (auto [l, r] : llvm::zip_equal(lhs, rhs)) {
      loops.lhs[*normalizeAxis(l, lhsRank)] = loops.numLoops;
      loops.rhs[*normalizeAxis(r, rhsRank)] = loops.numLoops++;
    }
  };
  assignPairs(op.getBatchLhs(), op.getBatchRhs());
  for (int64_t dim : op.getLhsFreeDims())
    loops.lhs[dim] = loops.numLoops++;
  for (int64_t dim : op.getRhsFreeDims())
    loops.rhs[dim] = loops.numLoops++;
  loops.numParallel = loops.numLoops;
  assignPairs(op.getContractLhs(), op.getContractRhs());
  return loops;
}

AffineMap mapOf(Builder &builder, int numLoops, ArrayRef<int64_t> dims) {
  SmallVector<AffineExpr> results = llvm::map_to_vector(
      dims, [&](int64_t dim) { return builder.getAffineDimExpr(dim); });
  return AffineMap::get(numLoops, 0, results, builder.getContext());
}

/// ptir.dot_general  =>  linalg.fill, linalg.generic { mul, add }, a cast when
/// the accumulator is not the result's type.
struct LowerDotGeneral : OpConversionPattern<DotGeneralOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(DotGeneralOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    Value lhs = adaptor.getLhs(), rhs = adaptor.getRhs();
    LoopAssignment assignment = assignLoops(op);
    checkPairs(loops, op, lhs, rhs);

    ElementType operand = elementTypeOf(op.getLhs().getType());
    ElementType result = elementTypeOf(op.getType());
    ElementType accumulator = *getElementType(op.getAccumulatorType());
    SmallVector<OpFoldResult> shape(assignment.numParallel);
    for (auto [loopOf, tensor] : {std::make_pair(&assignment.rhs, rhs),
                                  std::make_pair(&assignment.lhs, lhs)})
      for (auto [dim, loop] : llvm::enumerate(*loopOf))
        if (loop < assignment.numParallel)
          shape[loop] = loops.extent(tensor, dim);

    ScalarCode outer(rewriter, op.getLoc());
    Value zero = outer.store(outer.constant(accumulator, 0.0), accumulator);
    if (!zero)
      return rewriter.notifyMatchFailure(op, "accum_type is not lowered");
    Value init = filled(loops, shape, zero);
    SmallVector<int64_t> parallel =
        llvm::to_vector(llvm::seq<int64_t>(0, assignment.numParallel));
    AffineMap maps[] = {mapOf(rewriter, assignment.numLoops, assignment.lhs),
                        mapOf(rewriter, assignment.numLoops, assignment.rhs),
                        mapOf(rewriter, assignment.numLoops, parallel)};
    Value sum = loops.generic(
        {lhs, rhs}, init, maps, assignment.numParallel,
        [&](OpBuilder &builder, Location loc, ValueRange args) -> Value {
          ScalarCode code(builder, loc);
          auto widened = [&](Value x) {
            return code.cast(operand, accumulator, code.load(x, operand));
          };
          Value x = widened(args[0]), y = widened(args[1]);
          Value old = code.load(args[2], accumulator);
          if (!x || !y || !old)
            return Value();
          // A narrow accumulator rounds the product as well.
          Value product =
              code.load(code.store(code.mul(accumulator, x, y), accumulator),
                        accumulator);
          return code.store(code.add(accumulator, old, product), accumulator);
        });
    if (!sum)
      return rewriter.notifyMatchFailure(op, "element type is not lowered");
    sum = castElements(loops, sum, accumulator, result);
    if (!sum)
      return rewriter.notifyMatchFailure(op, "result type is not lowered");
    rewriter.replaceOp(op, sum);
    return success();
  }

  /// Paired extents that are known only at run time.
  static void checkPairs(LoopBuilder &loops, DotGeneralOp op, Value lhs,
                         Value rhs) {
    auto pairs = [&](ArrayRef<int64_t> lhsDims, ArrayRef<int64_t> rhsDims,
                     StringRef what) {
      for (auto [l, r] : llvm::zip_equal(lhsDims, rhsDims)) {
        int64_t left = *normalizeAxis(l, op.getLhs().getType().getRank());
        int64_t right = *normalizeAxis(r, op.getRhs().getType().getRank());
        if (findExtentSource(op.getLhs(), left) ==
            findExtentSource(op.getRhs(), right))
          continue;
        loops.checkEqual(loops.extent(rhs, right), loops.extent(lhs, left),
                         what + " extent of rhs");
      }
    };
    pairs(op.getBatchLhs(), op.getBatchRhs(), "batch");
    pairs(op.getContractLhs(), op.getContractRhs(), "contract");
  }
};

} // namespace

void ptir::populateContractionPatterns(const StorageTypeConverter &converter,
                                       RewritePatternSet &patterns) {
  patterns.add<LowerDotGeneral>(converter, patterns.getContext());
}
