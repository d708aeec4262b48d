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
    getMemRefDescriptorSizes(loc, type, adaptor.getDims(), rewriter, sizes,
                             strides, bytes);
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

/// ptirrt.arena_top  =>  the context's member
struct LowerArenaTop : ConvertOpToLLVMPattern<rt::ArenaTopOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::ArenaTopOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    Value top =
        LLVM::LoadOp::create(rewriter, loc, pointer,
                             addressOf(rewriter, loc, contextOf(rewriter, loc),
                                       ContextLayout::arenaTop));
    rewriter.replaceOpWithNewOp<LLVM::PtrToIntOp>(op, rewriter.getI64Type(),
                                                  top);
    return success();
  }
};

/// ptirrt.release  =>  the mark as the top of the arena, or ptir_rt_release
/// with the ranges of memory that the views look at
struct LowerRelease : ConvertOpToLLVMPattern<rt::ReleaseOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::ReleaseOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    Value context = contextOf(rewriter, loc);
    Value mark =
        LLVM::IntToPtrOp::create(rewriter, loc, pointer, adaptor.getMark());
    if (op.getKept().empty()) {
      LLVM::StoreOp::create(
          rewriter, loc, mark,
          addressOf(rewriter, loc, context, ContextLayout::arenaTop));
      rewriter.eraseOp(op);
      return success();
    }
    SmallVector<Value> words;
    for (auto [view, descriptor] :
         llvm::zip_equal(op.getKept(), adaptor.getKept()))
      appendBlock(rewriter, loc, cast<MemRefType>(view.getType()), descriptor,
                  words);
    Value blocks = stackArray(rewriter, loc, op, words);
    Value count = LLVM::ConstantOp::create(
        rewriter, loc, rewriter.getI32Type(),
        rewriter.getI32IntegerAttr(op.getKept().size()));
    LLVM::CallOp::create(rewriter, loc, TypeRange(), releaseName,
                         ValueRange{context, mark, blocks, count});
    SmallVector<Value> moved;
    for (auto [i, descriptor] : llvm::enumerate(adaptor.getKept()))
      moved.push_back(move(rewriter, loc, descriptor, words[2 * i],
                           addressOf(rewriter, loc, blocks, 16 * i)));
    rewriter.replaceOp(op, moved);
    return success();
  }

  /// The first byte that a view looks at, as a number, and how many.
  void appendBlock(OpBuilder &builder, Location loc, MemRefType type,
                   Value value, SmallVectorImpl<Value> &words) const {
    MemRefDescriptor view(value);
    Type i64 = builder.getI64Type();
    auto bytesOf = [&](Value elements) -> Value {
      int64_t size = DataLayout::closest(builder.getBlock()->getParentOp())
                         .getTypeSize(getTypeConverter()->convertType(
                             type.getElementType()));
      return LLVM::MulOp::create(builder, loc, elements,
                                 constantI64(builder, loc, size));
    };
    Value start = LLVM::PtrToIntOp::create(builder, loc, i64,
                                           view.alignedPtr(builder, loc));
    words.push_back(LLVM::AddOp::create(builder, loc, start,
                                        bytesOf(view.offset(builder, loc))));

    Value zero = constantI64(builder, loc, 0),
          one = constantI64(builder, loc, 1);
    Value last = zero, isEmpty;
    for (int64_t dim = 0; dim < type.getRank(); ++dim) {
      Value size = view.size(builder, loc, dim);
      Value none = LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::eq,
                                        size, zero);
      isEmpty =
          isEmpty ? LLVM::OrOp::create(builder, loc, isEmpty, none).getResult()
                  : none;
      Value steps = LLVM::SubOp::create(builder, loc, size, one);
      last = LLVM::AddOp::create(
          builder, loc, last,
          LLVM::MulOp::create(builder, loc, steps,
                              view.stride(builder, loc, dim)));
    }
    Value bytes = bytesOf(LLVM::AddOp::create(builder, loc, last, one));
    if (isEmpty)
      bytes = LLVM::SelectOp::create(builder, loc, isEmpty, zero, bytes);
    words.push_back(bytes);
  }

  /// The view whose first byte has moved from `from` to what `block` says.
  static Value move(OpBuilder &builder, Location loc, Value value, Value from,
                    Value block) {
    Value to = LLVM::LoadOp::create(builder, loc, builder.getI64Type(), block);
    Value distance = LLVM::SubOp::create(builder, loc, to, from);
    auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
    auto shift = [&](Value address) -> Value {
      return LLVM::GEPOp::create(builder, loc, pointer, builder.getI8Type(),
                                 address, ArrayRef<LLVM::GEPArg>{distance});
    };
    MemRefDescriptor view(value);
    view.setAllocatedPtr(builder, loc, shift(view.allocatedPtr(builder, loc)));
    view.setAlignedPtr(builder, loc, shift(view.alignedPtr(builder, loc)));
    return view;
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
    int64_t bytes = layout.getTypeSize(
        getTypeConverter()->convertType(type.getElementType()));
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

/// A bf16 in memory is read and written as its bits. LLVM would carry it in a
/// register as a float and convert it back with an instruction that loses
/// subnormals.
///
/// memref.load %m[…] : bf16  =>  llvm.load : i16, llvm.bitcast
struct LoadBits : ConvertOpToLLVMPattern<memref::LoadOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(memref::LoadOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!op.getType().isBF16())
      return rewriter.notifyMatchFailure(op, "registers keep the element");
    Location loc = op.getLoc();
    Value address =
        getStridedElementPtr(rewriter, loc, op.getMemRefType(),
                             adaptor.getMemref(), adaptor.getIndices());
    Value bits =
        LLVM::LoadOp::create(rewriter, loc, rewriter.getI16Type(), address);
    rewriter.replaceOpWithNewOp<LLVM::BitcastOp>(op, op.getType(), bits);
    return success();
  }
};

/// memref.store %x, %m[…] : bf16  =>  llvm.bitcast, llvm.store : i16
struct StoreBits : ConvertOpToLLVMPattern<memref::StoreOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(memref::StoreOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!op.getValue().getType().isBF16())
      return rewriter.notifyMatchFailure(op, "registers keep the element");
    Location loc = op.getLoc();
    Value address =
        getStridedElementPtr(rewriter, loc, op.getMemRefType(),
                             adaptor.getMemref(), adaptor.getIndices());
    Value bits = LLVM::BitcastOp::create(rewriter, loc, rewriter.getI16Type(),
                                         adaptor.getValue());
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(op, bits, address);
    return success();
  }
};

} // namespace

void ptir::populateMemoryPatterns(const LLVMTypeConverter &converter,
                                  RewritePatternSet &patterns) {
  // Above upstream's patterns for the same ops.
  patterns.add<LowerTemporary, LowerArenaTop, LowerRelease, LowerCopy, LoadBits,
               StoreBits>(converter, /*benefit=*/10);
}
