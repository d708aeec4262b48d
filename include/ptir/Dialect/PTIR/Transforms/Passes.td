//===- Passes.td - Portable ops to portable ops -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_TRANSFORMS_PASSES_TD
#define PTIR_DIALECT_PTIR_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def InlineCompositesPass : Pass<"ptir-inline-composites"> {
  let summary = "Replace composites by their decompositions";
  let description = [{
    What no backend claimed becomes core ops.

    ```mlir
    %y = ptir.composite "double"(%x) : (tensor<4xf32>) -> tensor<4xf32> {
    ^bb0(%a: tensor<4xf32>):
      %s = ptir.add %a, %a : tensor<4xf32>
      ptir.yield %s : tensor<4xf32>
    }
    ```
    ==>
    ```mlir
    %y = ptir.add %x, %x : tensor<4xf32>
    ```
  }];
  let statistics = [
    Statistic<"numInlined", "num-inlined", "Number of composites inlined">];
}

def FoldParamsPass : Pass<"ptir-fold-params", "::mlir::ModuleOp"> {
  let summary = "Compute with parameters once, when an instance is made";
  let description = [{
    A `batch_norm` composite with parameters is folded into weight and bias of
    the `conv2d`, `linear` or matrix product before it. Then whatever depends on
    parameters and constants alone, and has at most twice their elements,
    becomes a derived parameter: a function without arguments computes it, and
    `ptir.param` reads it under the name of the function. Private functions get
    such values as arguments.

    ```mlir
    %w = ptir.param "w" : tensor<8x4xf32>
    %t = ptir.transpose %w [1, 0] : tensor<8x4xf32>
    %y = ptir.dot_general %x, %t contract [1] x [0]
        : (tensor<?x4xf32>, tensor<4x8xf32>) -> tensor<?x8xf32>
    ```
    ==>
    ```mlir
    func.func @"derived:w.5c0e8f7a94e7bd11"() -> tensor<4x8xf32> {
      %w = ptir.param "w" : tensor<8x4xf32>
      %t = ptir.transpose %w [1, 0] : tensor<8x4xf32>
      return %t : tensor<4x8xf32>
    }
    …
    %t = ptir.param "derived:w.5c0e8f7a94e7bd11" : tensor<4x8xf32>
    %y = ptir.dot_general %x, %t contract [1] x [0]
        : (tensor<?x4xf32>, tensor<4x8xf32>) -> tensor<?x8xf32>
    ```
  }];
  let statistics = [
    Statistic<"numFolded", "num-folded", "Number of batch norms folded">,
    Statistic<"numMoved", "num-moved",
              "Number of values that became arguments of private functions">,
    Statistic<"numDerived", "num-derived",
              "Number of derived parameters made">];
}

def FuseEpiloguesPass : Pass<"ptir-fuse-epilogues", "::mlir::func::FuncOp"> {
  let summary = "Join what follows a convolution or linear layer with it";
  let description = [{
    `conv2d` and `linear`, the residual that is added to their result and the
    activation behind that become `fused_conv2d` and `fused_linear`. The
    configuration lists the steps: `sum`, whose operand is the last one, then
    one of `relu`, `relu6`, `gelu`, `gelu_tanh`, `silu`. The region has the
    decompositions of all of them.

    ```mlir
    %y = ptir.composite "linear"(%x, %w, %b) : … { … }
    %z = ptir.add %y, %r : tensor<?x768xf32>
    ```
    ==>
    ```mlir
    %z = ptir.composite "fused_linear"(%x, %w, %b, %r)
        config {epilogue = ["sum"]} : … { … }
    ```
  }];
  let options = [
    Option<"explain", "explain", "bool", "false",
           "Say of every candidate what was fused and why not more">];
  let statistics = [
    Statistic<"numFused", "num-fused", "Number of composites made">,
    Statistic<"numSteps", "num-steps", "Number of steps that joined them">];
}

