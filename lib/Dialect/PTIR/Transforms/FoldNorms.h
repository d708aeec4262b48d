//===- FoldNorms.h - Batch norms into what is before them -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_TRANSFORMS_FOLDNORMS_H
#define PTIR_LIB_DIALECT_PTIR_TRANSFORMS_FOLDNORMS_H

#include "FixedValues.h"

namespace ptir {

/// Folds every batch_norm composite whose vectors are fixed into the conv2d,
/// linear or matrix product before it, if that has fixed weights and no other
/// use. Returns how many.
int64_t foldNorms(mlir::ModuleOp module, const FixedValues &fixed);

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_TRANSFORMS_FOLDNORMS_H
