//===- EmptyResultPatterns.cpp - Ops that compute no element ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Loops over no element are not worth their special cases: an offset that
// nothing reads at may lie outside of the tensor.
//
//===----------------------------------------------------------------------===//

#include "Patterns.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"

using namespace mlir;
using namespace ptir;

static bool isEmpty(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.hasStaticShape() && tensor.getNumElements() == 0;
}

namespace {

/// ptir.slice … : tensor<0x3xf32>  =>  tensor.empty, of an op that cannot fail
struct LowerEmptyResults : ConversionPattern {
  LowerEmptyResults(const TypeConverter &converter, MLIRContext *context)
      : ConversionPattern(converter, MatchAnyOpTypeTag(), /*benefit=*/10,
                          context) {}

  LogicalResult
  matchAndRewrite(Operation *op, ArrayRef<Value>,
                  ConversionPatternRewriter &rewriter) const override {
    bool computes = isa_and_nonnull<PTIRDialect>(op->getDialect()) &&
                    !isa<ParamOp>(op) && op->getNumResults() > 0 &&
                    isMemoryEffectFree(op) && isSpeculatable(op);
    if (!computes || !llvm::all_of(op->getResultTypes(), isEmpty))
      return rewriter.notifyMatchFailure(op, "there are elements to compute");
    SmallVector<Value> results;
    for (Type type : op->getResultTypes()) {
      auto storage =
          cast<RankedTensorType>(getTypeConverter()->convertType(type));
      results.push_back(tensor::EmptyOp::create(rewriter, op->getLoc(),
                                                storage.getShape(),
                                                storage.getElementType()));
    }
    rewriter.replaceOp(op, results);
    return success();
  }
};

} // namespace

void ptir::populateEmptyResultPatterns(const StorageTypeConverter &converter,
                                       RewritePatternSet &patterns) {
  patterns.add<LowerEmptyResults>(converter, patterns.getContext());
}
