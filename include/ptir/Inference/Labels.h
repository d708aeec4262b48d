//===- Labels.h - What an image model's classes are called ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_LABELS_H
#define PTIR_INFERENCE_LABELS_H

#include "ptir/Inference/Model.h"

#include <string>
#include <vector>

namespace ptir {

/// The lines of a text file, one for each class in order; ends of lines may be
/// those of any system. Fails unless there are `classCount` of them.
StatusOr<std::vector<std::string>> readLabels(const std::string &path,
                                              int64_t classCount);

/// Those of the model's configuration, or of a file beside the checkpoint: the
/// one that it names, or `labels.txt`. Empty if there are none. Labels need not
/// be distinct.
StatusOr<std::vector<std::string>> modelLabels(const LoadedModel &model);

} // namespace ptir

#endif // PTIR_INFERENCE_LABELS_H
