//===- HeaderLength.h - How long a header is --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CHECKPOINT_HEADERLENGTH_H
#define PTIR_LIB_CHECKPOINT_HEADERLENGTH_H

#include "ptir/Checkpoint/Checkpoint.h"

namespace ptir {

/// headerBytesNeeded (CheckpointParser.h) for one family of containers each.
StatusOr<uint64_t> safetensorsHeaderBytes(std::string_view prefix,
                                          uint64_t fileSize,
                                          std::string_view fileName);
StatusOr<uint64_t> gptrsHeaderBytes(ContainerKind kind, std::string_view prefix,
                                    uint64_t fileSize,
                                    std::string_view fileName);

} // namespace ptir

#endif // PTIR_LIB_CHECKPOINT_HEADERLENGTH_H
