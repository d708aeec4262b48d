// REQUIRES: onednn
// A 1x1 convolution and the mean of its result become one kernel. What does not
// fit stays as it is.
// RUN: ptir-opt %s -split-input-file -ptir-fuse-pooled-convolutions="explain=true" -verify-diagnostics | FileCheck %s

// CHECK-LABEL: func @clamped(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<2x5x7x8xf32>, %[[B:[a-z0-9]+]]: tensor<32xf32>
// CHECK: %[[W:.*]] = ptirrt.param "w" layout "ptir.inverted_residual;role=expand" of tensor<32x8x1x1xf32>
// CHECK-NOT: onednn
// CHECK: ptirrt.call "ptir.pooled_convolution" ins(%[[X]], %[[W]], %[[B]] : {{.*}} {config = {epilogue = ["relu6"]}} -> tensor<2x1x1x32xf32>
func.func @clamped(%x: tensor<2x5x7x8xf32>, %b: tensor<32xf32>) -> tensor<2x1x1x32xf32> {
  %w = ptir.param "w" : tensor<32x8x1x1xf32>
  %n = tensor.empty() : tensor<2x5x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<2x5x7x8xf32>, tensor<32x8x1x1xf32>, tensor<32xf32>) outs(%n : tensor<2x5x7x32xf32>) {config = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 8, 5, 7>, stride = array<i64: 1, 1>}} -> tensor<2x5x7x32xf32>
  %m = tensor.empty() : tensor<2x1x1x32xf32>
  %1 = ptirrt.call "onednn.avg_pool" ins(%0 : tensor<2x5x7x32xf32>) outs(%m : tensor<2x1x1x32xf32>) {config = {padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 5, 7>, window = array<i64: 5, 7>}} -> tensor<2x1x1x32xf32>
  return %1 : tensor<2x1x1x32xf32>
}

// CHECK-LABEL: func @plain(
// CHECK-NOT: onednn
// CHECK: ptirrt.call "ptir.pooled_convolution"
// CHECK-NOT: epilogue
func.func @plain(%x: tensor<2x5x7x8xf32>, %b: tensor<32xf32>) -> tensor<2x1x1x32xf32> {
  %w = ptir.param "v" : tensor<32x8x1x1xf32>
  %n = tensor.empty() : tensor<2x5x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<2x5x7x8xf32>, tensor<32x8x1x1xf32>, tensor<32xf32>) outs(%n : tensor<2x5x7x32xf32>) {config = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 8, 5, 7>, stride = array<i64: 1, 1>}} -> tensor<2x5x7x32xf32>
  %m = tensor.empty() : tensor<2x1x1x32xf32>
  %1 = ptirrt.call "onednn.avg_pool" ins(%0 : tensor<2x5x7x32xf32>) outs(%m : tensor<2x1x1x32xf32>) {config = {padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 5, 7>, window = array<i64: 5, 7>}} -> tensor<2x1x1x32xf32>
  return %1 : tensor<2x1x1x32xf32>
}

// -----

// CHECK-LABEL: func @part(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.avg_pool"
func.func @part(%x: tensor<2x5x7x8xf32>, %b: tensor<32xf32>) -> tensor<2x2x1x32xf32> {
  %w = ptir.param "w" : tensor<32x8x1x1xf32>
  %n = tensor.empty() : tensor<2x5x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<2x5x7x8xf32>, tensor<32x8x1x1xf32>, tensor<32xf32>) outs(%n : tensor<2x5x7x32xf32>) {config = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 8, 5, 7>, stride = array<i64: 1, 1>}} -> tensor<2x5x7x32xf32>
  %m = tensor.empty() : tensor<2x2x1x32xf32>
  // expected-remark @below {{not fused: expected the mean of the whole image}}
  %1 = ptirrt.call "onednn.avg_pool" ins(%0 : tensor<2x5x7x32xf32>) outs(%m : tensor<2x2x1x32xf32>) {config = {padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 2, 7>, window = array<i64: 2, 7>}} -> tensor<2x2x1x32xf32>
  return %1 : tensor<2x2x1x32xf32>
}

// -----

