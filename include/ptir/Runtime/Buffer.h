//===- Buffer.h - Zeroed, aligned memory with an owner ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The memory of host tensors, results and derived parameters.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_BUFFER_H
#define PTIR_RUNTIME_BUFFER_H

#include "ptir/Support/Status.h"

#include <cstddef>
#include <cstdint>

namespace ptir::runtime {

/// Bytes that start at 0, 64-byte aligned. A large buffer comes straight from
/// the kernel: its pages cost memory only once they are touched. Movable; the
/// bytes stay where they are. Freed by the destructor.
class Buffer {
public:
  static constexpr size_t alignment = 64;

  /// Whether the kernel may back the buffer with huge pages: good for what is
  /// written as a whole, wasteful for what is touched here and there.
  enum class Pages { Normal, Huge };

  Buffer() = default;
  Buffer(Buffer &&other) noexcept;
  Buffer &operator=(Buffer &&other) noexcept;
  ~Buffer();

  /// Fails when memory is exhausted. A buffer of 0 bytes has an address too.
  static StatusOr<Buffer> allocate(int64_t bytes, Pages pages = Pages::Normal);

  /// nullptr only for a default-constructed buffer.
  void *data() const { return start; }
  int64_t size() const { return numBytes; }

private:
  void *start = nullptr;
  int64_t numBytes = 0;
  /// Bytes to unmap; 0 when `start` came from the heap.
  size_t mapped = 0;
};

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_BUFFER_H
