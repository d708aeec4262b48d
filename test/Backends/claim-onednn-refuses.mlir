// REQUIRES: onednn
// A composite whose configuration or extents are not those of the layer that it
// is called after is left as it is: its region says what it means.
// RUN: ptir-opt %s -ptir-claim-onednn="explain=true" -verify-diagnostics | FileCheck %s
// CHECK-NOT: ptirrt.call

func.func @step_is_no_word(%x: tensor<4x32xf32>, %w: tensor<32x70xf32>, %b: tensor<70xf32>) -> tensor<4x70xf32> {
  // expected-remark @below {{not claimed: expected x, weight, bias and what its steps add}}
  %y = ptir.composite "fused_linear"(%x, %w, %b) config {epilogue = [1 : i64]} : (tensor<4x32xf32>, tensor<32x70xf32>, tensor<70xf32>) -> tensor<4x70xf32> {
  ^bb0(%ra: tensor<4x32xf32>, %rb: tensor<32x70xf32>, %rc: tensor<70xf32>):
    %0 = ptir.constant dense<0.0> : tensor<4x70xf32>
    ptir.yield %0 : tensor<4x70xf32>
  }
  return %y : tensor<4x70xf32>
}

func.func @unknown_step(%x: tensor<4x32xf32>, %w: tensor<32x70xf32>, %b: tensor<70xf32>) -> tensor<4x70xf32> {
  // expected-remark @below {{not claimed: expected x, weight, bias and what its steps add}}
  %y = ptir.composite "fused_linear"(%x, %w, %b) config {epilogue = ["cube"]} : (tensor<4x32xf32>, tensor<32x70xf32>, tensor<70xf32>) -> tensor<4x70xf32> {
  ^bb0(%ra: tensor<4x32xf32>, %rb: tensor<32x70xf32>, %rc: tensor<70xf32>):
    %0 = ptir.constant dense<0.0> : tensor<4x70xf32>
    ptir.yield %0 : tensor<4x70xf32>
  }
  return %y : tensor<4x70xf32>
}

func.func @two_sums(%x: tensor<4x32xf32>, %w: tensor<32x70xf32>, %b: tensor<70xf32>, %r: tensor<4x70xf32>, %s: tensor<4x70xf32>) -> tensor<4x70xf32> {
  // expected-remark @below {{not claimed: expected x, weight, bias and what its steps add}}
  %y = ptir.composite "fused_linear"(%x, %w, %b, %r, %s) config {epilogue = ["sum", "sum"]} : (tensor<4x32xf32>, tensor<32x70xf32>, tensor<70xf32>, tensor<4x70xf32>, tensor<4x70xf32>) -> tensor<4x70xf32> {
  ^bb0(%ra: tensor<4x32xf32>, %rb: tensor<32x70xf32>, %rc: tensor<70xf32>, %rd: tensor<4x70xf32>, %re: tensor<4x70xf32>):
    %0 = ptir.constant dense<0.0> : tensor<4x70xf32>
    ptir.yield %0 : tensor<4x70xf32>
  }
  return %y : tensor<4x70xf32>
}

func.func @nothing_to_add(%x: tensor<4x32xf32>, %w: tensor<32x70xf32>, %b: tensor<70xf32>) -> tensor<4x70xf32> {
  // expected-remark @below {{not claimed: expected x, weight, bias and what its steps add}}
  %y = ptir.composite "fused_linear"(%x, %w, %b) config {epilogue = ["sum"]} : (tensor<4x32xf32>, tensor<32x70xf32>, tensor<70xf32>) -> tensor<4x70xf32> {
  ^bb0(%ra: tensor<4x32xf32>, %rb: tensor<32x70xf32>, %rc: tensor<70xf32>):
    %0 = ptir.constant dense<0.0> : tensor<4x70xf32>
    ptir.yield %0 : tensor<4x70xf32>
  }
  return %y : tensor<4x70xf32>
}

func.func @weight_of_rank_3(%x: tensor<4x32xf32>, %w: tensor<32x70x1xf32>, %b: tensor<70xf32>) -> tensor<4x70xf32> {
  // expected-remark @below {{not claimed: expected matrices, the weight of known extents}}
  %y = ptir.composite "fused_linear"(%x, %w, %b) config {} : (tensor<4x32xf32>, tensor<32x70x1xf32>, tensor<70xf32>) -> tensor<4x70xf32> {
  ^bb0(%ra: tensor<4x32xf32>, %rb: tensor<32x70x1xf32>, %rc: tensor<70xf32>):
    %0 = ptir.constant dense<0.0> : tensor<4x70xf32>
    ptir.yield %0 : tensor<4x70xf32>
  }
  return %y : tensor<4x70xf32>
}

