//===- LayerNormDecomposition.h - layer_norm in core ops --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What the composite `layer_norm` means, for those who emit it: the functional,
// along the last axis, and the canonicalisation of `ptir.layer_norm`, along
// any.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_LAYERNORMDECOMPOSITION_H
#define PTIR_DIALECT_PTIR_IR_LAYERNORMDECOMPOSITION_H

#include "ptir/Dialect/PTIR/IR/CoreOps.h"

namespace ptir {

/// Mean and inverse deviation keep the axis, with extent 1. All but the output
/// have the accumulator type of x.
struct LayerNormParts {
  mlir::Value output, normalized, mean, inverse;
};

/// x of floats, gamma and beta of its element type with the extent of `axis`,
/// which is in [0, rank of x). Variance is biased; `epsilon` is added to it.
LayerNormParts decomposeLayerNorm(CoreOps &core, mlir::Value x,
                                  mlir::Value gamma, mlir::Value beta,
                                  double epsilon, int64_t axis);

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_IR_LAYERNORMDECOMPOSITION_H
