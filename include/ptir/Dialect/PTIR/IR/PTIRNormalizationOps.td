//===- PTIRNormalizationOps.td - Normalisation -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRNORMALIZATIONOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRNORMALIZATIONOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"

def PTIR_LayerNormOp
    : PTIR_FailingOp<"layer_norm", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "normalisation along an axis";
  let description = [{
    `(x - mean) / sqrt(variance + epsilon) * gamma + beta` along `axis`, with
    the biased variance, computed in the accumulator type of `ptir.reduce`.
    Canonicalisation turns the op into the composite `layer_norm`.

    - layer_norm_c1: gamma and beta have rank 1 and the extent of axis, which is
      in range.
    - layer_norm_c2: x is a tensor of floats (type constraint); gamma and beta
      have its element type.

    ```mlir
    %y = ptir.layer_norm %x, %g, %b epsilon 1.0e-5 axis -1
        : tensor<?x768xf32>, tensor<768xf32>, tensor<768xf32>
    ```
  }];
  let arguments = (ins PTIR_FloatTensor:$x, PTIR_FloatTensor:$gamma,
      PTIR_FloatTensor:$beta, F64Attr:$epsilon, I64Attr:$axis);
  let results = (outs PTIR_FloatTensor:$result);
  let assemblyFormat = [{
    $x `,` $gamma `,` $beta `epsilon` $epsilon `axis` $axis attr-dict
    `:` type($x) `,` type($gamma) `,` type($beta)
  }];
  let hasCanonicalizeMethod = 1;
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRNORMALIZATIONOPS_TD
