//===- Contraction.h - Sums of products -------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_CONTRACTION_H
#define PTIR_FUNCTIONAL_CONTRACTION_H

#include "ptir/Functional/Emitter.h"

namespace ptir::functional {

/// [M, K] x [K, N] -> [M, N], or [B, M, K] x [B, K, N] -> [B, M, N].
Tensor matmul(Emitter &emitter, Tensor lhs, Tensor rhs);

/// [M, K] x [N, K] -> [M, N]: the product with the transpose of rhs, which is
/// not formed. A tied embedding serves as output projection this way.
Tensor matmulTransposed(Emitter &emitter, Tensor lhs, Tensor rhs);

/// x[M, K] weight[K, N] + bias[N] -> [M, N].
Tensor linear(Emitter &emitter, Tensor x, Tensor weight, Tensor bias);

/// Einstein's summation of one or two tensors of integers or floats, as Torch
/// and NumPy write it: `bik,bkj->bij`. A letter per dimension of each operand;
/// letters that the output lacks are summed over. Without `->` the output has
/// the letters that occur once, in alphabetic order, capitals first. Blanks do
/// not count. A letter twice in one operand (a diagonal) and `...` are refused;
/// extents of one letter are equal.
Tensor einsum(Emitter &emitter, llvm::StringRef equation,
              llvm::ArrayRef<Tensor> operands);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_CONTRACTION_H
