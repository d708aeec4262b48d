//===- Buffer.cpp - Zeroed, aligned memory with an owner --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/Buffer.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace ptir::runtime {

/// From here on memory is mapped, not taken from the heap.
static constexpr size_t mapThreshold = size_t(256) << 10;
static constexpr size_t hugePage = size_t(2) << 20;

static size_t roundUp(size_t value, size_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

/// Maps `bytes` (whole pages) at a multiple of the huge page size, or nullptr.
/// The end is not padded: a huge page there would be mostly waste.
static void *mapForHugePages(size_t bytes) {
  size_t padded = bytes + hugePage;
  void *mapping = mmap(nullptr, padded, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapping == MAP_FAILED)
    return nullptr;
  auto begin = reinterpret_cast<uintptr_t>(mapping);
  uintptr_t start = roundUp(begin, hugePage);
  if (start != begin)
    munmap(mapping, start - begin);
  munmap(reinterpret_cast<void *>(start + bytes), begin + hugePage - start);
  void *aligned = reinterpret_cast<void *>(start);
  madvise(aligned, bytes, MADV_HUGEPAGE); // a wish; normal pages work too
  return aligned;
}

Buffer::Buffer(Buffer &&other) noexcept { *this = std::move(other); }

Buffer &Buffer::operator=(Buffer &&other) noexcept {
  std::swap(start, other.start);
  std::swap(numBytes, other.numBytes);
  std::swap(mapped, other.mapped);
  return *this;
}

Buffer::~Buffer() {
  if (mapped)
    munmap(start, mapped);
  else
    std::free(start);
}

StatusOr<Buffer> Buffer::allocate(int64_t bytes, Pages pages) {
  Buffer buffer;
  buffer.numBytes = bytes;
  constexpr int64_t largest = int64_t(1) << 46;
  if (bytes >= 0 && bytes <= largest) {
    size_t size = std::max<size_t>(static_cast<size_t>(bytes), 1);
    if (size < mapThreshold) {
      size = roundUp(size, alignment);
      buffer.start = std::aligned_alloc(alignment, size);
      if (buffer.start)
        std::memset(buffer.start, 0, size);
    } else {
      size = roundUp(size, static_cast<size_t>(sysconf(_SC_PAGESIZE)));
      if (pages == Pages::Huge && size >= hugePage) {
        buffer.start = mapForHugePages(size);
      } else {
        void *mapping = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        buffer.start = mapping == MAP_FAILED ? nullptr : mapping;
      }
      buffer.mapped = buffer.start ? size : 0;
    }
  }
  if (!buffer.start)
    return Status::failure("out of memory: " + std::to_string(bytes) +
                           " bytes asked for");
  return buffer;
}

} // namespace ptir::runtime
