// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// CHECK-LABEL: func @constant(
func.func @constant() {
  // CHECK: ptir.constant dense<5.000000e-01> : tensor<4xf32>
  %0 = ptir.constant dense<0.5> : tensor<4xf32>
  // CHECK: ptir.constant dense<{{\[}}-8, 7]> : tensor<2xsi4>
  %1 = ptir.constant dense<[-8, 7]> : tensor<2xsi4>
  // CHECK: ptir.constant dense<255> : tensor<ui8>
  %2 = ptir.constant dense<255> : tensor<ui8>
  // CHECK: ptir.constant dense<> : tensor<0x2xf8E5M2>
  %3 = ptir.constant dense<> : tensor<0x2xf8E5M2>
  // CHECK: ptir.constant dense<[true, false]> : tensor<2xi1>
  %4 = ptir.constant dense<[true, false]> : tensor<2xi1>
  // CHECK: ptir.constant dense<(1.000000e+00,-2.000000e+00)> : tensor<complex<f64>>
  %5 = ptir.constant dense<(1.0, -2.0)> : tensor<complex<f64>>
  // CHECK: ptir.constant {note} dense<0x7FC00000> : tensor<1xf32>
  %6 = ptir.constant {note} dense<0x7FC00000> : tensor<1xf32>
  return
}

// CHECK-LABEL: func @dim(
func.func @dim(%arg0: tensor<2x?xf32>) -> (tensor<si64>, tensor<si64>) {
  // CHECK: ptir.dim %arg0, 1 : tensor<2x?xf32>
  %0 = ptir.dim %arg0, 1 : tensor<2x?xf32>
  // CHECK: ptir.dim %arg0, -1 : tensor<2x?xf32>
  %1 = "ptir.dim"(%arg0) {axis = -1} : (tensor<2x?xf32>) -> tensor<si64>
  return %0, %1 : tensor<si64>, tensor<si64>
}

// CHECK-LABEL: func @reshape(
func.func @reshape(%arg0: tensor<?x8xf32>, %arg1: tensor<si64>, %arg2: tensor<f32>, %arg3: tensor<0x3xi1>) {
  // CHECK: ptir.reshape %arg0 : tensor<?x8xf32> -> tensor<?x2x4xf32>
  %0 = ptir.reshape %arg0 : tensor<?x8xf32> -> tensor<?x2x4xf32>
  // CHECK: ptir.reshape %arg0 dims(%arg1, %arg1) : tensor<?x8xf32> -> tensor<?x?x8xf32>
  %1 = ptir.reshape %arg0 dims(%arg1, %arg1) : tensor<?x8xf32> -> tensor<?x?x8xf32>
  // CHECK: ptir.reshape %arg0 dims(%arg1) : tensor<?x8xf32> -> tensor<?xf32>
  %2 = "ptir.reshape"(%arg0, %arg1) : (tensor<?x8xf32>, tensor<si64>) -> tensor<?xf32>
  // CHECK: ptir.reshape %arg0 : tensor<?x8xf32> -> tensor<16xf32>
  %3 = ptir.reshape %arg0 : tensor<?x8xf32> -> tensor<16xf32>
  // CHECK: ptir.reshape %arg2 : tensor<f32> -> tensor<1x1xf32>
  %4 = ptir.reshape %arg2 : tensor<f32> -> tensor<1x1xf32>
  // CHECK: ptir.reshape %arg3 : tensor<0x3xi1> -> tensor<5x0xi1>
  %5 = ptir.reshape %arg3 : tensor<0x3xi1> -> tensor<5x0xi1>
  return
}

// CHECK-LABEL: func @transpose(
func.func @transpose(%arg0: tensor<2x?x0xf32>, %arg1: tensor<si4>) -> (tensor<0x2x?xf32>, tensor<si4>) {
  // CHECK: ptir.transpose %arg0 [2, 0, 1] : tensor<2x?x0xf32>
  %0 = ptir.transpose %arg0 [2, 0, 1] : tensor<2x?x0xf32>
  // CHECK: ptir.transpose %arg1 [] : tensor<si4>
  %1 = ptir.transpose %arg1 [] : tensor<si4>
  return %0, %1 : tensor<0x2x?xf32>, tensor<si4>
}

// CHECK-LABEL: func @broadcast_to(
func.func @broadcast_to(%arg0: tensor<1x?xf32>, %arg1: tensor<si64>, %arg2: tensor<bf16>) {
  // CHECK: ptir.broadcast_to %arg0 dims(%arg1) : tensor<1x?xf32> -> tensor<2x3x?xf32>
  %0 = ptir.broadcast_to %arg0 dims(%arg1) : tensor<1x?xf32> -> tensor<2x3x?xf32>
  // CHECK: ptir.broadcast_to %arg2 : tensor<bf16> -> tensor<0x4xbf16>
  %1 = ptir.broadcast_to %arg2 : tensor<bf16> -> tensor<0x4xbf16>
  // CHECK: ptir.broadcast_to %arg2 dims(%arg1, %arg1) {note} : tensor<bf16> -> tensor<?x4x?xbf16>
  %2 = ptir.broadcast_to %arg2 dims(%arg1, %arg1) {note} : tensor<bf16> -> tensor<?x4x?xbf16>
  return
}

