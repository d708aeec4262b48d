//===- Passes.td - Core ops to composites -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RAISE_PASSES_TD
#define PTIR_RAISE_PASSES_TD

include "mlir/Pass/PassBase.td"

def RaisePass : Pass<"ptir-raise", "::mlir::func::FuncOp"> {
  let summary = "Recognise functionals in core ops";
  let description = [{
    Hand-written or imported core ops become the composites that the functionals
    emit, so that backends can claim them. At each op that a functional may end
    in, operands and parameters are read off the ops around it, the functional is
    emitted again with them, and both graphs are compared, canonicalised; run-time
    extents count as equal when they come from the same place. The largest
    functionals come first. Ops outside of composites are canonicalised, ops
    inside are left alone.

    ```mlir
    %p = ptir.dot_general %x, %w contract [1] x [0]
        : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    %b = ptir.broadcast_to %bias : tensor<4xf32> -> tensor<2x4xf32>
    %y = ptir.add %p, %b : tensor<2x4xf32>
    ```
    ==>
    ```mlir
    %y = ptir.composite "linear"(%x, %w, %bias) : … {…}
    ```
  }];
  let options = [
    Option<"explain", "explain", "bool", /*default=*/"false",
           "Remark at each anchor why a functional was not recognised">];
  let statistics = [
    Statistic<"numRaised", "num-raised", "Number of composites made">,
    Statistic<"numRefused", "num-refused",
              "Number of places that only resembled a functional">];
  let dependentDialects = ["::ptir::PTIRDialect"];
}

#endif // PTIR_RAISE_PASSES_TD
