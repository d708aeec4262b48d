//===- ContainerFile.h - One container in one file --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CHECKPOINT_CONTAINERFILE_H
#define PTIR_LIB_CHECKPOINT_CONTAINERFILE_H

#include "ptir/Checkpoint/Checkpoint.h"

namespace ptir {

/// Opens a safetensors, GPTRSCHK or GPTRSTEN file, told apart by its magic or
/// else its extension. The config is the one inside the file, if any.
StatusOr<Checkpoint> openContainerFile(const std::string &path);

/// The text of a file that holds one JSON object.
StatusOr<std::string> readJsonText(const std::string &path);

} // namespace ptir

#endif // PTIR_LIB_CHECKPOINT_CONTAINERFILE_H
