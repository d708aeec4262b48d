//===- Model.cpp - GPT-2 as a module --------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/gpt2/Model.h"

#include "EntryBuilder.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::gpt2;

layers::ParameterList gpt2::modelParameters(const Config &config, Head head) {
  layers::ParameterList list;
  auto append = [&](ArrayRef<layers::ParameterSpec> specs,
                    const std::string &prefix) {
    for (layers::ParameterSpec spec : specs) {
      spec.name = prefix + spec.name;
      list.push_back(std::move(spec));
    }
  };
  append(embeddingParameters(config), "transformer.");
  Block block(config);
  for (int64_t layer = 0; layer < config.numLayers; ++layer)
    append(block.parameters(), layerPrefix(layer));
  append(normParameters(config), "transformer.");
  append(headParameters(config, head), "");
  return list;
}

FailureOr<OwningOpRef<ModuleOp>>
gpt2::buildModule(MLIRContext *context, const Config &config,
                  const BuildOptions &options) {
  context->loadDialect<PTIRDialect, func::FuncDialect>();
  Location location = NameLoc::get(StringAttr::get(context, "gpt2"));
  if (Status status = checkConfig(config); !status.ok())
    return emitError(location, status.message());

  OwningOpRef<ModuleOp> module = ModuleOp::create(location, "gpt2");
  (*module)->setAttr(PTIRDialect::getSpecVersionAttrName(),
                     StringAttr::get(context, PTIRDialect::getSpecVersion()));
  EntryBuilder builder(*module, location, config, options);
  if ((options.prefill && failed(builder.addPrefill())) ||
      (options.decode && failed(builder.addDecode())) ||
      (options.forward && failed(builder.addForward())))
    return failure();
  return module;
}
