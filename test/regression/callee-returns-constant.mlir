// A constant that a private function returns is not overwritten by its caller.
// RUN: ptir-fuzz --check %s | FileCheck %s
// CHECK: 1 programs, 0 findings

func.func private @callee(%x: tensor<2xf32>) -> (tensor<2xf32>, tensor<f32>, tensor<3xf32>) {
  %0 = ptir.constant dense<5.000000e-01> : tensor<f32>
  %1 = ptir.constant dense<[1.0, 2.0, 3.0]> : tensor<3xf32>
  return %x, %0, %1 : tensor<2xf32>, tensor<f32>, tensor<3xf32>
}
func.func @main(%x: tensor<2xf32>) -> (tensor<f32>, tensor<3xf32>, tensor<3xf32>) {
  %0:3 = call @callee(%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<f32>, tensor<3xf32>)
  %1 = ptir.erf %0#1 : tensor<f32>
  %2 = ptir.neg %0#2 : tensor<3xf32>
  %3:3 = call @callee(%x) : (tensor<2xf32>) -> (tensor<2xf32>, tensor<f32>, tensor<3xf32>)
  return %1, %2, %3#2 : tensor<f32>, tensor<3xf32>, tensor<3xf32>
}
