//===- LookUpBytesPatterns.cpp - Tables of 16 bytes to LLVM ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LoweringPatterns.h"

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

namespace {

/// ptirrt.look_up_bytes of 64 bytes  =>  vpshufb
struct LowerToShuffle : ConvertOpToLLVMPattern<rt::LookUpBytesOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::LookUpBytesOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto type = cast<VectorType>(op.getType());
    constexpr int64_t bytes = 64;
    if (type.getNumElements() != bytes)
      return rewriter.notifyMatchFailure(op, "expected 64 bytes");
    // The instruction has a table for every 16 bytes.
    SmallVector<int8_t> tables;
    while (tables.size() < bytes)
      llvm::append_range(tables, op.getTable());
    Value table = LLVM::ConstantOp::create(
        rewriter, op.getLoc(), type,
        DenseElementsAttr::get(type, ArrayRef<int8_t>(tables)));
    rewriter.replaceOpWithNewOp<LLVM::CallIntrinsicOp>(
        op, type, rewriter.getStringAttr("llvm.x86.avx512.pshuf.b.512"),
        ValueRange{table, adaptor.getIndices()});
    return success();
  }
};

/// ptirrt.look_up_bytes  =>  a choice by every bit of the indices
struct LowerToSelects : ConvertOpToLLVMPattern<rt::LookUpBytesOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::LookUpBytesOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto type = cast<VectorType>(op.getType());
    auto splat = [&](int8_t value) -> Value {
      return LLVM::ConstantOp::create(rewriter, loc, type,
                                      DenseElementsAttr::get(type, value));
    };
    SmallVector<Value> choices(llvm::map_range(op.getTable(), splat));
    for (int8_t bit = 1; choices.size() > 1; bit = int8_t(bit << 1)) {
      Value masked =
          LLVM::AndOp::create(rewriter, loc, adaptor.getIndices(), splat(bit));
      Value isSet = LLVM::ICmpOp::create(rewriter, loc, LLVM::ICmpPredicate::ne,
                                         masked, splat(0));
      SmallVector<Value> chosen;
      for (size_t i = 0; i < choices.size(); i += 2)
        chosen.push_back(LLVM::SelectOp::create(rewriter, loc, isSet,
                                                choices[i + 1], choices[i]));
      choices = chosen;
    }
    rewriter.replaceOp(op, choices.front());
    return success();
  }
};

} // namespace

void ptir::populateLookUpBytesPatterns(const LLVMTypeConverter &converter,
                                       RewritePatternSet &patterns,
                                       bool hasInstruction) {
  patterns.add<LowerToSelects>(converter);
  if (hasInstruction)
    patterns.add<LowerToShuffle>(converter, /*benefit=*/2);
}
