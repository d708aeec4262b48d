// RUN: ptir-opt %s -canonicalize | FileCheck %s

// Dimensions become non-negative.

// CHECK-LABEL: func @normal_dot_dimensions(
func.func @normal_dot_dimensions(%x: tensor<2x3x4xf32>) -> tensor<2x3x3xf32> {
  // CHECK: ptir.dot_general %arg0, %arg0 batch [0] x [0] contract [2] x [2] :
  %r = ptir.dot_general %x, %x batch [0] x [-3] contract [-1] x [-1] : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<2x3x3xf32>
  return %r : tensor<2x3x3xf32>
}
