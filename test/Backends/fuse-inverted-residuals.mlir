// REQUIRES: onednn
// Expand, filter, project: three convolutions become one kernel, also where the
// image is added or nothing is expanded. What does not fit stays as it is.
// RUN: ptir-opt %s -split-input-file -ptir-fuse-inverted-residuals="explain=true" -verify-diagnostics | FileCheck %s

#e = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 8, 9, 7>, stride = array<i64: 1, 1>}
#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["sum"], filters = 8 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}
#f2 = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 2, 2>}
#p2 = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 24 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 32, 5, 4>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @entry(
// CHECK: %[[E:.*]] = ptirrt.param "e" layout "ptir.inverted_residual;role=expand" of tensor<32x8x1x1xf32>
// CHECK: call @added(%{{.*}}, %[[E]], {{.*}} : (tensor<2x9x7x8xf32>, !ptirrt.packed<tensor<32x8x1x1xf32>, "ptir.inverted_residual;role=expand">,
func.func @entry(%x: tensor<2x9x7x8xf32>) -> tensor<2x9x7x8xf32> {
  %we = ptir.param "e" : tensor<32x8x1x1xf32>
  %be = ptir.param "eb" : tensor<32xf32>
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %bf = ptir.param "fb" : tensor<32xf32>
  %wp = ptir.param "p" : tensor<8x32x1x1xf32>
  %bp = ptir.param "pb" : tensor<8xf32>
  %0 = call @added(%x, %we, %be, %wf, %bf, %wp, %bp) : (tensor<2x9x7x8xf32>, tensor<32x8x1x1xf32>, tensor<32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) -> tensor<2x9x7x8xf32>
  return %0 : tensor<2x9x7x8xf32>
}

