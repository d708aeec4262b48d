//===- NarrowParams.cpp - Weights in fewer bits ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A decode step reads every weight once and waits for memory alone: half the
// bytes are half the time. Only what products read is narrowed.
//
// What should be bf16 is kept in 12 bits, three quarters of the bytes for a few
// more instructions, where a kernel of a library reads it so, or where it meets
// one row per sequence wherever it is multiplied by, as a tied embedding does:
// generated products of many rows would wait for the instructions.
//
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIR/Transforms/DecodeSteps.h"
#include "ptir/Dialect/PTIR/Transforms/Passes.h"
#include "ptir/Dialect/PTIR/Transforms/PrivateCalls.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "llvm/ADT/StringMap.h"

namespace ptir {
#define GEN_PASS_DEF_NARROWPARAMSPASS
#include "ptir/Dialect/PTIR/Transforms/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

using Values = llvm::DenseSet<Value>;
using IsReader = function_ref<bool(OpOperand &)>;

/// A product by panels, or a read of their columns.
static bool isRead(OpOperand &panels) {
  if (auto product = dyn_cast<rt::PanelMatmulOp>(panels.getOwner()))
    return &panels == &product.getPanelsMutable();
  auto take = dyn_cast<rt::TakeColumnsOp>(panels.getOwner());
  return take && &panels == &take.getPanelsMutable();
}

static bool isPanelsF32(rt::ParamOp param) {
  auto type = dyn_cast<ShapedType>(param.getType());
  return type && type.getElementType().isF32() && type.getNumElements() != 0 &&
         (param.getLayout() == "panels64" || param.getLayout() == "panels64t");
}

namespace {

struct NarrowParamsPass : ptir::impl::NarrowParamsPassBase<NarrowParamsPass> {
  using NarrowParamsPassBase::NarrowParamsPassBase;

  void runOnOperation() override {
    if (type == StoredWeights::F32)
      return;
    Panels all(getOperation());
    Values narrow = all.candidates;
    all.keepReadBy(narrow, isRead);
    Values shorter;
    if (type == StoredWeights::BF16) {
      shorter = all.readByKernelsIn12Bits(narrow);
      if (lookUpBytes)
        shorter.insert_range(all.readByRowsAlone(narrow));
    }
    for (Value panels : narrow)
      change(panels, shorter.contains(panels));
  }

private:
  /// The panels of a module, as parameters and as arguments.
  class Panels {
  public:
    explicit Panels(ModuleOp module);

    /// Drops values that anything else reads, here or in the functions that
    /// they are handed to, and those that would no longer have one type with
    /// what was dropped: what is handed to one argument, and what one
    /// parameter is in several places.
    void keepReadBy(Values &values, IsReader isReader);

    /// Those of `narrow` that kernels of a library read in 12 bits elsewhere:
    /// nobody wants two forms.
    Values readByKernelsIn12Bits(const Values &narrow);

    /// Those that kernels do not read and that meet one row per sequence.
    Values readByRowsAlone(const Values &narrow);

    /// Parameters of f32, and arguments of functions that may be changed.
    Values candidates;

  private:
    using Params = SmallVector<rt::ParamOp>;

    Values withNames(const Values &values,
                     function_ref<bool(const Params &)> areWanted) const;
    bool stays(Value value, const Values &values, IsReader isReader);

    SymbolTable symbols;
    PrivateCalls calls;
    llvm::StringMap<Params> named;
  };

