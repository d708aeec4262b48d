//===- PTIRElementwiseOps.td - One result element per operand element -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRELEMENTWISEOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRELEMENTWISEOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

class PTIR_UnaryOp<string mnemonic, Type tensor = PTIR_InexactTensor>
    : PTIR_PureOp<mnemonic, [PTIR_InferTypes, PTIR_Reify]> {
  let arguments = (ins tensor:$x);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = "$x attr-dict `:` type($x)";
}

def PTIR_NegOp : PTIR_UnaryOp<"neg", PTIR_NumericTensor> {
  let summary = "negation; integers wrap";
  let description = [{
    `-x`. Integers wrap: `neg(min) = min`.

    - neg_c1: x is a tensor of integers, floats or complex numbers (type
      constraint).

    ```mlir
    %y = ptir.neg %x : tensor<2x3xf32>
    ```
  }];
  let hasFolder = 1;
}

def PTIR_AbsOp : PTIR_UnaryOp<"abs", PTIR_NumericTensor> {
  let summary = "absolute value; of complex numbers, the magnitude";
  let description = [{
    `|x|`. Signed integers wrap: `abs(min) = min`. For a complex operand the
    result has the real element type.

    - abs_c1: x is a tensor of integers, floats or complex numbers (type
      constraint).

    ```mlir
    %y = ptir.abs %x : tensor<2x3xf32>
    ```
  }];
  let hasFolder = 1;
}

def PTIR_ExpOp : PTIR_UnaryOp<"exp"> {
  let summary = "exponential";
  let description = [{
    `e^x`.

    - exp_c1: x is a tensor of floats or complex numbers (type constraint).

    ```mlir
    %y = ptir.exp %x : tensor<2x3xf32>
    ```
  }];
}

def PTIR_LogOp : PTIR_UnaryOp<"log"> {
  let summary = "natural logarithm";
  let description = [{
    `ln x`; NaN below zero, -inf at zero.

    - log_c1: x is a tensor of floats or complex numbers (type constraint).

    ```mlir
    %y = ptir.log %x : tensor<2x3xf32>
    ```
  }];
}

def PTIR_TanhOp : PTIR_UnaryOp<"tanh"> {
  let summary = "hyperbolic tangent";
  let description = [{
    `tanh x`.

    - tanh_c1: x is a tensor of floats or complex numbers (type constraint).

    ```mlir
    %y = ptir.tanh %x : tensor<2x3xf32>
    ```
  }];
}

def PTIR_ErfOp : PTIR_UnaryOp<"erf", PTIR_FloatTensor> {
  let summary = "error function";
  let description = [{
    `2/sqrt(pi) * integral of e^(-t^2) from 0 to x`.

    - erf_c1: x is a tensor of floats (type constraint).

    ```mlir
    %y = ptir.erf %x : tensor<2x3xf32>
    ```
  }];
}

def PTIR_RsqrtOp : PTIR_UnaryOp<"rsqrt"> {
  let summary = "reciprocal of the square root";
  let description = [{
    `1 / sqrt(x)`; +inf at +0, NaN below zero.

    - rsqrt_c1: x is a tensor of floats or complex numbers (type constraint).

    ```mlir
    %y = ptir.rsqrt %x : tensor<2x3xf32>
    ```
  }];
}

