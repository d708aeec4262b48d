//===- MobilenetV2Family.cpp - MobileNetV2 among the families of models ---===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "MobilenetV2Family.h"

#include "ImageConfig.h"

#include "models/mobilenet_v2/Model.h"
#include "models/mobilenet_v2/ParameterNames.h"

#include "mlir/IR/Diagnostics.h"

using namespace ptir;

namespace {

class MobilenetV2Definition final : public ModelDefinition {
public:
  MobilenetV2Definition(mobilenet_v2::Config config,
                        mobilenet_v2::BuildOptions options, ImageModelInfo info)
      : config(std::move(config)), options(options), info(std::move(info)) {}

  const ImageModelInfo *image() const override { return &info; }

  std::vector<std::string>
  checkpointNames(std::string_view parameter) const override {
    return mobilenet_v2::candidateNames(config, parameter);
  }

  StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
  build(mlir::MLIRContext &context, const BuildRequest &request) const override;

private:
  mobilenet_v2::Config config;
  /// Norms and head as the checkpoint has them.
  mobilenet_v2::BuildOptions options;
  ImageModelInfo info;
};

} // namespace

StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
MobilenetV2Definition::build(mlir::MLIRContext &context,
                             const BuildRequest &request) const {
  StatusOr<layers::ImageExtents> extents = imageExtents(*this, request);
  if (!extents.ok())
    return extents.status();
  std::string reason;
  mlir::ScopedDiagnosticHandler handler(&context,
                                        [&](mlir::Diagnostic &diagnostic) {
                                          if (reason.empty())
                                            reason = diagnostic.str();
                                        });
  mobilenet_v2::BuildOptions wanted = options;
  wanted.extents = *extents;
  wanted.trace = request.trace;
  wanted.chooser = request.chooser;
  auto module = mobilenet_v2::buildModule(&context, config, wanted);
  if (llvm::failed(module))
    return Status::failure("model mobilenet_v2: " + reason);
  return std::move(*module);
}

static StatusOr<std::unique_ptr<ModelDefinition>>
configure(const Checkpoint &checkpoint) {
  std::string where = "checkpoint '" + checkpoint.path + "': ";
  StatusOr<mobilenet_v2::Config> config =
      mobilenet_v2::parseConfig(checkpoint.configJson);
  if (!config.ok())
    return Status::failure(where + config.message());
  StatusOr<ImageModelInfo> info =
      readImageConfig(checkpoint.configJson, config->classCount);
  if (!info.ok())
    return Status::failure(where + info.message());
  ImageCheckpoint tensors{checkpoint, [&](std::string_view parameter) {
                            return mobilenet_v2::candidateNames(*config,
                                                                parameter);
                          }};
  mobilenet_v2::BuildOptions options;
  StatusOr<layers::NormForm> norms = tensors.chooseNorms("stem", "stem_norm");
  if (!norms.ok())
    return Status::failure(where + norms.message());
  StatusOr<layers::HeadForm> head =
      tensors.chooseHead("classifier", config->headWidth, config->classCount);
  if (!head.ok())
    return Status::failure(where + head.message());
  options.norms = *norms;
  options.head = *head;
  return std::unique_ptr<ModelDefinition>(
      new MobilenetV2Definition(std::move(*config), options, std::move(*info)));
}

ModelFamily ptir::mobilenetV2Family() {
  return {"mobilenet_v2", {"mobilenet_v2"}, configure};
}
