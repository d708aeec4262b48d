// REQUIRES: onednn
// A kernel computes what its composite means, on weights of the caller, too.
// RUN: ptir-run exec %s --backend reference --output %t.expected.safetensors --json > /dev/null
// RUN: ptir-run exec %s --backend onednn --output %t.found.safetensors --json > /dev/null
// RUN: ptir-run compare %t.expected.safetensors %t.found.safetensors | FileCheck %s
// RUN: ptir-opt %s -ptir-compile="backend=onednn to=kernels" | FileCheck %s --check-prefix=CLAIMED

// CHECK: result0 {{.*}} same
// CLAIMED: ptirrt.call "onednn.convolution"
func.func @convolution(%x: tensor<2x5x7x3xf32>, %w: tensor<6x3x3x3xf32>) -> tensor<2x5x4x6xf32> {
  %y = ptir.composite "conv2d"(%x, %w) config {dilation = array<i64: 1, 1>, groups = 1 : i64, padding = array<i64: 1, 1, 1, 1>, stride = array<i64: 1, 2>} : (tensor<2x5x7x3xf32>, tensor<6x3x3x3xf32>) -> tensor<2x5x4x6xf32> {
  ^bb0(%a: tensor<2x5x7x3xf32>, %b: tensor<6x3x3x3xf32>):
    %0 = ptir.extract_patches %a window [3, 3] strides [1, 2] dilation [1, 1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<2x5x7x3xf32>
    %1 = ptir.transpose %b [0, 2, 3, 1] : tensor<6x3x3x3xf32>
    %2 = ptir.reshape %1 : tensor<6x3x3x3xf32> -> tensor<6x27xf32>
    %3 = ptir.dot_general %0, %2 contract [3] x [1] : (tensor<2x5x4x27xf32>, tensor<6x27xf32>) -> tensor<2x5x4x6xf32>
    ptir.yield %3 : tensor<2x5x4x6xf32>
  }
  return %y : tensor<2x5x4x6xf32>
}
