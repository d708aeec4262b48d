//===- RuntimeFunctions.cpp - The functions that compiled code calls ------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RuntimeFunctions.h"

#include "ptir/Runtime/ABI.h"

#include <cstddef>

using namespace mlir;
using namespace ptir;

static_assert(offsetof(ptir_context, params) == ContextLayout::params);
static_assert(offsetof(ptir_context, arena_top) == ContextLayout::arenaTop);
static_assert(offsetof(ptir_context, arena_limit) == ContextLayout::arenaLimit);

Value ptir::constantI64(OpBuilder &builder, Location loc, int64_t value) {
  return LLVM::ConstantOp::create(builder, loc, builder.getI64Type(),
                                  builder.getI64IntegerAttr(value));
}

Value ptir::addressOf(OpBuilder &builder, Location loc, Value base,
                      int64_t offset) {
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  return LLVM::GEPOp::create(
      builder, loc, pointer, builder.getI8Type(), base,
      ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(offset)});
}

namespace {

/// Builds one function of the module.
class FunctionBuilder {
public:
  FunctionBuilder(ModuleOp module)
      : loc(module.getLoc()),
        builder(OpBuilder::atBlockBegin(module.getBody())),
        pointer(LLVM::LLVMPointerType::get(module.getContext())),
        i64(builder.getI64Type()), i32(builder.getI32Type()),
        nothing(LLVM::LLVMVoidType::get(module.getContext())) {}

  LLVM::LLVMFuncOp declare(StringRef name, Type result, ArrayRef<Type> inputs) {
    return LLVM::LLVMFuncOp::create(
        builder, loc, name, LLVM::LLVMFunctionType::get(result, inputs));
  }

  Location loc;
  OpBuilder builder;
  Type pointer, i64, i32, nothing;
};

/// ptr ptir_arena_alloc(ptr context, i64 bytes): 64-byte aligned.
void defineArenaAlloc(FunctionBuilder &module, LLVM::LLVMFuncOp grow) {
  LLVM::LLVMFuncOp function = module.declare(arenaAllocName, module.pointer,
                                             {module.pointer, module.i64});
  function.setLinkage(LLVM::Linkage::Internal);
  Location loc = module.loc;
  OpBuilder builder(function->getContext());
  Block *entry = function.addEntryBlock(builder);
  Block *fits = builder.createBlock(&function.getBody());
  Block *full = builder.createBlock(&function.getBody());
  Value context = entry->getArgument(0), bytes = entry->getArgument(1);

  builder.setInsertionPointToStart(entry);
  Value topAddress = addressOf(builder, loc, context, ContextLayout::arenaTop);
  Value limitAddress =
      addressOf(builder, loc, context, ContextLayout::arenaLimit);
  Value top = LLVM::PtrToIntOp::create(
      builder, loc, module.i64,
      LLVM::LoadOp::create(builder, loc, module.pointer, topAddress));
  Value limit = LLVM::PtrToIntOp::create(
      builder, loc, module.i64,
      LLVM::LoadOp::create(builder, loc, module.pointer, limitAddress));
  Value aligned = LLVM::AndOp::create(
      builder, loc,
      LLVM::AddOp::create(builder, loc, top, constantI64(builder, loc, 63)),
      constantI64(builder, loc, -64));
  // Compared as room left, which cannot overflow as the end could.
  Value room = LLVM::SubOp::create(builder, loc, limit, aligned);
  Value enough =
      LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::sge, room, bytes);
  LLVM::CondBrOp::create(builder, loc, enough, fits, full);

  builder.setInsertionPointToStart(fits);
  Value end = LLVM::AddOp::create(builder, loc, aligned, bytes);
  LLVM::StoreOp::create(
      builder, loc, LLVM::IntToPtrOp::create(builder, loc, module.pointer, end),
      topAddress);
  LLVM::ReturnOp::create(
      builder, loc,
      LLVM::IntToPtrOp::create(builder, loc, module.pointer, aligned)
          .getResult());

  builder.setInsertionPointToStart(full);
  auto call =
      LLVM::CallOp::create(builder, loc, grow, ValueRange{context, bytes});
  LLVM::ReturnOp::create(builder, loc, call.getResult());
}

/// void ptir_check(ptr context, i1 ok, ptr site, i64 actual, i64 limit)
void defineCheck(FunctionBuilder &module, LLVM::LLVMFuncOp report) {
  LLVM::LLVMFuncOp function =
      module.declare(checkName, module.nothing,
                     {module.pointer, module.builder.getI1Type(),
                      module.pointer, module.i64, module.i64});
  function.setLinkage(LLVM::Linkage::Internal);
  Location loc = module.loc;
  OpBuilder builder(function->getContext());
  Block *entry = function.addEntryBlock(builder);
  Block *fails = builder.createBlock(&function.getBody());
  Block *done = builder.createBlock(&function.getBody());
  builder.setInsertionPointToStart(entry);
  LLVM::CondBrOp::create(builder, loc, entry->getArgument(1), done, fails);
  builder.setInsertionPointToStart(fails);
  LLVM::CallOp::create(builder, loc, report,
                       ValueRange{entry->getArgument(0), entry->getArgument(2),
                                  entry->getArgument(3),
                                  entry->getArgument(4)});
  LLVM::BrOp::create(builder, loc, ValueRange(), done);
  builder.setInsertionPointToStart(done);
  LLVM::ReturnOp::create(builder, loc, ValueRange());
}

} // namespace

void ptir::declareRuntimeFunctions(ModuleOp op) {
  if (op.lookupSymbol(parallelForName))
    return;
  FunctionBuilder module(op);
  Type pointer = module.pointer, i64 = module.i64, i32 = module.i32;
  module.declare(parallelForName, module.nothing,
                 {pointer, pointer, pointer, i64});
  module.declare(resultName, pointer, {pointer, i32, pointer});
  module.declare(
      copyName, module.nothing,
      {pointer, pointer, pointer, pointer, pointer, pointer, i32, i32});
  module.declare(kernelName, module.nothing, {pointer, i32, pointer});
  module.declare(acquireParamsName, module.nothing, {pointer, i64});
  module.declare(acquireRowsName, module.nothing, {pointer, i64, pointer, i64});
  module.declare(releaseParamsName, module.nothing, {pointer, i64});
  module.declare(takeStepsName, i64, {pointer, pointer, i64});
  module.declare(releaseName, module.nothing, {pointer, pointer, pointer, i32});
  LLVM::LLVMFuncOp grow =
      module.declare("ptir_rt_arena_grow", pointer, {pointer, i64});
  LLVM::LLVMFuncOp report = module.declare("ptir_rt_report", module.nothing,
                                           {pointer, pointer, i64, i64});
  defineArenaAlloc(module, grow);
  defineCheck(module, report);
}
