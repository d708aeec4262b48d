//===- MappedFile.h - A file as read-only memory ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A whole file, mapped read only. Pages are read when first touched. The size
// is checked when the file is opened; a file that another process truncates
// afterwards raises SIGBUS on a page past its new end, as with every mapping:
// replace checkpoints by renaming a new file over them, never in place.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_MAPPEDFILE_H
#define PTIR_RUNTIME_MAPPEDFILE_H

#include "ptir/Support/Status.h"

#include <cstddef>
#include <string>

namespace ptir::runtime {

/// Any thread may read and advise. Unmapped by the destructor.
class MappedFile {
public:
  /// Maps `path`, which must be a regular file of `expectedBytes` bytes.
  static StatusOr<MappedFile> open(const std::string &path,
                                   size_t expectedBytes);

  MappedFile(MappedFile &&other) noexcept;
  MappedFile &operator=(MappedFile &&other) noexcept;
  ~MappedFile();

  /// Page aligned; not nullptr, even for an empty file.
  const unsigned char *data() const;
  size_t size() const { return numBytes; }

  /// Asks the kernel to read [offset, offset + bytes) ahead.
  void willNeed(size_t offset, size_t bytes) const;

  /// Reads [offset, offset + bytes) and returns when it is in memory. Fails
  /// where touching it would raise SIGBUS: an error of the disk, or the file
  /// was truncated.
  Status populate(size_t offset, size_t bytes) const;

  /// Gives back every page that reading [offset, offset + bytes) can have
  /// brought into memory, those around it included: the kernel maps up to
  /// `faultAround` bytes at once.
  void releaseAround(size_t offset, size_t bytes) const;
  static constexpr size_t faultAround = size_t(64) << 10;

  /// Gives the whole pages inside [offset, offset + bytes) back; they are read
  /// again if touched again. Returns how many bytes that were.
  size_t release(size_t offset, size_t bytes) const;

private:
  MappedFile(void *start, size_t bytes) : start(start), numBytes(bytes) {}

  void *start = nullptr; // nullptr for an empty file
  size_t numBytes = 0;
};

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_MAPPEDFILE_H
