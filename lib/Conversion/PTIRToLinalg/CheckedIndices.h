//===- CheckedIndices.h - Positions that come from tensors ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// An index outside of its range is recorded as the call's failure, and nothing
// is read or written with it.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_PTIRTOLINALG_CHECKEDINDICES_H
#define PTIR_LIB_CONVERSION_PTIRTOLINALG_CHECKEDINDICES_H

#include "LoopBuilder.h"

namespace ptir {

/// An element of a converted tensor of si32 or si64, as `index`.
mlir::Value toIndex(mlir::OpBuilder &builder, mlir::Location loc,
                    mlir::Value element);

/// Whether the index lies in [0, limit); recorded when it does not.
mlir::Value checkIndex(mlir::OpBuilder &builder, mlir::Operation *op,
                       mlir::Value index, mlir::Value limit);

/// A loop over a converted tensor of indices: those out of range are recorded
/// and become 0. The result is a `tensor<…xi64>`.
mlir::Value checkIndices(LoopBuilder &loops, mlir::Value indices,
                         mlir::Value limit);

/// Whether at least index 0, which stands in for a bad one, is in range; null
/// where it surely is.
mlir::Value isNotEmpty(LoopBuilder &loops, mlir::Value limit);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_PTIRTOLINALG_CHECKEDINDICES_H
