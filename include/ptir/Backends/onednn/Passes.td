//===- Passes.td - What oneDNN runs ---------------------*- tablegen -*----===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_BACKENDS_ONEDNN_PASSES_TD
#define PTIR_BACKENDS_ONEDNN_PASSES_TD

include "mlir/Pass/PassBase.td"

def ClaimOneDnnPass : Pass<"ptir-claim-onednn", "::mlir::ModuleOp"> {
  let summary = "Make composites kernels of oneDNN";
  let description = [{
    `linear`, `conv2d`, what ptir-fuse-epilogues makes of them, `avg_pool2d` and
    `global_avg_pool` of f32 become `ptirrt.call`. Images need extents that are
    known, but for the batch. Where weights are to be stored in fewer bits, linear
    layers of many rows say so in `storage` for ptir-pack-weights.

    ```mlir
    %y = ptir.composite "linear"(%x, %w, %b) : … { … }
    ```
    ==>
    ```mlir
    %y = ptirrt.call "onednn.matmul" ins(%x, %w, %b : …) outs(%init : …)
        {config = {bias = 1 : i64}} -> tensor<?x3072xf32>
    ```
  }];
  let options = [
    Option<"weights", "weights", "::ptir::StoredWeights",
           "::ptir::StoredWeights::F32",
           "What weights are stored as",
           [{::llvm::cl::values(
               clEnumValN(::ptir::StoredWeights::F32, "f32", "as they are"),
               clEnumValN(::ptir::StoredWeights::BF16, "bf16", "half"),
               clEnumValN(::ptir::StoredWeights::Int8, "int8", "a quarter"))}]>,
    Option<"roundsActivations", "rounds-activations", "bool", "false",
           "Whether what narrow weights multiply may be rounded to bf16; linear "
           "layers with such are left to generated code otherwise">,
    Option<"explain", "explain", "bool", "false",
           "Say of every candidate why it was not claimed">];
  let statistics = [
    Statistic<"numMatmuls", "num-matmuls", "Number of linear layers claimed">,
    Statistic<"numConvolutions", "num-convolutions",
              "Number of convolutions claimed">,
    Statistic<"numPools", "num-pools", "Number of poolings claimed">];
  let dependentDialects = ["::mlir::tensor::TensorDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

def FuseInvertedResidualsPass
    : Pass<"ptir-fuse-inverted-residuals", "::mlir::ModuleOp"> {
  let summary = "Run a block of MobileNetV2 as one kernel";
  let description = [{
    A 1x1 convolution, a 3x3 filter of each channel and another 1x1 convolution,
    with relu or relu6 behind the first two, become one call of a kernel of the
    runtime, which keeps what lies between them in a near cache. The first may be
    missing, or a 3x3 convolution, two apart, of an image whose channels are
    brought to the end; and the image may be added at the end. Weights
    are parameters, which are read in the form that the kernel wants from here on.

    ```mlir
    %h = ptirrt.call "onednn.convolution" ins(%x, %we, %be : …) …
    %f = ptirrt.call "onednn.convolution" ins(%h, %wf, %bf : …) …
    %y = ptirrt.call "onednn.convolution" ins(%f, %wp, %bp : …) …
    ```
    ==>
    ```mlir
    %y = ptirrt.call "ptir.inverted_residual"
        ins(%x, %pe, %be, %pf, %bf, %pp, %bp : …) outs(%e : …)
        {config = {expand = "relu6", filter = "relu6", stride = 1 : i64}} …
    ```
  }];
  let options = [
    Option<"explain", "explain", "bool", "false",
           "Say of every filter between convolutions why it was not fused">];
  let statistics = [
    Statistic<"numFused", "num-fused", "Number of blocks">];
  let dependentDialects = ["::mlir::tensor::TensorDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

def FusePooledConvolutionsPass
    : Pass<"ptir-fuse-pooled-convolutions", "::mlir::ModuleOp"> {
  let summary = "Write the means of a 1x1 convolution only";
  let description = [{
    A 1x1 convolution, and the mean of each of its channels over the whole image,
    become one call of a kernel of the runtime. Relu or relu6 may be in between.

    ```mlir
    %c = ptirrt.call "onednn.convolution" ins(%x, %w, %b : …) …
    %y = ptirrt.call "onednn.avg_pool" ins(%c : tensor<1x7x7x1280xf32>) …
    ```
    ==>
    ```mlir
    %y = ptirrt.call "ptir.pooled_convolution" ins(%x, %p, %b : …) …
        {config = {epilogue = ["relu6"]}} -> tensor<1x1x1x1280xf32>
    ```
  }];
  let options = [
    Option<"explain", "explain", "bool", "false",
           "Say of every mean of a convolution why it was not fused">];
  let statistics = [
    Statistic<"numFused", "num-fused", "Number of convolutions">];
  let dependentDialects = ["::ptir::rt::PTIRRTDialect"];
}

def ChooseWinogradPass : Pass<"ptir-choose-winograd", "::mlir::ModuleOp"> {
  let summary = "Run 3x3 convolutions with fewer products";
  let description = [{
    Convolutions of 3x3 windows, one apart, become kernels of the runtime that
    make tiles of 2x2 or 4x4 results by Winograd's scheme, where that is modelled
    to take less time: products are fewer, weights are larger. Images keep their
    channels last.

    ```mlir
    %y = ptirrt.call "onednn.convolution" ins(%x, %w, %b : …) …
    ```
    ==>
    ```mlir
    %y = ptirrt.call "ptir.winograd" ins(%x, %p, %b : …) …
        {config = {epilogue = ["relu"], tile = 4 : i64}} …
    ```
  }];
  let options = [
    Option<"explain", "explain", "bool", "false",
           "Say of every convolution why it stays as it is">];
  let statistics = [
    Statistic<"numChosen", "num-chosen", "Number of convolutions">];
  let dependentDialects = ["::ptir::rt::PTIRRTDialect"];
}

def AssignLayoutsPass : Pass<"ptir-assign-layouts", "::mlir::ModuleOp"> {
  let summary = "Choose which images have their channels in blocks";
  let description = [{
    Calls of oneDNN, and windows, read and write images as [N, H, W, C] or with
    channels in blocks of 16, [N, C / 16, H, W, 16], which its Winograd kernels
    need. The choice with the least modelled time of calls and reorders is made,
    across private functions.

    ```mlir
    %y = ptirrt.call "onednn.convolution" ins(%x, %w : tensor<1x56x56x64xf32>, …)
        outs(%e : tensor<1x56x56x64xf32>) …
    ```
    ==>
    ```mlir
    %y = ptirrt.call "onednn.convolution" ins(%b, %w : tensor<1x4x56x56x16xf32>, …)
        outs(%e : tensor<1x4x56x56x16xf32>)
        {config = {algorithm = "winograd", …}} …
    ```
  }];
  let statistics = [
    Statistic<"numBlocked", "num-blocked", "Number of ops on blocked images">,
    Statistic<"numReorders", "num-reorders", "Number of reorders">,
    Statistic<"numWinograd", "num-winograd", "Number of Winograd kernels">];
  let dependentDialects = ["::mlir::tensor::TensorDialect"];
}

def PackWeightsPass : Pass<"ptir-pack-weights", "::mlir::ModuleOp"> {
  let summary = "Read the weights of kernels in the form they want";
  let description = [{
    Weights that are parameters, also through private functions that take them
    as arguments, are read in the form that the kernel wants; it is made once.
    Other weights stay as they are. Products become the runtime's where the CPU
    has its instructions; those with weights to be stored as bf16 read 12 bits
    an element, those with integers 8.

    ```mlir
    %w = ptir.param "w" : tensor<768x3072xf32>
    %y = ptirrt.call "onednn.matmul" ins(%x, %w, %b : …) …
    ```
    ==>
    ```mlir
    %p = ptirrt.param "w" layout "panels64" of tensor<768x3072xf32>
        : tensor<48x768x64xf32>
    %y = ptirrt.call "onednn.matmul" ins(%x, %p, %b : …) …
    ```
  }];
  let options = [
    Option<"multipliesFloats", "multiplies-floats", "bool", "false",
           "The CPU multiplies vectors of 16 floats (AVX-512)">,
    Option<"multipliesHalves", "multiplies-halves", "bool", "false",
           "The CPU multiplies pairs of bf16 (AVX-512 BF16)">,
    Option<"strassen", "strassen", "bool", "true",
           "Products of floats may combine halves of matrices, which saves an "
           "eighth of the multiplications">,
    Option<"explain", "explain", "bool", "false",
           "Say of every product of the library why it is not the runtime's">];
  let statistics = [
    Statistic<"numPacked", "num-packed",
              "Number of parameters read in a form of their own">,
    Statistic<"numMatmuls", "num-matmuls",
              "Number of products that became the runtime's">];
  let dependentDialects = ["::ptir::rt::PTIRRTDialect"];
}

#endif // PTIR_BACKENDS_ONEDNN_PASSES_TD
