//===- PTIRElementwiseExtensionOps.td - More ops element by element -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRELEMENTWISEEXTENSIONOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRELEMENTWISEEXTENSIONOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRElementwiseOps.td"

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

def PTIR_SqrtOp : PTIR_UnaryOp<"sqrt"> {
  let summary = "square root";
  let description = [{
    `sqrt(x)`; NaN below zero, and -0 of -0. Of complex numbers, the root with
    a real part that is not negative.

    - sqrt_c1: x is a tensor of floats or complex numbers (type constraint).

    ```mlir
    %y = ptir.sqrt %x : tensor<2x3xf32>
    ```
  }];
  let hasFolder = 1;
}

def PTIR_SinOp : PTIR_UnaryOp<"sin"> {
  let summary = "sine";
  let description = [{
    `sin x`, x in radians; NaN of infinities.

    - sin_c1: x is a tensor of floats or complex numbers (type constraint).

    ```mlir
    %y = ptir.sin %x : tensor<2x3xf32>
    ```
  }];
  let hasFolder = 1;
}

def PTIR_CosOp : PTIR_UnaryOp<"cos"> {
  let summary = "cosine";
  let description = [{
    `cos x`, x in radians; NaN of infinities.

    - cos_c1: x is a tensor of floats or complex numbers (type constraint).

    ```mlir
    %y = ptir.cos %x : tensor<2x3xf32>
    ```
  }];
  let hasFolder = 1;
}

def PTIR_LogisticOp : PTIR_UnaryOp<"logistic"> {
  let summary = "logistic function";
  let description = [{
    `1 / (1 + e^-x)`; 0 at -inf and 1 at +inf.

    - logistic_c1: x is a tensor of floats or complex numbers (type constraint).

    ```mlir
    %y = ptir.logistic %x : tensor<2x3xf32>
    ```
  }];
  let hasFolder = 1;
}

def PTIR_FloorOp : PTIR_UnaryOp<"floor", PTIR_FloatTensor> {
  let summary = "largest integer that is not above";
  let description = [{
    The largest integer value not above x; keeps -0, infinities and NaN.

    - floor_c1: x is a tensor of floats (type constraint).

    ```mlir
    %y = ptir.floor %x : tensor<2x3xf32>
    ```
  }];
  let hasFolder = 1;
}

def PTIR_CeilOp : PTIR_UnaryOp<"ceil", PTIR_FloatTensor> {
  let summary = "smallest integer that is not below";
  let description = [{
    The smallest integer value not below x; keeps the sign of zero (-0.5 gives
    -0), infinities and NaN.

    - ceil_c1: x is a tensor of floats (type constraint).

    ```mlir
    %y = ptir.ceil %x : tensor<2x3xf32>
    ```
  }];
  let hasFolder = 1;
}

def PTIR_RoundNearestEvenOp : PTIR_UnaryOp<"round_nearest_even", PTIR_FloatTensor> {
  let summary = "nearest integer, ties to even";
  let description = [{
    The integer value nearest to x, of two the even one; keeps the sign of zero,
    infinities and NaN.

    - round_nearest_even_c1: x is a tensor of floats (type constraint).

    ```mlir
    %y = ptir.round_nearest_even %x : tensor<2x3xf32>
    ```
  }];
  let hasFolder = 1;
}

def PTIR_SignOp : PTIR_UnaryOp<"sign", PTIR_RealTensor> {
  let summary = "-1, 0 or 1";
  let description = [{
    -1 below zero, 1 above; a zero and a NaN stay as they are.

    - sign_c1: x is a tensor of integers or floats (type constraint).

    ```mlir
    %y = ptir.sign %x : tensor<2x3xf32>
    ```
  }];
  let hasFolder = 1;
}

def PTIR_NotOp : PTIR_UnaryOp<"not", PTIR_BitsTensor> {
  let summary = "complement";
  let description = [{
    The complement of every bit; of i1, the negation.

    - not_c1: x is a tensor of integers or i1 (type constraint).

    ```mlir
    %y = ptir.not %x : tensor<2x3xsi32>
    ```
  }];
  let hasFolder = 1;
}

