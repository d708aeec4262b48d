//===- TensorReader.h - Bytes of a checkpoint's tensors ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Plain reads, for converting and inspecting. Execution maps files instead
// (ptir/Runtime/MappedFile.h).
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CHECKPOINT_TENSORREADER_H
#define PTIR_CHECKPOINT_TENSORREADER_H

#include "ptir/Checkpoint/Checkpoint.h"
#include "ptir/Checkpoint/InputFile.h"

namespace ptir {

/// Reads tensors of one checkpoint. Owns the open files; any thread may read.
class TensorReader {
public:
  /// Opens every file of the checkpoint; fails when one is missing or its size
  /// has changed since it was validated.
  static StatusOr<TensorReader> open(const Checkpoint &checkpoint);

  /// Fills `out` with bytes [begin, begin + count) of a tensor of that
  /// checkpoint.
  Status read(const CheckpointTensor &tensor, uint64_t begin, void *out,
              size_t count) const;

private:
  explicit TensorReader(std::vector<InputFile> files)
      : files(std::move(files)) {}

  std::vector<InputFile> files;
};

} // namespace ptir

#endif // PTIR_CHECKPOINT_TENSORREADER_H
