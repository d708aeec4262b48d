//===- ImageConfig.h - How a model wants its images -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_INFERENCE_IMAGECONFIG_H
#define PTIR_LIB_INFERENCE_IMAGECONFIG_H

#include "ptir/Inference/ModelRegistry.h"
#include "ptir/Layers/ConvNorm.h"
#include "ptir/Layers/ImageClassifier.h"

namespace ptir {

/// What `config.json` says of images: `input_shape` [C, H, W] or `image_size`;
/// `mean` and `std` (in `preprocess`, `normalise` or `normalize`), in
/// `preprocess` also `resize_short_side` and `center_crop`; `labels` (a list,
/// or the name of a file) or `id2label`. What is absent is as for ImageNet:
/// 224 of 256 pixels, or all of them for another size. Fails, naming the key
/// and what was found, for values of the wrong type or out of range.
StatusOr<ImageModelInfo> readImageConfig(std::string_view json,
                                         int64_t classCount);

/// The parameters of a checkpoint under the names of the model.
struct ImageCheckpoint {
  const Checkpoint &checkpoint;
  std::function<std::vector<std::string>(std::string_view)> names;

  /// Null if the checkpoint has it under none of its names.
  const CheckpointTensor *find(std::string_view parameter) const;

  /// Folded when the first convolution has a bias and its norm is absent.
  /// Fails when it has both or neither.
  StatusOr<layers::NormForm> chooseNorms(const std::string &conv,
                                         const std::string &norm) const;

  /// By the shape of `<head>.weight`; where rows and columns are as many, it is
  /// [classes, features]. Fails when it fits neither way.
  StatusOr<layers::HeadForm>
  chooseHead(const std::string &head, int64_t features, int64_t classes) const;
};

/// The extents a request asks of a model. Fails for entries that image models
/// do not have and extents out of range.
StatusOr<layers::ImageExtents> imageExtents(const ModelDefinition &model,
                                            const BuildRequest &request);

} // namespace ptir

#endif // PTIR_LIB_INFERENCE_IMAGECONFIG_H