func.func @another_depth(%x: tensor<4x32xf32>, %w: tensor<31x70xf32>, %b: tensor<70xf32>) -> tensor<4x70xf32> {
  // expected-remark @below {{not claimed: expected extents that fit}}
  %y = ptir.composite "fused_linear"(%x, %w, %b) config {} : (tensor<4x32xf32>, tensor<31x70xf32>, tensor<70xf32>) -> tensor<4x70xf32> {
  ^bb0(%ra: tensor<4x32xf32>, %rb: tensor<31x70xf32>, %rc: tensor<70xf32>):
    %0 = ptir.constant dense<0.0> : tensor<4x70xf32>
    ptir.yield %0 : tensor<4x70xf32>
  }
  return %y : tensor<4x70xf32>
}

func.func @another_result(%x: tensor<4x32xf32>, %w: tensor<32x70xf32>, %b: tensor<70xf32>) -> tensor<5x70xf32> {
  // expected-remark @below {{not claimed: expected extents that fit}}
  %y = ptir.composite "fused_linear"(%x, %w, %b) config {} : (tensor<4x32xf32>, tensor<32x70xf32>, tensor<70xf32>) -> tensor<5x70xf32> {
  ^bb0(%ra: tensor<4x32xf32>, %rb: tensor<32x70xf32>, %rc: tensor<70xf32>):
    %0 = ptir.constant dense<0.0> : tensor<5x70xf32>
    ptir.yield %0 : tensor<5x70xf32>
  }
  return %y : tensor<5x70xf32>
}

func.func @no_configuration(%x0: tensor<1x8x8x4xf32>, %x1: tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  // expected-remark @below {{not claimed: expected a convolution's configuration and operands}}
  %y = ptir.composite "conv2d"(%x0, %x1) config {} : (tensor<1x8x8x4xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>, %rb: tensor<6x4x3x3xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x6x6x6xf32>
    ptir.yield %0 : tensor<1x6x6x6xf32>
  }
  return %y : tensor<1x6x6x6xf32>
}

func.func @one_stride(%x0: tensor<1x8x8x4xf32>, %x1: tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  // expected-remark @below {{not claimed: expected a convolution's configuration and operands}}
  %y = ptir.composite "conv2d"(%x0, %x1) config {dilation = array<i64: 1, 1>, groups = 1 : i64, padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 1>} : (tensor<1x8x8x4xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>, %rb: tensor<6x4x3x3xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x6x6x6xf32>
    ptir.yield %0 : tensor<1x6x6x6xf32>
  }
  return %y : tensor<1x6x6x6xf32>
}

func.func @no_weight(%x0: tensor<1x8x8x4xf32>) -> tensor<1x6x6x6xf32> {
  // expected-remark @below {{not claimed: expected a convolution's configuration and operands}}
  %y = ptir.composite "conv2d"(%x0) config {dilation = array<i64: 1, 1>, groups = 1 : i64, padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x8x8x4xf32>) -> tensor<1x6x6x6xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x6x6x6xf32>
    ptir.yield %0 : tensor<1x6x6x6xf32>
  }
  return %y : tensor<1x6x6x6xf32>
}

func.func @stride_of_nothing(%x0: tensor<1x8x8x4xf32>, %x1: tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  // expected-remark @below {{not claimed: expected a result of the extents that the window gives}}
  %y = ptir.composite "conv2d"(%x0, %x1) config {dilation = array<i64: 1, 1>, groups = 1 : i64, padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 0, 1>} : (tensor<1x8x8x4xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>, %rb: tensor<6x4x3x3xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x6x6x6xf32>
    ptir.yield %0 : tensor<1x6x6x6xf32>
  }
  return %y : tensor<1x6x6x6xf32>
}

func.func @dilation_of_nothing(%x0: tensor<1x8x8x4xf32>, %x1: tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  // expected-remark @below {{not claimed: expected a result of the extents that the window gives}}
  %y = ptir.composite "conv2d"(%x0, %x1) config {dilation = array<i64: 0, 1>, groups = 1 : i64, padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x8x8x4xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>, %rb: tensor<6x4x3x3xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x6x6x6xf32>
    ptir.yield %0 : tensor<1x6x6x6xf32>
  }
  return %y : tensor<1x6x6x6xf32>
}

func.func @cut_off(%x0: tensor<1x8x8x4xf32>, %x1: tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  // expected-remark @below {{not claimed: expected a result of the extents that the window gives}}
  %y = ptir.composite "conv2d"(%x0, %x1) config {dilation = array<i64: 1, 1>, groups = 1 : i64, padding = array<i64: -1, 1, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x8x8x4xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>, %rb: tensor<6x4x3x3xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x6x6x6xf32>
    ptir.yield %0 : tensor<1x6x6x6xf32>
  }
  return %y : tensor<1x6x6x6xf32>
}

