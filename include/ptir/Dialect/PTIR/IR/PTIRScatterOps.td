//===- PTIRScatterOps.td - Updates written or combined by index -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRSCATTEROPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRSCATTEROPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"

def PTIR_ScatterReduceOp
    : PTIR_FailingOp<"scatter_reduce", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "updates combined into a tensor along an axis";
  let description = [{
    x, and for each position p of updates, in row-major order, the element of
    the result at p with coordinate `axis` replaced by `indices[p]` is combined
    with `updates[p]`: `add`, `max`, `min`, or `replace`, where the last update
    wins. As `torch.scatter_reduce` with `include_self`. An index outside
    `[0, extent)` is a run-time error.

    - scatter_reduce_c1: indices and updates have the same shape; updates has
      the element type of x.
    - scatter_reduce_c2: x and indices have the same rank, axis is in range, and
      the other dimensions are equal.
    - scatter_reduce_c3: indices are si32 or si64 (type constraint).
    - scatter_reduce_c4: add does not take i1, max and min do not take complex
      elements.

    ```mlir
    %y = ptir.scatter_reduce add, %x, %i, %u axis 1
        : tensor<2x5xf32>, tensor<2x3xsi32>, tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, PTIR_IndexTensor:$indices,
      PTIR_Tensor:$updates, I64Attr:$axis, PTIR_ScatterKindAttr:$kind);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    custom<Enum>($kind) `,` $x `,` $indices `,` $updates `axis` $axis attr-dict
    `:` type($x) `,` type($indices) `,` type($updates)
  }];
  let hasCanonicalizer = 1;
}

def PTIR_ScatterAddOp
    : PTIR_FailingOp<"scatter_add", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "windows added to a tensor by index";
  let description = [{
    XLA's scatter with addition. Dimension `index_vector_dim` of indices holds
    index vectors (absent, or the rank of indices: each element is a vector of
    one). The dimensions of updates outside `update_window_dims` run over the
    remaining dimensions of indices, in order. For each update element, the
    index vector's component i is the start along dimension
    `scatter_dims_to_operand_dims[i]` of x, other starts are 0; the coordinates
    along update_window_dims, in order, are added along the dimensions of x that
    are not in `inserted_window_dims`. The update is added to that element of
    x, in row-major order of updates. A position outside of x is a run-time
    error.

    - scatter_add_c1: rank of x = entries of update_window_dims +
      inserted_window_dims.
    - scatter_add_c2: update_window_dims is ascending, unique, in range of the
      rank of updates.
    - scatter_add_c3: inserted_window_dims is ascending, unique, in range of
      the rank of x.
    - scatter_add_c4: index_vector_dim is in [0, rank of indices].
    - scatter_add_c5: scatter_dims_to_operand_dims has one entry per component
      of an index vector, unique, in range of the rank of x.
    - scatter_add_c6: the rank of updates is that of indices without
      index_vector_dim plus the entries of update_window_dims, and its extents
      outside the window are those of indices.
    - scatter_add_c7: the window extents of updates do not exceed those of x.
    - scatter_add_c8: updates has the element type of x, which is not i1.
    - scatter_add_c9: indices are si32 or si64 (type constraint).

    ```mlir
    %y = ptir.scatter_add %x, %i, %u update_window_dims [1]
        inserted_window_dims [0] scatter_dims_to_operand_dims [0]
        index_vector_dim 1
        : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, PTIR_IndexTensor:$indices,
      PTIR_Tensor:$updates, DenseI64ArrayAttr:$update_window_dims,
      DenseI64ArrayAttr:$inserted_window_dims,
      DenseI64ArrayAttr:$scatter_dims_to_operand_dims,
      OptionalAttr<I64Attr>:$index_vector_dim);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $x `,` $indices `,` $updates `update_window_dims` $update_window_dims
    `inserted_window_dims` $inserted_window_dims
    `scatter_dims_to_operand_dims` $scatter_dims_to_operand_dims
    (`index_vector_dim` $index_vector_dim^)? attr-dict
    `:` type($x) `,` type($indices) `,` type($updates)
  }];
  let extraClassDeclaration = [{
    /// index_vector_dim, or the rank of indices where it is absent.
    int64_t getIndexVectorDimOrRank();
  }];
}

def PTIR_SegmentReduceOp
    : PTIR_FailingOp<"segment_reduce", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "rows combined by segment";
  let description = [{
    `result[s]` combines the rows `data[i]` with `ids[i] = s`; an empty segment
    gives the identity of the kind. An id outside `[0, num_segments)` is a
    run-time error. `indices_are_sorted` and `unique` are promises that allow a
    faster loop; the result is the same without them. `accum_type` as at
    `ptir.reduce`.

    - segment_reduce_c1: data has at least rank 1; ids has rank 1 and the
      leading extent of data.
    - segment_reduce_c2: ids are si32 or si64 (type constraint).
    - segment_reduce_c3: num_segments is not negative.
    - segment_reduce_c4: kind is sum or max; accum_type is of the class of
      data; max does not take complex elements, sum does not take i1.

    ```mlir
    %y = ptir.segment_reduce sum, %x, %ids num_segments 4
        : tensor<10x3xf32>, tensor<10xsi32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$data, PTIR_IndexTensor:$ids,
      PTIR_ReduceKindAttr:$kind, I64Attr:$num_segments,
      DefaultValuedAttr<BoolAttr, "false">:$indices_are_sorted,
      DefaultValuedAttr<BoolAttr, "false">:$unique,
      OptionalAttr<TypeAttr>:$accum_type);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    custom<Enum>($kind) `,` $data `,` $ids `num_segments` $num_segments
    `` custom<Flag>("\"sorted\"", $indices_are_sorted)
    `` custom<Flag>("\"unique\"", $unique) (`accum` $accum_type^)? attr-dict
    `:` type($data) `,` type($ids)
  }];
  let extraClassDeclaration = [{
    /// The element type that elements are combined in.
    mlir::Type getAccumulatorType();
  }];
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRSCATTEROPS_TD
