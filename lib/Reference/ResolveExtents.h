//===- ResolveExtents.h - Shapes from run-time extents ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_REFERENCE_RESOLVEEXTENTS_H
#define PTIR_LIB_REFERENCE_RESOLVEEXTENTS_H

#include "ptir/Dialect/PTIR/IR/ShapeRules.h"
#include "ptir/Reference/Tensor.h"

namespace ptir::reference {

/// `shape` with its dynamic extents replaced, in order, by the values of the
/// `dims` operands. Fails for negative values and when the numbers differ.
StatusOr<Shape> resolveExtents(ShapeRef shape, llvm::ArrayRef<Tensor> dims);

} // namespace ptir::reference

#endif // PTIR_LIB_REFERENCE_RESOLVEEXTENTS_H