// CHECK-LABEL: func @concat(
func.func @concat(%arg0: tensor<2x?xf32>, %arg1: tensor<0x3xf32>, %arg2: tensor<?x3xf32>) -> (tensor<2x3xf32>, tensor<?x3xf32>) {
  // CHECK: ptir.concat %arg0, %arg1 axis 0 : tensor<2x?xf32>, tensor<0x3xf32>
  %0 = ptir.concat %arg0, %arg1 axis 0 : tensor<2x?xf32>, tensor<0x3xf32>
  // CHECK: ptir.concat %arg1, %arg2, %arg1 axis -2 : tensor<0x3xf32>, tensor<?x3xf32>, tensor<0x3xf32>
  %1 = ptir.concat %arg1, %arg2, %arg1 axis -2 : tensor<0x3xf32>, tensor<?x3xf32>, tensor<0x3xf32>
  return %0, %1 : tensor<2x3xf32>, tensor<?x3xf32>
}

// CHECK-LABEL: func @iota(
func.func @iota(%arg0: tensor<si64>) {
  // CHECK: ptir.iota axis 1 dims(%arg0) : tensor<2x?xsi32>
  %0 = ptir.iota axis 1 dims(%arg0) : tensor<2x?xsi32>
  // CHECK: ptir.iota axis 0 : tensor<3xcomplex<f32>>
  %1 = ptir.iota axis 0 : tensor<3xcomplex<f32>>
  // CHECK: ptir.iota axis -1 : tensor<2x0xui4>
  %2 = "ptir.iota"() {axis = -1} : () -> tensor<2x0xui4>
  return
}

// CHECK-LABEL: func @pad(
func.func @pad(%arg0: tensor<2x?xf32>, %arg1: tensor<si4>, %arg2: tensor<1xcomplex<f64>>, %arg3: tensor<3xi1>) -> (tensor<3x?xf32>, tensor<0xi1>) {
  // CHECK: ptir.pad %arg0 low [1, -2] high [0, 3] interior [0, 1] with 5.000000e-01 : f32 : tensor<2x?xf32>
  %0 = ptir.pad %arg0 low [1, -2] high [0, 3] interior [0, 1] with 0.5 : f32 : tensor<2x?xf32>
  // CHECK: ptir.pad %arg1 low [] high [] interior [] with -8 : si4 : tensor<si4>
  %1 = "ptir.pad"(%arg1) {low = array<i64>, high = array<i64>, interior = array<i64>, pad_value = -8 : si4} : (tensor<si4>) -> tensor<si4>
  // CHECK: ptir.pad %arg2 low [1] high [0] interior [0] with #complex.number<:f64 1.000000e+00, -2.000000e+00> : complex<f64> : tensor<1xcomplex<f64>>
  %2 = ptir.pad %arg2 low [1] high [0] interior [0] with #complex.number<:f64 1.0, -2.0> : complex<f64> : tensor<1xcomplex<f64>>
  // CHECK: ptir.pad %arg3 low [-3] high [0] interior [0] with true : tensor<3xi1>
  %3 = ptir.pad %arg3 low [-3] high [0] interior [0] with true : tensor<3xi1>
  return %0, %3 : tensor<3x?xf32>, tensor<0xi1>
}

// CHECK-LABEL: func @tile(
func.func @tile(%arg0: tensor<2x?xf8E5M2>, %arg1: tensor<ui64>) -> (tensor<6x?xf8E5M2>, tensor<0x0xf8E5M2>, tensor<ui64>) {
  // CHECK: ptir.tile %arg0 [3, 2] : tensor<2x?xf8E5M2>
  %0 = ptir.tile %arg0 [3, 2] : tensor<2x?xf8E5M2>
  // CHECK: ptir.tile %arg0 [0, 0] : tensor<2x?xf8E5M2>
  %1 = "ptir.tile"(%arg0) {repeats = array<i64: 0, 0>} : (tensor<2x?xf8E5M2>) -> tensor<0x0xf8E5M2>
  // CHECK: ptir.tile %arg1 [] : tensor<ui64>
  %2 = ptir.tile %arg1 [] : tensor<ui64>
  return %0, %1, %2 : tensor<6x?xf8E5M2>, tensor<0x0xf8E5M2>, tensor<ui64>
}
