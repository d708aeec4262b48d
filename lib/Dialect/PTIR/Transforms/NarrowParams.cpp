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
//===----------------------------------------------------------------------===//

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIR/Transforms/Passes.h"
#include "ptir/Dialect/PTIR/Transforms/PrivateCalls.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_NARROWPARAMSPASS
#include "ptir/Dialect/PTIR/Transforms/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Whether all that reads the value are products by it as panels and reads of
/// its columns, in this function or in one that it is handed to and `isNarrow`
/// knows.
static bool isOnlyMultipliedBy(Value panels,
                               function_ref<bool(BlockArgument)> isNarrow,
                               SymbolTable &symbols) {
  return llvm::all_of(panels.getUses(), [&](OpOperand &use) {
    Operation *user = use.getOwner();
    if (auto product = dyn_cast<rt::PanelMatmulOp>(user))
      return &use == &product.getPanelsMutable();
    if (auto take = dyn_cast<rt::TakeColumnsOp>(user))
      return &use == &take.getPanelsMutable();
    auto call = dyn_cast<func::CallOp>(user);
    auto callee =
        call ? symbols.lookup<func::FuncOp>(call.getCallee()) : func::FuncOp();
    return callee && !callee.isDeclaration() &&
           isNarrow(callee.getArgument(use.getOperandNumber()));
  });
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
    narrowPanels();
  }

private:
  Type elementType() {
    return type == StoredWeights::BF16
               ? Type(BFloat16Type::get(&getContext()))
               : Type(IntegerType::get(&getContext(), 8));
  }

  /// What the name of the form ends in.
  StringRef suffix() const {
    return type == StoredWeights::BF16 ? ":bf16" : ":s8";
  }

  RankedTensorType narrowPanelType(Value panels) {
    auto wide = cast<RankedTensorType>(panels.getType());
    return rt::panelsOf(wide.getDimSize(1),
                        wide.getDimSize(0) * wide.getDimSize(2), elementType());
  }

  void narrowPanels();
  void narrowArgument(BlockArgument argument);
};

} // namespace

/// Finds the parameters and arguments whose readers all understand narrow
/// panels, and changes their types.
void NarrowParamsPass::narrowPanels() {
  ModuleOp module = getOperation();
  SymbolTable symbols(module);
  PrivateCalls calls(module);

  // An argument counts while everything that is handed to it and everything
  // that reads it does: assume all do, and drop those that do not until none
  // is left.
  llvm::DenseSet<Value> narrow;
  SmallVector<rt::ParamOp> params;
  SmallVector<BlockArgument> arguments;
  module.walk([&](rt::ParamOp param) {
    if (!isPanelsF32(param))
      return;
    params.push_back(param);
    narrow.insert(param);
  });
  for (auto function : module.getOps<func::FuncOp>())
    if (!calls.of(function).empty() && !function.isDeclaration())
      for (BlockArgument argument : function.getArguments()) {
        arguments.push_back(argument);
        narrow.insert(argument);
      }
  auto isNarrow = [&](Value value) { return narrow.contains(value); };
  auto stays = [&](Value value) {
    if (!isOnlyMultipliedBy(value, isNarrow, symbols))
      return false;
    auto argument = dyn_cast<BlockArgument>(value);
    if (!argument)
      return true;
    auto function = cast<func::FuncOp>(argument.getOwner()->getParentOp());
    return !argument.use_empty() &&
           llvm::all_of(calls.of(function), [&](func::CallOp call) {
             return isNarrow(call.getOperand(argument.getArgNumber()));
           });
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (Value value : llvm::to_vector(narrow))
      if (!stays(value)) {
        narrow.erase(value);
        changed = true;
      }
  }

  for (BlockArgument argument : arguments)
    if (isNarrow(argument))
      narrowArgument(argument);
  for (rt::ParamOp param : params)
    if (isNarrow(param)) {
      param.getResult().setType(narrowPanelType(param));
      param.setLayout((param.getLayout() + suffix()).str());
      ++numPanels;
    }
}

void NarrowParamsPass::narrowArgument(BlockArgument argument) {
  auto function = cast<func::FuncOp>(argument.getOwner()->getParentOp());
  argument.setType(narrowPanelType(argument));
  function.setFunctionType(FunctionType::get(
      &getContext(), function.getBody().front().getArgumentTypes(),
      function.getResultTypes()));
}
