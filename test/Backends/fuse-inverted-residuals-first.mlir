// REQUIRES: onednn
// What a network begins with and its first block: which images, weights and
// sums they are one kernel with, and which keep the first convolution apart.
// RUN: ptir-opt %s -split-input-file -ptir-fuse-inverted-residuals="explain=true" -verify-diagnostics | FileCheck %s

// Two images meet in one block, each in a filter of its own: its function is
// inlined once.

#s = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 3, 17, 14>, stride = array<i64: 2, 2>}
#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 8 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @two_images(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<2x3x17x14xf32>, %[[Z:[a-z0-9]+]]: tensor<2x3x17x14xf32>,
// CHECK: %[[A:.*]] = ptirrt.call "ptir.inverted_residual" ins(%[[X]], {{.*}} planes = 1 : i64
// CHECK: %[[B:.*]] = ptirrt.call "ptir.inverted_residual" ins(%[[Z]], {{.*}} planes = 1 : i64
// CHECK: return %[[A]], %[[B]]
// CHECK-NOT: func private
func.func @two_images(%x: tensor<2x3x17x14xf32>, %z: tensor<2x3x17x14xf32>, %bs: tensor<32xf32>, %bf: tensor<32xf32>, %bp: tensor<8xf32>) -> (tensor<2x9x7x8xf32>, tensor<2x9x7x8xf32>) {
  %ws = ptir.param "s" : tensor<32x3x3x3xf32>
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wg = ptir.param "g" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<8x32x1x1xf32>
  %wq = ptir.param "q" : tensor<8x32x1x1xf32>
  %t = ptir.transpose %x [0, 2, 3, 1] : tensor<2x3x17x14xf32>
  %u = ptir.transpose %z [0, 2, 3, 1] : tensor<2x3x17x14xf32>
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%t, %ws, %bs : tensor<2x17x14x3xf32>, tensor<32x3x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #s} -> tensor<2x9x7x32xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%u, %ws, %bs : tensor<2x17x14x3xf32>, tensor<32x3x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #s} -> tensor<2x9x7x32xf32>
  %2:2 = call @pair(%0, %1, %wf, %wg, %bf, %wp, %wq, %bp) : (tensor<2x9x7x32xf32>, tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>, tensor<8x32x1x1xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) -> (tensor<2x9x7x8xf32>, tensor<2x9x7x8xf32>)
  return %2#0, %2#1 : tensor<2x9x7x8xf32>, tensor<2x9x7x8xf32>
}
func.func private @pair(%x: tensor<2x9x7x32xf32>, %z: tensor<2x9x7x32xf32>, %wf: tensor<32x1x3x3xf32>, %wg: tensor<32x1x3x3xf32>, %bf: tensor<32xf32>, %wp: tensor<8x32x1x1xf32>, %wq: tensor<8x32x1x1xf32>, %bp: tensor<8xf32>) -> (tensor<2x9x7x8xf32>, tensor<2x9x7x8xf32>) {
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %m = tensor.empty() : tensor<2x9x7x8xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #f} -> tensor<2x9x7x32xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<2x9x7x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%m : tensor<2x9x7x8xf32>) {config = #p} -> tensor<2x9x7x8xf32>
  %2 = ptirrt.call "onednn.convolution" ins(%z, %wg, %bf : tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #f} -> tensor<2x9x7x32xf32>
  %3 = ptirrt.call "onednn.convolution" ins(%2, %wq, %bp : tensor<2x9x7x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%m : tensor<2x9x7x8xf32>) {config = #p} -> tensor<2x9x7x8xf32>
  return %1, %3 : tensor<2x9x7x8xf32>, tensor<2x9x7x8xf32>
}

// -----

// A first convolution without bias stays, and so does the function behind it;
// filter and projection are one kernel.

#s = {dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 3, 17, 14>, stride = array<i64: 2, 2>}
#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 8 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @no_bias(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: call @block(
func.func @no_bias(%x: tensor<2x3x17x14xf32>, %bf: tensor<32xf32>, %bp: tensor<8xf32>) -> tensor<2x9x7x8xf32> {
  %ws = ptir.param "s" : tensor<32x3x3x3xf32>
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<8x32x1x1xf32>
  %t = ptir.transpose %x [0, 2, 3, 1] : tensor<2x3x17x14xf32>
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%t, %ws : tensor<2x17x14x3xf32>, tensor<32x3x3x3xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #s} -> tensor<2x9x7x32xf32>
  %1 = call @block(%0, %wf, %bf, %wp, %bp) : (tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) -> tensor<2x9x7x8xf32>
  return %1 : tensor<2x9x7x8xf32>
}
// CHECK-LABEL: func private @block(
// CHECK: ptirrt.call "ptir.inverted_residual" {{.*}} {config = {filter = "relu6", stride = 1 : i64}}
func.func private @block(%x: tensor<2x9x7x32xf32>, %wf: tensor<32x1x3x3xf32>, %bf: tensor<32xf32>, %wp: tensor<8x32x1x1xf32>, %bp: tensor<8xf32>) -> tensor<2x9x7x8xf32> {
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %m = tensor.empty() : tensor<2x9x7x8xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #f} -> tensor<2x9x7x32xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<2x9x7x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%m : tensor<2x9x7x8xf32>) {config = #p} -> tensor<2x9x7x8xf32>
  return %1 : tensor<2x9x7x8xf32>
}

// CHECK-LABEL: func @no_bias_at_once(
// CHECK: %[[S:.*]] = ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "ptir.inverted_residual" ins(%[[S]], {{.*}} {config = {filter = "relu6", stride = 1 : i64}}
func.func @no_bias_at_once(%x: tensor<2x3x17x14xf32>, %bf: tensor<32xf32>, %bp: tensor<8xf32>) -> tensor<2x9x7x8xf32> {
  %ws = ptir.param "s" : tensor<32x3x3x3xf32>
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<8x32x1x1xf32>
  %t = ptir.transpose %x [0, 2, 3, 1] : tensor<2x3x17x14xf32>
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %m = tensor.empty() : tensor<2x9x7x8xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%t, %ws : tensor<2x17x14x3xf32>, tensor<32x3x3x3xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #s} -> tensor<2x9x7x32xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wf, %bf : tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #f} -> tensor<2x9x7x32xf32>
  %2 = ptirrt.call "onednn.convolution" ins(%1, %wp, %bp : tensor<2x9x7x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%m : tensor<2x9x7x8xf32>) {config = #p} -> tensor<2x9x7x8xf32>
  return %2 : tensor<2x9x7x8xf32>
}

// -----

// So does a first convolution whose weight is no parameter.

#s = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 3, 17, 14>, stride = array<i64: 2, 2>}
#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 8 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @given_weight(
// CHECK: %[[S:.*]] = ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "ptir.inverted_residual" ins(%[[S]], {{.*}} {config = {filter = "relu6", stride = 1 : i64}}
func.func @given_weight(%x: tensor<2x3x17x14xf32>, %ws: tensor<32x3x3x3xf32>, %bs: tensor<32xf32>, %bf: tensor<32xf32>, %bp: tensor<8xf32>) -> tensor<2x9x7x8xf32> {
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<8x32x1x1xf32>
  %t = ptir.transpose %x [0, 2, 3, 1] : tensor<2x3x17x14xf32>
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %m = tensor.empty() : tensor<2x9x7x8xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%t, %ws, %bs : tensor<2x17x14x3xf32>, tensor<32x3x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #s} -> tensor<2x9x7x32xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wf, %bf : tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #f} -> tensor<2x9x7x32xf32>
  %2 = ptirrt.call "onednn.convolution" ins(%1, %wp, %bp : tensor<2x9x7x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%m : tensor<2x9x7x8xf32>) {config = #p} -> tensor<2x9x7x8xf32>
  return %2 : tensor<2x9x7x8xf32>
}

// -----

// Planes may happen to have the extents of the result: the kernel cannot add
// them all the same.

#s = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 4, 8, 16>, stride = array<i64: 2, 2>}
#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 32, 4, 8>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["sum"], filters = 16 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 32, 4, 8>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @planes_added(
// CHECK-NOT: ptir.inverted_residual
// CHECK: return
func.func @planes_added(%x: tensor<2x4x8x16xf32>, %bs: tensor<32xf32>, %bf: tensor<32xf32>, %bp: tensor<16xf32>) -> tensor<2x4x8x16xf32> {
  %ws = ptir.param "s" : tensor<32x4x3x3xf32>
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<16x32x1x1xf32>
  %t = ptir.transpose %x [0, 2, 3, 1] : tensor<2x4x8x16xf32>
  %n = tensor.empty() : tensor<2x4x8x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%t, %ws, %bs : tensor<2x8x16x4xf32>, tensor<32x4x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x4x8x32xf32>) {config = #s} -> tensor<2x4x8x32xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wf, %bf : tensor<2x4x8x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x4x8x32xf32>) {config = #f} -> tensor<2x4x8x32xf32>
  // expected-remark @below {{not fused: expected nothing but the image to be added at the end}}
  %2 = ptirrt.call "onednn.convolution" ins(%1, %wp, %bp : tensor<2x4x8x32xf32>, tensor<16x32x1x1xf32>, tensor<16xf32>) outs(%x : tensor<2x4x8x16xf32>) {accumulates, config = #p} -> tensor<2x4x8x16xf32>
  return %2 : tensor<2x4x8x16xf32>
}
