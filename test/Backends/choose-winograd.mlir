// REQUIRES: onednn
// 3x3 convolutions become Winograd kernels where these are modelled to be
// faster; the tiles are smaller where weights are larger than images.
// RUN: ptir-opt %s -split-input-file -ptir-choose-winograd="explain=true" -verify-diagnostics | FileCheck %s

#c64 = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu"], filters = 64 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 64, 56, 56>, stride = array<i64: 1, 1>}
#s64 = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["sum", "relu"], filters = 64 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 64, 56, 56>, stride = array<i64: 1, 1>}
#c512 = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 512 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 512, 7, 7>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @entry(
// CHECK: %[[W:.*]] = ptirrt.param "w" layout "ptir.winograd;tile=4" of tensor<64x64x3x3xf32>
// CHECK: call @block(%{{.*}}, %[[W]], {{.*}} : (tensor<1x56x56x64xf32>, !ptirrt.packed<tensor<64x64x3x3xf32>, "ptir.winograd;tile=4">,
func.func @entry(%x: tensor<1x56x56x64xf32>, %b: tensor<64xf32>) -> tensor<1x56x56x64xf32> {
  %w = ptir.param "w" : tensor<64x64x3x3xf32>
  %v = ptir.param "v" : tensor<64x64x3x3xf32>
  %0 = call @block(%x, %w, %v, %b) : (tensor<1x56x56x64xf32>, tensor<64x64x3x3xf32>, tensor<64x64x3x3xf32>, tensor<64xf32>) -> tensor<1x56x56x64xf32>
  return %0 : tensor<1x56x56x64xf32>
}

// CHECK-LABEL: func private @block(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<1x56x56x64xf32>,
// CHECK: %[[Y:.*]] = ptirrt.call "ptir.winograd" ins(%[[X]], {{.*}} {config = {epilogue = ["relu"], tile = 4 : i64}}
// CHECK: ptirrt.call "ptir.winograd" ins(%[[Y]], {{.*}} outs(%[[X]] : tensor<1x56x56x64xf32>) {accumulates, config = {epilogue = ["sum", "relu"], tile = 4 : i64}}
func.func private @block(%x: tensor<1x56x56x64xf32>, %w: tensor<64x64x3x3xf32>, %v: tensor<64x64x3x3xf32>, %b: tensor<64xf32>) -> tensor<1x56x56x64xf32> {
  %n = tensor.empty() : tensor<1x56x56x64xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<1x56x56x64xf32>, tensor<64x64x3x3xf32>, tensor<64xf32>) outs(%n : tensor<1x56x56x64xf32>) {config = #c64} -> tensor<1x56x56x64xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %v, %b : tensor<1x56x56x64xf32>, tensor<64x64x3x3xf32>, tensor<64xf32>) outs(%x : tensor<1x56x56x64xf32>) {accumulates, config = #s64} -> tensor<1x56x56x64xf32>
  return %1 : tensor<1x56x56x64xf32>
}

// CHECK-LABEL: func @many_weights(
// CHECK: ptirrt.call "ptir.winograd" {{.*}} {config = {tile = 2 : i64}}
func.func @many_weights(%x: tensor<1x7x7x512xf32>, %b: tensor<512xf32>) -> tensor<1x7x7x512xf32> {
  %w = ptir.param "w" : tensor<512x512x3x3xf32>
  %n = tensor.empty() : tensor<1x7x7x512xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<1x7x7x512xf32>, tensor<512x512x3x3xf32>, tensor<512xf32>) outs(%n : tensor<1x7x7x512xf32>) {config = #c512} -> tensor<1x7x7x512xf32>
  return %0 : tensor<1x7x7x512xf32>
}

// -----

