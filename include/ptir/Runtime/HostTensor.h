//===- HostTensor.h - A dense tensor that owns its bytes --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Arguments that callers keep: inputs, key/value caches.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_HOSTTENSOR_H
#define PTIR_RUNTIME_HOSTTENSOR_H

#include "ptir/Runtime/Buffer.h"
#include "ptir/Runtime/TensorView.h"

#include <vector>

namespace ptir::runtime {

/// Row-major, 64-byte aligned, zero at first; the pages of a large tensor cost
/// memory only once they are touched. Moving keeps the bytes where they are
/// and invalidates no view. Not synchronised.
class HostTensor {
public:
  /// `pages` is for Buffer::allocate. Fails on a negative extent, more than 16
  /// extents, or no memory.
  static StatusOr<HostTensor>
  zeros(ElementType type, std::vector<int64_t> dims,
        Buffer::Pages pages = Buffer::Pages::Normal);

  ElementType type() const { return elementType; }
  const std::vector<int64_t> &dims() const { return extents; }
  int64_t bytes() const { return buffer.size(); }
  int64_t elementCount() const { return bytes() / storageBytes(elementType); }

  void *data() const { return buffer.data(); }
  template <typename T>
  T *as() const {
    return static_cast<T *>(buffer.data());
  }

  /// As an argument of a call. Valid as long as this tensor, moves included.
  ptir_tensor view() const {
    return {buffer.data(), extents.data(), static_cast<int32_t>(extents.size()),
            static_cast<int32_t>(elementType)};
  }

private:
  HostTensor(ElementType type, std::vector<int64_t> dims, Buffer buffer)
      : elementType(type), extents(std::move(dims)), buffer(std::move(buffer)) {
  }

  ElementType elementType;
  std::vector<int64_t> extents;
  Buffer buffer;
};

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_HOSTTENSOR_H
