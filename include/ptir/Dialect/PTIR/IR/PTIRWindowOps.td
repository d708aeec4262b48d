//===- PTIRWindowOps.td - Sliding windows -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRWINDOWOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRWINDOWOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"

def PTIR_ExtractPatchesOp
    : PTIR_FailingOp<"extract_patches", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "the windows of an image as vectors";
  let description = [{
    x is `[N, spatial..., C]`. Along spatial axis i, output position o and
    window position w read `o * strides[i] + w * dilation[i] - lo[i]`; outside
    of x they read `pad_value`. The last dimension of the result runs over the
    window in row-major order, then over C.

    - extract_patches_c1: x has at least rank 3; window, strides and dilation
      have one entry per spatial axis, padding two (lo, hi).
    - extract_patches_c2: window, strides and dilation are at least 1.
    - extract_patches_c3: the output extents
      `(n + lo + hi - ((w - 1) * d + 1)) / s + 1` are at least 1.
    - extract_patches_c4: pad_value has the element type of x.

    ```mlir
    %p = ptir.extract_patches %x window [3, 3] strides [2, 2] dilation [1, 1]
        padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<1x224x224x3xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, DenseI64ArrayAttr:$window,
      DenseI64ArrayAttr:$strides, DenseI64ArrayAttr:$dilation,
      DenseI64ArrayAttr:$padding, TypedAttrInterface:$pad_value);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $x `window` $window `strides` $strides `dilation` $dilation
    `padding` $padding `pad` $pad_value attr-dict `:` type($x)
  }];
}

def PTIR_ReduceWindowOp : PTIR_PureOp<"reduce_window", [PTIR_Reify]> {
  let summary = "reduction of every window";
  let description = [{
    Combines, for each position of a window that slides over x, the elements it
    covers. Along axis i the elements of x lie `base_dilation[i]` apart, those
    of the window `window_dilation[i]`, and `padding` (lo, hi) is added on both
    sides; holes and padding take part as the identity of the kind. An axis that
    is shorter than the window gives extent 0. `accum_type` as at `ptir.reduce`.

    - reduce_window_c1: window, strides, base_dilation and window_dilation have
      one entry per dimension, padding two.
    - reduce_window_c2: window, strides and dilations are at least 1.
    - reduce_window_c3: the result has the shape of the window positions,
      `(n' + lo + hi - ((w - 1) * wd + 1)) / s + 1` with
      `n' = (n - 1) * bd + 1`, or 0.
    - reduce_window_c4: accum_type and the result's element type are of the
      operand's class; max and min do not take complex elements, sum does not
      take i1.

    ```mlir
    %y = ptir.reduce_window max, %x window [1, 2, 2, 1] strides [1, 2, 2, 1]
        base_dilation [1, 1, 1, 1] window_dilation [1, 1, 1, 1]
        padding [0, 0, 0, 0, 0, 0, 0, 0]
        : tensor<1x8x8x3xf32> -> tensor<1x4x4x3xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, PTIR_ReduceKindAttr:$kind,
      DenseI64ArrayAttr:$window, DenseI64ArrayAttr:$strides,
      DenseI64ArrayAttr:$base_dilation, DenseI64ArrayAttr:$window_dilation,
      DenseI64ArrayAttr:$padding, OptionalAttr<TypeAttr>:$accum_type);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    custom<Enum>($kind) `,` $x `window` $window `strides` $strides
    `base_dilation` $base_dilation `window_dilation` $window_dilation
    `padding` $padding (`accum` $accum_type^)? attr-dict
    `:` type($x) `->` type($result)
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// The element type that elements are combined in.
    mlir::Type getAccumulatorType();
  }];
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRWINDOWOPS_TD
