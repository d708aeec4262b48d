//===- InputFile.h - A file read by position --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CHECKPOINT_INPUTFILE_H
#define PTIR_CHECKPOINT_INPUTFILE_H

#include "ptir/Support/Status.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace ptir {

/// A regular file open for reading. Owns its descriptor and closes it. Reads
/// carry their position, so any number of threads may read at once.
class InputFile {
public:
  /// Fails, with the system's reason, when `path` cannot be opened or is not a
  /// regular file.
  static StatusOr<InputFile> open(const std::string &path);

  InputFile(InputFile &&other) noexcept;
  InputFile &operator=(InputFile &&other) noexcept;
  InputFile(const InputFile &) = delete;
  InputFile &operator=(const InputFile &) = delete;
  ~InputFile();

  /// Bytes, when the file was opened.
  uint64_t size() const { return byteSize; }
  const std::string &path() const { return filePath; }

  /// Fills `out` with bytes [offset, offset + count); fails unless all of them
  /// are there.
  Status readAt(uint64_t offset, void *out, size_t count) const;

private:
  InputFile(int descriptor, uint64_t byteSize, std::string path);

  int descriptor = -1;
  uint64_t byteSize = 0;
  std::string filePath;
};

} // namespace ptir

#endif // PTIR_CHECKPOINT_INPUTFILE_H
