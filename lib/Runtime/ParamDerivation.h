//===- ParamDerivation.h - Making derived parameters ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Converts and packs one tensor, in parallel, a slice of the source at a time,
// so that the source's pages can be given back on the way. Integers and 12-bit
// floats need the largest element of a column first: panels of a [K, N] source
// are read twice.
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
  /// Elements from one row of a [K, N] source to the next; 0 stands for N.
  int64_t rowStride = 0;
  /// Source bytes of one slice: enough to amortise a parallel loop and a system
  /// call, little next to a model.
  int64_t sliceBytes = int64_t(8) << 20;

  int64_t stride() const { return rowStride ? rowStride : N; }
  /// From the first element to the last.
  int64_t sourceBytes() const {
    return K == 0 ? 0 : ((K - 1) * stride() + N) * storageBytes(from);
  }
  int64_t targetBytes() const;
};

/// Whether stored elements of type `from` can be had as `to`.
bool canConvert(ElementType from, ElementType to);

/// Told of the bytes [begin, end) of the source that are read next; returns
/// whether they can be.
using NextSlice = std::function<bool(int64_t begin, int64_t end)>;

/// Fills `target`. Before each slice of the source `next(begin, end)` is
/// called with its byte range, in order and without gaps, on the calling
/// thread; after the last one with `begin == end == sourceBytes()`. Stops where
/// `next` says so, which is for the caller to know. Fails, with
/// what was expected and found, if integers shall stand for elements that are
/// infinite or NaN.
Status derive(const ParamDerivation &derivation, const ThreadPool &pool,
              const NextSlice &next);

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_PARAMDERIVATION_H
