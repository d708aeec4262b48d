//===- DivideByPieces.h - Products piece by piece ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOBUFFERS_DIVIDEBYPIECES_H
#define PTIR_LIB_CONVERSION_LINALGTOBUFFERS_DIVIDEBYPIECES_H

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {

/// Outermost indices of a parameter that take about `bytes` of memory: whole
/// panels, or a multiple of 64 rows. 0 for a parameter that is no larger, or
/// that is no memory.
int64_t pieceUnitsOf(rt::ParamOp param, int64_t bytes);

/// Memory of a parameter; 0 for a kernel library's form.
int64_t memoryOf(rt::ParamOp param);

/// Whether `op` computes what it makes of each outermost index of `param` on
/// its own, into a part of the result of its own: then it can be divided, and
/// no sum changes.
bool canDivide(mlir::Operation *op, rt::ParamOp param);

/// Replaces `op`, which can be divided, by a loop over pieces of `units`
/// outermost indices, each acquired for its part of the work.
void divideByPieces(mlir::Operation *op, rt::ParamOp param, int64_t units);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_LINALGTOBUFFERS_DIVIDEBYPIECES_H
