//===- ParamSteps.cpp - What code acquires together -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ParamSteps.h"

#include "LoweringPatterns.h"
#include "RuntimeFunctions.h"

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "ptir/Runtime/ABI.h"
#include "ptir/Support/DerivedParam.h"

using namespace mlir;
using namespace ptir;

static constexpr llvm::StringLiteral stepsName = "ptirrt.steps";

/// Slots and pieces in turn.
using StepUses = SmallVector<int32_t>;

static int32_t slotOf(Value param) {
  return static_cast<int32_t>(
      param.getDefiningOp()->getAttrOfType<IntegerAttr>("slot").getInt());
}

/// The steps that an acquisition stands for.
static SmallVector<StepUses> stepsOf(rt::AcquireParamsOp op) {
  if (op.getRows())
    return {{slotOf(op.getParams().front()), PTIR_NAMED_ROWS}};
  if (!op.getPiece()) {
    StepUses uses;
    for (Value param : op.getParams())
      uses.append({slotOf(param), PTIR_ALL_PIECES});
    return {uses};
  }
  Value param = op.getParams().front();
  if (std::optional<int64_t> piece = getConstantIntValue(op.getPiece()))
    return {{slotOf(param), static_cast<int32_t>(*piece)}};
  int64_t units = *param.getDefiningOp<rt::ParamOp>().getPieceUnits();
  int64_t extent = cast<MemRefType>(param.getType()).getDimSize(0);
  SmallVector<StepUses> steps;
  // Of a loop, which leaves the last piece out.
  for (int32_t piece = 0; piece < (extent - 1) / units; ++piece)
    steps.push_back({slotOf(param), piece});
  return steps;
}

void ptir::assignSteps(ModuleOp module) {
  Builder builder(module.getContext());
  SmallVector<Attribute> steps;
  for (auto function : module.getOps<func::FuncOp>()) {
    SmallVector<StepUses> own;
    auto first = static_cast<int64_t>(steps.size());
    function.walk([&](rt::AcquireParamsOp op) {
      op->setAttr("first_step", builder.getI64IntegerAttr(
                                    first + static_cast<int64_t>(own.size())));
      own.append(stepsOf(op));
    });
    // Entries are called again and again, but those of derived parameters.
    bool isCyclic = !isDerivedParam(
        std::string_view(function.getName().data(), function.getName().size()));
    for (auto [i, uses] : llvm::enumerate(own)) {
      bool isLast = i + 1 == own.size();
      int64_t next = !isLast    ? first + static_cast<int64_t>(i) + 1
                     : isCyclic ? first
                                : -1;
      steps.push_back(builder.getDictionaryAttr(
          {builder.getNamedAttr("next", builder.getI64IntegerAttr(next)),
           builder.getNamedAttr("uses", builder.getDenseI32ArrayAttr(uses))}));
    }
  }
  if (!steps.empty())
    module->setAttr(stepsName, builder.getArrayAttr(steps));
}

std::vector<ModuleConstants::Member>
ptir::describeSteps(ModuleOp module, ModuleConstants &constants) {
  using M = ModuleConstants;
  std::vector<M::Member> rows;
  auto list = module->getAttrOfType<ArrayAttr>(stepsName);
  if (!list)
    return rows;
  for (auto step : list.getAsRange<DictionaryAttr>()) {
    ArrayRef<int32_t> numbers =
        cast<DenseI32ArrayAttr>(step.get("uses")).asArrayRef();
    std::vector<M::Member> uses;
    for (size_t i = 0; i < numbers.size(); i += 2)
      uses.push_back(M::record({M::i32(numbers[i]), M::i32(numbers[i + 1])}));
    rows.push_back(
        M::record({M::address(constants.structures(uses)), M::i32(uses.size()),
                   M::i32(cast<IntegerAttr>(step.get("next")).getInt())}));
  }
  module->removeAttr(stepsName);
  return rows;
}

namespace {

/// ptirrt.acquire_params  =>  ptir_rt_acquire_params or ptir_rt_acquire_rows,
/// with the number of the step
struct LowerAcquireParams : ConvertOpToLLVMPattern<rt::AcquireParamsOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::AcquireParamsOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    auto first = op->getAttrOfType<IntegerAttr>("first_step");
    if (!first)
      return rewriter.notifyMatchFailure(op, "expected a numbered step");
    Location loc = op.getLoc();
    Value step = constantI64(rewriter, loc, first.getInt());
    if (op.getPiece() && !getConstantIntValue(op.getPiece()))
      step = LLVM::AddOp::create(rewriter, loc, step, adaptor.getPiece());
    SmallVector<Value> operands = {contextOf(rewriter, loc), step};
    if (op.getRows()) {
      auto type = cast<MemRefType>(op.getRows().getType());
      MemRefDescriptor rows(adaptor.getRows());
      operands.push_back(
          rows.bufferPtr(rewriter, loc, *getTypeConverter(), type));
      Value count = constantI64(rewriter, loc, 1);
      for (int64_t dim = 0; dim < type.getRank(); ++dim)
        count = LLVM::MulOp::create(rewriter, loc, count,
                                    rows.size(rewriter, loc, dim));
      operands.push_back(count);
    }
    LLVM::CallOp::create(rewriter, loc, TypeRange(),
                         op.getRows() ? acquireRowsName : acquireParamsName,
                         operands);
    rewriter.replaceOp(op, step);
    return success();
  }
};

/// ptirrt.release_params  =>  ptir_rt_release_params
struct LowerReleaseParams : ConvertOpToLLVMPattern<rt::ReleaseParamsOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult
  matchAndRewrite(rt::ReleaseParamsOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    LLVM::CallOp::create(
        rewriter, loc, TypeRange(), releaseParamsName,
        ValueRange{contextOf(rewriter, loc), adaptor.getStep()});
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void ptir::populateParamStepPatterns(const LLVMTypeConverter &converter,
                                     RewritePatternSet &patterns) {
  patterns.add<LowerAcquireParams, LowerReleaseParams>(converter);
}
