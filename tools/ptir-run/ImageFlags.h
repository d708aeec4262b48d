//===- ImageFlags.h - What an image model is run on -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Photos are scaled so that the shorter side has the model's length, cropped to
// its size around the middle, and normalised as its configuration says. Tensors
// of a file are taken as they are. Without either, pixels are random: normal,
// SplitMix64 with --seed.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_IMAGEFLAGS_H
#define PTIR_TOOLS_PTIR_RUN_IMAGEFLAGS_H

#include "ptir/Inference/ModelRegistry.h"
#include "ptir/Runtime/HostTensor.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace ptir::run {

struct ImageFlags {
  std::vector<std::string> photos;
  bool upright = false;
  bool noResize = false;
  std::string input, inputKey;
  uint64_t seed = 0;
  int64_t batch = 1;
  /// 0 for the model's own.
  int64_t imageSize = 0;

  /// Whether the user asked for something that only an image model takes.
  bool areGiven() const {
    return !photos.empty() || !input.empty() || seed != 0 || batch != 1 ||
           imageSize != 0;
  }
};

/// `flags` must outlive the parse.
void addImageFlags(CLI::App &command, ImageFlags &flags);

/// Model input, f32 [N, C, H, W], and what to call each image.
struct ImageBatch {
  runtime::HostTensor tensor;
  std::vector<std::string> names;
};

/// Fails for files that cannot be read, are damaged or hold something else, and
/// for photos of different sizes that are not to be resized.
StatusOr<ImageBatch> makeImages(const ImageModelInfo &model,
                                const ImageFlags &flags);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_IMAGEFLAGS_H
