// RUN: ptir-opt %s -split-input-file --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -split-input-file -mlir-print-op-generic | ptir-opt -split-input-file | FileCheck %s
// RUN: ptir-opt %s -split-input-file -canonicalize -cse | FileCheck %s --check-prefix=CANON

// The composite of the functional: the same name, config and ops.

// CHECK-LABEL: func @last_axis(
// CHECK: ptir.layer_norm %{{.*}}, %{{.*}}, %{{.*}} epsilon 1.000000e-05 axis -1 : tensor<?x768xf32>, tensor<768xf32>, tensor<768xf32>
// CANON-LABEL: func @last_axis(
// CANON-SAME: %[[X:.*]]: tensor<?x768xf32>, %[[G:.*]]: tensor<768xf32>, %[[B:.*]]: tensor<768xf32>)
// CANON-NEXT: ptir.composite "layer_norm"(%[[X]], %[[G]], %[[B]]) config {epsilon = 1.000000e-05 : f64}
// CANON-NEXT: ^bb0
// CANON-NOT: ptir.cast
// CANON: ptir.reduce sum, %{{.*}} axes [1] keepdims
// CANON: ptir.reduce sum, %{{.*}} axes [1] keepdims
// CANON: ptir.rsqrt
// CANON-NOT: ptir.reshape
// CANON: ptir.yield %{{.*}} : tensor<?x768xf32>
func.func @last_axis(%x: tensor<?x768xf32>, %g: tensor<768xf32>, %b: tensor<768xf32>) -> tensor<?x768xf32> {
  %0 = ptir.layer_norm %x, %g, %b epsilon 1.0e-5 axis -1 : tensor<?x768xf32>, tensor<768xf32>, tensor<768xf32>
  return %0 : tensor<?x768xf32>
}

// -----

// Another axis is told by the config; narrow floats are computed in f32.

// CHECK-LABEL: func @first_axis(
// CHECK: ptir.layer_norm %{{.*}}, %{{.*}}, %{{.*}} epsilon 1.000000e-03 axis 0 : tensor<?x3xbf16>, tensor<?xbf16>, tensor<?xbf16>
// CANON-LABEL: func @first_axis(
// CANON: ptir.composite "layer_norm"(%{{.*}}) config {axis = 0 : i64, epsilon = 1.000000e-03 : f64}
// CANON: ptir.cast %{{.*}} : tensor<?x3xbf16> -> tensor<?x3xf32>
// CANON: ptir.reduce sum, %{{.*}} axes [0] keepdims
// CANON: ptir.cast %{{.*}} : tensor<si64> -> tensor<f32>
// CANON: ptir.cast %{{.*}} : tensor<?x3xf32> -> tensor<?x3xbf16>
func.func @first_axis(%x: tensor<?x3xbf16>, %g: tensor<?xbf16>, %b: tensor<?xbf16>) -> tensor<?x3xbf16> {
  %0 = ptir.layer_norm %x, %g, %b epsilon 1.0e-3 axis 0 : tensor<?x3xbf16>, tensor<?xbf16>, tensor<?xbf16>
  return %0 : tensor<?x3xbf16>
}
