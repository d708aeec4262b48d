//===- Model.cpp - ResNet as a module -------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/resnet/Model.h"

#include "models/resnet/Block.h"
#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Pooling.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::resnet;
using functional::Emitter;
using functional::Tensor;
using layers::ImageModelOptions;

static layers::ConvNorm stemConv(const Config &config,
                                 const ImageModelOptions &options) {
  bool isLarge = config.stem == StemKind::ImageNet;
  int64_t kernel = isLarge ? 7 : 3, stride = isLarge ? 2 : 1;
  functional::Conv2dConfig conv;
  conv.stride = {stride, stride};
  conv.padding = functional::Padding2d::same(kernel / 2);
  return {"conv1", "bn1",
          layers::ConvNormConfig{options.extents.channels,
                                 config.stemWidth,
                                 {kernel, kernel},
                                 conv,
                                 config.epsilon,
                                 options.norms}};
}

static Tensor emitStem(Emitter &emitter, const Config &config,
                       const ImageModelOptions &options, Tensor x) {
  layers::ConvNorm conv = stemConv(config, options);
  layers::ParameterList list;
  conv.appendParameters(list);
  x = conv.forward(emitter, layers::readParameters(emitter, list, ""), x);
  x = functional::relu(emitter, x);
  if (config.stem == StemKind::Cifar)
    return x;
  functional::Pool2dConfig pool;
  pool.window = {3, 3};
  pool.stride = {2, 2};
  pool.padding = functional::Padding2d::same(1);
  x = functional::maxPool2d(emitter, x, pool);
  emitter.tap("maxpool", x);
  return x;
}

static Tensor emitStages(Emitter &emitter, const Config &config,
                         const ImageModelOptions &options,
                         layers::OutlinedParts &parts, Tensor x) {
  int64_t channels = config.stemWidth;
  for (size_t stage = 0; stage < config.depths.size(); ++stage)
    for (int64_t i = 0; i < config.depths[stage]; ++i) {
      int64_t width = config.widths[stage];
      int64_t stride = stage != 0 && i == 0 ? 2 : 1;
      resnet::Block block(config, channels, width, stride, options.norms);
      std::string prefix =
          "layer" + std::to_string(stage + 1) + "." + std::to_string(i) + ".";
      std::string kind = "resnet_block_" + std::to_string(channels) + "_" +
                         std::to_string(width) + "_s" + std::to_string(stride);
      x = parts.call(
          emitter, kind, prefix, block.parameters(), x,
          [&](Emitter &inner, const layers::Parameters &parameters, Tensor in) {
            return block.forward(inner, parameters, in);
          });
      channels = width * config.expansion();
    }
  return x;
}

FailureOr<OwningOpRef<ModuleOp>>
resnet::buildModule(MLIRContext *context, const Config &config,
                    const ImageModelOptions &options) {
  context->loadDialect<PTIRDialect, func::FuncDialect>();
  Location location = NameLoc::get(StringAttr::get(context, "resnet"));
  if (Status status = checkConfig(config); !status.ok())
    return emitError(location, status.message());

  OwningOpRef<ModuleOp> module = ModuleOp::create(location, "resnet");
  (*module)->setAttr(PTIRDialect::getSpecVersionAttrName(),
                     StringAttr::get(context, PTIRDialect::getSpecVersion()));
  layers::OutlinedParts parts(*module, location, options.chooser,
                              /*outline=*/!options.trace);
  layers::ClassifierHead head("fc", config.features(), config.classCount,
                              options.head);
  LogicalResult built = layers::addImageEntry(
      *module, location, options.extents,
      [&](Emitter &emitter, Tensor x) {
        x = emitStem(emitter, config, options, x);
        x = emitStages(emitter, config, options, parts, x);
        layers::ParameterList list;
        head.appendParameters(list);
        return head.forward(emitter, layers::readParameters(emitter, list, ""),
                            x);
      },
      options.chooser, options.trace);
  if (failed(built))
    return failure();
  return module;
}
