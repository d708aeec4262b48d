//===- PTIRIndexingOps.td - Elements picked by position -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRINDEXINGOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRINDEXINGOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"

def PTIR_SliceOp : PTIR_FailingOp<"slice", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "a strided box of a tensor";
  let description = [{
    `result[i] = x[starts + i * strides]`. A size of -1 takes its extent from
    the next operand of `dims`; bounds are then checked at run time.

    - slice_c1: starts, sizes and strides have one entry per dimension.
    - slice_c2: the box is in bounds; sizes are not negative, but for -1.
    - slice_c3: strides are at least 1.
    - slice_c4: dims has one extent per size of -1.

    ```mlir
    %y = ptir.slice %x starts [0, 8] sizes [2, 4] : tensor<2x16xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, Variadic<PTIR_Extent>:$dims,
      DenseI64ArrayAttr:$starts, DenseI64ArrayAttr:$sizes,
      OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $x `starts` $starts `sizes` $sizes (`strides` $strides^)?
    (`dims` `(` $dims^ `)`)? attr-dict `:` type($x)
  }];
  let hasFolder = 1;
  let hasCanonicalizer = 1;
  let extraClassDeclaration = [{
    /// The strides, 1 where the attribute is absent.
    llvm::SmallVector<int64_t> getStridesOrOnes();
  }];
}

def PTIR_TakeOp : PTIR_FailingOp<"take", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "rows of a tensor by index";
  let description = [{
    `result[j..., k...] = x[indices[j...], k...]`. An index outside
    `[0, extent)` is a run-time error.

    - take_c1: x has at least rank 1.
    - take_c2: indices are si32 or si64 (type constraint).

    ```mlir
    %y = ptir.take %x, %i : tensor<50257x768xf32>, tensor<?xsi32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, PTIR_IndexTensor:$indices);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = "$x `,` $indices attr-dict `:` type($x) `,` type($indices)";
}

def PTIR_GatherOp : PTIR_FailingOp<"gather", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "elements by index along an axis";
  let description = [{
    `result[p] = x[p with coordinate axis replaced by indices[p]]`, as
    `torch.gather`. An index outside `[0, extent)` is a run-time error.

    - gather_c1: x and indices have the same rank, and axis is in range.
    - gather_c2: the other dimensions are equal.
    - gather_c3: indices are si32 or si64 (type constraint).

    ```mlir
    %y = ptir.gather %x, %i axis 1 : tensor<2x5xf32>, tensor<2x3xsi32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, PTIR_IndexTensor:$indices,
      I64Attr:$axis);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $x `,` $indices `axis` $axis attr-dict `:` type($x) `,` type($indices)
  }];
  let hasCanonicalizer = 1;
}

def PTIR_DynamicSliceOp : PTIR_FailingOp<"dynamic_slice",
    [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "a box whose place is known at run time";
  let description = [{
    `result[i] = x[clamp(start) + i]`, start clamped to `[0, extent - size]` in
    each dimension. A size of -1 takes its extent from the next operand of
    `dims`; a size above the extent is a run-time error.

    - dynamic_slice_c1: sizes has one entry per dimension, none negative but
      for -1, none above the extent; start has one element per dimension; dims
      has one extent per size of -1.

    ```mlir
    %y = ptir.dynamic_slice %x, %start sizes [1, 16]
        : tensor<8x16xf32>, tensor<2xsi32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, PTIR_IndexTensor:$start,
      Variadic<PTIR_Extent>:$dims, DenseI64ArrayAttr:$sizes);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $x `,` $start `sizes` $sizes (`dims` `(` $dims^ `)`)? attr-dict
    `:` type($x) `,` type($start)
  }];
}

def PTIR_DynamicUpdateSliceOp : PTIR_FailingOp<"dynamic_update_slice",
    [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "a tensor with a box replaced";
  let description = [{
    x with the box at `start` replaced by update; start is clamped so that the
    box fits. The storage of x is reused where x is not needed any more.

    - dynamic_update_slice_c1: x and update have the same rank and element
      type, update is not larger than x; start has one element per dimension.

    ```mlir
    %y = ptir.dynamic_update_slice %x, %u, %start
        : tensor<8x16xf32>, tensor<1x16xf32>, tensor<2xsi32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, PTIR_Tensor:$update,
      PTIR_IndexTensor:$start);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $x `,` $update `,` $start attr-dict
    `:` type($x) `,` type($update) `,` type($start)
  }];
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRINDEXINGOPS_TD
