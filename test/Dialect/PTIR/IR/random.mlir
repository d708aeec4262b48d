// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// CHECK-LABEL: func @random(
// CHECK-SAME: %[[S:.*]]: tensor<ui64>, %[[N:.*]]: tensor<si64>)
func.func @random(%s: tensor<ui64>, %n: tensor<si64>) {
  // CHECK: ptir.rng_uniform %[[S]] : tensor<2x3xf8E5M2>
  %0 = ptir.rng_uniform %s : tensor<2x3xf8E5M2>
  // CHECK: ptir.rng_uniform %[[S]] dims(%[[N]], %[[N]]) : tensor<?x3x?xf64>
  %1 = ptir.rng_uniform %s dims(%n, %n) : tensor<?x3x?xf64>
  // CHECK: ptir.rng_normal %[[S]] : tensor<bf16>
  %2 = ptir.rng_normal %s : tensor<bf16>
  // CHECK: ptir.rng_normal %[[S]] dims(%[[N]]) : tensor<?xf32>
  %3 = ptir.rng_normal %s dims(%n) : tensor<?xf32>
  return
}
