//===- ImageModelOptions.h - How an image model is built --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_IMAGEMODELOPTIONS_H
#define PTIR_LAYERS_IMAGEMODELOPTIONS_H

#include "ptir/Layers/ConvNorm.h"
#include "ptir/Layers/ImageClassifier.h"

namespace ptir::layers {

struct ImageModelOptions {
  ImageExtents extents;
  // How the checkpoint stores what can be stored in two ways.
  NormForm norms = NormForm::Separate;
  HeadForm head = HeadForm::Rows;
  /// The entry returns its taps, of which the last are the logits. Otherwise
  /// blocks of equal extents are one function each.
  bool trace = false;
  functional::Chooser *chooser = nullptr;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_IMAGEMODELOPTIONS_H
