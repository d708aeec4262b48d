// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// CHECK-LABEL: func @extract_patches(
func.func @extract_patches(%arg0: tensor<?x8x?x3xf32>, %arg1: tensor<2x7x?xui4>) -> (tensor<?x4x?x27xf32>, tensor<2x3x?xui4>) {
  // CHECK: ptir.extract_patches %arg0 window [3, 3] strides [2, 2] dilation [1, 1] padding [1, 1, 1, 1] pad 0.000000e+00 : f32 : tensor<?x8x?x3xf32>
  %0 = ptir.extract_patches %arg0 window [3, 3] strides [2, 2] dilation [1, 1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<?x8x?x3xf32>
  // CHECK: ptir.extract_patches %arg1 window [2] strides [1] dilation [3] padding [-1, 0] pad 15 : ui4 : tensor<2x7x?xui4>
  %1 = "ptir.extract_patches"(%arg1) {window = array<i64: 2>, strides = array<i64: 1>, dilation = array<i64: 3>, padding = array<i64: -1, 0>, pad_value = 15 : ui4} : (tensor<2x7x?xui4>) -> tensor<2x3x?xui4>
  return %0, %1 : tensor<?x4x?x27xf32>, tensor<2x3x?xui4>
}

// CHECK-LABEL: func @reduce_window(
func.func @reduce_window(%arg0: tensor<1x8x?x3xf16>, %arg1: tensor<3xi1>, %arg2: tensor<si32>) {
  // CHECK: ptir.reduce_window max, %arg0 window [1, 2, 2, 1] strides [1, 2, 2, 1] base_dilation [1, 1, 1, 1] window_dilation [1, 1, 1, 1] padding [0, 0, 0, 0, 0, 0, 0, 0] : tensor<1x8x?x3xf16> -> tensor<1x4x?x3xf16>
  %0 = ptir.reduce_window max, %arg0 window [1, 2, 2, 1] strides [1, 2, 2, 1] base_dilation [1, 1, 1, 1] window_dilation [1, 1, 1, 1] padding [0, 0, 0, 0, 0, 0, 0, 0] : tensor<1x8x?x3xf16> -> tensor<1x4x?x3xf16>
  // CHECK: ptir.reduce_window sum, %arg0 window [1, 9, 1, 1] strides [1, 1, 1, 1] base_dilation [1, 1, 1, 1] window_dilation [1, 1, 1, 1] padding [0, 0, 0, 0, 0, 0, 0, 0] accum f64 : tensor<1x8x?x3xf16> -> tensor<1x0x?x3xf32>
  %1 = ptir.reduce_window sum, %arg0 window [1, 9, 1, 1] strides [1, 1, 1, 1] base_dilation [1, 1, 1, 1] window_dilation [1, 1, 1, 1] padding [0, 0, 0, 0, 0, 0, 0, 0] accum f64 : tensor<1x8x?x3xf16> -> tensor<1x0x?x3xf32>
  // CHECK: ptir.reduce_window min, %arg1 window [2] strides [3] base_dilation [2] window_dilation [1] padding [1, -1] : tensor<3xi1> -> tensor<2xi1>
  %2 = "ptir.reduce_window"(%arg1) {kind = #ptir.reduce_kind<min>, window = array<i64: 2>, strides = array<i64: 3>, base_dilation = array<i64: 2>, window_dilation = array<i64: 1>, padding = array<i64: 1, -1>} : (tensor<3xi1>) -> tensor<2xi1>
  // CHECK: ptir.reduce_window sum, %arg2 window [] strides [] base_dilation [] window_dilation [] padding [] : tensor<si32> -> tensor<si64>
  %3 = ptir.reduce_window sum, %arg2 window [] strides [] base_dilation [] window_dilation [] padding [] : tensor<si32> -> tensor<si64>
  return
}
