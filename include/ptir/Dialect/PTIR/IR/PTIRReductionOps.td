//===- PTIRReductionOps.td - Many elements to one -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRREDUCTIONOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRREDUCTIONOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"

def PTIR_ReduceOp : PTIR_PureOp<"reduce", [PTIR_Reify]> {
  let summary = "reduction over axes";
  let description = [{
    Combines the elements along `axes`. The result's element type is the
    result's; see `accum_type` at `ptir.dot_general`. An empty axis gives the
    identity of the kind: 0, -inf or the smallest integer, +inf or the largest.

    - reduce_c1: axes are unique and in range; negative axes count from the
      end.
    - reduce_c2: the result has the operand's shape with the axes dropped, or
      set to 1 with `keepdims`.
    - reduce_c3: accum_type and the result's element type are of the operand's
      class; max and min do not take complex elements, sum does not take i1.

    ```mlir
    %m = ptir.reduce max, %x axes [1] keepdims
        : tensor<?x768xf32> -> tensor<?x1xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, PTIR_ReduceKindAttr:$kind,
      DenseI64ArrayAttr:$axes, DefaultValuedAttr<BoolAttr, "false">:$keepdims,
      OptionalAttr<TypeAttr>:$accum_type);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    custom<Enum>($kind) `,` $x `axes` $axes
    `` custom<Flag>("\"keepdims\"", $keepdims) (`accum` $accum_type^)?
    attr-dict `:` type($x) `->` type($result)
  }];
  let hasVerifier = 1;
  let hasFolder = 1;
  let hasCanonicalizer = 1;
  let extraClassDeclaration = [{
    /// The axes, non-negative, in ascending order.
    llvm::SmallVector<int64_t> getNormalizedAxes();
    /// The element type that elements are combined in.
    mlir::Type getAccumulatorType();
  }];
}

def PTIR_ArgmaxOp : PTIR_FailingOp<"argmax", [PTIR_Reify]> {
  let summary = "position of the largest element along an axis";
  let description = [{
    The smallest position of a largest element; a NaN counts as the maximum, -0
    and +0 as equal.

    - argmax_c1: axis is in range.
    - argmax_c2: the extent of axis is not 0 (a run-time error where it is
      dynamic).
    - argmax_c3: the result has the operand's shape with the axis dropped, or
      set to 1 with `keepdims`.
    - argmax_c4: x is not complex; the result is si32 or si64 (type
      constraints).

    ```mlir
    %i = ptir.argmax %x axis 1 : tensor<2x10xf32> -> tensor<2xsi64>
    ```
  }];
  let arguments = (ins PTIR_OrderedTensor:$x, I64Attr:$axis,
      DefaultValuedAttr<BoolAttr, "false">:$keepdims);
  let results = (outs PTIR_IndexTensor:$result);
  let assemblyFormat = [{
    $x `axis` $axis `` custom<Flag>("\"keepdims\"", $keepdims) attr-dict
    `:` type($x) `->` type($result)
  }];
  let hasVerifier = 1;
  let hasCanonicalizer = 1;
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRREDUCTIONOPS_TD
