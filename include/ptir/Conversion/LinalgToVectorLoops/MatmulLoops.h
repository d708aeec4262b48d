//===- MatmulLoops.h - Matrix product kernels as loops ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Emitters for the matrix products whose weights a backend lays out itself.
// They write scf, vector, arith and memref ops at the builder's insertion
// point and leave it after them. The loops are sequential: a caller runs
// disjoint column ranges on different threads. All extents may be dynamic,
// and 0; the innermost memref stride of every operand must be 1, f32 or f64
// elements, one element type for all three but for narrow panels. Sums are
// reassociated and use fused multiply-adds.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CONVERSION_LINALGTOVECTORLOOPS_MATMULLOOPS_H
#define PTIR_CONVERSION_LINALGTOVECTORLOOPS_MATMULLOOPS_H

#include "mlir/IR/Builders.h"

namespace ptir {

/// out[m, p*C + j] = sum over k of lhs[m, k] * panels[p, k, j] for the panels
/// p in [panelBegin, panelEnd); earlier contents of `out` are not read.
///
/// lhs: memref [M, K]. panels: memref [P, K, C], C static (64 for f32), the
/// columns at and beyond N are padding. out: memref [M, N], N <= P*C; columns
/// at and beyond N are not written. `vectorWidth` is in bits; C must be a
/// multiple of the lanes it makes. Where lhs and out are f32, panels may be
/// pairs of bf16, memref [P, ceil(K/2), 128], or i8 with scales, memref
/// [P, ceil(K/4) + 1, 256], see ptirrt.panel_matmul. `dotBytes` says that the
/// CPU has an instruction for ptirrt.dot_bytes on 64 bytes; a single row then
/// takes up to 3 K bytes of the stack until the function that is built returns.
void emitPanelMatmul(mlir::OpBuilder &builder, mlir::Location loc,
                     mlir::Value lhs, mlir::Value panels, mlir::Value out,
                     mlir::Value panelBegin, mlir::Value panelEnd,
                     bool dotBytes = false, unsigned vectorWidth = 512);

/// out[m, n] = sum over k of lhs[m, k] * rhs[n, k] for the rows n of rhs in
/// [nBegin, nEnd); earlier contents of `out` are not read.
///
/// lhs: memref [M, K]. rhs: memref [N, K]. out: memref [M, N].
void emitRowDotMatmul(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value lhs, mlir::Value rhs, mlir::Value out,
                      mlir::Value nBegin, mlir::Value nEnd,
                      unsigned vectorWidth = 512);

} // namespace ptir

#endif // PTIR_CONVERSION_LINALGTOVECTORLOOPS_MATMULLOOPS_H
