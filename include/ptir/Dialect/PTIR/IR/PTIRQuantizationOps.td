//===- PTIRQuantizationOps.td - Affine quantisation -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRQUANTIZATIONOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRQUANTIZATIONOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"

def PTIR_QuantizeOp : PTIR_FailingOp<"quantize", [PTIR_Reify]> {
  let summary = "floats to quantised numbers";
  let description = [{
    `saturate(round_half_even(x / scale) + zero_point)`, the quotient in f32
    (f64 for f64). NaN gives zero_point. scale and zero_point have rank 0 (one
    for the tensor) or rank 1 (one per position along `axis`). An f8 result is
    the sum rounded to it, saturated at its largest finite number.

    - quantize_c1: x is a tensor of floats (type constraint); scale has the
      element type of x.
    - quantize_c2: zero_point has the element type of the result, which is an
      integer or an 8-bit float.
    - quantize_c3: scale and zero_point have rank 0, or, with axis, rank 1 and
      its extent; axis is in range.
    - quantize_c4: the result has the shape of x.

    ```mlir
    %q = ptir.quantize %x, %s, %z axis 1
        : tensor<2x3xf32>, tensor<3xf32>, tensor<3xsi8> -> tensor<2x3xsi8>
    ```
  }];
  let arguments = (ins PTIR_FloatTensor:$x, PTIR_FloatTensor:$scale,
      PTIR_QuantizedTensor:$zero_point, OptionalAttr<I64Attr>:$axis);
  let results = (outs PTIR_QuantizedTensor:$result);
  let assemblyFormat = [{
    $x `,` $scale `,` $zero_point (`axis` $axis^)? attr-dict
    `:` type($x) `,` type($scale) `,` type($zero_point) `->` type($result)
  }];
  let hasVerifier = 1;
  let hasCanonicalizer = 1;
}

def PTIR_DequantizeOp : PTIR_FailingOp<"dequantize", [PTIR_Reify]> {
  let summary = "quantised numbers to floats";
  let description = [{
    `(q - zero_point) * scale`, the difference exact, the product in f32 (f64
    for f64), then cast. scale and zero_point as at `ptir.quantize`.

    - dequantize_c1: scale has the element type of the result, a float.
    - dequantize_c2: zero_point has the element type of q, which is an integer
      or an 8-bit float.
    - dequantize_c3: scale and zero_point have rank 0, or, with axis, rank 1 and
      its extent; axis is in range.
    - dequantize_c4: the result has the shape of q.

    ```mlir
    %x = ptir.dequantize %q, %s, %z
        : tensor<2x3xsi8>, tensor<f32>, tensor<si8> -> tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_QuantizedTensor:$q, PTIR_FloatTensor:$scale,
      PTIR_QuantizedTensor:$zero_point, OptionalAttr<I64Attr>:$axis);
  let results = (outs PTIR_FloatTensor:$result);
  let assemblyFormat = [{
    $q `,` $scale `,` $zero_point (`axis` $axis^)? attr-dict
    `:` type($q) `,` type($scale) `,` type($zero_point) `->` type($result)
  }];
  let hasVerifier = 1;
  let hasCanonicalizer = 1;
}

def PTIR_RequantizeOp : PTIR_FailingOp<"requantize", [PTIR_Reify]> {
  let summary = "quantised numbers to another scale";
  let description = [{
    `saturate(round_half_even((q - in_zero) * in_scale / out_scale) +
    out_zero)` in f64: one rounding. A NaN gives out_zero. Each pair of scale
    and zero has rank 0, or rank 1 along `axis`.

    - requantize_c1: the scales are tensors of floats (type constraint) of one
      element type.
    - requantize_c2: in_zero has the element type of q, out_zero that of the
      result, an integer.
    - requantize_c3: scales and zeros have rank 0, or, with axis, rank 1 and its
      extent; axis is in range.
    - requantize_c4: the result has the shape of q.

    ```mlir
    %r = ptir.requantize %q, %s, %z, %t, %y
        : (tensor<2x3xsi8>, tensor<f32>, tensor<si8>, tensor<f32>, tensor<ui8>)
        -> tensor<2x3xui8>
    ```
  }];
  let arguments = (ins PTIR_QuantizedTensor:$q, PTIR_FloatTensor:$in_scale,
      PTIR_QuantizedTensor:$in_zero, PTIR_FloatTensor:$out_scale,
      PTIR_IntTensor:$out_zero, OptionalAttr<I64Attr>:$axis);
  let results = (outs PTIR_IntTensor:$result);
  let assemblyFormat = [{
    $q `,` $in_scale `,` $in_zero `,` $out_scale `,` $out_zero (`axis` $axis^)?
    attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
  let hasCanonicalizer = 1;
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRQUANTIZATIONOPS_TD
