//===- StridedLoops.h - Loops over the indices of a box ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A view of dense elements is an offset and one stride per dimension, both in
// elements: the element at index i lies at offset + sum(i[d] * strides[d]).
// Stride 0 repeats an element.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_REFERENCE_STRIDEDLOOPS_H
#define PTIR_LIB_REFERENCE_STRIDEDLOOPS_H

#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include <vector>

namespace ptir::reference {

/// The strides of a dense row-major tensor.
Shape denseStrides(ShapeRef dims);

/// The position of an index in a view that starts at 0.
int64_t offsetAt(ShapeRef index, ShapeRef strides);

/// From an index of a box to the next one in row-major order; from the last to
/// the first.
void advance(Shape &index, ShapeRef dims);

/// Where an index lies in two views of one shape.
struct OffsetPair {
  int64_t from = 0;
  int64_t to = 0;
};

/// Calls `visit(from, to)` with the offsets of every index of the box `dims` in
/// both views, in row-major order.
template <typename Visit>
void forEachIndex(ShapeRef dims, ShapeRef fromStrides, ShapeRef toStrides,
                  OffsetPair start, const Visit &visit) {
  if (dims.empty())
    return visit(start.from, start.to);
  for (int64_t i = 0; i < dims.front(); ++i) {
    if (dims.size() == 1)
      visit(start.from, start.to);
    else
      forEachIndex(dims.drop_front(), fromStrides.drop_front(),
                   toStrides.drop_front(), start, visit);
    start.from += fromStrides.front();
    start.to += toStrides.front();
  }
}

/// The offsets of all indices of the box that some dimensions of a dense tensor
/// span, in row-major order of `which`.
std::vector<int64_t> offsetsAlong(ShapeRef dims, ShapeRef which);

/// Copies a box of elements of `elementBytes` bytes (1, 2, 4, 8 or 16) from one
/// view to another. `source` and `target` are the elements at offset 0.
void copyBox(ShapeRef dims, const uint8_t *source, ShapeRef sourceStrides,
             uint8_t *target, ShapeRef targetStrides, unsigned elementBytes,
             OffsetPair start = {});

} // namespace ptir::reference

#endif // PTIR_LIB_REFERENCE_STRIDEDLOOPS_H
