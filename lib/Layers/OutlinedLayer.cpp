//===- OutlinedLayer.cpp - A layer as a function of its own ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/OutlinedLayer.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::layers;

FailureOr<func::FuncOp>
layers::outlineLayer(ModuleOp module, Location location, StringRef name,
                     TypeRange activations, ArrayRef<ParameterSpec> parameters,
                     LayerBody body, functional::Chooser *chooser) {
  MLIRContext *context = module.getContext();
  auto builder = OpBuilder::atBlockEnd(module.getBody());
  SmallVector<Type> inputs(activations);
  for (const ParameterSpec &spec : parameters)
    inputs.push_back(spec.getTensorType(context));
  auto function = func::FuncOp::create(builder, location, name,
                                       builder.getFunctionType(inputs, {}));
  function.setPrivate();
  Block *block = function.addEntryBlock();
  builder.setInsertionPointToStart(block);

  SmallVector<Tensor> arguments;
  for (BlockArgument argument :
       block->getArguments().take_front(activations.size()))
    arguments.push_back(Tensor(argument));
  Parameters bound;
  for (auto [spec, argument] : llvm::zip(
           parameters, block->getArguments().drop_front(activations.size()))) {
    argument.setLoc(NameLoc::get(builder.getStringAttr(spec.name), location));
    bound.bind(spec.name, argument);
  }

  Emitter emitter(builder, location, chooser);
  SmallVector<Tensor> results = body(emitter, arguments, bound);
  if (failed(emitter.status())) {
    function.erase();
    return failure();
  }
  auto values = llvm::map_to_vector(
      results, [](Tensor tensor) { return tensor.getValue(); });
  auto ret = func::ReturnOp::create(builder, location, values);
  function.setFunctionType(
      builder.getFunctionType(inputs, ret.getOperandTypes()));
  return function;
}

SmallVector<Tensor> layers::callLayer(Emitter &emitter, func::FuncOp function,
                                      ArrayRef<Tensor> activations,
                                      ArrayRef<ParameterSpec> specs,
                                      const Parameters &parameters) {
  SmallVector<Value> arguments;
  for (Tensor tensor : activations)
    arguments.push_back(tensor.getValue());
  for (const ParameterSpec &spec : specs)
    arguments.push_back(parameters.get(emitter, spec.name).getValue());

  SmallVector<Tensor> nothing(function.getNumResults());
  if (failed(emitter.status()))
    return nothing;
  std::string who = ("layer '" + function.getName() + "'").str();
  if (arguments.size() != function.getNumArguments()) {
    emitter.fail(who, "expected " + Twine(function.getNumArguments()) +
                          " arguments, found " + Twine(arguments.size()));
    return nothing;
  }
  for (auto [i, wanted] : llvm::enumerate(function.getArgumentTypes())) {
    Type found = arguments[i] ? arguments[i].getType() : Type();
    if (found == wanted)
      continue;
    std::string text;
    llvm::raw_string_ostream stream(text);
    stream << "expected argument " << i << " of type " << wanted << ", found ";
    found ? void(stream << found) : void(stream << "an empty handle");
    emitter.fail(who, text);
    return nothing;
  }
  auto call = func::CallOp::create(emitter.getBuilder(), emitter.getLoc(),
                                   function, arguments);
  return llvm::map_to_vector(call.getResults(),
                             [](Value value) { return Tensor(value); });
}
