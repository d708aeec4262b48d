//===- ParamDerivation.h - Making derived parameters ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Converts and packs one tensor, in parallel, a slice of the source at a time,
// so that the source's pages can be given back on the way. Integers need the
// largest element of a column first: panels of a [K, N] source are read twice.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_PARAMDERIVATION_H
#define PTIR_LIB_RUNTIME_PARAMDERIVATION_H

#include "ptir/Runtime/ParamLayout.h"
#include "ptir/Runtime/ThreadPool.h"
#include "ptir/Support/ElementType.h"
#include "ptir/Support/Status.h"

#include <functional>

namespace ptir::runtime {

/// One tensor to derive. K and N name the extents that ParamLayout.h names;
/// where it names none, K is 1 and N counts the elements.
struct ParamDerivation {
  ParamForm form;
  ElementType from, to;
  int64_t K, N;
  const unsigned char *source; // any alignment
  unsigned char *target;       // zeroed, aligned for `to`

  int64_t sourceBytes() const { return K * N * storageBytes(from); }
  int64_t targetBytes() const;
};

/// Whether stored elements of type `from` can be had as `to`.
bool canConvert(ElementType from, ElementType to);

/// Told of the bytes [begin, end) of the source that are read next.
using NextSlice = std::function<void(int64_t begin, int64_t end)>;

/// Fills `target`. Before each slice of the source `next(begin, end)` is
/// called with its byte range, in order and without gaps, on the calling
/// thread; after the last one with `begin == end == sourceBytes()`. Fails, with
/// what was expected and found, if integers shall stand for elements that are
/// infinite or NaN.
Status derive(const ParamDerivation &derivation, const ThreadPool &pool,
              const NextSlice &next);

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_PARAMDERIVATION_H
