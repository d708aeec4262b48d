//===- SourceSlices.h - Reading a source slice by slice ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_SOURCESLICES_H
#define PTIR_LIB_RUNTIME_SOURCESLICES_H

#include "ParamDerivation.h"

#include <algorithm>

namespace ptir::runtime {

/// Calls `body(begin, end)` on slices of [0, count) units of `unitBytes` source
/// bytes, telling `next` before each; stops when that says so.
template <typename Body>
void forEachSlice(const ParamDerivation &derivation, int64_t count,
                  int64_t unitBytes, const NextSlice &next, Body &&body) {
  int64_t sourceBytes = derivation.sourceBytes();
  int64_t step = std::max<int64_t>(1, derivation.sliceBytes /
                                          std::max<int64_t>(1, unitBytes));
  for (int64_t begin = 0; begin < count; begin += step) {
    int64_t end = std::min(count, begin + step);
    // The last panel may have fewer rows than the others.
    if (!next(begin * unitBytes, std::min(end * unitBytes, sourceBytes)))
      return;
    body(begin, end);
  }
  next(sourceBytes, sourceBytes);
}

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_SOURCESLICES_H