// CHECK-LABEL: func @read_twice(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.avg_pool"
func.func @read_twice(%x: tensor<2x5x7x8xf32>, %b: tensor<32xf32>) -> (tensor<2x1x1x32xf32>, tensor<2x5x7x32xf32>) {
  %w = ptir.param "w" : tensor<32x8x1x1xf32>
  %n = tensor.empty() : tensor<2x5x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<2x5x7x8xf32>, tensor<32x8x1x1xf32>, tensor<32xf32>) outs(%n : tensor<2x5x7x32xf32>) {config = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 8, 5, 7>, stride = array<i64: 1, 1>}} -> tensor<2x5x7x32xf32>
  %m = tensor.empty() : tensor<2x1x1x32xf32>
  // expected-remark @below {{not fused: expected a 1x1 convolution, and one user}}
  %1 = ptirrt.call "onednn.avg_pool" ins(%0 : tensor<2x5x7x32xf32>) outs(%m : tensor<2x1x1x32xf32>) {config = {padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 5, 7>, window = array<i64: 5, 7>}} -> tensor<2x1x1x32xf32>
  return %1, %0 : tensor<2x1x1x32xf32>, tensor<2x5x7x32xf32>
}

// -----

// CHECK-LABEL: func @other_step(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.avg_pool"
func.func @other_step(%x: tensor<2x5x7x8xf32>, %b: tensor<32xf32>) -> tensor<2x1x1x32xf32> {
  %w = ptir.param "w" : tensor<32x8x1x1xf32>
  %n = tensor.empty() : tensor<2x5x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<2x5x7x8xf32>, tensor<32x8x1x1xf32>, tensor<32xf32>) outs(%n : tensor<2x5x7x32xf32>) {config = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["silu"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 8, 5, 7>, stride = array<i64: 1, 1>}} -> tensor<2x5x7x32xf32>
  %m = tensor.empty() : tensor<2x1x1x32xf32>
  // expected-remark @below {{not fused: expected nothing but relu or relu6 behind the convolution}}
  %1 = ptirrt.call "onednn.avg_pool" ins(%0 : tensor<2x5x7x32xf32>) outs(%m : tensor<2x1x1x32xf32>) {config = {padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 5, 7>, window = array<i64: 5, 7>}} -> tensor<2x1x1x32xf32>
  return %1 : tensor<2x1x1x32xf32>
}

// -----

// CHECK-LABEL: func @odd_channels(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.avg_pool"
func.func @odd_channels(%x: tensor<2x5x7x8xf32>, %b: tensor<24xf32>) -> tensor<2x1x1x24xf32> {
  %w = ptir.param "w" : tensor<24x8x1x1xf32>
  %n = tensor.empty() : tensor<2x5x7x24xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<2x5x7x8xf32>, tensor<24x8x1x1xf32>, tensor<24xf32>) outs(%n : tensor<2x5x7x24xf32>) {config = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 24 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 8, 5, 7>, stride = array<i64: 1, 1>}} -> tensor<2x5x7x24xf32>
  %m = tensor.empty() : tensor<2x1x1x24xf32>
  // expected-remark @below {{not fused: expected a multiple of 16 channels}}
  %1 = ptirrt.call "onednn.avg_pool" ins(%0 : tensor<2x5x7x24xf32>) outs(%m : tensor<2x1x1x24xf32>) {config = {padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 5, 7>, window = array<i64: 5, 7>}} -> tensor<2x1x1x24xf32>
  return %1 : tensor<2x1x1x24xf32>
}

// -----

// CHECK-LABEL: func @given_weights(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.avg_pool"
func.func @given_weights(%x: tensor<2x5x7x8xf32>, %b: tensor<32xf32>, %w: tensor<32x8x1x1xf32>) -> tensor<2x1x1x32xf32> {
  %n = tensor.empty() : tensor<2x5x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<2x5x7x8xf32>, tensor<32x8x1x1xf32>, tensor<32xf32>) outs(%n : tensor<2x5x7x32xf32>) {config = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 8, 5, 7>, stride = array<i64: 1, 1>}} -> tensor<2x5x7x32xf32>
  %m = tensor.empty() : tensor<2x1x1x32xf32>
  // expected-remark @below {{not fused: expected a parameter as weight, and a bias}}
  %1 = ptirrt.call "onednn.avg_pool" ins(%0 : tensor<2x5x7x32xf32>) outs(%m : tensor<2x1x1x32xf32>) {config = {padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 5, 7>, window = array<i64: 5, 7>}} -> tensor<2x1x1x32xf32>
  return %1 : tensor<2x1x1x32xf32>
}
