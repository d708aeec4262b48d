//===- Passes.td - Portable ops to loops over tensors -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CONVERSION_PTIRTOLINALG_PASSES_TD
#define PTIR_CONVERSION_PTIRTOLINALG_PASSES_TD

include "mlir/Pass/PassBase.td"

def ConvertPTIRToLinalgPass
    : Pass<"convert-ptir-to-linalg", "::mlir::ModuleOp"> {
  let summary = "Lower portable ops to linalg on tensors";
  let description = [{
    Every op of the `ptir` dialect becomes loops or views; composites and custom
    calls must be gone. Run-time checks become `ptirrt.check`.

    ```mlir
    %y = ptir.neg %x : tensor<4xsi32>
    ```
    ==>
    ```mlir
    %0 = tensor.empty() : tensor<4xi32>
    %y = linalg.generic {…} ins(%x : tensor<4xi32>) outs(%0 : tensor<4xi32>) {
    ^bb0(%a: i32, %out: i32):
      %n = arith.subi %c0, %a : i32
      linalg.yield %n : i32
    } -> tensor<4xi32>
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::complex::ComplexDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect",
    "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect",
    "::ptir::rt::PTIRRTDialect"];
}

#endif // PTIR_CONVERSION_PTIRTOLINALG_PASSES_TD
