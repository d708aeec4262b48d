//===- FixedValues.cpp - What depends on parameters alone -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "FixedValues.h"

#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"

using namespace mlir;
using namespace ptir;

FixedValues::FixedValues(ModuleOp module) : calls(module) {
  SymbolTable symbols(module);
  for (auto function : module.getOps<func::FuncOp>())
    if (calls.of(function).empty())
      varying.insert(function.getArguments().begin(),
                     function.getArguments().end());
  // From all fixed on, until no call passes something else.
  for (bool changed = true; changed;) {
    changed = false;
    for (auto caller : module.getOps<func::FuncOp>()) {
      llvm::DenseSet<Value> values = findIn(caller);
      caller.walk([&](func::CallOp call) {
        auto callee = symbols.lookup<func::FuncOp>(call.getCallee());
        if (!callee || calls.of(callee).empty())
          return;
        for (auto [operand, argument] :
             llvm::zip_equal(call.getOperands(), callee.getArguments()))
          if (!values.contains(operand))
            changed |= varying.insert(argument).second;
      });
    }
  }
}

/// Whether an op computes the same from the same, and nothing else happens.
static bool isComputation(Operation &op) {
  return isa_and_present<PTIRDialect>(op.getDialect()) && isPure(&op) &&
         !op.hasTrait<OpTrait::IsTerminator>() &&
         (op.getNumRegions() == 0 || isa<CompositeOp>(op));
}

llvm::DenseSet<Value> FixedValues::findIn(func::FuncOp function) const {
  llvm::DenseSet<Value> values;
  if (function.isDeclaration())
    return values;
  for (BlockArgument argument : function.getArguments())
    if (isFixed(argument))
      values.insert(argument);
  for (Operation &op : function.getBody().front()) {
    bool fixed = isa<ParamOp, ConstantOp>(op) ||
                 (isComputation(op) &&
                  llvm::all_of(op.getOperands(), [&](Value operand) {
                    return values.contains(operand);
                  }));
    if (fixed)
      values.insert(op.result_begin(), op.result_end());
  }
  return values;
}
