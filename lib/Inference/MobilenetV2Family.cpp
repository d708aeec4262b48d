//===- MobilenetV2Family.cpp - MobileNetV2 among the families of models ---===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "MobilenetV2Family.h"

#include "ImageDefinition.h"

#include "models/mobilenet_v2/Model.h"
#include "models/mobilenet_v2/ParameterNames.h"

using namespace ptir;

static StatusOr<std::unique_ptr<ModelDefinition>>
configure(const Checkpoint &checkpoint) {
  StatusOr<mobilenet_v2::Config> parsed =
      mobilenet_v2::parseConfig(checkpoint.configJson);
  if (!parsed.ok())
    return Status::failure("checkpoint '" + checkpoint.path +
                           "': " + parsed.message());
  mobilenet_v2::Config config = std::move(*parsed);
  ImageNetwork network;
  network.family = "mobilenet_v2";
  network.classCount = config.classCount;
  network.features = config.headWidth;
  network.firstConv = "stem";
  network.firstNorm = "stem_norm";
  network.head = "classifier";
  network.names = [config](std::string_view parameter) {
    return mobilenet_v2::candidateNames(config, parameter);
  };
  network.build = [config](mlir::MLIRContext *context,
                           const layers::ImageModelOptions &options) {
    return mobilenet_v2::buildModule(context, config, options);
  };
  return defineImageModel(checkpoint, std::move(network));
}

ModelFamily ptir::mobilenetV2Family() {
  return {"mobilenet_v2", {"mobilenet_v2"}, configure};
}
