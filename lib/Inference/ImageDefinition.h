//===- ImageDefinition.h - Definitions of image models ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_INFERENCE_IMAGEDEFINITION_H
#define PTIR_LIB_INFERENCE_IMAGEDEFINITION_H

#include "ptir/Inference/ModelRegistry.h"
#include "ptir/Layers/ImageModelOptions.h"

namespace ptir {

/// A configured network that classifies images, as its family describes it.
struct ImageNetwork {
  std::string family; ///< for messages
  int64_t classCount, features;
  /// Parameters that tell how the checkpoint stores norms and head.
  std::string firstConv, firstNorm, head;
  /// The names that a parameter may have in the checkpoint, best first.
  std::function<std::vector<std::string>(std::string_view)> names;
  /// Fails with a diagnostic at the context.
  std::function<llvm::FailureOr<mlir::OwningOpRef<mlir::ModuleOp>>(
      mlir::MLIRContext *, const layers::ImageModelOptions &)>
      build;
};

/// The definition of the network, with images, norms and head as the checkpoint
/// has them. Fails when that cannot be told.
StatusOr<std::unique_ptr<ModelDefinition>>
defineImageModel(const Checkpoint &checkpoint, ImageNetwork network);

} // namespace ptir

#endif // PTIR_LIB_INFERENCE_IMAGEDEFINITION_H
