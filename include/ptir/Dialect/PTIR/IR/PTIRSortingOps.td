//===- PTIRSortingOps.td - Order of elements -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRSORTINGOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRSORTINGOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"

def PTIR_TopKOp : PTIR_FailingOp<"top_k", [PTIR_Reify]> {
  let summary = "the largest or smallest elements along an axis";
  let description = [{
    The k largest elements (smallest, if `largest` is false) along `axis` and
    their positions, in descending (ascending) order; of equal elements the one
    with the smaller position comes first. A NaN counts as the maximum, -0 and
    +0 as equal.

    - top_k_c1: axis is in range and 0 <= k <= its extent.
    - top_k_c2: values and indices have the shape of x with extent k at axis;
      values has the element type of x.
    - top_k_c3: x is not complex; indices are si32 or si64 (type constraint).

    ```mlir
    %v, %i = ptir.top_k %x k 4 axis 1 largest
        : tensor<2x10xf32> -> tensor<2x4xf32>, tensor<2x4xsi32>
    ```
  }];
  let arguments = (ins PTIR_OrderedTensor:$x, I64Attr:$k, I64Attr:$axis,
      BoolAttr:$largest);
  let results = (outs PTIR_Tensor:$values, PTIR_IndexTensor:$indices);
  let assemblyFormat = [{
    $x `k` $k `axis` $axis `` custom<Flag>("\"largest\"", $largest) attr-dict
    `:` type($x) `->` type($values) `,` type($indices)
  }];
  let hasVerifier = 1;
  let hasCanonicalizer = 1;
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRSORTINGOPS_TD
