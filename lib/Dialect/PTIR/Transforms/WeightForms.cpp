//===- WeightForms.cpp - Parameters in the form a kernel wants ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/Transforms/WeightForms.h"

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

WeightForms::WeightForms(ModuleOp module) : module(module), calls(module) {}

bool WeightForms::isParameter(Value weight) const {
  if (weight.getDefiningOp<ParamOp>())
    return true;
  auto argument = dyn_cast<BlockArgument>(weight);
  if (!argument || !argument.getOwner()->isEntryBlock())
    return false;
  auto function = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
  return function && !calls.of(function).empty() &&
         llvm::all_of(calls.of(function), [&](func::CallOp call) {
           return call.getOperand(argument.getArgNumber())
                      .getDefiningOp<ParamOp>() != nullptr;
         });
}

bool WeightForms::isParameterForOneUser(Value weight) const {
  return isParameter(weight) &&
         (weight.getDefiningOp<ParamOp>() || weight.hasOneUse());
}

void WeightForms::eraseUnused() {
  module.walk([](ParamOp param) {
    if (param->use_empty())
      param.erase();
  });
}

Value WeightForms::formOf(ParamOp param, Type type, StringRef layout) {
  OpBuilder builder(param);
  StringAttr name = builder.getStringAttr(layout);
  Value &form = forms[{param, name}];
  if (!form)
    form =
        rt::ParamOp::create(builder, param.getLoc(), type, param.getNameAttr(),
                            name, TypeAttr::get(param.getType()),
                            /*piece_units=*/IntegerAttr());
  return form;
}

Value WeightForms::inForm(Value weight, Type type, StringRef layout) {
  if (auto param = weight.getDefiningOp<ParamOp>())
    return formOf(param, type, layout);
  auto argument = cast<BlockArgument>(weight);
  auto function = cast<func::FuncOp>(argument.getOwner()->getParentOp());
  unsigned index = argument.getArgNumber();
  for (func::CallOp call : calls.of(function))
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
