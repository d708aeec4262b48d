// Found by ptir-fuzz --seed 793.
// RUN: ptir-fuzz --check %s | FileCheck %s
// CHECK: 1 programs, 0 findings

module {
  func.func @p793(%arg0: tensor<?x1xf32>, %arg1: tensor<4xf32>) -> tensor<4x1xf32> attributes {fuzz.inputs = [[dense<[[-6.250000e-01], [-1.875000e+00], [-2.000000e+00], [3.625000e+00]]> : tensor<4x1xf32>, dense<[-2.375000e+00, 2.375000e+00, 3.750000e+00, -2.875000e+00]> : tensor<4xf32>]]} {
    %0 = ptir.dot_general %arg0, %arg1 batch [0] x [0] : (tensor<?x1xf32>, tensor<4xf32>) -> tensor<4x1xf32>
    return %0 : tensor<4x1xf32>
  }
}

