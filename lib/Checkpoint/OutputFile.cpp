//===- OutputFile.cpp - A file that appears when it is complete -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "OutputFile.h"

#include "CheckpointMessage.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

using namespace ptir;

OutputFile::OutputFile(int descriptor, std::string path, std::string temporary)
    : descriptor(descriptor), path(std::move(path)),
      temporary(std::move(temporary)) {}

OutputFile::OutputFile(OutputFile &&other) noexcept
    : descriptor(std::exchange(other.descriptor, -1)),
      path(std::move(other.path)),
      temporary(std::exchange(other.temporary, {})), written(other.written) {}

OutputFile::~OutputFile() {
  if (descriptor >= 0)
    ::close(descriptor);
  if (!temporary.empty())
    ::unlink(temporary.c_str());
}

Status OutputFile::fail(std::string_view what) const {
  return checkpointError(path, std::string(what) + ": " + std::strerror(errno));
}

StatusOr<OutputFile> OutputFile::create(const std::string &path) {
  std::filesystem::path target(path);
  std::string stem =
      (target.parent_path() / ("." + target.filename().string() + "." +
                               std::to_string(::getpid()) + "-"))
          .string();
  // Another thread of this process may be writing the same file.
  for (unsigned attempt = 0; attempt < 100; ++attempt) {
    std::string temporary = stem + std::to_string(attempt) + ".tmp";
    int descriptor = ::open(temporary.c_str(),
                            O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0)
      return OutputFile(descriptor, path, temporary);
    if (errno != EEXIST)
      break;
  }
  return checkpointError(path, "cannot write to its folder: " +
                                   std::string(std::strerror(errno)));
}

Status OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t done = ::write(descriptor, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR)
      continue;
    if (done < 0)
      return fail("writing");
    bytes.remove_prefix(size_t(done));
    written += uint64_t(done);
  }
  return Status::success();
}

Status OutputFile::padTo(uint64_t offset) {
  static constexpr char zeros[64] = {};
  while (written < offset) {
    size_t count = size_t(std::min<uint64_t>(offset - written, sizeof(zeros)));
    if (Status status = write({zeros, count}); !status.ok())
      return status;
  }
  return Status::success();
}

Status OutputFile::commit() {
  if (::fsync(descriptor) != 0)
    return fail("flushing to disk");
  if (::close(std::exchange(descriptor, -1)) != 0)
    return fail("closing");
  if (std::rename(temporary.c_str(), path.c_str()) != 0)
    return fail("renaming into place");
  temporary.clear();
  return Status::success();
}