def FuseAttentionPass : Pass<"ptir-fuse-attention", "::mlir::func::FuncOp"> {
  let summary = "Attend without storing the scores";
  let description = [{
    The product of queries and keys, its scale, a causal mask, the softmax and
    the product with the values become one `ptirrt.attention`, together with the
    transposes before and behind it. Queries are [batch, heads, group, positions,
    size], or without the group: plain heads, or those of a step of decoding,
    which has the heads of a group instead of positions.

    ```mlir
    %s = ptir.dot_general %q, %k batch [0, 1] x [0, 1] contract [4] x [3] : …
    …
    %w = ptir.div %e, %n : tensor<?x12x1x?x?xf32>
    %y = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2] : …
    ```
    ==>
    ```mlir
    %y = ptirrt.attention ins(%q, %k, %v : …) outs(%init : …) past(%p)
        scale 1.250000e-01 {…} -> tensor<?x12x1x?x64xf32>
    ```

    Refuses: element types other than f32, scores that something else reads,
    masks that are not causal, heads longer than 256 elements, no queries.
  }];
  let options = [
    Option<"explain", "explain", "bool", "false",
           "Say of every softmax that weighs something why it stays">];
  let statistics = [
    Statistic<"numFused", "num-fused", "Number of attentions made">,
    Statistic<"numTransposes", "num-transposes",
              "Number of transposes that became the order of an operand">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::tensor::TensorDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

def PackParamsPass : Pass<"ptir-pack-params", "::mlir::ModuleOp"> {
  let summary = "Read matrices that are only multiplied by in packed form";
  let description = [{
    A rank-2 f32 parameter whose only uses are right-hand sides of matrix
    products becomes a derived parameter in the "panels64" layout, and the
    products become `ptirrt.panel_matmul`. Private functions that take such
    parameters as arguments take them packed, if every caller agrees. So does a
    tied embedding, whose rows are taken and, as columns, multiplied by: rows
    are read by `ptirrt.take_columns`.

    ```mlir
    %w = ptir.param "w" : tensor<768x3072xf32>
    %y = ptir.dot_general %x, %w contract [1] x [0]
        : (tensor<?x768xf32>, tensor<768x3072xf32>) -> tensor<?x3072xf32>
    ```
    ==>
    ```mlir
    %w = ptirrt.param "w" layout "panels64" of tensor<768x3072xf32>
        : tensor<48x768x64xf32>
    %y = ptirrt.panel_matmul ins(%x, %w : …) outs(%init : …)
    ```
  }];
  let statistics = [
    Statistic<"numPacked", "num-packed", "Number of parameters packed">,
    Statistic<"numMatmuls", "num-matmuls", "Number of products rewritten">,
    Statistic<"numTakes", "num-takes", "Number of lookups rewritten">];
  let dependentDialects = ["::mlir::tensor::TensorDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

def NarrowParamsPass : Pass<"ptir-narrow-params", "::mlir::ModuleOp"> {
  let summary = "Keep weights in fewer bits than they are computed with";
  let description = [{
    Panels that only products and lookups of columns read are stored as bf16, or
    as 8-bit integers with a scale per column, which these apply. What
    should be bf16 is stored in 12 bits, bf16 whose sign and exponent have five
    with a scale per column, where a kernel reads it so elsewhere and, with
    `look-up-bytes`, where it meets one row per sequence in all products.

    ```mlir
    %w = ptirrt.param "w" layout "panels64" of tensor<768x3072xf32>
        : tensor<48x768x64xf32>
    %y = ptirrt.panel_matmul ins(%x, %w : …) outs(%init : …)
    ```
    ==>
    ```mlir
    %w = ptirrt.param "w" layout "panels64:s8" of tensor<768x3072xf32>
        : tensor<48x772x64xi8>
    %y = ptirrt.panel_matmul ins(%x, %w : …) outs(%init : …)
    ```

    Refuses: panels that anything else reads, in the function or in one that it
    calls, and matrices without elements.
  }];
  let options = [
    Option<"type", "type", "::ptir::StoredWeights",
           "::ptir::StoredWeights::BF16", "what weights are stored as",
           [{::llvm::cl::values(
               clEnumValN(::ptir::StoredWeights::F32, "f32", "as they are"),
               clEnumValN(::ptir::StoredWeights::BF16, "bf16", "half, or 12 bits"),
               clEnumValN(::ptir::StoredWeights::Int8, "int8", "a quarter"))}]>,
    Option<"lookUpBytes", "look-up-bytes", "bool", "false",
           "The CPU looks 64 bytes up in a table of 16 (AVX-512 BW)">];
  let statistics = [
    Statistic<"numPanels", "num-panels", "Number of packed parameters narrowed">,
    Statistic<"numShort", "num-short", "Number of these in 12 bits">];
  let dependentDialects = ["::mlir::tensor::TensorDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

#endif // PTIR_DIALECT_PTIR_TRANSFORMS_PASSES_TD
