//===- Model.h - ResNet as a module -----------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_RESNET_MODEL_H
#define PTIR_MODELS_RESNET_MODEL_H

#include "models/resnet/Config.h"
#include "ptir/Layers/ImageModelOptions.h"

#include "mlir/IR/OwningOpRef.h"

namespace ptir::resnet {

/// Builds the portable program of a ResNet (He et al. 2015), with the stride of
/// a bottleneck at its 3x3 convolution, as torchvision has it:
///   forward(images [N, 3, H, W]) -> logits [N, classes]
/// Taps `conv1`, `bn1`, `maxpool`, `layer1.0.conv1`, …, `layer1.0`, `pool` and
/// `fc`. Loads the dialects it needs. Fails with a diagnostic at the context.
llvm::FailureOr<mlir::OwningOpRef<mlir::ModuleOp>>
buildModule(mlir::MLIRContext *context, const Config &config,
            const layers::ImageModelOptions &options);

} // namespace ptir::resnet

#endif // PTIR_MODELS_RESNET_MODEL_H