  void change(Value panels, bool isShort);
};

} // namespace

NarrowParamsPass::Panels::Panels(ModuleOp module)
    : symbols(module), calls(module) {
  module.walk([&](rt::ParamOp param) {
    named[param.getName()].push_back(param);
    if (isPanelsF32(param))
      candidates.insert(param);
  });
  for (auto function : module.getOps<func::FuncOp>())
    if (!calls.of(function).empty() && !function.isDeclaration())
      candidates.insert_range(function.getArguments());
}

bool NarrowParamsPass::Panels::stays(Value value, const Values &values,
                                     IsReader isReader) {
  auto isUnderstood = [&](OpOperand &use) {
    if (isReader(use))
      return true;
    auto call = dyn_cast<func::CallOp>(use.getOwner());
    auto callee =
        call ? symbols.lookup<func::FuncOp>(call.getCallee()) : func::FuncOp();
    return callee && !callee.isDeclaration() &&
           values.contains(callee.getArgument(use.getOperandNumber()));
  };
  if (!llvm::all_of(value.getUses(), isUnderstood))
    return false;
  auto argument = dyn_cast<BlockArgument>(value);
  if (!argument)
    return llvm::all_of(named[value.getDefiningOp<rt::ParamOp>().getName()],
                        [&](rt::ParamOp param) {
                          return !candidates.contains(param) ||
                                 values.contains(param);
                        });
  auto function = cast<func::FuncOp>(argument.getOwner()->getParentOp());
  return !argument.use_empty() &&
         llvm::all_of(calls.of(function), [&](func::CallOp call) {
           return values.contains(call.getOperand(argument.getArgNumber()));
         });
}

/// Without the parameters whose ops are not wanted.
Values NarrowParamsPass::Panels::withNames(
    const Values &values, function_ref<bool(const Params &)> areWanted) const {
  Values wanted = values;
  for (const Params &params : llvm::make_second_range(named))
    if (!areWanted(params))
      for (rt::ParamOp param : params)
        wanted.erase(param);
  return wanted;
}

Values NarrowParamsPass::Panels::readByKernelsIn12Bits(const Values &narrow) {
  Values shorter = withNames(narrow, [](const Params &params) {
    return llvm::any_of(params, [](rt::ParamOp param) {
      return param.getLayout().ends_with(":f12");
    });
  });
  keepReadBy(shorter, isRead);
  return shorter;
}

Values NarrowParamsPass::Panels::readByRowsAlone(const Values &narrow) {
  Values shorter = withNames(narrow, [&](const Params &params) {
    return llvm::all_of(
        params, [&](rt::ParamOp param) { return candidates.contains(param); });
  });
  keepReadBy(shorter, [](OpOperand &use) {
    auto product = dyn_cast<rt::PanelMatmulOp>(use.getOwner());
    return isRead(use) && (!product || hasRowPerSequence(product.getLhs()));
  });
  return shorter;
}

void NarrowParamsPass::Panels::keepReadBy(Values &values, IsReader isReader) {
  // Assume that all stay, and drop those that do not until none is left.
  for (bool changed = true; changed;) {
    changed = false;
    for (Value value : llvm::to_vector(values))
      if (!stays(value, values, isReader)) {
        values.erase(value);
        changed = true;
      }
  }
}

void NarrowParamsPass::change(Value panels, bool isShort) {
  MLIRContext *context = &getContext();
  Type element = IntegerType::get(context, isShort ? 16 : 8);
  if (type == StoredWeights::BF16 && !isShort)
    element = BFloat16Type::get(context);
  auto wide = cast<RankedTensorType>(panels.getType());
  panels.setType(rt::panelsOf(
      wide.getDimSize(1), wide.getDimSize(0) * wide.getDimSize(2), element));
  if (auto argument = dyn_cast<BlockArgument>(panels)) {
    auto function = cast<func::FuncOp>(argument.getOwner()->getParentOp());
    function.setFunctionType(FunctionType::get(
        context, function.getBody().front().getArgumentTypes(),
        function.getResultTypes()));
    return;
  }
  auto param = panels.getDefiningOp<rt::ParamOp>();
  StringRef suffix = isShort                       ? ":f12"
                     : type == StoredWeights::BF16 ? ":bf16"
                                                   : ":s8";
  param.setLayout((param.getLayout() + suffix).str());
  ++numPanels;
  if (isShort)
    ++numShort;
}
