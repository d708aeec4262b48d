// RUN: ptir-opt %s -ptir-raise='explain=true' -split-input-file -verify-diagnostics | FileCheck %s

// Another constant.
// CHECK-LABEL: func.func @other_constant
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @other_constant(%x: tensor<3xf32>) -> tensor<3xf32> {
  %half = ptir.constant dense<0.4> : tensor<3xf32>
  %one = ptir.constant dense<1.0> : tensor<3xf32>
  %r = ptir.constant dense<0.707106781> : tensor<3xf32>
  %s = ptir.mul %x, %r : tensor<3xf32>
  %e = ptir.erf %s : tensor<3xf32>
  %t = ptir.add %e, %one : tensor<3xf32>
  %h = ptir.mul %x, %half : tensor<3xf32>
  // expected-remark @below {{not raised to 'gelu': expected ptir.constant {value = dense<5.000000e-01> : tensor<3xf32>}, found ptir.constant {value = dense<4.000000e-01> : tensor<3xf32>}}}
  %y = ptir.mul %h, %t : tensor<3xf32>
  return %y : tensor<3xf32>
}

// -----

// Another axis.
// CHECK-LABEL: func.func @other_axis
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @other_axis(%x: tensor<4x4xf32>) -> tensor<4x4xf32> {
  %max = ptir.reduce max, %x axes [0] keepdims : tensor<4x4xf32> -> tensor<1x4xf32>
  %m = ptir.broadcast_to %max : tensor<1x4xf32> -> tensor<4x4xf32>
  %d = ptir.sub %x, %m : tensor<4x4xf32>
  %e = ptir.exp %d : tensor<4x4xf32>
  %sum = ptir.reduce sum, %e axes [0] keepdims : tensor<4x4xf32> -> tensor<1x4xf32>
  %s = ptir.broadcast_to %sum : tensor<1x4xf32> -> tensor<4x4xf32>
  // expected-remark @below {{not raised to 'softmax_last_dim': expected ptir.reduce}}
  %y = ptir.div %e, %s : tensor<4x4xf32>
  return %y : tensor<4x4xf32>
}

// -----

// The maximum of something else: not the stable form of this x.
// CHECK-LABEL: func.func @other_value
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @other_value(%x: tensor<4x5xf32>, %z: tensor<4x5xf32>) -> tensor<4x5xf32> {
  %max = ptir.reduce max, %z axes [1] keepdims : tensor<4x5xf32> -> tensor<4x1xf32>
  %m = ptir.broadcast_to %max : tensor<4x1xf32> -> tensor<4x5xf32>
  %d = ptir.sub %x, %m : tensor<4x5xf32>
  %e = ptir.exp %d : tensor<4x5xf32>
  %sum = ptir.reduce sum, %e axes [1] keepdims : tensor<4x5xf32> -> tensor<4x1xf32>
  %s = ptir.broadcast_to %sum : tensor<4x1xf32> -> tensor<4x5xf32>
  // expected-remark @below {{not raised to 'softmax_last_dim': expected argument 0, found argument 1}}
  %y = ptir.div %e, %s : tensor<4x5xf32>
  return %y : tensor<4x5xf32>
}

// -----

// The extent of another tensor, which differs if the program fails.
// CHECK-LABEL: func.func @other_extent
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @other_extent(%x: tensor<?x6xf32>, %w: tensor<6x3xf32>, %b: tensor<3xf32>,
                        %z: tensor<?xf32>) -> tensor<?x3xf32> {
  %p = ptir.dot_general %x, %w contract [1] x [0]
      : (tensor<?x6xf32>, tensor<6x3xf32>) -> tensor<?x3xf32>
  %n = ptir.dim %z, 0 : tensor<?xf32>
  %bias = ptir.broadcast_to %b dims(%n) : tensor<3xf32> -> tensor<?x3xf32>
  // expected-remark @below {{not raised to 'linear': expected a run-time extent of the operands, found one from elsewhere}}
  %y = ptir.add %bias, %p : tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// -----

// What the functional refuses.
// CHECK-LABEL: func.func @other_contraction
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @other_contraction(%x: tensor<2x6xf32>, %w: tensor<3x6xf32>, %b: tensor<3xf32>)
    -> tensor<2x3xf32> {
  %p = ptir.dot_general %x, %w contract [1] x [1]
      : (tensor<2x6xf32>, tensor<3x6xf32>) -> tensor<2x3xf32>
  %bias = ptir.broadcast_to %b : tensor<3xf32> -> tensor<2x3xf32>
  // expected-remark @below {{not raised to 'linear': functional 'linear': expected contract extent of x (6) to equal weight (3)}}
  %y = ptir.add %p, %bias : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}
