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
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace ptir::runtime {

/// From here on memory is mapped, not taken from the heap.
static constexpr size_t mapThreshold = size_t(256) << 10;
/// The same where huge pages are asked for: caches of a short sequence are
/// small, but many.
static constexpr size_t hugeThreshold = size_t(64) << 10;
static constexpr size_t hugePage = size_t(2) << 20;
/// What smaller buffers in huge pages are cut from.
static constexpr size_t slabBytes = 32 * hugePage;

static size_t roundUp(size_t value, size_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

/// Maps `bytes` (whole pages) at a multiple of the huge page size, or nullptr.
/// The end is not padded: a huge page there would be mostly waste.
static void *mapAligned(size_t bytes) {
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

namespace {

/// Mapped memory that buffers are cut from one behind the other. Most weights
/// are no multiple of a huge page, and what is left of it would lie in normal
/// pages, which are read at half the speed. A buffer unmaps its own part: what
/// was given out never comes back.
class Slab {
public:
  /// `bytes` of whole pages, or nullptr.
  void *take(size_t bytes) {
    std::lock_guard<std::mutex> lock(mutex);
    if (rest < bytes) {
      void *fresh = mapAligned(slabBytes);
      if (!fresh)
        return nullptr;
      if (rest > 0)
        munmap(next, rest);
      next = static_cast<unsigned char *>(fresh);
      rest = slabBytes;
    }
    void *taken = next;
    next += bytes;
    rest -= bytes;
    return taken;
  }

private:
  std::mutex mutex;
  unsigned char *next = nullptr;
  size_t rest = 0;
};

} // namespace

static void *mapForHugePages(size_t bytes) {
  static Slab slab;
  return bytes < slabBytes / 4 ? slab.take(bytes) : mapAligned(bytes);
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
    if (size < (pages == Pages::Huge ? hugeThreshold : mapThreshold)) {
      size = roundUp(size, alignment);
      buffer.start = std::aligned_alloc(alignment, size);
      if (buffer.start)
        std::memset(buffer.start, 0, size);
    } else {
      size = roundUp(size, static_cast<size_t>(sysconf(_SC_PAGESIZE)));
      if (pages == Pages::Huge) {
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
