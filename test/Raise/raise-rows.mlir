// RUN: ptir-opt %s -ptir-raise -split-input-file | FileCheck %s

// Written by hand, with operands in other orders than the functional's.
// CHECK-LABEL: func.func @swiglu
// CHECK-SAME: (%[[G:.*]]: tensor<?x3xf32>, %[[U:.*]]: tensor<?x3xf32>)
// CHECK-NEXT: %[[Y:.*]] = ptir.composite "swiglu"(%[[G]], %[[U]])
// CHECK: return %[[Y]]
func.func @swiglu(%g: tensor<?x3xf32>, %u: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %s = ptir.logistic %g : tensor<?x3xf32>
  %a = ptir.mul %s, %g : tensor<?x3xf32>
  %y = ptir.mul %u, %a : tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// -----

// The whole before its part, unless the part is needed by itself.
// CHECK-LABEL: func.func @silu_alone
// CHECK-DAG: %[[A:.*]] = ptir.composite "silu"(%[[G:.*]])
// CHECK-DAG: %[[Y:.*]] = ptir.composite "swiglu"(%[[G:.*]], %[[U:.*]])
// CHECK: return %[[Y]], %[[A]]
func.func @silu_alone(%g: tensor<2x3xf32>, %u: tensor<2x3xf32>)
    -> (tensor<2x3xf32>, tensor<2x3xf32>) {
  %s = ptir.logistic %g : tensor<2x3xf32>
  %a = ptir.mul %g, %s : tensor<2x3xf32>
  %y = ptir.mul %a, %u : tensor<2x3xf32>
  return %y, %a : tensor<2x3xf32>, tensor<2x3xf32>
}

// -----

// CHECK-LABEL: func.func @relu6
// CHECK-SAME: (%[[X:.*]]: tensor<4xf32>)
// CHECK-NEXT: ptir.composite "relu6"(%[[X]])
func.func @relu6(%x: tensor<4xf32>) -> tensor<4xf32> {
  %zero = ptir.constant dense<0.0> : tensor<4xf32>
  %six = ptir.constant dense<6.0> : tensor<4xf32>
  %a = ptir.maximum %zero, %x : tensor<4xf32>
  %y = ptir.minimum %six, %a : tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @rms_norm
// CHECK-SAME: (%[[X:.*]]: tensor<2x4xf32>, %[[G:.*]]: tensor<4xf32>)
// CHECK-NEXT: ptir.composite "rms_norm"(%[[X]], %[[G]]) config {epsilon = 9.9999999999999995E-7 : f64}
func.func @rms_norm(%x: tensor<2x4xf32>, %g: tensor<4xf32>) -> tensor<2x4xf32> {
  %n = ptir.constant dense<4.0> : tensor<2x1xf32>
  %eps = ptir.constant dense<1.0e-6> : tensor<2x1xf32>
  %x2 = ptir.mul %x, %x : tensor<2x4xf32>
  %sum = ptir.reduce sum, %x2 axes [-1] keepdims : tensor<2x4xf32> -> tensor<2x1xf32>
  %mean = ptir.div %sum, %n : tensor<2x1xf32>
  %shifted = ptir.add %eps, %mean : tensor<2x1xf32>
  %inv = ptir.rsqrt %shifted : tensor<2x1xf32>
  %invs = ptir.broadcast_to %inv : tensor<2x1xf32> -> tensor<2x4xf32>
  %norm = ptir.mul %invs, %x : tensor<2x4xf32>
  %gs = ptir.broadcast_to %g : tensor<4xf32> -> tensor<2x4xf32>
  %y = ptir.mul %gs, %norm : tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// The axes are read off the reduction.
// CHECK-LABEL: func.func @mean
// CHECK-SAME: (%[[X:.*]]: tensor<2x3x5xf32>)
// CHECK-NEXT: ptir.composite "mean"(%[[X]]) config {axes = array<i64: 0, 2>, keep_dims = false}
func.func @mean(%x: tensor<2x3x5xf32>) -> tensor<3xf32> {
  %n = ptir.constant dense<10.0> : tensor<3xf32>
  %sum = ptir.reduce sum, %x axes [2, 0] : tensor<2x3x5xf32> -> tensor<3xf32>
  %y = ptir.div %sum, %n : tensor<3xf32>
  return %y : tensor<3xf32>
}

// -----

// CHECK-LABEL: func.func @cross_entropy
// CHECK-SAME: (%[[X:.*]]: tensor<4x5xf32>, %[[T:.*]]: tensor<4xsi64>)
// CHECK-NEXT: ptir.composite "cross_entropy"(%[[X]], %[[T]])
func.func @cross_entropy(%x: tensor<4x5xf32>, %t: tensor<4xsi64>) -> tensor<f32> {
  %n = ptir.constant dense<4.0> : tensor<f32>
  %max = ptir.reduce max, %x axes [1] keepdims : tensor<4x5xf32> -> tensor<4x1xf32>
  %m = ptir.broadcast_to %max : tensor<4x1xf32> -> tensor<4x5xf32>
  %d = ptir.sub %x, %m : tensor<4x5xf32>
  %e = ptir.exp %d : tensor<4x5xf32>
  %sum = ptir.reduce sum, %e axes [1] keepdims : tensor<4x5xf32> -> tensor<4x1xf32>
  %log = ptir.log %sum : tensor<4x1xf32>
  %column = ptir.reshape %t : tensor<4xsi64> -> tensor<4x1xsi64>
  %picked = ptir.gather %d, %column axis 1 : tensor<4x5xf32>, tensor<4x1xsi64>
  %losses = ptir.sub %log, %picked : tensor<4x1xf32>
  %total = ptir.reduce sum, %losses axes [0, 1] : tensor<4x1xf32> -> tensor<f32>
  %y = ptir.div %total, %n : tensor<f32>
  return %y : tensor<f32>
}
