//===- PTIRContractionOps.td - Sums of products -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRCONTRACTIONOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRCONTRACTIONOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"

def PTIR_DotGeneralOp : PTIR_FailingOp<"dot_general", [PTIR_Reify]> {
  let summary = "batched contraction of two tensors";
  let description = [{
    Sums the products of lhs and rhs over the paired contracting dimensions,
    for each combination of the paired batch dimensions and the free
    dimensions. The result's dimensions are: batch (in the order of batch_lhs),
    free of lhs, free of rhs. Its element type is the result's.

    `accum_type` absent means f32 for bf16, f16, f8 and f32, f64 for f64, the
    complex type itself, and for integers the result's element type.

    - dot_general_c1: the lists are unique and disjoint per side, and paired
      lists have equal lengths.
    - dot_general_c2: every dimension is in range.
    - dot_general_c3: paired extents are equal; operands have the same element
      type, which is not i1.
    - dot_general_c4: the result has the shape above, and accum_type and the
      result's element type are of the operands' class.

    ```mlir
    %z = ptir.dot_general %x, %w contract [1] x [0]
        : (tensor<?x768xf32>, tensor<768x64xf32>) -> tensor<?x64xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$lhs, PTIR_Tensor:$rhs,
      DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$batch_lhs,
      DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$batch_rhs,
      DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$contract_lhs,
      DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$contract_rhs,
      OptionalAttr<TypeAttr>:$accum_type);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $lhs `,` $rhs
    `` custom<DimPairs>("\"batch\"", $batch_lhs, $batch_rhs)
    `` custom<DimPairs>("\"contract\"", $contract_lhs, $contract_rhs)
    (`accum` $accum_type^)? attr-dict
    `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
  let hasCanonicalizer = 1;
  let extraClassDeclaration = [{
    /// Dimensions of lhs (rhs) that are neither batch nor contracting.
    llvm::SmallVector<int64_t> getLhsFreeDims();
    llvm::SmallVector<int64_t> getRhsFreeDims();
    /// The element type that products are summed in.
    mlir::Type getAccumulatorType();
  }];
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRCONTRACTIONOPS_TD