def PTIR_IsFiniteOp : PTIR_PureOp<"is_finite", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "whether an element is neither infinite nor NaN";
  let description = [{
    True for numbers, false for infinities and NaN.

    - is_finite_c1: x is a tensor of floats (type constraint).

    ```mlir
    %p = ptir.is_finite %x : tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_FloatTensor:$x);
  let results = (outs PTIR_PredTensor:$result);
  let assemblyFormat = "$x attr-dict `:` type($x)";
  let hasFolder = 1;
}

def PTIR_StopGradientOp
    : PTIR_PureOp<"stop_gradient", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "the identity; derivatives stop here";
  let description = [{
    x as it is. A transformation that derives treats the result as a constant.

    - stop_gradient_c1: the result has the type of x.

    ```mlir
    %y = ptir.stop_gradient %x : tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = "$x attr-dict `:` type($x)";
}

//===----------------------------------------------------------------------===//
// Binary and ternary
//===----------------------------------------------------------------------===//

def PTIR_PowOp : PTIR_BinaryOp<"pow"> {
  let summary = "power";
  let description = [{
    `lhs` to the power `rhs`. Floats as C's `pow`: `x^0` and `1^y` are 1, NaN
    included. Integers wrap; `x^0` is 1; a negative exponent gives 0 unless the
    base is 1 or -1; 0 to a negative power is a run-time error.

    - pow_c1: lhs and rhs have the same type.
    - pow_c3: the element type is not i1.

    ```mlir
    %z = ptir.pow %x, %y : tensor<2x3xf32>
    ```
  }];
}

def PTIR_RemainderOp : PTIR_BinaryOp<"remainder"> {
  let summary = "remainder with the sign of the dividend";
  let description = [{
    `lhs - rhs * trunc(lhs / rhs)`, exactly; the sign is that of lhs. Floats as
    C's `fmod`: NaN of an infinite lhs or a zero rhs. An integer rhs of zero is
    a run-time error.

    - remainder_c1: lhs and rhs have the same type.
    - remainder_c2: the element type is not complex.
    - remainder_c3: the element type is not i1.

    ```mlir
    %z = ptir.remainder %x, %y : tensor<2x3xf32>
    ```
  }];
}

def PTIR_AndOp : PTIR_BinaryOp<"and", [Commutative]> {
  let summary = "conjunction of bits";
  let description = [{
    `lhs and rhs`, bit by bit.

    - and_c1: lhs and rhs have the same type.
    - and_c2: the elements are integers or i1.

    ```mlir
    %z = ptir.and %x, %y : tensor<2x3xi1>
    ```
  }];
}

def PTIR_OrOp : PTIR_BinaryOp<"or", [Commutative]> {
  let summary = "disjunction of bits";
  let description = [{
    `lhs or rhs`, bit by bit.

    - or_c1: lhs and rhs have the same type.
    - or_c2: the elements are integers or i1.

    ```mlir
    %z = ptir.or %x, %y : tensor<2x3xi1>
    ```
  }];
}

def PTIR_XorOp : PTIR_BinaryOp<"xor", [Commutative]> {
  let summary = "exclusive disjunction of bits";
  let description = [{
    `lhs xor rhs`, bit by bit.

    - xor_c1: lhs and rhs have the same type.
    - xor_c2: the elements are integers or i1.

    ```mlir
    %z = ptir.xor %x, %y : tensor<2x3xi1>
    ```
  }];
}

def PTIR_ClampOp : PTIR_FailingOp<"clamp", [PTIR_InferTypes, PTIR_Reify]> {
  let summary = "elements kept between two bounds";
  let description = [{
    `minimum(maximum(x, lo), hi)`: hi wins where the bounds cross, a NaN among
    the three gives NaN.

    - clamp_c1: x, lo and hi have the same type.
    - clamp_c2: the element type is not complex.

    ```mlir
    %y = ptir.clamp %x, %lo, %hi : tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_Tensor:$x, PTIR_Tensor:$lo, PTIR_Tensor:$hi);
  let results = (outs PTIR_Tensor:$result);
  let assemblyFormat = [{
    $x `,` $lo `,` $hi attr-dict `:`
    custom<SameTypes>(type($x), type($lo), type($hi))
  }];
  let hasFolder = 1;
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRELEMENTWISEEXTENSIONOPS_TD
