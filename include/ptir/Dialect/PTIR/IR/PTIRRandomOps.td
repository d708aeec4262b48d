//===- PTIRRandomOps.td - Random numbers -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRRANDOMOPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIRRANDOMOPS_TD

include "ptir/Dialect/PTIR/IR/PTIRBase.td"

def PTIR_RngUniformOp : PTIR_FailingOp<"rng_uniform", [PTIR_Reify]> {
  let summary = "uniform random numbers in [0, 1)";
  let description = [{
    Philox 4x32-10 with the low and high word of `seed` as its key; counter
    words 0 and 1 hold the linear index of a group of four outputs, 2 and 3 are
    0. Element i takes word `i mod 4` of its group (f64: words `2 (i mod 2)` and
    the next one as high and low). f32 and smaller: the top 24 bits / 2^24, then
    cast; f64: the top 53 bits / 2^53. Bit-exact on every backend.
    `dims` has one extent per dynamic dimension of the result.

    - rng_uniform_c1: the result is a tensor of floats (type constraint).
    - rng_uniform_c2: dims has one extent per dynamic dimension of the result.
    - rng_uniform_c3: seed is tensor<ui64> (type constraint).

    ```mlir
    %r = ptir.rng_uniform %seed : tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_Seed:$seed, Variadic<PTIR_Extent>:$dims);
  let results = (outs PTIR_FloatTensor:$result);
  let assemblyFormat = [{
    $seed (`dims` `(` $dims^ `)`)? attr-dict `:` type($result)
  }];
  let hasVerifier = 1;
}

def PTIR_RngNormalOp : PTIR_FailingOp<"rng_normal", [PTIR_Reify]> {
  let summary = "normal random numbers";
  let description = [{
    Box-Muller on the uniform numbers of neighbouring words (see
    `ptir.rng_uniform`): elements 2 i and 2 i + 1 are
    `sqrt(-2 ln(1 - u1)) cos(2 pi u2)` and the same with sin, u1 and u2 being
    uniform numbers 2 i and 2 i + 1.
    `dims` has one extent per dynamic dimension of the result.

    - rng_normal_c1: the result is a tensor of floats (type constraint).
    - rng_normal_c2: dims has one extent per dynamic dimension of the result.
    - rng_normal_c3: seed is tensor<ui64> (type constraint).

    ```mlir
    %r = ptir.rng_normal %seed : tensor<2x3xf32>
    ```
  }];
  let arguments = (ins PTIR_Seed:$seed, Variadic<PTIR_Extent>:$dims);
  let results = (outs PTIR_FloatTensor:$result);
  let assemblyFormat = [{
    $seed (`dims` `(` $dims^ `)`)? attr-dict `:` type($result)
  }];
  let hasVerifier = 1;
}

#endif // PTIR_DIALECT_PTIR_IR_PTIRRANDOMOPS_TD
