//===- DotBytesPatterns.cpp - Products of bytes to LLVM -------------------===//
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

/// Bytes that are summed together.
static constexpr int64_t groupSize = 4;

namespace {

/// ptirrt.dot_bytes on 64 bytes  =>  vpdpbusd
struct LowerToInstruction : ConvertOpToLLVMPattern<rt::DotBytesOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::DotBytesOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    constexpr int64_t bytes = 64;
    if (op.getLhs().getType().getNumElements() != bytes)
      return rewriter.notifyMatchFailure(op, "expected 64 bytes");
    rewriter.replaceOpWithNewOp<LLVM::CallIntrinsicOp>(
        op, op.getType(),
        rewriter.getStringAttr("llvm.x86.avx512.vpdpbusd.512"),
        ValueRange{adaptor.getSums(), adaptor.getLhs(), adaptor.getRhs()});
    return success();
  }
};

/// ptirrt.dot_bytes  =>  four products of 32-bit lanes, each of one byte
struct LowerToLanes : ConvertOpToLLVMPattern<rt::DotBytesOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::DotBytesOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    VectorType type = op.getType();
    auto splat = [&](int32_t value) -> Value {
      return LLVM::ConstantOp::create(rewriter, loc, type,
                                      DenseElementsAttr::get(type, value));
    };
    Value lhs = LLVM::BitcastOp::create(rewriter, loc, type, adaptor.getLhs());
    Value rhs = LLVM::BitcastOp::create(rewriter, loc, type, adaptor.getRhs());
    Value upper = splat(24), sum = adaptor.getSums();
    for (int32_t i = 0; i < groupSize; ++i) {
      Value left = splat(24 - 8 * i);
      Value x = LLVM::ShlOp::create(rewriter, loc, lhs, left);
      Value y = LLVM::ShlOp::create(rewriter, loc, rhs, left);
      x = LLVM::LShrOp::create(rewriter, loc, x, upper);
      y = LLVM::AShrOp::create(rewriter, loc, y, upper);
      sum = LLVM::AddOp::create(rewriter, loc, sum,
                                LLVM::MulOp::create(rewriter, loc, x, y));
    }
    rewriter.replaceOp(op, sum);
    return success();
  }
};

} // namespace

void ptir::populateDotBytesPatterns(const LLVMTypeConverter &converter,
                                    RewritePatternSet &patterns,
                                    bool hasInstruction) {
  patterns.add<LowerToLanes>(converter);
  if (hasInstruction)
    patterns.add<LowerToInstruction>(converter, /*benefit=*/2);
}