func.func @window_beyond_the_image(%x0: tensor<1x8x8x4xf32>, %x1: tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  // expected-remark @below {{not claimed: expected a result of the extents that the window gives}}
  %y = ptir.composite "conv2d"(%x0, %x1) config {dilation = array<i64: 9, 9>, groups = 1 : i64, padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x8x8x4xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>, %rb: tensor<6x4x3x3xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x6x6x6xf32>
    ptir.yield %0 : tensor<1x6x6x6xf32>
  }
  return %y : tensor<1x6x6x6xf32>
}

func.func @other_channels(%x0: tensor<1x8x8x4xf32>, %x1: tensor<6x4x3x3xf32>) -> tensor<1x6x6x7xf32> {
  // expected-remark @below {{not claimed: expected a result of the extents that the window gives}}
  %y = ptir.composite "conv2d"(%x0, %x1) config {dilation = array<i64: 1, 1>, groups = 1 : i64, padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x8x8x4xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x7xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>, %rb: tensor<6x4x3x3xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x6x6x7xf32>
    ptir.yield %0 : tensor<1x6x6x7xf32>
  }
  return %y : tensor<1x6x6x7xf32>
}

func.func @groups_of_nothing(%x0: tensor<1x8x8x4xf32>, %x1: tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  // expected-remark @below {{not claimed: expected channels that fit the groups}}
  %y = ptir.composite "conv2d"(%x0, %x1) config {dilation = array<i64: 1, 1>, groups = 0 : i64, padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x8x8x4xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>, %rb: tensor<6x4x3x3xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x6x6x6xf32>
    ptir.yield %0 : tensor<1x6x6x6xf32>
  }
  return %y : tensor<1x6x6x6xf32>
}

func.func @groups_that_do_not_divide(%x0: tensor<1x8x8x4xf32>, %x1: tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  // expected-remark @below {{not claimed: expected channels that fit the groups}}
  %y = ptir.composite "conv2d"(%x0, %x1) config {dilation = array<i64: 1, 1>, groups = 3 : i64, padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x8x8x4xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>, %rb: tensor<6x4x3x3xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x6x6x6xf32>
    ptir.yield %0 : tensor<1x6x6x6xf32>
  }
  return %y : tensor<1x6x6x6xf32>
}

func.func @bias_of_others(%x0: tensor<1x8x8x4xf32>, %x1: tensor<6x4x3x3xf32>, %x2: tensor<7xf32>) -> tensor<1x6x6x6xf32> {
  // expected-remark @below {{not claimed: expected channels that fit the groups}}
  %y = ptir.composite "conv2d"(%x0, %x1, %x2) config {dilation = array<i64: 1, 1>, groups = 1 : i64, padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>} : (tensor<1x8x8x4xf32>, tensor<6x4x3x3xf32>, tensor<7xf32>) -> tensor<1x6x6x6xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>, %rb: tensor<6x4x3x3xf32>, %rc: tensor<7xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x6x6x6xf32>
    ptir.yield %0 : tensor<1x6x6x6xf32>
  }
  return %y : tensor<1x6x6x6xf32>
}

func.func @no_padding_rule(%x0: tensor<1x8x8x4xf32>) -> tensor<1x7x7x4xf32> {
  // expected-remark @below {{not claimed: expected a pooling's configuration and operand}}
  %y = ptir.composite "avg_pool2d"(%x0) config {padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>, window = array<i64: 2, 2>} : (tensor<1x8x8x4xf32>) -> tensor<1x7x7x4xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x7x7x4xf32>
    ptir.yield %0 : tensor<1x7x7x4xf32>
  }
  return %y : tensor<1x7x7x4xf32>
}

func.func @window_of_nothing(%x0: tensor<1x8x8x4xf32>) -> tensor<1x7x7x4xf32> {
  // expected-remark @below {{not claimed: expected a result of the extents that the window gives}}
  %y = ptir.composite "avg_pool2d"(%x0) config {count_include_pad = true, padding = array<i64: 0, 0, 0, 0>, stride = array<i64: 1, 1>, window = array<i64: 0, 2>} : (tensor<1x8x8x4xf32>) -> tensor<1x7x7x4xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x7x7x4xf32>
    ptir.yield %0 : tensor<1x7x7x4xf32>
  }
  return %y : tensor<1x7x7x4xf32>
}

func.func @mean_of_others(%x0: tensor<1x8x8x4xf32>) -> tensor<1x5xf32> {
  // expected-remark @below {{not claimed: expected extents that fit}}
  %y = ptir.composite "global_avg_pool"(%x0) config {} : (tensor<1x8x8x4xf32>) -> tensor<1x5xf32> {
  ^bb0(%ra: tensor<1x8x8x4xf32>):
    %0 = ptir.constant dense<0.0> : tensor<1x5xf32>
    ptir.yield %0 : tensor<1x5xf32>
  }
  return %y : tensor<1x5xf32>
}