// CHECK-LABEL: func private @added(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<2x9x7x8xf32>,
// CHECK: %[[N:.*]] = tensor.empty() : tensor<2x9x7x8xf32>
// CHECK: %[[Y:.*]] = ptirrt.call "ptir.inverted_residual" ins(%[[X]], {{.*}} outs(%[[N]] : tensor<2x9x7x8xf32>) {config = {expand = "relu6", filter = "relu6", residual = 1 : i64, stride = 1 : i64}}
// CHECK-NOT: onednn.convolution
// CHECK: return %[[Y]]
func.func private @added(%x: tensor<2x9x7x8xf32>, %we: tensor<32x8x1x1xf32>, %be: tensor<32xf32>, %wf: tensor<32x1x3x3xf32>, %bf: tensor<32xf32>, %wp: tensor<8x32x1x1xf32>, %bp: tensor<8xf32>) -> tensor<2x9x7x8xf32> {
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %we, %be : tensor<2x9x7x8xf32>, tensor<32x8x1x1xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #e} -> tensor<2x9x7x32xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wf, %bf : tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #f} -> tensor<2x9x7x32xf32>
  %2 = ptirrt.call "onednn.convolution" ins(%1, %wp, %bp : tensor<2x9x7x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%x : tensor<2x9x7x8xf32>) {accumulates, config = #p} -> tensor<2x9x7x8xf32>
  return %2 : tensor<2x9x7x8xf32>
}

// CHECK-LABEL: func @filtered_at_once(
// CHECK: ptirrt.call "ptir.inverted_residual" ins(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} : tensor<2x9x7x32xf32>, {{.*}} {config = {filter = "relu", stride = 2 : i64}} -> tensor<2x5x4x24xf32>
func.func @filtered_at_once(%x: tensor<2x9x7x32xf32>, %bf: tensor<32xf32>, %bp: tensor<24xf32>) -> tensor<2x5x4x24xf32> {
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<24x32x1x1xf32>
  %n = tensor.empty() : tensor<2x5x4x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x5x4x32xf32>) {config = #f2} -> tensor<2x5x4x32xf32>
  %m = tensor.empty() : tensor<2x5x4x24xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<2x5x4x32xf32>, tensor<24x32x1x1xf32>, tensor<24xf32>) outs(%m : tensor<2x5x4x24xf32>) {config = #p2} -> tensor<2x5x4x24xf32>
  return %1 : tensor<2x5x4x24xf32>
}

// -----

// What a network begins with is the expansion of the first block, whose function
// has no other call.

#s = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 3, 17, 14>, stride = array<i64: 2, 2>}
#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 8 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @planes(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<2x3x17x14xf32>,
// CHECK-NOT: ptir.transpose
// CHECK-NOT: onednn.convolution
// CHECK: %[[Y:.*]] = ptirrt.call "ptir.inverted_residual" ins(%[[X]], {{.*}} {config = {expand = "relu6", filter = "relu6", planes = 1 : i64, stride = 1 : i64}}
// CHECK: return %[[Y]]
// CHECK-NOT: func private
func.func @planes(%x: tensor<2x3x17x14xf32>, %bs: tensor<32xf32>, %bf: tensor<32xf32>, %bp: tensor<8xf32>) -> tensor<2x9x7x8xf32> {
  %ws = ptir.param "s" : tensor<32x3x3x3xf32>
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<8x32x1x1xf32>
  %t = ptir.transpose %x [0, 2, 3, 1] : tensor<2x3x17x14xf32>
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%t, %ws, %bs : tensor<2x17x14x3xf32>, tensor<32x3x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #s} -> tensor<2x9x7x32xf32>
  %1 = call @first(%0, %wf, %bf, %wp, %bp) : (tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) -> tensor<2x9x7x8xf32>
  return %1 : tensor<2x9x7x8xf32>
}
func.func private @first(%x: tensor<2x9x7x32xf32>, %wf: tensor<32x1x3x3xf32>, %bf: tensor<32xf32>, %wp: tensor<8x32x1x1xf32>, %bp: tensor<8xf32>) -> tensor<2x9x7x8xf32> {
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #f} -> tensor<2x9x7x32xf32>
  %m = tensor.empty() : tensor<2x9x7x8xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<2x9x7x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%m : tensor<2x9x7x8xf32>) {config = #p} -> tensor<2x9x7x8xf32>
  return %1 : tensor<2x9x7x8xf32>
}

// -----

// A function that serves another image stays, and so does the convolution of an
// image that has its channels last.

#s = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 3, 17, 14>, stride = array<i64: 2, 2>}
#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 2, 32, 9, 7>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @called_twice(
// CHECK: ptir.transpose
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: call @both(
// CHECK: call @both(
func.func @called_twice(%x: tensor<2x3x17x14xf32>, %bs: tensor<32xf32>, %bf: tensor<32xf32>, %bp: tensor<32xf32>) -> tensor<2x9x7x32xf32> {
  %ws = ptir.param "s" : tensor<32x3x3x3xf32>
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<32x32x1x1xf32>
  %t = ptir.transpose %x [0, 2, 3, 1] : tensor<2x3x17x14xf32>
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%t, %ws, %bs : tensor<2x17x14x3xf32>, tensor<32x3x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #s} -> tensor<2x9x7x32xf32>
  %1 = call @both(%0, %wf, %bf, %wp, %bp) : (tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>, tensor<32x32x1x1xf32>, tensor<32xf32>) -> tensor<2x9x7x32xf32>
  %2 = call @both(%1, %wf, %bf, %wp, %bp) : (tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>, tensor<32x32x1x1xf32>, tensor<32xf32>) -> tensor<2x9x7x32xf32>
  return %2 : tensor<2x9x7x32xf32>
}
// CHECK-LABEL: func private @both(
// CHECK: ptirrt.call "ptir.inverted_residual" {{.*}} {config = {filter = "relu6", stride = 1 : i64}}
func.func private @both(%x: tensor<2x9x7x32xf32>, %wf: tensor<32x1x3x3xf32>, %bf: tensor<32xf32>, %wp: tensor<32x32x1x1xf32>, %bp: tensor<32xf32>) -> tensor<2x9x7x32xf32> {
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #f} -> tensor<2x9x7x32xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<2x9x7x32xf32>, tensor<32x32x1x1xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #p} -> tensor<2x9x7x32xf32>
  return %1 : tensor<2x9x7x32xf32>
}

// CHECK-LABEL: func @channels_last(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "ptir.inverted_residual" {{.*}} {config = {filter = "relu6", stride = 1 : i64}}
func.func @channels_last(%x: tensor<2x17x14x3xf32>, %bs: tensor<32xf32>, %bf: tensor<32xf32>, %bp: tensor<32xf32>) -> tensor<2x9x7x32xf32> {
  %ws = ptir.param "s" : tensor<32x3x3x3xf32>
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<32x32x1x1xf32>
  %n = tensor.empty() : tensor<2x9x7x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %ws, %bs : tensor<2x17x14x3xf32>, tensor<32x3x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #s} -> tensor<2x9x7x32xf32>
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wf, %bf : tensor<2x9x7x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #f} -> tensor<2x9x7x32xf32>
  %2 = ptirrt.call "onednn.convolution" ins(%1, %wp, %bp : tensor<2x9x7x32xf32>, tensor<32x32x1x1xf32>, tensor<32xf32>) outs(%n : tensor<2x9x7x32xf32>) {config = #p} -> tensor<2x9x7x32xf32>
  return %2 : tensor<2x9x7x32xf32>
}

// -----

#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 5, 5>, padding = array<i64: 2, 2, 2, 2>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 8 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @wide_filter(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.convolution"
func.func @wide_filter(%x: tensor<1x4x4x32xf32>, %bf: tensor<32xf32>, %bp: tensor<8xf32>) -> tensor<1x4x4x8xf32> {
  %wf = ptir.param "f" : tensor<32x1x5x5xf32>
  %wp = ptir.param "p" : tensor<8x32x1x1xf32>
  %n = tensor.empty() : tensor<1x4x4x32xf32>
  %m = tensor.empty() : tensor<1x4x4x8xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<1x4x4x32xf32>, tensor<32x1x5x5xf32>, tensor<32xf32>) outs(%n : tensor<1x4x4x32xf32>) {config = #f} -> tensor<1x4x4x32xf32>
  // expected-remark @below {{not fused: expected a 3x3 filter of each channel, 1 or 2 apart}}
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<1x4x4x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%m : tensor<1x4x4x8xf32>) {config = #p} -> tensor<1x4x4x8xf32>
  return %1 : tensor<1x4x4x8xf32>
}

// -----

#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["silu"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 8 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @other_step(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.convolution"
func.func @other_step(%x: tensor<1x4x4x32xf32>, %bf: tensor<32xf32>, %bp: tensor<8xf32>) -> tensor<1x4x4x8xf32> {
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<8x32x1x1xf32>
  %n = tensor.empty() : tensor<1x4x4x32xf32>
  %m = tensor.empty() : tensor<1x4x4x8xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<1x4x4x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<1x4x4x32xf32>) {config = #f} -> tensor<1x4x4x32xf32>
  // expected-remark @below {{not fused: expected relu or relu6 behind the filter, and one user}}
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<1x4x4x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%m : tensor<1x4x4x8xf32>) {config = #p} -> tensor<1x4x4x8xf32>
  return %1 : tensor<1x4x4x8xf32>
}

// -----

#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 32 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @read_twice(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.convolution"
func.func @read_twice(%x: tensor<1x4x4x32xf32>, %bf: tensor<32xf32>, %bp: tensor<32xf32>) -> tensor<1x4x4x32xf32> {
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<32x32x1x1xf32>
  %n = tensor.empty() : tensor<1x4x4x32xf32>
  %m = tensor.empty() : tensor<1x4x4x32xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<1x4x4x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<1x4x4x32xf32>) {config = #f} -> tensor<1x4x4x32xf32>
  // expected-remark @below {{not fused: expected relu or relu6 behind the filter, and one user}}
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<1x4x4x32xf32>, tensor<32x32x1x1xf32>, tensor<32xf32>) outs(%m : tensor<1x4x4x32xf32>) {config = #p} -> tensor<1x4x4x32xf32>
  %2 = ptir.add %0, %1 : tensor<1x4x4x32xf32>
  return %2 : tensor<1x4x4x32xf32>
}

// -----

#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 8 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @clamped_result(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.convolution"
func.func @clamped_result(%x: tensor<1x4x4x32xf32>, %bf: tensor<32xf32>, %bp: tensor<8xf32>) -> tensor<1x4x4x8xf32> {
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<8x32x1x1xf32>
  %n = tensor.empty() : tensor<1x4x4x32xf32>
  %m = tensor.empty() : tensor<1x4x4x8xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<1x4x4x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<1x4x4x32xf32>) {config = #f} -> tensor<1x4x4x32xf32>
  // expected-remark @below {{not fused: expected nothing but the image to be added at the end}}
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<1x4x4x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%m : tensor<1x4x4x8xf32>) {config = #p} -> tensor<1x4x4x8xf32>
  return %1 : tensor<1x4x4x8xf32>
}

// -----

#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["sum"], filters = 8 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @other_sum(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.convolution"
func.func @other_sum(%x: tensor<1x4x4x32xf32>, %bf: tensor<32xf32>, %bp: tensor<8xf32>, %r: tensor<1x4x4x8xf32>) -> tensor<1x4x4x8xf32> {
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<8x32x1x1xf32>
  %n = tensor.empty() : tensor<1x4x4x32xf32>
  %m = tensor.empty() : tensor<1x4x4x8xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<1x4x4x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<1x4x4x32xf32>) {config = #f} -> tensor<1x4x4x32xf32>
  // expected-remark @below {{not fused: expected nothing but the image to be added at the end}}
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<1x4x4x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%r : tensor<1x4x4x8xf32>) {accumulates, config = #p} -> tensor<1x4x4x8xf32>
  return %1 : tensor<1x4x4x8xf32>
}

// -----

#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 6 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @odd_channels(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.convolution"
func.func @odd_channels(%x: tensor<1x4x4x32xf32>, %bf: tensor<32xf32>, %bp: tensor<6xf32>) -> tensor<1x4x4x6xf32> {
  %wf = ptir.param "f" : tensor<32x1x3x3xf32>
  %wp = ptir.param "p" : tensor<6x32x1x1xf32>
  %n = tensor.empty() : tensor<1x4x4x32xf32>
  %m = tensor.empty() : tensor<1x4x4x6xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<1x4x4x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<1x4x4x32xf32>) {config = #f} -> tensor<1x4x4x32xf32>
  // expected-remark @below {{not fused: expected multiples of 16 and 8 channels}}
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<1x4x4x32xf32>, tensor<6x32x1x1xf32>, tensor<6xf32>) outs(%m : tensor<1x4x4x6xf32>) {config = #p} -> tensor<1x4x4x6xf32>
  return %1 : tensor<1x4x4x6xf32>
}

// -----

#f = {bias = 1 : i64, dilation = array<i64: 1, 1>, epilogue = ["relu6"], filters = 32 : i64, groups = 32 : i64, kernel = array<i64: 3, 3>, padding = array<i64: 1, 1, 1, 1>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}
#p = {bias = 1 : i64, dilation = array<i64: 1, 1>, filters = 8 : i64, groups = 1 : i64, kernel = array<i64: 1, 1>, padding = array<i64: 0, 0, 0, 0>, plain_weights = 1 : i64, source = array<i64: 1, 32, 4, 4>, stride = array<i64: 1, 1>}

// CHECK-LABEL: func @given_weights(
// CHECK: ptirrt.call "onednn.convolution"
// CHECK: ptirrt.call "onednn.convolution"
func.func @given_weights(%x: tensor<1x4x4x32xf32>, %bf: tensor<32xf32>, %bp: tensor<8xf32>, %wf: tensor<32x1x3x3xf32>) -> tensor<1x4x4x8xf32> {
  %wp = ptir.param "p" : tensor<8x32x1x1xf32>
  %n = tensor.empty() : tensor<1x4x4x32xf32>
  %m = tensor.empty() : tensor<1x4x4x8xf32>
  %0 = ptirrt.call "onednn.convolution" ins(%x, %wf, %bf : tensor<1x4x4x32xf32>, tensor<32x1x3x3xf32>, tensor<32xf32>) outs(%n : tensor<1x4x4x32xf32>) {config = #f} -> tensor<1x4x4x32xf32>
  // expected-remark @below {{not fused: expected parameters as weights, and biases}}
  %1 = ptirrt.call "onednn.convolution" ins(%0, %wp, %bp : tensor<1x4x4x32xf32>, tensor<8x32x1x1xf32>, tensor<8xf32>) outs(%m : tensor<1x4x4x8xf32>) {config = #p} -> tensor<1x4x4x8xf32>
  return %1 : tensor<1x4x4x8xf32>
}
