//===- OutputFile.h - A file that appears when it is complete ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CHECKPOINT_OUTPUTFILE_H
#define PTIR_LIB_CHECKPOINT_OUTPUTFILE_H

#include "ptir/Support/Status.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ptir {

/// Writes to a temporary file in the folder of `path` and renames it on
/// commit; without a commit the temporary file is removed. One thread.
class OutputFile {
public:
  static StatusOr<OutputFile> create(const std::string &path);

  OutputFile(OutputFile &&other) noexcept;
  OutputFile &operator=(OutputFile &&) = delete;
  ~OutputFile();

  /// Bytes written so far.
  uint64_t position() const { return written; }

  Status write(std::string_view bytes);
  /// Zeros up to `offset`, which must not be behind position().
  Status padTo(uint64_t offset);
  /// Flushes to disk and puts the file in its place.
  Status commit();

private:
  OutputFile(int descriptor, std::string path, std::string temporary);
  Status fail(std::string_view what) const;

  int descriptor = -1;
  std::string path;
  /// Empty once the file is in place.
  std::string temporary;
  uint64_t written = 0;
};

} // namespace ptir

#endif // PTIR_LIB_CHECKPOINT_OUTPUTFILE_H
