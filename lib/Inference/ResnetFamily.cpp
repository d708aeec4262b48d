//===- ResnetFamily.cpp - ResNet among the families of models -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ResnetFamily.h"

#include "ImageConfig.h"

#include "models/resnet/Model.h"
#include "models/resnet/ParameterNames.h"

#include "mlir/IR/Diagnostics.h"

using namespace ptir;

namespace {

class ResnetDefinition final : public ModelDefinition {
public:
  ResnetDefinition(resnet::Config config, resnet::BuildOptions options,
                   ImageModelInfo info)
      : config(std::move(config)), options(options), info(std::move(info)) {}

  const ImageModelInfo *image() const override { return &info; }

  std::vector<std::string>
  checkpointNames(std::string_view parameter) const override {
    return resnet::candidateNames(parameter);
  }

  StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
  build(mlir::MLIRContext &context, const BuildRequest &request) const override;

private:
  resnet::Config config;
  /// Norms and head as the checkpoint has them.
  resnet::BuildOptions options;
  ImageModelInfo info;
};

} // namespace

StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
ResnetDefinition::build(mlir::MLIRContext &context,
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
  resnet::BuildOptions wanted = options;
  wanted.extents = *extents;
  wanted.trace = request.trace;
  wanted.chooser = request.chooser;
  auto module = resnet::buildModule(&context, config, wanted);
  if (llvm::failed(module))
    return Status::failure("model resnet: " + reason);
  return std::move(*module);
}

static StatusOr<std::unique_ptr<ModelDefinition>>
configure(const Checkpoint &checkpoint) {
  std::string where = "checkpoint '" + checkpoint.path + "': ";
  StatusOr<resnet::Config> config = resnet::parseConfig(checkpoint.configJson);
  if (!config.ok())
    return Status::failure(where + config.message());
  StatusOr<ImageModelInfo> info =
      readImageConfig(checkpoint.configJson, config->classCount);
  if (!info.ok())
    return Status::failure(where + info.message());
  ImageCheckpoint tensors{checkpoint, [&](std::string_view parameter) {
                            return resnet::candidateNames(parameter);
                          }};
  resnet::BuildOptions options;
  StatusOr<layers::NormForm> norms = tensors.chooseNorms("conv1", "bn1");
  if (!norms.ok())
    return Status::failure(where + norms.message());
  StatusOr<layers::HeadForm> head =
      tensors.chooseHead("fc", config->features(), config->classCount);
  if (!head.ok())
    return Status::failure(where + head.message());
  options.norms = *norms;
  options.head = *head;
  return std::unique_ptr<ModelDefinition>(
      new ResnetDefinition(std::move(*config), options, std::move(*info)));
}

ModelFamily ptir::resnetFamily() {
  return {"resnet",
          {"resnet18", "resnet34", "resnet50", "resnet", "resnet-cifar"},
          configure};
}
