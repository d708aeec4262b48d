//===- ImageClassifier.h - Images in, logits out ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What all models that classify images have in common: the entry, which takes
// images as torchvision lays them out, and the linear head.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_IMAGECLASSIFIER_H
#define PTIR_LAYERS_IMAGECLASSIFIER_H

#include "ptir/Layers/OutlinedLayer.h"

namespace ptir::layers {

/// Extents of the images, all of them static.
struct ImageExtents {
  int64_t batch = 1, channels = 3, height = 0, width = 0;
};

/// From x[N, H, W, C] to logits; the emitter is inside of the entry.
using ImageBody = llvm::function_ref<Tensor(Emitter &, Tensor x)>;

/// Adds the public function
///   forward(images [N, C, H, W] of f32) -> logits
/// to the end of `module`. `body` gets the images with channels last. With
/// `trace` the entry returns what was tapped instead (TracedEntry.h).
llvm::LogicalResult addImageEntry(mlir::ModuleOp module,
                                  mlir::Location location,
                                  const ImageExtents &extents, ImageBody body,
                                  functional::Chooser *chooser = nullptr,
                                  bool trace = false);

/// How a checkpoint stores the weight of the head.
enum class HeadForm {
  Rows,   ///< [classes, features], as torchvision does
  Columns ///< [features, classes]
};

/// x[N, H, W, features] -> means over the positions -> logits [N, classes].
/// Parameters: `<name>.weight` and `<name>.bias` [classes]. Taps `pool` and its
/// result under its name.
class ClassifierHead {
public:
  ClassifierHead(std::string name, int64_t features, int64_t classes,
                 HeadForm form)
      : name(std::move(name)), features(features), classes(classes),
        form(form) {}

  void appendParameters(ParameterList &list) const;
  Tensor forward(Emitter &emitter, const Parameters &parameters,
                 Tensor x) const;

private:
  std::string name;
  int64_t features, classes;
  HeadForm form;
};

/// Repeated parts of one entry: each kind is outlined once, in front of the
/// entry, and called from then on.
class OutlinedParts {
public:
  /// With `outline` false the parts are emitted where they are used, so that
  /// their intermediate results can be tapped.
  OutlinedParts(mlir::ModuleOp module, mlir::Location location,
                functional::Chooser *chooser, bool outline)
      : module(module), location(location), chooser(chooser), outline(outline) {
  }

  using PartBody =
      llvm::function_ref<Tensor(Emitter &, const Parameters &, Tensor)>;

  /// x through the part of that kind. Two parts with the same kind and type of
  /// x have the same parameters and body. Parameters are read under `prefix`.
  Tensor call(Emitter &emitter, llvm::StringRef kind, llvm::StringRef prefix,
              llvm::ArrayRef<ParameterSpec> specs, Tensor x, PartBody body);

private:
  mlir::ModuleOp module;
  mlir::Location location;
  functional::Chooser *chooser;
  bool outline;
  llvm::StringMap<mlir::func::FuncOp> functions;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_IMAGECLASSIFIER_H
