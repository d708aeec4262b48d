//===- MemoryPatterns.cpp - Memory of the call ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LoweringPatterns.h"
#include "RuntimeFunctions.h"

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

Value ptir::contextOf(OpBuilder &builder, Location loc) {
  return rt::ContextOp::create(
      builder, loc, LLVM::LLVMPointerType::get(builder.getContext()));
}

Value ptir::stackArray(OpBuilder &builder, Location loc, Operation *op,
                       ValueRange values) {
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  Value array;
  {
    // In the entry block, so that a loop does not grow the stack.
    OpBuilder::InsertionGuard guard(builder);
    auto function = op->getParentOfType<FunctionOpInterface>();
    builder.setInsertionPointToStart(&function.getFunctionBody().front());
    array = LLVM::AllocaOp::create(
        builder, loc, pointer, builder.getI64Type(),
        constantI64(builder, loc, std::max<size_t>(values.size(), 1)));
  }
  for (auto [i, value] : llvm::enumerate(values))
    LLVM::StoreOp::create(builder, loc, value,
                          addressOf(builder, loc, array, 8 * i));
  return array;
}

namespace {

/// ptirrt.temporary  =>  ptir_arena_alloc
struct LowerTemporary : ConvertOpToLLVMPattern<rt::TemporaryOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::TemporaryOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto type = cast<MemRefType>(op.getType());
    if (!isConvertibleAndHasIdentityMaps(type))
      return rewriter.notifyMatchFailure(op, "the layout is not plain");
    SmallVector<Value> sizes, strides;
    Value bytes;
    getMemRefDescriptorSizes(loc, type, adaptor.getDims(), rewriter,
                             sizes, strides, bytes);
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    Value memory =
        LLVM::CallOp::create(rewriter, loc, TypeRange(pointer), arenaAllocName,
                             ValueRange{contextOf(rewriter, loc), bytes})
            .getResult();
    Value descriptor = createMemRefDescriptor(loc, type, memory, memory, sizes,
                                              strides, rewriter);
    rewriter.replaceOp(op, descriptor);
    return success();
  }
};

/// memref.copy  =>  ptir_rt_copy, which counts it
struct LowerCopy : ConvertOpToLLVMPattern<memref::CopyOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(memref::CopyOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto type = dyn_cast<MemRefType>(op.getSource().getType());
    if (!type)
      return rewriter.notifyMatchFailure(op, "the source has no rank");
    Location loc = op.getLoc();
    MemRefDescriptor source(adaptor.getSource()), target(adaptor.getTarget());
    SmallVector<Value> sizes, from, to;
    for (int64_t dim = 0; dim < type.getRank(); ++dim) {
      sizes.push_back(source.size(rewriter, loc, dim));
      from.push_back(source.stride(rewriter, loc, dim));
      to.push_back(target.stride(rewriter, loc, dim));
    }
    auto targetType = cast<MemRefType>(op.getTarget().getType());
    auto bufferOf = [&](MemRefDescriptor &descriptor, MemRefType bufferType) {
      return descriptor.bufferPtr(rewriter, loc, *getTypeConverter(),
                                  bufferType);
    };
    Type i32 = rewriter.getI32Type();
    auto number = [&](int64_t value) -> Value {
      return LLVM::ConstantOp::create(rewriter, loc, i32,
                                      rewriter.getI32IntegerAttr(value));
    };
    DataLayout layout = DataLayout::closest(op);
    int64_t bytes =
        layout.getTypeSize(getTypeConverter()->convertType(
            type.getElementType()));
    LLVM::CallOp::create(
        rewriter, loc, TypeRange(), copyName,
        ValueRange{contextOf(rewriter, loc), bufferOf(target, targetType),
                   stackArray(rewriter, loc, op, to), bufferOf(source, type),
                   stackArray(rewriter, loc, op, from),
                   stackArray(rewriter, loc, op, sizes), number(type.getRank()),
                   number(bytes)});
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void ptir::populateMemoryPatterns(const LLVMTypeConverter &converter,
                                  RewritePatternSet &patterns) {
  // Above upstream's patterns for the same ops.
  patterns.add<LowerTemporary, LowerCopy>(converter, /*benefit=*/10);
}