#strided = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 32, 8, 8>, stride = array<i64: 2, 2>}
#tanh = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["tanh"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 32, 8, 8>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @other_windows(
// CHECK-NOT: ptir.winograd
func.func @other_windows(%x: tensor<1x8x8x32xf32>, %b: tensor<32xf32>) -> (tensor<1x4x4x32xf32>, tensor<1x8x8x32xf32>) {
  %w = ptir.param "w" : tensor<32x32x3x3xf32>
  %v = ptir.param "v" : tensor<32x32x3x3xf32>
  %n = tensor.empty() : tensor<1x4x4x32xf32>
  %m = tensor.empty() : tensor<1x8x8x32xf32>
  // expected-remark @+1 {{no Winograd kernel: expected 3x3 windows, one apart, one zero around, and no steps but a sum and relu}}
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<1x8x8x32xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>) outs(%n : tensor<1x4x4x32xf32>) {config = #strided} -> tensor<1x4x4x32xf32>
  // expected-remark @+1 {{no Winograd kernel: expected 3x3 windows, one apart, one zero around, and no steps but a sum and relu}}
  %1 = ptirrt.call "onednn.convolution" ins(%x, %v, %b : tensor<1x8x8x32xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>) outs(%m : tensor<1x8x8x32xf32>) {config = #tanh} -> tensor<1x8x8x32xf32>
  return %0, %1 : tensor<1x4x4x32xf32>, tensor<1x8x8x32xf32>
}

// -----

#narrow = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 24 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 32, 8, 8>, stride = array<i64: 1, 1>}
#c = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 32, 8, 8>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @other_operands(
// CHECK-NOT: ptir.winograd
func.func @other_operands(%x: tensor<1x8x8x32xf32>, %d: tensor<?x8x8x32xf32>, %n: tensor<1x8x8x24xf32>, %m: tensor<1x8x8x32xf32>, %e: tensor<?x8x8x32xf32>, %w: tensor<32x32x3x3xf32>, %a: tensor<24xf32>, %b: tensor<32xf32>) -> (tensor<1x8x8x24xf32>, tensor<1x8x8x32xf32>, tensor<?x8x8x32xf32>) {
  %u = ptir.param "u" : tensor<24x32x3x3xf32>
  %v = ptir.param "v" : tensor<32x32x3x3xf32>
  // expected-remark @+1 {{no Winograd kernel: expected multiples of 16 channels}}
  %0 = ptirrt.call "onednn.convolution" ins(%x, %u, %a : tensor<1x8x8x32xf32>, tensor<24x32x3x3xf32>, tensor<24xf32>) outs(%n : tensor<1x8x8x24xf32>) {config = #narrow} -> tensor<1x8x8x24xf32>
  // expected-remark @+1 {{no Winograd kernel: expected a parameter as weight, and a bias}}
  %1 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<1x8x8x32xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>) outs(%m : tensor<1x8x8x32xf32>) {config = #c} -> tensor<1x8x8x32xf32>
  // expected-remark @+1 {{no Winograd kernel: expected extents that are known}}
  %2 = ptirrt.call "onednn.convolution" ins(%d, %v, %b : tensor<?x8x8x32xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>) outs(%e : tensor<?x8x8x32xf32>) {config = #c} -> tensor<?x8x8x32xf32>
  return %0, %1, %2 : tensor<1x8x8x24xf32>, tensor<1x8x8x32xf32>, tensor<?x8x8x32xf32>
}

// -----

#c = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 512 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 512, 1, 1>, stride = array<i64: 1, 1>}

// One pixel reads the weights once; more weights take longer.
// CHECK-LABEL: func @one_pixel(
// CHECK-NOT: ptir.winograd
func.func @one_pixel(%x: tensor<1x1x1x512xf32>, %b: tensor<512xf32>) -> tensor<1x1x1x512xf32> {
  %w = ptir.param "w" : tensor<512x512x3x3xf32>
  %n = tensor.empty() : tensor<1x1x1x512xf32>
  // expected-remark @+1 {{no Winograd kernel: modelled to be slower}}
  %0 = ptirrt.call "onednn.convolution" ins(%x, %w, %b : tensor<1x1x1x512xf32>, tensor<512x512x3x3xf32>, tensor<512xf32>) outs(%n : tensor<1x1x1x512xf32>) {config = #c} -> tensor<1x1x1x512xf32>
  return %0 : tensor<1x1x1x512xf32>
}
