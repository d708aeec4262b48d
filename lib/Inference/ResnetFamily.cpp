//===- ResnetFamily.cpp - ResNet among the families of models -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ResnetFamily.h"

#include "ImageDefinition.h"

#include "models/resnet/Model.h"
#include "models/resnet/ParameterNames.h"

using namespace ptir;

static StatusOr<std::unique_ptr<ModelDefinition>>
configure(const Checkpoint &checkpoint) {
  StatusOr<resnet::Config> parsed = resnet::parseConfig(checkpoint.configJson);
  if (!parsed.ok())
    return Status::failure("checkpoint '" + checkpoint.path +
                           "': " + parsed.message());
  resnet::Config config = std::move(*parsed);
  ImageNetwork network;
  network.family = "resnet";
  network.classCount = config.classCount;
  network.features = config.features();
  network.firstConv = "conv1";
  network.firstNorm = "bn1";
  network.head = "fc";
  network.names = resnet::candidateNames;
  network.build = [config](mlir::MLIRContext *context,
                           const layers::ImageModelOptions &options) {
    return resnet::buildModule(context, config, options);
  };
  return defineImageModel(checkpoint, std::move(network));
}

ModelFamily ptir::resnetFamily() {
  return {"resnet",
          {"resnet18", "resnet34", "resnet50", "resnet", "resnet-cifar"},
          configure};
}
