// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// CHECK-LABEL: func @slice(
func.func @slice(%arg0: tensor<4x?xf32>, %arg1: tensor<si64>, %arg2: tensor<f32>, %arg3: tensor<0x5xsi8>) -> (tensor<2x3xf32>, tensor<2x?xf32>, tensor<f32>, tensor<0x2xsi8>) {
  // CHECK: ptir.slice %arg0 starts [1, 0] sizes [2, 3] : tensor<4x?xf32>
  %0 = ptir.slice %arg0 starts [1, 0] sizes [2, 3] : tensor<4x?xf32>
  // CHECK: ptir.slice %arg0 starts [1, 0] sizes [2, -1] strides [2, 1] dims(%arg1) : tensor<4x?xf32>
  %1 = ptir.slice %arg0 starts [1, 0] sizes [2, -1] strides [2, 1] dims(%arg1) : tensor<4x?xf32>
  // CHECK: ptir.slice %arg2 starts [] sizes [] : tensor<f32>
  %2 = ptir.slice %arg2 starts [] sizes [] : tensor<f32>
  // CHECK: ptir.slice %arg3 starts [0, 1] sizes [0, 2] strides [1, 3] : tensor<0x5xsi8>
  %3 = "ptir.slice"(%arg3) {starts = array<i64: 0, 1>, sizes = array<i64: 0, 2>, strides = array<i64: 1, 3>} : (tensor<0x5xsi8>) -> tensor<0x2xsi8>
  return %0, %1, %2, %3 : tensor<2x3xf32>, tensor<2x?xf32>, tensor<f32>, tensor<0x2xsi8>
}

// CHECK-LABEL: func @take(
func.func @take(%arg0: tensor<7x?xbf16>, %arg1: tensor<2x?xsi32>, %arg2: tensor<si64>) -> (tensor<2x?x?xbf16>, tensor<?xbf16>) {
  // CHECK: ptir.take %arg0, %arg1 : tensor<7x?xbf16>, tensor<2x?xsi32>
  %0 = ptir.take %arg0, %arg1 : tensor<7x?xbf16>, tensor<2x?xsi32>
  // CHECK: ptir.take %arg0, %arg2 : tensor<7x?xbf16>, tensor<si64>
  %1 = ptir.take %arg0, %arg2 : tensor<7x?xbf16>, tensor<si64>
  return %0, %1 : tensor<2x?x?xbf16>, tensor<?xbf16>
}

// CHECK-LABEL: func @dynamic_slice(
func.func @dynamic_slice(%arg0: tensor<8x?xf32>, %arg1: tensor<2xsi32>, %arg2: tensor<si64>, %arg3: tensor<f32>, %arg4: tensor<0xsi64>) -> (tensor<1x?xf32>, tensor<f32>) {
  // CHECK: ptir.dynamic_slice %arg0, %arg1 sizes [1, -1] dims(%arg2) : tensor<8x?xf32>, tensor<2xsi32>
  %0 = ptir.dynamic_slice %arg0, %arg1 sizes [1, -1] dims(%arg2) : tensor<8x?xf32>, tensor<2xsi32>
  // CHECK: ptir.dynamic_slice %arg3, %arg4 sizes [] : tensor<f32>, tensor<0xsi64>
  %1 = ptir.dynamic_slice %arg3, %arg4 sizes [] : tensor<f32>, tensor<0xsi64>
  return %0, %1 : tensor<1x?xf32>, tensor<f32>
}

// CHECK-LABEL: func @dynamic_update_slice(
func.func @dynamic_update_slice(%arg0: tensor<8x?xf32>, %arg1: tensor<1x0xf32>, %arg2: tensor<2xsi32>, %arg3: tensor<?xsi64>) -> tensor<8x?xf32> {
  // CHECK: ptir.dynamic_update_slice %arg0, %arg1, %arg2 : tensor<8x?xf32>, tensor<1x0xf32>, tensor<2xsi32>
  %0 = ptir.dynamic_update_slice %arg0, %arg1, %arg2 : tensor<8x?xf32>, tensor<1x0xf32>, tensor<2xsi32>
  // CHECK: ptir.dynamic_update_slice %arg0, %arg0, %arg3 : tensor<8x?xf32>, tensor<8x?xf32>, tensor<?xsi64>
  %1 = ptir.dynamic_update_slice %arg0, %arg0, %arg3 : tensor<8x?xf32>, tensor<8x?xf32>, tensor<?xsi64>
  return %1 : tensor<8x?xf32>
}

// CHECK-LABEL: func @gather(
func.func @gather(%arg0: tensor<2x?xi1>, %arg1: tensor<2x3xsi32>, %arg2: tensor<0x?xsi64>) -> (tensor<2x3xi1>, tensor<0x?xi1>) {
  // CHECK: ptir.gather %arg0, %arg1 axis 1 : tensor<2x?xi1>, tensor<2x3xsi32>
  %0 = ptir.gather %arg0, %arg1 axis 1 : tensor<2x?xi1>, tensor<2x3xsi32>
  // CHECK: ptir.gather %arg0, %arg2 axis -2 : tensor<2x?xi1>, tensor<0x?xsi64>
  %1 = "ptir.gather"(%arg0, %arg2) {axis = -2} : (tensor<2x?xi1>, tensor<0x?xsi64>) -> tensor<0x?xi1>
  return %0, %1 : tensor<2x3xi1>, tensor<0x?xi1>
}
