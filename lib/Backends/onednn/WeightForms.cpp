//===- WeightForms.cpp - Parameters in the form a kernel wants ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "WeightForms.h"

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

WeightForms::WeightForms(ModuleOp module) {
  SymbolTable symbols(module);
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!function.isPrivate() || function.isDeclaration())
      continue;
    auto uses = SymbolTable::getSymbolUses(function, module);
    SmallVector<func::CallOp> callers;
    if (uses)
      for (SymbolTable::SymbolUse use : *uses)
        callers.push_back(dyn_cast<func::CallOp>(use.getUser()));
    if (!callers.empty() && !llvm::is_contained(callers, func::CallOp()))
      calls[function] = std::move(callers);
  }
}

bool WeightForms::isParameter(Value weight) const {
  if (weight.getDefiningOp<ParamOp>())
    return true;
  auto argument = dyn_cast<BlockArgument>(weight);
  if (!argument || !argument.hasOneUse() ||
      !argument.getOwner()->isEntryBlock())
    return false;
  auto known = calls.find(argument.getOwner()->getParentOp());
  return known != calls.end() &&
         llvm::all_of(known->second, [&](func::CallOp call) {
           return call.getOperand(argument.getArgNumber())
                      .getDefiningOp<ParamOp>() != nullptr;
         });
}

Value WeightForms::formOf(ParamOp param, Type type, StringRef layout) {
  OpBuilder builder(param);
  StringAttr name = builder.getStringAttr(layout);
  Value &form = forms[{param, name}];
  if (!form)
    form =
        rt::ParamOp::create(builder, param.getLoc(), type, param.getNameAttr(),
                            name, TypeAttr::get(param.getType()));
  return form;
}

Value WeightForms::inForm(Value weight, Type type, StringRef layout) {
  if (auto param = weight.getDefiningOp<ParamOp>())
    return formOf(param, type, layout);
  auto argument = cast<BlockArgument>(weight);
  auto function = cast<func::FuncOp>(argument.getOwner()->getParentOp());
  unsigned index = argument.getArgNumber();
  for (func::CallOp call : calls[function])
    call.setOperand(
        index,
        formOf(call.getOperand(index).getDefiningOp<ParamOp>(), type, layout));
  argument.setType(type);
  SmallVector<Type> inputs(function.getArgumentTypes());
  inputs[index] = type;
  function.setFunctionType(FunctionType::get(function.getContext(), inputs,
                                             function.getResultTypes()));
  return argument;
}
