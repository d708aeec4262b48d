//===- InputFile.cpp - A file read by position ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Checkpoint/InputFile.h"

#include "CheckpointMessage.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ptir;

InputFile::InputFile(int descriptor, uint64_t byteSize, std::string path)
    : descriptor(descriptor), byteSize(byteSize), filePath(std::move(path)) {}

InputFile::InputFile(InputFile &&other) noexcept
    : descriptor(std::exchange(other.descriptor, -1)), byteSize(other.byteSize),
      filePath(std::move(other.filePath)) {}

InputFile &InputFile::operator=(InputFile &&other) noexcept {
  std::swap(descriptor, other.descriptor);
  std::swap(byteSize, other.byteSize);
  std::swap(filePath, other.filePath);
  return *this;
}

InputFile::~InputFile() {
  if (descriptor >= 0)
    ::close(descriptor);
}

StatusOr<InputFile> InputFile::open(const std::string &path) {
  // Without O_NONBLOCK, opening a pipe would wait for its writer.
  int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0)
    return checkpointError(path, "expected a readable file, found: " +
                                     std::string(std::strerror(errno)));
  InputFile file(descriptor, 0, path);
  struct stat info;
  if (::fstat(descriptor, &info) != 0)
    return checkpointError(path, "expected a readable file, found: " +
                                     std::string(std::strerror(errno)));
  if (!S_ISREG(info.st_mode))
    return checkpointError(path, "expected a regular file, found another kind");
  file.byteSize = uint64_t(info.st_size);
  return file;
}

Status InputFile::readAt(uint64_t offset, void *out, size_t count) const {
  auto *to = static_cast<char *>(out);
  size_t done = 0;
  while (done < count) {
    ssize_t got =
        ::pread(descriptor, to + done, count - done, off_t(offset + done));
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return checkpointError(filePath, "reading at byte " +
                                           std::to_string(offset + done) +
                                           ": " + std::strerror(errno));
    if (got == 0)
      return checkpointError(
          filePath, "expected " + std::to_string(count) + " bytes at offset " +
                        std::to_string(offset) + ", found " +
                        std::to_string(done) + "; the file has shrunk");
    done += size_t(got);
  }
  return Status::success();
}
