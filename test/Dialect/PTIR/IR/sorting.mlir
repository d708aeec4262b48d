// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// CHECK-LABEL: func @top_k(
func.func @top_k(%arg0: tensor<2x?xf32>, %arg1: tensor<5xi1>) {
  // CHECK: %{{.*}}, %{{.*}} = ptir.top_k %arg0 k 4 axis 1 largest : tensor<2x?xf32> -> tensor<2x4xf32>, tensor<2x4xsi32>
  %0, %1 = ptir.top_k %arg0 k 4 axis 1 largest : tensor<2x?xf32> -> tensor<2x4xf32>, tensor<2x4xsi32>
  // CHECK: ptir.top_k %arg0 k 0 axis -2 : tensor<2x?xf32> -> tensor<0x?xf32>, tensor<0x?xsi64>
  %2, %3 = ptir.top_k %arg0 k 0 axis -2 : tensor<2x?xf32> -> tensor<0x?xf32>, tensor<0x?xsi64>
  // CHECK: ptir.top_k %arg1 k 5 axis 0 : tensor<5xi1> -> tensor<5xi1>, tensor<5xsi32>
  %4, %5 = "ptir.top_k"(%arg1) {k = 5, axis = 0, largest = false} : (tensor<5xi1>) -> (tensor<5xi1>, tensor<5xsi32>)
  return
}
