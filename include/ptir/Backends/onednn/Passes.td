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
    `global_avg_pool` of f32 become `ptirrt.call`. Weights that are parameters
    are read in the form that the kernel wants, through private functions that
    take them as arguments, too; other weights are taken as they are. Images
    need extents that are known, but for the batch.

    ```mlir
    %w = ptir.param "w" : tensor<768x3072xf32>
    %y = ptir.composite "linear"(%x, %w, %b) : … { … }
    ```
    ==>
    ```mlir
    %p = ptirrt.param "w" layout "panels64" of tensor<768x3072xf32>
        : tensor<48x768x64xf32>
    %y = ptirrt.call "onednn.matmul" ins(%x, %p, %b : …) outs(%init : …)
        {config = {bias = 1 : i64}} -> tensor<?x3072xf32>
    ```
  }];
  let options = [
    Option<"explain", "explain", "bool", "false",
           "Say of every candidate why it was not claimed">];
  let statistics = [
    Statistic<"numMatmuls", "num-matmuls", "Number of linear layers claimed">,
    Statistic<"numConvolutions", "num-convolutions",
              "Number of convolutions claimed">,
    Statistic<"numPools", "num-pools", "Number of poolings claimed">,
    Statistic<"numPacked", "num-packed",
              "Number of parameters read in a form of their own">];
  let dependentDialects = ["::mlir::tensor::TensorDialect",
                           "::ptir::rt::PTIRRTDialect"];
}

#endif // PTIR_BACKENDS_ONEDNN_PASSES_TD
