//===- StridedLoops.cpp - Loops over the indices of a box -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "StridedLoops.h"

#include "llvm/ADT/STLExtras.h"

#include <cstring>

using namespace ptir;
using namespace ptir::reference;

Shape ptir::reference::denseStrides(ShapeRef dims) {
  Shape strides(dims.size(), 1);
  for (size_t i = dims.size(); i-- > 1;)
    strides[i - 1] = strides[i] * dims[i];
  return strides;
}

int64_t ptir::reference::offsetAt(ShapeRef index, ShapeRef strides) {
  int64_t offset = 0;
  for (auto [i, stride] : llvm::zip_equal(index, strides))
    offset += i * stride;
  return offset;
}

void ptir::reference::advance(Shape &index, ShapeRef dims) {
  for (size_t dim = dims.size(); dim-- > 0;) {
    if (++index[dim] < dims[dim])
      return;
    index[dim] = 0;
  }
}

std::vector<int64_t> ptir::reference::offsetsAlong(ShapeRef dims,
                                                   ShapeRef which) {
  Shape strides = denseStrides(dims);
  Shape boxDims, boxStrides;
  for (int64_t dim : which) {
    boxDims.push_back(dims[dim]);
    boxStrides.push_back(strides[dim]);
  }
  std::vector<int64_t> offsets;
  forEachIndex(boxDims, boxStrides, boxStrides, {},
               [&](int64_t offset, int64_t) { offsets.push_back(offset); });
  return offsets;
}

template <unsigned elementBytes>
static void copyElements(ShapeRef dims, const uint8_t *source,
                         ShapeRef sourceStrides, uint8_t *target,
                         ShapeRef targetStrides, OffsetPair start) {
  forEachIndex(dims, sourceStrides, targetStrides, start,
               [&](int64_t from, int64_t to) {
                 std::memcpy(target + to * elementBytes,
                             source + from * elementBytes, elementBytes);
               });
}

void ptir::reference::copyBox(ShapeRef dims, const uint8_t *source,
                              ShapeRef sourceStrides, uint8_t *target,
                              ShapeRef targetStrides, unsigned elementBytes,
                              OffsetPair start) {
  auto copy = [&](auto bytes) {
    copyElements<bytes.value>(dims, source, sourceStrides, target,
                              targetStrides, start);
  };
  switch (elementBytes) {
  case 1:
    return copy(std::integral_constant<unsigned, 1>());
  case 2:
    return copy(std::integral_constant<unsigned, 2>());
  case 4:
    return copy(std::integral_constant<unsigned, 4>());
  case 8:
    return copy(std::integral_constant<unsigned, 8>());
  default:
    return copy(std::integral_constant<unsigned, 16>());
  }
}
