//===- Parameters.cpp - The weights of a layer ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/Parameters.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::layers;

RankedTensorType ParameterSpec::getTensorType(MLIRContext *context) const {
  return RankedTensorType::get(shape, getMLIRType(context, type));
}

Tensor Parameters::get(Emitter &emitter, StringRef name) const {
  auto found = tensors.find(name);
  if (found != tensors.end())
    return found->second;
  return emitter.fail(("parameter '" + name + "'").str(),
                      "expected a tensor bound to this name, found none");
}

Parameters layers::readParameters(Emitter &emitter,
                                  ArrayRef<ParameterSpec> specs,
                                  StringRef prefix) {
  OpBuilder &builder = emitter.getBuilder();
  Parameters parameters;
  for (const ParameterSpec &spec : specs) {
    std::string name = (prefix + spec.name).str();
    Location location =
        NameLoc::get(builder.getStringAttr(name), emitter.getLoc());
    Value value = ParamOp::create(
        builder, location, spec.getTensorType(builder.getContext()), name);
    parameters.bind(spec.name, value);
  }
  return parameters;
}
