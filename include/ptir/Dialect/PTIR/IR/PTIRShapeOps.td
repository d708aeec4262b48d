//===- PTIRShapeOps.td - Elements moved, none computed -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRSHAPEOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRSHAPEOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"

def PTIR_ConstantOp : PTIR_PureOp<"constant",
    [PTIR_InferTypes, PTIR_Reify, ConstantLike]> {
  let summary = "a literal tensor";
  let description = [{
    Weights are never constants: see `ptir.param`.

    - constant_c1: the result has the type of value.

    ```mlir
    %c = ptir.constant dense<0.5> : tensor<4xf32>
    ```
  }];
  let arguments = (ins ElementsAttr:$value);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = "attr-dict $value";
  let hasFolder = 1;
}

def PTIR_DimOp : PTIR_PureOp<"dim", [PTIR_Reify]> {
  let summary = "the extent of a dimension at run time";
  let description = [{
    - dim_c1: axis is in range.

    ```mlir
    %n = ptir.dim %x, 0 : tensor<?x768xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, I64Attr:$axis);
  let results = (outs PTIR_Extent:$result);
  let assemblyFormat = "$x `,` $axis attr-dict `:` type($x)";
  let hasVerifier = 1;
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def PTIR_ReshapeOp : PTIR_FailingOp<"reshape", [PTIR_Reify]> {
  let summary = "the same elements under another shape";
  let description = [{
    Keeps the row-major order of the elements. `dims` has one extent per
    dynamic dimension of the result, in order; it may be left out when there is
    exactly one, which is then inferred (0 if the other extents leave it open). A
    dynamic extent may become static: that is checked at run time.

    - reshape_c1: operand and result have equally many elements and the same
      element type.
    - reshape_c2: dims has one extent per dynamic dimension of the result, or
      none if there is at most one.

    ```mlir
    %y = ptir.reshape %x : tensor<?x768xf32> -> tensor<?x12x64xf32>
    %z = ptir.reshape %x dims(%b, %t) : tensor<?x8xf32> -> tensor<?x?x8xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, Variadic<PTIR_Extent>:$dims);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $x (`dims` `(` $dims^ `)`)? attr-dict
    `:` type($x) `->` type($result)
  }];
  let hasVerifier = 1;
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def PTIR_TransposeOp : PTIR_PureOp<"transpose", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "permutation of the dimensions";
  let description = [{
    Dimension i of the result is dimension `perm[i]` of x.

    - transpose_c1: perm is a permutation of 0..rank-1.

    ```mlir
    %y = ptir.transpose %x [1, 0] : tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, DenseI64ArrayAttr:$perm);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = "$x $perm attr-dict `:` type($x)";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def PTIR_BroadcastToOp : PTIR_FailingOp<"broadcast_to", [PTIR_Reify]> {
  let summary = "repetition along dimensions of extent 1 and new ones";
  let description = [{
    Aligns the shapes at the right (NumPy's rule). A static extent 1 becomes
    any extent, new leading dimensions are added, every other extent stays. A
    dynamic extent never expands: it must equal the result's at run time.
    `dims` has one extent per dynamic dimension of the result.

    - broadcast_to_c1: the rule above; the element type stays.
    - broadcast_to_c2: dims has one extent per dynamic dimension of the result.

    ```mlir
    %y = ptir.broadcast_to %b dims(%n) : tensor<768xf32> -> tensor<?x768xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, Variadic<PTIR_Extent>:$dims);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $x (`dims` `(` $dims^ `)`)? attr-dict
    `:` type($x) `->` type($result)
  }];
  let hasVerifier = 1;
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def PTIR_ConcatOp : PTIR_FailingOp<"concat", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "tensors joined along an axis";
  let description = [{
    - concat_c1: at least one operand; all have the same rank and element type,
      and axis is in range.
    - concat_c2: the other dimensions are equal.

    ```mlir
    %z = ptir.concat %x, %y axis 0 : tensor<2x3xf32>, tensor<4x3xf32>
    ```
  }];
  let arguments = (ins Variadic<PTIR_Tensor>:$xs, I64Attr:$axis);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = "$xs `axis` $axis attr-dict `:` type($xs)";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
  let extraClassDeclaration = [{
    /// The axis, non-negative.
    int64_t getNormalizedAxis();
  }];
}

def PTIR_PadOp : PTIR_FailingOp<"pad", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "elements added around and between, or cropped";
  let description = [{
    Puts `interior` pad values between neighbouring elements, then `low` before
    and `high` after them; negative low and high crop. The extent of a result
    dimension is `low + n + high + max(n - 1, 0) * interior`.

    - pad_c1: low, high and interior have one entry per dimension.
    - pad_c2: interior is not negative.
    - pad_c3: the extents of the result are not negative.
    - pad_c4: pad_value has the element type of x.

    ```mlir
    %y = ptir.pad %x low [1, 0] high [1, 2] interior [0, 1] with 0.0 : f32
        : tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, DenseI64ArrayAttr:$low,
      DenseI64ArrayAttr:$high, DenseI64ArrayAttr:$interior,
      TypedAttrInterface:$pad_value);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $x `low` $low `high` $high `interior` $interior `with` $pad_value attr-dict
    `:` type($x)
  }];
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def PTIR_TileOp : PTIR_PureOp<"tile", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "copies of a tensor side by side";
  let description = [{
    `result[i] = x[i mod n]`; dimension d has extent `n * repeats[d]`.

    - tile_c1: repeats has one entry per dimension, none negative.

    ```mlir
    %y = ptir.tile %x [2, 1] : tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, DenseI64ArrayAttr:$repeats);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = "$x $repeats attr-dict `:` type($x)";
  let hasFolder = 1;
}

def PTIR_IotaOp : PTIR_PureOp<"iota", [PTIR_Reify]> {
  let summary = "counting along an axis";
  let description = [{
    Each element is its index along `axis`, converted to the element type;
    integers wrap. `dims` has one extent per dynamic dimension of the result.

    - iota_c1: the rank is at least 1, axis is in range, and the element type
      is not i1.
    - iota_c2: dims has one extent per dynamic dimension of the result.

    ```mlir
    %i = ptir.iota axis 0 dims(%n) : tensor<?xsi32>
    ```
  }];
  let arguments = (ins Variadic<PTIR_Extent>:$dims, I64Attr:$axis);
  let results = (outs PTIR_NumericTensor:$result);
  let assemblyFormat = [{
    `axis` $axis (`dims` `(` $dims^ `)`)? attr-dict `:` type($result)
  }];
  let hasVerifier = 1;
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRSHAPEOPS_TD
