//===- StridedCopy.h - Copying between strided tensors ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_STRIDEDCOPY_H
#define PTIR_LIB_RUNTIME_STRIDEDCOPY_H

#include <cstdint>

namespace ptir::runtime {

/// Copies `dims` elements of `elementBytes` bytes; strides count elements and
/// may be 0 or negative. Rank at most 16. The two may be the same memory with
/// the same strides; any other overlap is the caller's error. Does not
/// allocate.
void stridedCopy(void *dst, const int64_t *dstStrides, const void *src,
                 const int64_t *srcStrides, const int64_t *dims, int32_t rank,
                 int32_t elementBytes);

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_STRIDEDCOPY_H
