// REQUIRES: onednn
// Where Winograd kernels pay, images have their channels in blocks, across
// calls of functions; elsewhere nothing is reordered.
// RUN: ptir-opt %s -ptir-assign-layouts | FileCheck %s

#c3 = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 64 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 64, 56, 56>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @entry(
// CHECK-SAME: %[[X:.*]]: tensor<1x56x56x64xf32>
// CHECK: %[[S:.*]] = ptir.reshape %[[X]] : tensor<1x56x56x64xf32> -> tensor<1x56x56x4x16xf32>
// CHECK: %[[B:.*]] = ptir.transpose %[[S]] [0, 3, 1, 2, 4]
// CHECK: %[[Y:.*]] = call @block(%[[B]], {{.*}} -> tensor<1x4x56x56x16xf32>
// CHECK: %[[Z:.*]] = call @block(%[[Y]], {{.*}} -> tensor<1x4x56x56x16xf32>
// CHECK: %[[P:.*]] = ptir.reduce_window max, %[[Z]] window [1, 1, 2, 2, 1] strides [1, 1, 2, 2, 1]
// CHECK-SAME: tensor<1x4x56x56x16xf32> -> tensor<1x4x28x28x16xf32>
// CHECK: %[[T:.*]] = ptir.transpose %[[P]] [0, 2, 3, 1, 4]
// CHECK: %[[R:.*]] = ptir.reshape %[[T]] {{.*}} -> tensor<1x28x28x64xf32>
// CHECK: return %[[R]]
func.func @entry(%x: tensor<1x56x56x64xf32>, %w: tensor<64x64x3x3xf32>, %b: tensor<64xf32>) -> tensor<1x28x28x64xf32> {
  %0 = call @block(%x, %w, %b) : (tensor<1x56x56x64xf32>, tensor<64x64x3x3xf32>, tensor<64xf32>) -> tensor<1x56x56x64xf32>
  %1 = call @block(%0, %w, %b) : (tensor<1x56x56x64xf32>, tensor<64x64x3x3xf32>, tensor<64xf32>) -> tensor<1x56x56x64xf32>
  %2 = ptir.reduce_window max, %1 window [1, 2, 2, 1] strides [1, 2, 2, 1] base_dilation [1, 1, 1, 1] window_dilation [1, 1, 1, 1] padding [0, 0, 0, 0, 0, 0, 0, 0] : tensor<1x56x56x64xf32> -> tensor<1x28x28x64xf32>
  return %2 : tensor<1x28x28x64xf32>
}

// CHECK: func.func private @block(%[[X:.*]]: tensor<1x4x56x56x16xf32>, {{.*}}) -> tensor<1x4x56x56x16xf32>
// CHECK: %[[E:.*]] = tensor.empty() : tensor<1x4x56x56x16xf32>
// CHECK: %[[A:.*]] = ptirrt.call "onednn.convolution" ins(%[[X]], {{.*}} outs(%[[E]] : tensor<1x4x56x56x16xf32>)
// CHECK-SAME: algorithm = "winograd"{{.*}}blocked_source = 1 : i64, blocked_target = 1 : i64
// CHECK: ptirrt.call "onednn.convolution" ins(%[[A]], {{.*}} outs(%[[X]] : tensor<1x4x56x56x16xf32>) {accumulates
// CHECK-SAME: algorithm = "winograd"
func.func private @block(%x: tensor<1x56x56x64xf32>, %w: tensor<64x64x3x3xf32>, %b: tensor<64xf32>) -> tensor<1x56x56x64xf32> {
  %e = tensor.empty() : tensor<1x56x56x64xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<1x56x56x64xf32>, tensor<64x64x3x3xf32>, tensor<64xf32>) outs(%e : tensor<1x56x56x64xf32>) {config = #c3} -> tensor<1x56x56x64xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %w, %b : tensor<1x56x56x64xf32>, tensor<64x64x3x3xf32>, tensor<64xf32>) outs(%x : tensor<1x56x56x64xf32>) {accumulates, config = #c3} -> tensor<1x56x56x64xf32>
  return %1 : tensor<1x56x56x64xf32>
}

// One small convolution does not pay for two reorders.
#c1 = {dilation = array<i64: 1, 1>, filters = 16 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 16, 8, 8>, stride = array<i64: 1, 1>}
// CHECK-LABEL: func @small(
// CHECK-NOT: ptir.transpose
// CHECK: outs(%{{.*}} : tensor<1x8x8x16xf32>)
// CHECK-NOT: winograd
// CHECK: return
func.func @small(%x: tensor<1x8x8x16xf32>, %w: tensor<16x16x3x3xf32>) -> tensor<1x8x8x16xf32> {
  %e = tensor.empty() : tensor<1x8x8x16xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w : tensor<1x8x8x16xf32>, tensor<16x16x3x3xf32>) outs(%e : tensor<1x8x8x16xf32>) {config = #c1} -> tensor<1x8x8x16xf32>
  return %0 : tensor<1x8x8x16xf32>
}

// 1x1 kernels are as fast on either layout.
#c0 = {dilation = array<i64: 1, 1>, filters = 64 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 1, 64, 56, 56>, stride = array<i64: 1, 1>}
// CHECK-LABEL: func @pointwise(
// CHECK-NOT: ptir.transpose
// CHECK: return
func.func @pointwise(%x: tensor<1x56x56x64xf32>, %w: tensor<64x64x1x1xf32>) -> tensor<1x56x56x64xf32> {
  %e = tensor.empty() : tensor<1x56x56x64xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w : tensor<1x56x56x64xf32>, tensor<64x64x1x1xf32>) outs(%e : tensor<1x56x56x64xf32>) {config = #c0} -> tensor<1x56x56x64xf32>
  return %0 : tensor<1x56x56x64xf32>
}
