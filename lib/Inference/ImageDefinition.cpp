//===- ImageDefinition.cpp - Definitions of image models ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ImageDefinition.h"

#include "ImageConfig.h"

#include "mlir/IR/Diagnostics.h"

using namespace ptir;

namespace {

class ImageDefinition final : public ModelDefinition {
public:
  ImageDefinition(ImageNetwork network, layers::ImageModelOptions options,
                  ImageModelInfo info)
      : network(std::move(network)), options(options), info(std::move(info)) {}

  const ImageModelInfo *image() const override { return &info; }

  std::vector<std::string>
  checkpointNames(std::string_view parameter) const override {
    return network.names(parameter);
  }

  StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
  build(mlir::MLIRContext &context, const BuildRequest &request) const override;

private:
  ImageNetwork network;
  /// Norms and head as the checkpoint has them.
  layers::ImageModelOptions options;
  ImageModelInfo info;
};

} // namespace

StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
ImageDefinition::build(mlir::MLIRContext &context,
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
  layers::ImageModelOptions wanted = options;
  wanted.extents = *extents;
  wanted.trace = request.trace;
  wanted.chooser = request.chooser;
  auto module = network.build(&context, wanted);
  if (llvm::failed(module))
    return Status::failure("model " + network.family + ": " + reason);
  return std::move(*module);
}

StatusOr<std::unique_ptr<ModelDefinition>>
ptir::defineImageModel(const Checkpoint &checkpoint, ImageNetwork network) {
  std::string where = "checkpoint '" + checkpoint.path + "': ";
  StatusOr<ImageModelInfo> info =
      readImageConfig(checkpoint.configJson, network.classCount);
  if (!info.ok())
    return Status::failure(where + info.message());
  ImageCheckpoint tensors{checkpoint, network.names};
  StatusOr<layers::NormForm> norms =
      tensors.chooseNorms(network.firstConv, network.firstNorm);
  if (!norms.ok())
    return Status::failure(where + norms.message());
  StatusOr<layers::HeadForm> head =
      tensors.chooseHead(network.head, network.features, network.classCount);
  if (!head.ok())
    return Status::failure(where + head.message());
  layers::ImageModelOptions options;
  options.norms = *norms;
  options.head = *head;
  return std::unique_ptr<ModelDefinition>(
      new ImageDefinition(std::move(network), options, std::move(*info)));
}
