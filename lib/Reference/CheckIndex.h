//===- CheckIndex.h - Bounds of indices -------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_REFERENCE_CHECKINDEX_H
#define PTIR_LIB_REFERENCE_CHECKINDEX_H

#include "ptir/Support/Status.h"

#include <cstdint>

namespace ptir::reference {

/// A failure unless the index lies in [0, limit).
inline Status checkIndex(int64_t index, int64_t limit) {
  if (index >= 0 && index < limit)
    return Status::success();
  return Status::failure("index " + std::to_string(index) +
                         " is out of range, limit " + std::to_string(limit));
}

} // namespace ptir::reference

#endif // PTIR_LIB_REFERENCE_CHECKINDEX_H
