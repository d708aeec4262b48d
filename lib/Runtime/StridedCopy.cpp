//===- StridedCopy.cpp - Copying between strided tensors --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "StridedCopy.h"
#include "ptir/Runtime/TensorView.h"

#include <cstring>

namespace ptir::runtime {

namespace {

/// One dimension that remains after contiguous ones are merged; strides in
/// bytes.
struct Axis {
  int64_t extent, dst, src;
};

/// The axes of a copy, outermost first.
struct Axes {
  Axis list[maxRank];
  int count = 0;

  /// Appends an axis inside all others, merging it into the last one when the
  /// pair is traversed like one axis on both sides.
  void append(Axis axis) {
    if (axis.extent == 1)
      return;
    if (count > 0) {
      Axis &outer = list[count - 1];
      if (outer.dst == axis.extent * axis.dst &&
          outer.src == axis.extent * axis.src) {
        outer = {outer.extent * axis.extent, axis.dst, axis.src};
        return;
      }
    }
    list[count++] = axis;
  }
};

} // namespace

template <int64_t Bytes>
static void copyElements(char *dst, const char *src, const Axis &axis) {
  for (int64_t i = 0; i < axis.extent; ++i)
    std::memcpy(dst + i * axis.dst, src + i * axis.src, Bytes);
}

/// The innermost axis.
static void copyRun(char *dst, const char *src, const Axis &axis,
                    int64_t bytes) {
  if (axis.dst == bytes && axis.src == bytes) {
    std::memmove(dst, src, static_cast<size_t>(axis.extent * bytes));
    return;
  }
  switch (bytes) {
  case 1:
    return copyElements<1>(dst, src, axis);
  case 2:
    return copyElements<2>(dst, src, axis);
  case 4:
    return copyElements<4>(dst, src, axis);
  case 8:
    return copyElements<8>(dst, src, axis);
  default:
    for (int64_t i = 0; i < axis.extent; ++i)
      std::memmove(dst + i * axis.dst, src + i * axis.src,
                   static_cast<size_t>(bytes));
  }
}

void stridedCopy(void *dst, const int64_t *dstStrides, const void *src,
                 const int64_t *srcStrides, const int64_t *dims, int32_t rank,
                 int32_t elementBytes) {
  Axes axes;
  for (int32_t i = 0; i < rank; ++i) {
    if (dims[i] <= 0)
      return;
    axes.append(
        {dims[i], dstStrides[i] * elementBytes, srcStrides[i] * elementBytes});
  }
  if (axes.count == 0)
    axes.list[axes.count++] = {1, elementBytes, elementBytes};

  // An odometer over all axes but the innermost.
  auto *to = static_cast<char *>(dst);
  auto *from = static_cast<const char *>(src);
  int outer = axes.count - 1;
  int64_t position[maxRank] = {};
  for (;;) {
    copyRun(to, from, axes.list[outer], elementBytes);
    int axis = outer - 1;
    for (; axis >= 0; --axis) {
      const Axis &turning = axes.list[axis];
      to += turning.dst;
      from += turning.src;
      if (++position[axis] < turning.extent)
        break;
      to -= turning.extent * turning.dst;
      from -= turning.extent * turning.src;
      position[axis] = 0;
    }
    if (axis < 0)
      return;
  }
}

} // namespace ptir::runtime
