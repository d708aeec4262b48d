//===- Arena.h - Memory for temporaries -------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The bump arena behind `ptir_context::arena_top` and `arena_limit`: one large
// range of reserved addresses whose front is usable memory. It grows in place,
// so blocks never move, and compiled code frees by restoring `arena_top`.
// Reserved addresses cost nothing; usable pages cost when they are touched.
// It never shrinks: a steady state neither grows nor faults.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_ARENA_H
#define PTIR_RUNTIME_ARENA_H

#include "ptir/Support/Status.h"

#include <cstddef>
#include <cstdint>

namespace ptir::runtime {

/// One call at a time uses an arena; it belongs to a session.
class Arena {
public:
  static constexpr size_t alignment = 64;
  static constexpr size_t defaultReserve = size_t(64) << 30;

  /// Reserves `reserveBytes` of addresses, or half, a quarter, … where a limit
  /// of the process forbids that much. Fails if not even 1 MiB can be had.
  static StatusOr<Arena> create(size_t reserveBytes = defaultReserve);

  Arena(Arena &&other) noexcept;
  Arena &operator=(Arena &&other) noexcept;
  ~Arena();

  /// The first byte, and one past the last usable byte.
  unsigned char *base() const { return start; }
  unsigned char *limit() const { return start + usable; }

  /// A block of `bytes` at or after `top`, 64-byte aligned, growing the usable
  /// part when it does not fit. nullptr when the reserved range or the memory
  /// of the machine is exhausted, or `bytes` is negative.
  unsigned char *allocate(unsigned char *top, int64_t bytes);

  /// How often the usable part grew, and its size.
  uint64_t growths() const { return numGrowths; }
  size_t usableBytes() const { return usable; }
  size_t reservedBytes() const { return reserved; }

private:
  Arena(unsigned char *start, size_t reserved)
      : start(start), reserved(reserved) {}
  bool makeUsable(size_t bytes);

  unsigned char *start = nullptr;
  size_t reserved = 0;
  size_t usable = 0;
  uint64_t numGrowths = 0;
};

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_ARENA_H
