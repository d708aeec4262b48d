//===- WritePlan.h - Where a writer puts tensors ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CHECKPOINT_WRITEPLAN_H
#define PTIR_LIB_CHECKPOINT_WRITEPLAN_H

#include "ptir/Checkpoint/CheckpointWriter.h"

#include "OutputFile.h"

namespace ptir {

/// One tensor's place in the file.
struct PlannedTensor {
  /// Into the caller's list; also for the callback.
  size_t index = 0;
  uint64_t offset = 0;
  uint64_t byteSize = 0;
};

inline constexpr uint64_t writeAlignment = 64;

constexpr uint64_t alignUp(uint64_t offset) {
  return (offset + writeAlignment - 1) / writeAlignment * writeAlignment;
}

/// The tensors by name with their sizes, offsets zero. Fails on a name that
/// occurs twice or a shape without a size.
StatusOr<std::vector<PlannedTensor>>
planByName(const std::vector<TensorDescription> &tensors,
           const std::string &path);

/// The same plan in the order of the caller's list.
std::vector<PlannedTensor> asGiven(std::vector<PlannedTensor> plan);

/// Writes header and data, zero-filled up to each offset, which must not
/// decrease, and puts the file in place.
Status writePlanned(const std::string &path, std::string_view header,
                    const std::vector<PlannedTensor> &plan,
                    const TensorSource &source);

} // namespace ptir

#endif // PTIR_LIB_CHECKPOINT_WRITEPLAN_H
