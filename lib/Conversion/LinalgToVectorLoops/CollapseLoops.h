//===- CollapseLoops.h - One loop for contiguous loops ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_COLLAPSELOOPS_H
#define PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_COLLAPSELOOPS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace ptir::vectorloops {

/// Merges neighbouring loops of one kind that every operand walks through as
/// if they were one, so that vectors do not end at the borders of small inner
/// extents. The body must not ask for the index of a merged loop. Returns the
/// generic that stands for `op` from then on; `op` itself if nothing merges.
mlir::linalg::GenericOp collapseLoops(mlir::RewriterBase &rewriter,
                                      mlir::linalg::GenericOp op);

} // namespace ptir::vectorloops

#endif // PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_COLLAPSELOOPS_H
