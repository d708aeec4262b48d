//===- Model.h - MobileNetV2 as a module ------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_MOBILENET_V2_MODEL_H
#define PTIR_MODELS_MOBILENET_V2_MODEL_H

#include "models/mobilenet_v2/Config.h"
#include "ptir/Layers/ImageModelOptions.h"

#include "mlir/IR/OwningOpRef.h"

namespace ptir::mobilenet_v2 {

/// Builds the portable program of MobileNetV2 (Sandler et al. 2018), with one
/// pixel of padding on every side of 3x3 convolutions, as torchvision has it:
///   forward(images [N, 3, H, W]) -> logits [N, classes]
/// Taps `stem`, `stem_norm`, `blocks.0.depthwise`, …, `blocks.0`, `head`,
/// `pool` and `classifier`. Loads the dialects it needs. Fails with a
/// diagnostic at the context.
llvm::FailureOr<mlir::OwningOpRef<mlir::ModuleOp>>
buildModule(mlir::MLIRContext *context, const Config &config,
            const layers::ImageModelOptions &options);

} // namespace ptir::mobilenet_v2

#endif // PTIR_MODELS_MOBILENET_V2_MODEL_H
