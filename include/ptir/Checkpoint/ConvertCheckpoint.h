//===- ConvertCheckpoint.h - One container into another ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CHECKPOINT_CONVERTCHECKPOINT_H
#define PTIR_CHECKPOINT_CONVERTCHECKPOINT_H

#include "ptir/Support/Status.h"

#include <string>

namespace ptir {

/// Writes the checkpoint at `input` again as the container that `output`
/// names:
///   NAME.safetensors           safetensors; the config goes into its metadata
///   NAME.gptrschk, NAME.bin    GPTRSCHK v2; needs a config
///   NAME.gptrsten              GPTRSTEN v2; has no place for a config
///   a folder, or a name without extension
///                              HF folder: model.safetensors, config.json, and
///                              the tokenizer's files; needs a config
/// Tensor bytes, names and the config's text are kept as they are. Fails when
/// the target cannot store an element type. Each file appears complete or not
/// at all; `input` and `output` may be the same.
Status convertCheckpoint(const std::string &input, const std::string &output);

} // namespace ptir

#endif // PTIR_CHECKPOINT_CONVERTCHECKPOINT_H
