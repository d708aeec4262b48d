//===- Model.cpp - MobileNetV2 as a module --------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/mobilenet_v2/Model.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Elementwise.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::mobilenet_v2;
using functional::Emitter;
using functional::Tensor;
using layers::ConvNorm;
using layers::ImageModelOptions;
using layers::Parameters;

namespace {

/// Makes the convolutions of one network.
class ConvMaker {
public:
  ConvMaker(const Config &config, layers::NormForm norms)
      : config(config), norms(norms) {}

  ConvNorm operator()(const std::string &name, int64_t in, int64_t out,
                      int64_t kernel, int64_t stride,
                      int64_t groups = 1) const {
    functional::Conv2dConfig conv;
    conv.stride = {stride, stride};
    conv.padding = functional::Padding2d::same(kernel / 2);
    conv.groups = groups;
    return {name, name + "_norm",
            layers::ConvNormConfig{
                in, out, {kernel, kernel}, conv, config.epsilon, norms}};
  }

private:
  const Config &config;
  layers::NormForm norms;
};

/// An inverted residual: widen, filter each channel, narrow without an
/// activation, add x where extents are kept.
class InvertedResidual {
public:
  InvertedResidual(const BlockConfig &config, const ConvMaker &make)
      : isResidual(config.isResidual()),
        depthwise(make("depthwise", config.hidden, config.hidden, 3,
                       config.stride, config.hidden)),
        project(make("project", config.hidden, config.out, 1, 1)) {
    if (config.expands())
      expand.emplace(make("expand", config.in, config.hidden, 1, 1));
    if (expand)
      expand->appendParameters(list);
    depthwise.appendParameters(list);
    project.appendParameters(list);
  }

  ArrayRef<layers::ParameterSpec> parameters() const { return list; }

  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const {
    Tensor y = x;
    if (expand)
      y = functional::relu6(emitter, expand->forward(emitter, parameters, y));
    y = functional::relu6(emitter, depthwise.forward(emitter, parameters, y));
    y = project.forward(emitter, parameters, y);
    if (isResidual)
      y = functional::add(emitter, x, y);
    emitter.tap("", y);
    return y;
  }

private:
  bool isResidual;
  std::optional<ConvNorm> expand;
  ConvNorm depthwise, project;
  layers::ParameterList list;
};

} // namespace

static Tensor emitConv(Emitter &emitter, const ConvNorm &conv, Tensor x) {
  layers::ParameterList list;
  conv.appendParameters(list);
  x = conv.forward(emitter, layers::readParameters(emitter, list, ""), x);
  return functional::relu6(emitter, x);
}

static Tensor emitBlocks(Emitter &emitter, const Config &config,
                         const ConvMaker &make, layers::OutlinedParts &parts,
                         Tensor x) {
  for (auto [i, shape] : llvm::enumerate(config.blocks)) {
    InvertedResidual block(shape, make);
    std::string kind = "inverted_residual_" + std::to_string(shape.in) + "_" +
                       std::to_string(shape.hidden) + "_" +
                       std::to_string(shape.out) + "_s" +
                       std::to_string(shape.stride);
    x = parts.call(
        emitter, kind, "blocks." + std::to_string(i) + ".", block.parameters(),
        x, [&](Emitter &inner, const Parameters &parameters, Tensor in) {
          return block.forward(inner, parameters, in);
        });
  }
  return x;
}

FailureOr<OwningOpRef<ModuleOp>>
mobilenet_v2::buildModule(MLIRContext *context, const Config &config,
                          const ImageModelOptions &options) {
  context->loadDialect<PTIRDialect, func::FuncDialect>();
  Location location = NameLoc::get(StringAttr::get(context, "mobilenet_v2"));
  if (Status status = checkConfig(config); !status.ok())
    return emitError(location, status.message());

  OwningOpRef<ModuleOp> module = ModuleOp::create(location, "mobilenet_v2");
  (*module)->setAttr(PTIRDialect::getSpecVersionAttrName(),
                     StringAttr::get(context, PTIRDialect::getSpecVersion()));
  layers::OutlinedParts parts(*module, location, options.chooser,
                              /*outline=*/!options.trace);
  ConvMaker make(config, options.norms);
  layers::ClassifierHead classifier("classifier", config.headWidth,
                                    config.classCount, options.head);
  LogicalResult built = layers::addImageEntry(
      *module, location, options.extents,
      [&](Emitter &emitter, Tensor x) {
        x = emitConv(
            emitter,
            make("stem", options.extents.channels, config.stemWidth, 3, 2), x);
        x = emitBlocks(emitter, config, make, parts, x);
        x = emitConv(
            emitter,
            make("head", config.blocks.back().out, config.headWidth, 1, 1), x);
        layers::ParameterList list;
        classifier.appendParameters(list);
        return classifier.forward(emitter,
                                  layers::readParameters(emitter, list, ""), x);
      },
      options.chooser, options.trace);
  if (failed(built))
    return failure();
  return module;
}
