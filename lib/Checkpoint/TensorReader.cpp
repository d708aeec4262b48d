//===- TensorReader.cpp - Bytes of a checkpoint's tensors -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Checkpoint/TensorReader.h"

#include "CheckpointMessage.h"

using namespace ptir;

StatusOr<TensorReader> TensorReader::open(const Checkpoint &checkpoint) {
  std::vector<InputFile> files;
  for (const CheckpointFile &expected : checkpoint.files) {
    auto file = InputFile::open(expected.path);
    if (!file.ok())
      return file.status();
    if (file->size() != expected.size)
      return checkpointError(expected.path,
                             "expected " + std::to_string(expected.size) +
                                 " bytes as when it was validated, found " +
                                 std::to_string(file->size()));
    files.push_back(std::move(*file));
  }
  return TensorReader(std::move(files));
}

Status TensorReader::read(const CheckpointTensor &tensor, uint64_t begin,
                          void *out, size_t count) const {
  if (tensor.file >= files.size())
    return Status::failure("tensor " + inQuotes(tensor.name) +
                           ": expected a file index below " +
                           std::to_string(files.size()) + ", found " +
                           std::to_string(tensor.file));
  const InputFile &file = files[tensor.file];
  if (begin > tensor.byteSize || count > tensor.byteSize - begin)
    return tensorError(file.path(), tensor.name,
                       "expected a range inside its " +
                           std::to_string(tensor.byteSize) + " bytes, found " +
                           std::to_string(count) + " bytes at " +
                           std::to_string(begin));
  return file.readAt(tensor.offset + begin, out, count);
}
