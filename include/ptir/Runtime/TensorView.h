//===- TensorView.h - A dense tensor somebody else owns ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What the runtime hands to a caller: element type, extents and a pointer, as
// `ptir_tensor` of the ABI with types of C++. A view owns neither its bytes nor
// its extents; whoever returns one says how long they live.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_TENSORVIEW_H
#define PTIR_RUNTIME_TENSORVIEW_H

#include "ptir/Runtime/ABI.h"
#include "ptir/Support/ElementType.h"

#include <cstddef>
#include <optional>
#include <string>

namespace ptir::runtime {

/// The largest rank the runtime handles.
inline constexpr int32_t maxRank = 16;

/// A dense row-major tensor. `dims` has `rank` extents.
struct TensorView {
  const void *data = nullptr;
  const int64_t *dims = nullptr;
  int32_t rank = 0;
  ElementType type = ElementType::F32;

  int64_t elementCount() const {
    int64_t count = 1;
    for (int32_t i = 0; i < rank; ++i)
      count *= dims[i];
    return count;
  }
  size_t bytes() const {
    return static_cast<size_t>(elementCount()) * storageBytes(type);
  }
  template <typename T>
  const T *as() const {
    return static_cast<const T *>(data);
  }
};

/// Bytes of a dense tensor; nothing if an extent is negative or the product
/// does not fit in an int64_t.
std::optional<int64_t> denseBytes(const int64_t *dims, int32_t rank,
                                  ElementType type);

/// `[768, 2304]`; `?` for an extent known only at run time.
std::string extentsText(const int64_t *dims, int32_t rank);

/// `tensor<?x12x64xf32>`, the dialect's spelling. `elementType` may be any
/// number: an unknown one is spelt `element type 77`.
std::string tensorText(const int64_t *dims, int32_t rank, int32_t elementType);

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_TENSORVIEW_H
