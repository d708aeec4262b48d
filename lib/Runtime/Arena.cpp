//===- Arena.cpp - Memory for temporaries -----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/Arena.h"

#include <algorithm>
#include <sys/mman.h>
#include <utility>

namespace ptir::runtime {

/// Growth and the smallest reservation come in this unit, a multiple of every
/// page size in use.
static constexpr size_t unit = size_t(1) << 20;

static size_t roundUp(size_t value, size_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

StatusOr<Arena> Arena::create(size_t reserveBytes) {
  constexpr size_t largest = size_t(1) << 46;
  size_t bytes = roundUp(std::clamp(reserveBytes, unit, largest), unit);
  for (; bytes >= unit; bytes = bytes / 2 / unit * unit) {
    // Without access the range counts against no limit but that of addresses.
    void *start = mmap(nullptr, bytes, PROT_NONE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start != MAP_FAILED)
      return Arena(static_cast<unsigned char *>(start), bytes);
  }
  return Status::failure("arena: expected at least 1 MiB of address space, "
                         "found none; raise the limit of virtual memory "
                         "(ulimit -v)");
}

Arena::Arena(Arena &&other) noexcept { *this = std::move(other); }

Arena &Arena::operator=(Arena &&other) noexcept {
  std::swap(start, other.start);
  std::swap(reserved, other.reserved);
  std::swap(usable, other.usable);
  std::swap(numGrowths, other.numGrowths);
  return *this;
}

Arena::~Arena() {
  if (start)
    munmap(start, reserved);
}

bool Arena::makeUsable(size_t bytes) {
  if (bytes > reserved || mprotect(start, bytes, PROT_READ | PROT_WRITE) != 0)
    return false;
  usable = bytes;
  ++numGrowths;
  return true;
}

unsigned char *Arena::allocate(unsigned char *top, int64_t bytes) {
  size_t offset = roundUp(static_cast<size_t>(top - start), alignment);
  if (bytes < 0 || offset > reserved ||
      static_cast<size_t>(bytes) > reserved - offset)
    return nullptr;
  size_t needed = offset + static_cast<size_t>(bytes);
  if (needed > usable) {
    // Twice the need, so that a slowly growing call grows rarely; exactly the
    // need when there is no more.
    size_t exact = roundUp(needed, unit);
    size_t wanted = std::min(std::max(exact, 2 * usable), reserved);
    if (!makeUsable(wanted) && !makeUsable(exact))
      return nullptr;
  }
  return start + offset;
}

} // namespace ptir::runtime
