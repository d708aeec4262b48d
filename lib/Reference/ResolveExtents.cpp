//===- ResolveExtents.cpp - Shapes from run-time extents ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ResolveExtents.h"

using namespace ptir;
using namespace ptir::reference;

StatusOr<Shape> ptir::reference::resolveExtents(ShapeRef shape,
                                                llvm::ArrayRef<Tensor> dims) {
  Shape resolved(shape);
  size_t used = 0;
  for (int64_t &extent : resolved) {
    if (!mlir::ShapedType::isDynamic(extent))
      continue;
    if (used == dims.size())
      return Status::failure("expected an extent in dims for every dynamic "
                             "dimension of " +
                             formatShape(shape) + ", found " +
                             std::to_string(used));
    extent = dims[used].integerAt(0);
    if (extent < 0)
      return Status::failure("expected extents that are not negative, found " +
                             std::to_string(extent) + " as operand " +
                             std::to_string(used) + " of dims");
    ++used;
  }
  return resolved;
}
