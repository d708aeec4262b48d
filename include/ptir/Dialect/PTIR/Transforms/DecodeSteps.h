//===- DecodeSteps.h - Products of one row per sequence ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_TRANSFORMS_DECODESTEPS_H
#define PTIR_DIALECT_PTIR_TRANSFORMS_DECODESTEPS_H

#include "mlir/IR/Value.h"

namespace ptir {

/// Whether x[M, K] has one row, or one for every sequence as a step of decoding
/// has: it comes from a tensor [?, 1, C], whose sequences have one element,
/// through ops that keep rows. Where this cannot be seen it has not. Reads the
/// IR only.
bool hasRowPerSequence(mlir::Value x);

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_TRANSFORMS_DECODESTEPS_H
