//===- TensorTable.h - Checks every container shares ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CHECKPOINT_TENSORTABLE_H
#define PTIR_LIB_CHECKPOINT_TENSORTABLE_H

#include "ptir/Checkpoint/Checkpoint.h"

namespace ptir {

/// Checks that a tensor's bytes lie in [dataBegin, fileSize) of its file and
/// are as many as its shape and type need.
Status checkTensor(const CheckpointTensor &tensor, uint64_t dataBegin,
                   uint64_t fileSize, std::string_view fileName);

enum class Gaps : uint8_t { Allowed, Forbidden };

/// Checks that no two tensors share a byte or, if gaps are forbidden, that they
/// cover [dataBegin, fileSize). Every tensor has passed checkTensor.
Status checkLayout(const std::vector<CheckpointTensor> &tensors, Gaps gaps,
                   uint64_t dataBegin, uint64_t fileSize,
                   std::string_view fileName);

/// Sorts by name; fails when a name occurs twice.
Status sortByName(std::vector<CheckpointTensor> &tensors,
                  std::string_view fileName);

} // namespace ptir

#endif // PTIR_LIB_CHECKPOINT_TENSORTABLE_H
