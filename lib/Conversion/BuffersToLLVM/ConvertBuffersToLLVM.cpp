//===- ConvertBuffersToLLVM.cpp - Functions, buffers, runtime calls -------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/BuffersToLLVM/Passes.h"

#include "Entries.h"
#include "KernelCalls.h"
#include "LoweringPatterns.h"
#include "NumberedArguments.h"
#include "ParamSteps.h"
#include "RuntimeFunctions.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ComplexToLLVM/ComplexToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/IndexToLLVM/IndexToLLVM.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MathToLibm/MathToLibm.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "llvm/Analysis/TargetLibraryInfo.h"

namespace ptir {
#define GEN_PASS_DEF_CONVERTBUFFERSTOLLVMPASS
#include "ptir/Conversion/BuffersToLLVM/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Numbers the parameters of the module; equal ones share a slot. The list
/// stays on the module as `ptirrt.params`.
static void assignSlots(ModuleOp module) {
  Builder builder(module.getContext());
  llvm::StringMap<int64_t> slots;
  SmallVector<Attribute> params;
  module.walk([&](rt::ParamOp op) {
    std::string key;
    llvm::raw_string_ostream(key) << op.getName() << '\n'
                                  << op.getLayout() << '\n'
                                  << op.getLogical() << op.getSparse();
    auto [it, isNew] = slots.try_emplace(key, params.size());
    if (isNew)
      params.push_back(builder.getDictionaryAttr(
          {builder.getNamedAttr("name", op.getNameAttr()),
           builder.getNamedAttr("layout", op.getLayoutAttr()),
           builder.getNamedAttr(
               "piece_units",
               builder.getI64IntegerAttr(op.getPieceUnits().value_or(0))),
           builder.getNamedAttr("type", op.getLogicalAttr())}));
    op->setAttr("slot", builder.getI64IntegerAttr(it->second));
  });
  module->setAttr("ptirrt.params", builder.getArrayAttr(params));
}

/// What functions are called in code whose own names the C library has.
static constexpr llvm::StringLiteral renamedSuffix = ".ptir";

/// Functions whose name is one of the C library's get another: the code may
/// call the library's.
static void renameLibraryNames(ModuleOp module) {
  llvm::TargetLibraryInfoImpl library{llvm::Triple()};
  for (auto function : module.getOps<func::FuncOp>()) {
    llvm::LibFunc ignored;
    StringRef name = function.getName();
    if (function.isDeclaration() ||
        (!library.getLibFunc(name, ignored) && !isComplexLibraryName(name)))
      continue;
    std::string other = (name + renamedSuffix).str();
    // Cannot fail on a module, whose ops all are known.
    if (succeeded(SymbolTable::replaceAllSymbolUses(
            function, StringAttr::get(module.getContext(), other), module)))
      function.setName(other);
  }
}

/// Temporaries of a function that returns none of them die with its call.
static void resetArenaAtReturn(func::FuncOp function) {
  bool allocates = false;
  function.walk([&](rt::TemporaryOp) { allocates = true; });
  bool returnsMemory = llvm::any_of(function.getResultTypes(), [](Type type) {
    return isa<BaseMemRefType>(type);
  });
  if (!allocates || returnsMemory || function.isPublic())
    return;
  Location loc = function.getLoc();
  OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  Value address =
      addressOf(builder, loc, contextOf(builder, loc), ContextLayout::arenaTop);
  Value top = LLVM::LoadOp::create(builder, loc, pointer, address);
  function.walk([&](func::ReturnOp op) {
    OpBuilder end(op);
    LLVM::StoreOp::create(end, loc, top, address);
  });
}

/// Whether every buffer has its place: upstream would take what is left from
/// malloc and never give it back.
static LogicalResult checkBuffersArePlaced(ModuleOp module) {
  WalkResult result = module.walk([](memref::AllocOp op) {
    op.emitOpError("expected buffers to be results or temporaries of the "
                   "arena, found an allocation; run ptir-place-buffers first");
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}

namespace {

/// math.fma  =>  the instruction, on values and vectors
struct LowerFma : ConvertOpToLLVMPattern<math::FmaOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(math::FmaOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (auto type = dyn_cast<VectorType>(op.getType());
        type && type.getRank() != 1)
      return rewriter.notifyMatchFailure(op, "expected at most one dimension");
    rewriter.replaceOpWithNewOp<LLVM::FMAOp>(op, adaptor.getA(), adaptor.getB(),
                                             adaptor.getC());
    return success();
  }
};

} // namespace

namespace {

struct ConvertBuffersToLLVMPass
    : ptir::impl::ConvertBuffersToLLVMPassBase<ConvertBuffersToLLVMPass> {
  using ConvertBuffersToLLVMPassBase::ConvertBuffersToLLVMPassBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    MLIRContext *context = &getContext();
    if (failed(checkBuffersArePlaced(module)))
      return signalPassFailure();
    declareRuntimeFunctions(module);
    assignSlots(module);
    assignSteps(module);
    assignKernels(module);
    LLVMTypeConverter converter(context);
    if (failed(openEntries(module)))
      return signalPassFailure();
    renameLibraryNames(module);
    numNumbered += numberArguments(module, converter);
    closeEntries(module, converter);
    for (auto function : module.getOps<func::FuncOp>())
      if (!function.isDeclaration())
        resetArenaAtReturn(function);

    ModuleConstants constants(module);
    RewritePatternSet patterns(context);
    // Above upstream's patterns for the same ops, one of which would call fmaf
    // for every lane.
    patterns.add<LowerFma>(converter, /*benefit=*/10);
    populateNarrowFloatPatterns(patterns, /*benefit=*/10);
    populateComplexPatterns(patterns, /*benefit=*/10);
    arith::populateArithToLLVMConversionPatterns(converter, patterns);
    cf::populateControlFlowToLLVMConversionPatterns(converter, patterns);
    index::populateIndexToLLVMConversionPatterns(converter, patterns);
    populateComplexToLLVMConversionPatterns(converter, patterns);
    populateFinalizeMemRefToLLVMConversionPatterns(converter, patterns);
    populateFuncToLLVMConversionPatterns(converter, patterns);
    populateMathToLLVMConversionPatterns(converter, patterns);
    populateMathToLibmConversionPatterns(patterns);
    populateVectorToLLVMConversionPatterns(converter, patterns);
    ub::populateUBToLLVMConversionPatterns(converter, patterns);
    populateMemoryPatterns(converter, patterns);
    populateRuntimeCallPatterns(converter, constants, patterns);
    populateParamStepPatterns(converter, patterns);
    populateDotBytesPatterns(converter, patterns, dotBytes);
    populateLookUpBytesPatterns(converter, patterns, lookUpBytes);
    populateKernelCallPatterns(converter, constants, patterns);

    LLVMConversionTarget target(*context);
    target.addLegalOp<ModuleOp, rt::ContextOp>();
    if (failed(applyFullConversion(module, target, std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
