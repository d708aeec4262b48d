//===- RuntimeCallPatterns.cpp - Runtime calls to LLVM --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CallTables.h"
#include "LoweringPatterns.h"
#include "RuntimeFunctions.h"

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

namespace {

/// ptirrt.param  =>  a load from the slot table
struct LowerParam : ConvertOpToLLVMPattern<rt::ParamOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::ParamOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto slot = op->getAttrOfType<IntegerAttr>("slot");
    if (!slot || !isParamType(op.getType()))
      return rewriter.notifyMatchFailure(op, "expected memory in a slot");
    rewriter.replaceOp(op, readParam(rewriter, op.getLoc(), *getTypeConverter(),
                                     static_cast<int32_t>(slot.getInt()),
                                     op.getType()));
    return success();
  }
};

/// ptirrt.result  =>  ptir_rt_result
struct LowerResult : ConvertOpToLLVMPattern<rt::ResultOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::ResultOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto type = cast<MemRefType>(op.getType());
    SmallVector<Value> sizes, strides;
    Value bytes;
    getMemRefDescriptorSizes(loc, type, adaptor.getDims(), rewriter, sizes,
                             strides, bytes);
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    Value index =
        LLVM::ConstantOp::create(rewriter, loc, rewriter.getI32Type(),
                                 rewriter.getI32IntegerAttr(op.getIndex()));
    Value memory =
        LLVM::CallOp::create(rewriter, loc, TypeRange(pointer), resultName,
                             ValueRange{contextOf(rewriter, loc), index,
                                        stackArray(rewriter, loc, op, sizes)})
            .getResult();
    Value descriptor = createMemRefDescriptor(loc, type, memory, memory, sizes,
                                              strides, rewriter);
    rewriter.replaceOp(op, descriptor);
    return success();
  }
};

/// The address of a constant error site.
Value createSite(OpBuilder &builder, Location loc, ModuleConstants &constants,
                 StringRef op, StringRef what, rt::ErrorKind kind) {
  using M = ModuleConstants;
  std::string site = constants.structure(
      M::record({M::address(constants.string(op)),
                 M::address(constants.string(describeLocation(loc))),
                 M::address(constants.string(what)),
                 M::i32(static_cast<int64_t>(kind)), M::i32(0)}));
  return LLVM::AddressOfOp::create(
      builder, loc, LLVM::LLVMPointerType::get(builder.getContext()), site);
}

/// ptirrt.check  =>  ptir_check with a constant error site
struct LowerCheck : ConvertOpToLLVMPattern<rt::CheckOp> {
  LowerCheck(const LLVMTypeConverter &converter, ModuleConstants &constants)
      : ConvertOpToLLVMPattern(converter), constants(constants) {}

  LogicalResult
  matchAndRewrite(rt::CheckOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value address = createSite(rewriter, loc, constants, op.getOp(),
                               op.getWhat(), op.getKind());
    LLVM::CallOp::create(rewriter, loc, TypeRange(), checkName,
                         ValueRange{contextOf(rewriter, loc),
                                    adaptor.getCondition(), address,
                                    adaptor.getActual(), adaptor.getLimit()});
    rewriter.eraseOp(op);
    return success();
  }

  ModuleConstants &constants;
};

/// ptirrt.take_steps  =>  ptir_rt_take_steps with a constant error site
struct LowerTakeSteps : ConvertOpToLLVMPattern<rt::TakeStepsOp> {
  LowerTakeSteps(const LLVMTypeConverter &converter, ModuleConstants &constants)
      : ConvertOpToLLVMPattern(converter), constants(constants) {}

  LogicalResult
  matchAndRewrite(rt::TakeStepsOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value site = createSite(rewriter, loc, constants, op.getOp(), "",
                            rt::ErrorKind::StepLimit);
    rewriter.replaceOpWithNewOp<LLVM::CallOp>(
        op, TypeRange(rewriter.getI64Type()), takeStepsName,
        ValueRange{contextOf(rewriter, loc), site, adaptor.getCount()});
    return success();
  }

