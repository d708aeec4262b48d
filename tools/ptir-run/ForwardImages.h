//===- ForwardImages.h - Classes of images ----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_FORWARDIMAGES_H
#define PTIR_TOOLS_PTIR_RUN_FORWARDIMAGES_H

#include "ImageFlags.h"
#include "RepeatedRuns.h"
#include "Terminal.h"

#include "ptir/Inference/Model.h"

namespace ptir::run {

/// How the logits are shown.
struct ForwardOutput {
  /// File of labels; empty for the model's own.
  std::string labels;
  int64_t top = 5;
  /// Archive of `input` and `logits`; may be empty.
  std::string archive;
  bool json = false;
};

/// Runs an image model and prints the likeliest classes.
Status runImages(LoadedModel &model, const ImageFlags &flags,
                 const ForwardOutput &output, RepeatedRuns &runs,
                 Progress &progress);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_FORWARDIMAGES_H
