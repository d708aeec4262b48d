// RUN: ptir-opt %s -ptir-raise -split-input-file | FileCheck %s

// Written by hand: other operand orders than the functional's, a static shape.
// CHECK-LABEL: func.func @gelu_tanh
// CHECK-SAME: (%[[X:.*]]: tensor<2x3xf32>)
// CHECK-NEXT: %[[Y:.*]] = ptir.composite "gelu_tanh"(%[[X]])
// CHECK: return %[[Y]]
func.func @gelu_tanh(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %half = ptir.constant dense<0.5> : tensor<2x3xf32>
  %one = ptir.constant dense<1.0> : tensor<2x3xf32>
  %a = ptir.constant dense<0.044715> : tensor<2x3xf32>
  %b = ptir.constant dense<0.7978845608> : tensor<2x3xf32>
  %x2 = ptir.mul %x, %x : tensor<2x3xf32>
  %x3 = ptir.mul %x, %x2 : tensor<2x3xf32>
  %ax3 = ptir.mul %a, %x3 : tensor<2x3xf32>
  %sum = ptir.add %ax3, %x : tensor<2x3xf32>
  %inner = ptir.mul %b, %sum : tensor<2x3xf32>
  %tanh = ptir.tanh %inner : tensor<2x3xf32>
  %shifted = ptir.add %one, %tanh : tensor<2x3xf32>
  %hx = ptir.mul %half, %x : tensor<2x3xf32>
  %y = ptir.mul %shifted, %hx : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// -----

// The extent of the bias may be read anywhere where it is the same.
// CHECK-LABEL: func.func @linear
// CHECK-SAME: (%[[X:.*]]: tensor<?x6xf32>, %[[W:.*]]: tensor<6x3xf32>, %[[B:.*]]: tensor<3xf32>)
// CHECK-NEXT: %[[Y:.*]] = ptir.composite "linear"(%[[X]], %[[W]], %[[B]])
// CHECK: return %[[Y]]
func.func @linear(%x: tensor<?x6xf32>, %w: tensor<6x3xf32>, %b: tensor<3xf32>)
    -> tensor<?x3xf32> {
  %p = ptir.dot_general %x, %w contract [1] x [0]
      : (tensor<?x6xf32>, tensor<6x3xf32>) -> tensor<?x3xf32>
  %n = ptir.dim %p, 0 : tensor<?x3xf32>
  %bias = ptir.broadcast_to %b dims(%n) : tensor<3xf32> -> tensor<?x3xf32>
  %y = ptir.add %bias, %p : tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// -----

// A value inside that is needed elsewhere stays.
// CHECK-LABEL: func.func @softmax_and_max
// CHECK-SAME: (%[[X:.*]]: tensor<4x5xf32>)
// CHECK: %[[MAX:.*]] = ptir.reduce max, %[[X]]
// CHECK-NOT: ptir.exp
// CHECK: %[[Y:.*]] = ptir.composite "softmax_last_dim"(%[[X]])
// CHECK: return %[[Y]], %[[MAX]]
func.func @softmax_and_max(%x: tensor<4x5xf32>)
    -> (tensor<4x5xf32>, tensor<4x1xf32>) {
  %max = ptir.reduce max, %x axes [-1] keepdims : tensor<4x5xf32> -> tensor<4x1xf32>
  %m = ptir.broadcast_to %max : tensor<4x1xf32> -> tensor<4x5xf32>
  %d = ptir.sub %x, %m : tensor<4x5xf32>
  %e = ptir.exp %d : tensor<4x5xf32>
  %sum = ptir.reduce sum, %e axes [1] keepdims : tensor<4x5xf32> -> tensor<4x1xf32>
  %s = ptir.broadcast_to %sum : tensor<4x1xf32> -> tensor<4x5xf32>
  %y = ptir.div %e, %s : tensor<4x5xf32>
  return %y, %max : tensor<4x5xf32>, tensor<4x1xf32>
}

// -----

// The parameter is read off the ops, in the digits someone wrote.
// CHECK-LABEL: func.func @layer_norm
// CHECK-SAME: (%[[X:.*]]: tensor<2x4xf32>, %[[G:.*]]: tensor<4xf32>, %[[B:.*]]: tensor<4xf32>)
// CHECK-NEXT: ptir.composite "layer_norm"(%[[X]], %[[G]], %[[B]]) config {epsilon = 1.000000e-05 : f64}
func.func @layer_norm(%x: tensor<2x4xf32>, %g: tensor<4xf32>, %b: tensor<4xf32>)
    -> tensor<2x4xf32> {
  %n = ptir.constant dense<4.0> : tensor<2x1xf32>
  %eps = ptir.constant dense<1.0e-5> : tensor<2x1xf32>
  %sum = ptir.reduce sum, %x axes [1] keepdims : tensor<2x4xf32> -> tensor<2x1xf32>
  %mean = ptir.div %sum, %n : tensor<2x1xf32>
  %means = ptir.broadcast_to %mean : tensor<2x1xf32> -> tensor<2x4xf32>
  %c = ptir.sub %x, %means : tensor<2x4xf32>
  %c2 = ptir.mul %c, %c : tensor<2x4xf32>
  %sum2 = ptir.reduce sum, %c2 axes [1] keepdims : tensor<2x4xf32> -> tensor<2x1xf32>
  %var = ptir.div %sum2, %n : tensor<2x1xf32>
  %shifted = ptir.add %var, %eps : tensor<2x1xf32>
  %inv = ptir.rsqrt %shifted : tensor<2x1xf32>
  %invs = ptir.broadcast_to %inv : tensor<2x1xf32> -> tensor<2x4xf32>
  %norm = ptir.mul %c, %invs : tensor<2x4xf32>
  %gs = ptir.broadcast_to %g : tensor<4xf32> -> tensor<2x4xf32>
  %scaled = ptir.mul %norm, %gs : tensor<2x4xf32>
  %bs = ptir.broadcast_to %b : tensor<4xf32> -> tensor<2x4xf32>
  %y = ptir.add %scaled, %bs : tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// -----

// What is in a composite already stays as it is.
// CHECK-LABEL: func.func @inside
// CHECK: ptir.composite "mine"
// CHECK-NOT: ptir.composite
// CHECK: ptir.erf
func.func @inside(%x: tensor<3xf32>) -> tensor<3xf32> {
  %y = ptir.composite "mine"(%x) : (tensor<3xf32>) -> tensor<3xf32> {
  ^bb0(%a: tensor<3xf32>):
    %half = ptir.constant dense<0.5> : tensor<3xf32>
    %one = ptir.constant dense<1.0> : tensor<3xf32>
    %r = ptir.constant dense<0.707106781> : tensor<3xf32>
    %s = ptir.mul %a, %r : tensor<3xf32>
    %e = ptir.erf %s : tensor<3xf32>
    %t = ptir.add %e, %one : tensor<3xf32>
    %h = ptir.mul %a, %half : tensor<3xf32>
    %g = ptir.mul %h, %t : tensor<3xf32>
    ptir.yield %g : tensor<3xf32>
  }
  return %y : tensor<3xf32>
}
