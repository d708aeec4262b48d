// What is added to a product, and its activation, join it; the reference
// computes the same from the composite that comes out.
// RUN: ptir-opt %s -ptir-fuse-epilogues | FileCheck %s
// RUN: ptir-opt %s -ptir-fuse-epilogues="explain=true" -o /dev/null 2>&1 | FileCheck %s --check-prefix=WHY
// RUN: ptir-run exec %s --entry residual_relu --backend reference --json > %t.before
// RUN: ptir-opt %s -ptir-fuse-epilogues -o %t.mlir
// RUN: ptir-run exec %t.mlir --entry residual_relu --backend reference --json > %t.after
// RUN: diff %t.before %t.after

// CHECK-LABEL: func @residual_relu(
// CHECK-SAME: %[[X:.*]]: tensor<?x3xf32>, %[[W:.*]]: tensor<3x4xf32>, %[[B:.*]]: tensor<4xf32>, %[[R:.*]]: tensor<?x4xf32>)
// CHECK: %[[Y:.*]] = ptir.composite "fused_linear"(%[[X]], %[[W]], %[[B]], %[[R]]) config {epilogue = ["sum", "relu"]}
// CHECK: ptir.dot_general
// CHECK: ptir.add
// CHECK: ptir.add
// CHECK: ptir.maximum
// CHECK: return %[[Y]]
// WHY: remark: fused up to here: nothing is fused behind an activation
func.func @residual_relu(%x: tensor<?x3xf32>, %w: tensor<3x4xf32>, %b: tensor<4xf32>, %r: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = ptir.composite "linear"(%x, %w, %b) : (tensor<?x3xf32>, tensor<3x4xf32>, tensor<4xf32>) -> tensor<?x4xf32> {
  ^bb0(%a: tensor<?x3xf32>, %c: tensor<3x4xf32>, %d: tensor<4xf32>):
    %0 = ptir.dot_general %a, %c contract [1] x [0] : (tensor<?x3xf32>, tensor<3x4xf32>) -> tensor<?x4xf32>
    %n = ptir.dim %a, 0 : tensor<?x3xf32>
    %1 = ptir.broadcast_to %d dims(%n) : tensor<4xf32> -> tensor<?x4xf32>
    %2 = ptir.add %0, %1 : tensor<?x4xf32>
    ptir.yield %2 : tensor<?x4xf32>
  }
  %s = ptir.add %r, %y : tensor<?x4xf32>
  %n = ptir.dim %x, 0 : tensor<?x3xf32>
  %zero = ptir.constant dense<0.0> : tensor<f32>
  %zeros = ptir.broadcast_to %zero dims(%n) : tensor<f32> -> tensor<?x4xf32>
  %z = ptir.maximum %s, %zeros : tensor<?x4xf32>
  return %z : tensor<?x4xf32>
}

// A composite's decomposition goes into the region.
// CHECK-LABEL: func @activation(
// CHECK: ptir.composite "fused_linear"({{.*}}) config {epilogue = ["silu"]}
// CHECK: ptir.dot_general
// CHECK: ptir.add
// CHECK: ptir.logistic
// CHECK: ptir.mul
// CHECK: ptir.yield
// WHY: remark: fused up to here: nothing is fused behind an activation
func.func @activation(%x: tensor<2x3xf32>, %w: tensor<3x4xf32>, %b: tensor<4xf32>) -> tensor<2x4xf32> {
  %y = ptir.composite "linear"(%x, %w, %b) : (tensor<2x3xf32>, tensor<3x4xf32>, tensor<4xf32>) -> tensor<2x4xf32> {
  ^bb0(%a: tensor<2x3xf32>, %c: tensor<3x4xf32>, %d: tensor<4xf32>):
    %0 = ptir.dot_general %a, %c contract [1] x [0] : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    %1 = ptir.broadcast_to %d : tensor<4xf32> -> tensor<2x4xf32>
    %2 = ptir.add %0, %1 : tensor<2x4xf32>
    ptir.yield %2 : tensor<2x4xf32>
  }
  %z = ptir.composite "silu"(%y) : (tensor<2x4xf32>) -> tensor<2x4xf32> {
  ^bb0(%a: tensor<2x4xf32>):
    %0 = ptir.logistic %a : tensor<2x4xf32>
    %1 = ptir.mul %a, %0 : tensor<2x4xf32>
    ptir.yield %1 : tensor<2x4xf32>
  }
  return %z : tensor<2x4xf32>
}

// Whoever else needs the product keeps it.
// CHECK-LABEL: func @two_uses(
// CHECK: ptir.composite "linear"
// CHECK-NOT: fused_linear
// CHECK: return
// WHY: remark: nothing fused: the result has other uses
func.func @two_uses(%x: tensor<2x3xf32>, %w: tensor<3x4xf32>, %b: tensor<4xf32>, %r: tensor<2x4xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>) {
  %y = ptir.composite "linear"(%x, %w, %b) : (tensor<2x3xf32>, tensor<3x4xf32>, tensor<4xf32>) -> tensor<2x4xf32> {
  ^bb0(%a: tensor<2x3xf32>, %c: tensor<3x4xf32>, %d: tensor<4xf32>):
    %0 = ptir.dot_general %a, %c contract [1] x [0] : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    ptir.yield %0 : tensor<2x4xf32>
  }
  %s = ptir.add %y, %r : tensor<2x4xf32>
  return %y, %s : tensor<2x4xf32>, tensor<2x4xf32>
}

// A maximum with anything but zeros is none of the activations.
// CHECK-LABEL: func @other_bound(
// CHECK: ptir.composite "linear"
// CHECK-NOT: fused_linear
// CHECK: return
// WHY: remark: nothing fused: its use is neither a sum nor an activation
func.func @other_bound(%x: tensor<2x3xf32>, %w: tensor<3x4xf32>, %b: tensor<4xf32>) -> tensor<2x4xf32> {
  %y = ptir.composite "linear"(%x, %w, %b) : (tensor<2x3xf32>, tensor<3x4xf32>, tensor<4xf32>) -> tensor<2x4xf32> {
  ^bb0(%a: tensor<2x3xf32>, %c: tensor<3x4xf32>, %d: tensor<4xf32>):
    %0 = ptir.dot_general %a, %c contract [1] x [0] : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
    ptir.yield %0 : tensor<2x4xf32>
  }
  %one = ptir.constant dense<1.0> : tensor<2x4xf32>
  %z = ptir.maximum %y, %one : tensor<2x4xf32>
  return %z : tensor<2x4xf32>
}
