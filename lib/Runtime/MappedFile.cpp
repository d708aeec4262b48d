//===- MappedFile.cpp - A file as read-only memory --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/MappedFile.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace ptir::runtime {

static size_t pageBytes() { return static_cast<size_t>(sysconf(_SC_PAGESIZE)); }

StatusOr<MappedFile> MappedFile::open(const std::string &path,
                                      size_t expectedBytes) {
  auto fail = [&](const std::string &why) {
    return Status::failure("file '" + path + "': " + why);
  };
  auto systemError = [&](const char *what) {
    return fail(std::string(what) + ": " + std::strerror(errno));
  };

  int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return systemError("cannot open");
  struct stat info;
  if (fstat(file, &info) != 0) {
    Status status = systemError("cannot read its size");
    close(file);
    return status;
  }
  if (!S_ISREG(info.st_mode)) {
    close(file);
    return fail("expected a regular file");
  }
  auto bytes = static_cast<size_t>(info.st_size);
  if (bytes != expectedBytes) {
    close(file);
    return fail("expected " + std::to_string(expectedBytes) + " bytes, found " +
                std::to_string(bytes) + "; it changed since it was inspected");
  }
  if (bytes == 0) {
    close(file);
    return MappedFile(nullptr, 0);
  }
  void *start = mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file, 0);
  Status status = start == MAP_FAILED ? systemError("cannot map") // errno first
                                      : Status::success();
  close(file); // the mapping keeps the file
  if (!status.ok())
    return status;
  return MappedFile(start, bytes);
}

MappedFile::MappedFile(MappedFile &&other) noexcept {
  *this = std::move(other);
}

MappedFile &MappedFile::operator=(MappedFile &&other) noexcept {
  std::swap(start, other.start);
  std::swap(numBytes, other.numBytes);
  return *this;
}

MappedFile::~MappedFile() {
  if (start)
    munmap(start, numBytes);
}

const unsigned char *MappedFile::data() const {
  static const unsigned char empty = 0;
  return start ? static_cast<const unsigned char *>(start) : &empty;
}

void MappedFile::willNeed(size_t offset, size_t bytes) const {
  if (!start || offset >= numBytes)
    return;
  size_t begin = offset / pageBytes() * pageBytes();
  size_t end = offset + std::min(bytes, numBytes - offset);
  madvise(static_cast<char *>(start) + begin, end - begin, MADV_WILLNEED);
}

// Linux 5.14; the C library's headers may be older than the kernel.
static constexpr int populateRead = 22;

Status MappedFile::populate(size_t offset, size_t bytes) const {
  if (!start || offset >= numBytes)
    return Status::success();
  size_t begin = offset / pageBytes() * pageBytes();
  size_t end = offset + std::min(bytes, numBytes - offset);
  if (madvise(static_cast<char *>(start) + begin, end - begin, populateRead) ==
          0 ||
      errno == EINVAL) // an older kernel reads when pages are touched
    return Status::success();
  return Status::failure("cannot read bytes " + std::to_string(offset) +
                         " to " + std::to_string(end) +
                         " of the file: " + std::strerror(errno));
}

void MappedFile::releaseAround(size_t offset, size_t bytes) const {
  if (!start || offset >= numBytes)
    return;
  size_t page = pageBytes();
  size_t begin = (offset - std::min(offset, faultAround)) / page * page;
  size_t end = offset + std::min(bytes, numBytes - offset);
  end = std::min(numBytes, end + faultAround);
  madvise(static_cast<char *>(start) + begin,
          (end - begin + page - 1) / page * page, MADV_DONTNEED);
}

size_t MappedFile::release(size_t offset, size_t bytes) const {
  if (!start || offset >= numBytes)
    return 0;
  size_t page = pageBytes();
  size_t end = offset + std::min(bytes, numBytes - offset);
  // The last page of the file is whole when the range reaches its end.
  size_t last =
      end == numBytes ? (end + page - 1) / page * page : end / page * page;
  size_t first = (offset + page - 1) / page * page;
  if (first >= last)
    return 0;
  if (madvise(static_cast<char *>(start) + first, last - first,
              MADV_DONTNEED) != 0)
    return 0;
  return std::min(last, numBytes) - first;
}

} // namespace ptir::runtime
