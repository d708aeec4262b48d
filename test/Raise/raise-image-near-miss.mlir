// RUN: ptir-opt %s -ptir-raise='explain=true' -split-input-file -verify-diagnostics | FileCheck %s

// The kernel is flipped along no axis, but transposed: rows of the matrix do
// not run over the window first.
// CHECK-LABEL: func.func @conv2d_other_order
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @conv2d_other_order(%x: tensor<1x4x4x2xf32>, %w: tensor<3x2x2x2xf32>) -> tensor<1x3x3x3xf32> {
  %p = ptir.extract_patches %x window [2, 2] strides [1, 1] dilation [1, 1] padding [0, 0, 0, 0] pad 0.0 : f32 : tensor<1x4x4x2xf32>
  %r = ptir.reshape %p : tensor<1x3x3x8xf32> -> tensor<9x8xf32>
  %m = ptir.reshape %w : tensor<3x2x2x2xf32> -> tensor<3x8xf32>
  %d = ptir.dot_general %r, %m contract [1] x [1] : (tensor<9x8xf32>, tensor<3x8xf32>) -> tensor<9x3xf32>
  // expected-remark @below {{not raised to 'conv2d': expected ptir.transpose}}
  %y = ptir.reshape %d : tensor<9x3xf32> -> tensor<1x3x3x3xf32>
  return %y : tensor<1x3x3x3xf32>
}

// -----

// Divided by another number than the window has pixels.
// CHECK-LABEL: func.func @avg_pool2d_other_number
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @avg_pool2d_other_number(%x: tensor<1x4x4x2xf32>) -> tensor<1x3x3x2xf32> {
  %s = ptir.reduce_window sum, %x window [1, 2, 2, 1] strides [1, 1, 1, 1] base_dilation [1, 1, 1, 1] window_dilation [1, 1, 1, 1] padding [0, 0, 0, 0, 0, 0, 0, 0] : tensor<1x4x4x2xf32> -> tensor<1x3x3x2xf32>
  %c = ptir.constant dense<0.5> : tensor<1x3x3x2xf32>
  // expected-remark @below {{not raised to 'avg_pool2d': expected ptir.constant {value = dense<2.500000e-01>}}
  %y = ptir.mul %s, %c : tensor<1x3x3x2xf32>
  return %y : tensor<1x3x3x2xf32>
}

// -----

// The mean is scaled by another factor than x.
// CHECK-LABEL: func.func @batch_norm_other_factor
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @batch_norm_other_factor(%x: tensor<4x2xf32>, %scale: tensor<2xf32>, %shift: tensor<2xf32>, %mean: tensor<2xf32>, %variance: tensor<2xf32>) -> tensor<4x2xf32> {
  %epsilon = ptir.constant dense<1.0e-5> : tensor<2xf32>
  %v = ptir.add %variance, %epsilon : tensor<2xf32>
  %i = ptir.rsqrt %v : tensor<2xf32>
  %factor = ptir.mul %scale, %i : tensor<2xf32>
  %m = ptir.mul %mean, %factor : tensor<2xf32>
  %o = ptir.sub %shift, %m : tensor<2xf32>
  %b = ptir.broadcast_to %scale : tensor<2xf32> -> tensor<4x2xf32>
  %s = ptir.mul %x, %b : tensor<4x2xf32>
  %t = ptir.broadcast_to %o : tensor<2xf32> -> tensor<4x2xf32>
  %y = ptir.add %s, %t : tensor<4x2xf32>
  return %y : tensor<4x2xf32>
}

// -----

// Another axis is summed over.
// CHECK-LABEL: func.func @global_avg_pool_other_axes
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @global_avg_pool_other_axes(%x: tensor<1x4x4x2xf32>) -> tensor<1x2xf32> {
  %s = ptir.reduce sum, %x axes [1, 3] : tensor<1x4x4x2xf32> -> tensor<1x4xf32>
  %h = ptir.reduce sum, %x axes [1, 2] : tensor<1x4x4x2xf32> -> tensor<1x2xf32>
  %c = ptir.constant dense<0.125> : tensor<1x2xf32>
  // expected-remark @below {{not raised to 'global_avg_pool': expected ptir.constant {value = dense<6.250000e-02>}}
  %y = ptir.mul %h, %c : tensor<1x2xf32>
  return %y : tensor<1x2xf32>
}