  ModuleConstants &constants;
};

/// ptirrt.parallel_call  =>  the captures in a struct on the stack, and
/// ptir_rt_parallel_for with a function that takes them out again
struct LowerParallelCall : ConvertOpToLLVMPattern<rt::ParallelCallOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::ParallelCallOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    SmallVector<Type> members =
        llvm::to_vector(adaptor.getCaptures().getTypes());
    auto closureType = LLVM::LLVMStructType::getLiteral(getContext(), members);
    Value closure;
    {
      OpBuilder::InsertionGuard guard(rewriter);
      auto function = op->getParentOfType<FunctionOpInterface>();
      rewriter.setInsertionPointToStart(&function.getFunctionBody().front());
      closure = LLVM::AllocaOp::create(rewriter, loc, pointer, closureType,
                                       constantI64(rewriter, loc, 1));
    }
    for (auto [i, value] : llvm::enumerate(adaptor.getCaptures()))
      LLVM::StoreOp::create(
          rewriter, loc, value,
          memberAddress(rewriter, loc, closureType, closure, i));
    std::string thunk =
        createThunk(op, closureType, op.getCaptures().getTypes(), rewriter);
    Value address = LLVM::AddressOfOp::create(rewriter, loc, pointer, thunk);
    LLVM::CallOp::create(rewriter, loc, TypeRange(), parallelForName,
                         ValueRange{contextOf(rewriter, loc), address, closure,
                                    adaptor.getCount()});
    rewriter.eraseOp(op);
    return success();
  }

  static Value memberAddress(OpBuilder &builder, Location loc,
                             LLVM::LLVMStructType type, Value base, size_t i) {
    return LLVM::GEPOp::create(
        builder, loc, LLVM::LLVMPointerType::get(builder.getContext()), type,
        base, ArrayRef<LLVM::GEPArg>{0, static_cast<int32_t>(i)});
  }

  /// void f_thunk(ptr context, i64 begin, i64 end, ptr closure)
  std::string createThunk(rt::ParallelCallOp op,
                          LLVM::LLVMStructType closureType, TypeRange captures,
                          ConversionPatternRewriter &rewriter) const {
    Location loc = op.getLoc();
    auto module = op->getParentOfType<ModuleOp>();
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPointToEnd(module.getBody());
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    Type i64 = rewriter.getI64Type();
    std::string name = (op.getCallee() + "_thunk").str();
    if (module.lookupSymbol(name)) // of another call of the range
      return name;
    auto thunk = LLVM::LLVMFuncOp::create(
        rewriter, loc, name,
        LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(getContext()),
                                    {pointer, i64, i64, pointer}),
        LLVM::Linkage::Internal);
    Block *body = thunk.addEntryBlock(rewriter);
    rewriter.setInsertionPointToStart(body);
    SmallVector<Value> arguments = {body->getArgument(1), body->getArgument(2)};
    for (auto [i, type] : llvm::enumerate(captures)) {
      Value value = LLVM::LoadOp::create(
          rewriter, loc, closureType.getBody()[i],
          memberAddress(rewriter, loc, closureType, body->getArgument(3), i));
      if (auto memref = dyn_cast<MemRefType>(type))
        MemRefDescriptor::unpack(rewriter, loc, value, memref, arguments);
      else
        arguments.push_back(value);
    }
    LLVM::CallOp::create(rewriter, loc, TypeRange(), op.getCallee(), arguments);
    LLVM::ReturnOp::create(rewriter, loc, ValueRange());
    return name;
  }
};

} // namespace

void ptir::populateRuntimeCallPatterns(const LLVMTypeConverter &converter,
                                       ModuleConstants &constants,
                                       RewritePatternSet &patterns) {
  patterns.add<LowerParam, LowerResult, LowerParallelCall>(converter);
  patterns.add<LowerCheck, LowerTakeSteps>(converter, constants);
}