def PTIR_ReciprocalOp : PTIR_UnaryOp<"reciprocal"> {
  let summary = "reciprocal";
  let description = [{
    `1 / x`.

    - reciprocal_c1: x is a tensor of floats or complex numbers (type
      constraint).

    ```mlir
    %y = ptir.reciprocal %x : tensor<2x3xf32>
    ```
  }];
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

class PTIR_BinaryOp<string mnemonic, list<Trait> traits = []>
    : PTIR_FailingOp<mnemonic,
          !listconcat([PTIR_InferTypes, PTIR_Reify], traits)> {
  let arguments = (ins PTIR_Tensor:$lhs, PTIR_Tensor:$rhs);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat =
      "$lhs `,` $rhs attr-dict `:` custom<SameType>(type($lhs), type($rhs))";
  let hasFolder = 1;
}

def PTIR_AddOp : PTIR_BinaryOp<"add", [Commutative]> {
  let summary = "sum; integers wrap";
  let description = [{
    `lhs + rhs`. Integers wrap.

    - add_c1: lhs and rhs have the same type.
    - add_c3: the element type is not i1.

    ```mlir
    %z = ptir.add %x, %y : tensor<2x3xf32>
    ```
  }];
}

def PTIR_SubOp : PTIR_BinaryOp<"sub"> {
  let summary = "difference; integers wrap";
  let description = [{
    `lhs - rhs`. Integers wrap.

    - sub_c1: lhs and rhs have the same type.
    - sub_c3: the element type is not i1.

    ```mlir
    %z = ptir.sub %x, %y : tensor<2x3xf32>
    ```
  }];
}

def PTIR_MulOp : PTIR_BinaryOp<"mul", [Commutative]> {
  let summary = "product; integers wrap";
  let description = [{
    `lhs * rhs`. Integers wrap.

    - mul_c1: lhs and rhs have the same type.
    - mul_c3: the element type is not i1.

    ```mlir
    %z = ptir.mul %x, %y : tensor<2x3xf32>
    ```
  }];
}

def PTIR_DivOp : PTIR_BinaryOp<"div"> {
  let summary = "quotient; integers truncate toward zero";
  let description = [{
    `lhs / rhs`. Integer division truncates toward zero and `min / -1` wraps.
    Integer division by zero is a run-time error.

    - div_c1: lhs and rhs have the same type.
    - div_c3: the element type is not i1.

    ```mlir
    %z = ptir.div %x, %y : tensor<2x3xf32>
    ```
  }];
}

def PTIR_MaximumOp : PTIR_BinaryOp<"maximum", [Commutative]> {
  let summary = "larger element; NaN propagates, -0 < +0";
  let description = [{
    The larger of lhs and rhs. A NaN on either side gives NaN; -0 is smaller
    than +0; for i1, false is smaller than true.

    - maximum_c1: lhs and rhs have the same type.
    - maximum_c2: the element type is not complex.

    ```mlir
    %z = ptir.maximum %x, %y : tensor<2x3xf32>
    ```
  }];
}

def PTIR_MinimumOp : PTIR_BinaryOp<"minimum", [Commutative]> {
  let summary = "smaller element; NaN propagates, -0 < +0";
  let description = [{
    The smaller of lhs and rhs. A NaN on either side gives NaN; -0 is smaller
    than +0; for i1, false is smaller than true.

    - minimum_c1: lhs and rhs have the same type.
    - minimum_c2: the element type is not complex.

    ```mlir
    %z = ptir.minimum %x, %y : tensor<2x3xf32>
    ```
  }];
}

//===----------------------------------------------------------------------===//
// Comparison, selection, conversion
//===----------------------------------------------------------------------===//

def PTIR_CompareOp : PTIR_FailingOp<"compare",
    [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "comparison of elements";
  let description = [{
    `result[i] = lhs[i] direction rhs[i]`. Comparisons are ordered: with a NaN
    every direction but `ne` is false.

    - compare_c1: lhs and rhs have the same type.
    - compare_c2: complex operands admit `eq` and `ne` only.

    ```mlir
    %p = ptir.compare lt, %x, %y : tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$lhs, PTIR_Tensor:$rhs,
                       PTIR_ComparisonAttr:$direction);
  let results = (outs PTIR_PredTensor:$result);
  let assemblyFormat = [{
    custom<Enum>($direction) `,` $lhs `,` $rhs attr-dict `:`
    custom<SameType>(type($lhs), type($rhs))
  }];
  let hasFolder = 1;
}

def PTIR_SelectOp : PTIR_FailingOp<"select",
    [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "choice by a predicate, element by element";
  let description = [{
    `result[i] = pred[i] ? on_true[i] : on_false[i]`.

    - select_c1: pred, on_true and on_false have equal shapes; on_true and
      on_false have the same type.

    ```mlir
    %z = ptir.select %p, %x, %y : tensor<2x3xi1>, tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_PredTensor:$pred, PTIR_Tensor:$on_true,
                       PTIR_Tensor:$on_false);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $pred `,` $on_true `,` $on_false attr-dict `:` type($pred) `,`
    custom<SameType>(type($on_true), type($on_false))
  }];
  let hasFolder = 1;
}

def PTIR_CastOp : PTIR_PureOp<"cast", [PTIR_Reify]> {
  let summary = "conversion of the element type";
  let description = [{
    Converts each element. Float to float rounds to nearest even, once; float
    to integer truncates toward zero, saturates, and maps NaN to 0; integer to
    float rounds to nearest even; integer to integer saturates; i1 becomes 0 or
    1; any real to i1 is `x != 0`; real to complex sets the imaginary part to
    0. Overflow into f8E4M3FN gives NaN, into f8E5M2 infinity.

    - cast_c1: x and result have the same shape.
    - cast_c2: a complex operand is not converted to a real or i1 result.

    ```mlir
    %y = ptir.cast %x : tensor<2x3xf32> -> tensor<2x3xsi8>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = "$x attr-dict `:` type($x) `->` type($result)";
  let hasVerifier = 1;
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRELEMENTWISEOPS_TD
