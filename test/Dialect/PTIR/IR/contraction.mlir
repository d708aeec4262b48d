// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// CHECK-LABEL: func @dot_general(
func.func @dot_general(%arg0: tensor<?x768xf32>, %arg1: tensor<768x64xf32>,
                       %arg2: tensor<2x?x5xsi8>, %arg3: tensor<7x2x5xsi8>,
                       %arg4: tensor<f16>, %arg5: tensor<0x3xcomplex<f32>>) {
  // CHECK: ptir.dot_general %arg0, %arg1 contract [1] x [0] : (tensor<?x768xf32>, tensor<768x64xf32>) -> tensor<?x64xf32>
  %0 = ptir.dot_general %arg0, %arg1 contract [1] x [0] : (tensor<?x768xf32>, tensor<768x64xf32>) -> tensor<?x64xf32>
  // CHECK: ptir.dot_general %arg2, %arg3 batch [0] x [1] contract [-1] x [2] : (tensor<2x?x5xsi8>, tensor<7x2x5xsi8>) -> tensor<2x?x7xsi32>
  %1 = ptir.dot_general %arg2, %arg3 batch [0] x [1] contract [-1] x [2] : (tensor<2x?x5xsi8>, tensor<7x2x5xsi8>) -> tensor<2x?x7xsi32>
  // CHECK: ptir.dot_general %arg4, %arg4 accum f64 : (tensor<f16>, tensor<f16>) -> tensor<f32>
  %2 = ptir.dot_general %arg4, %arg4 accum f64 : (tensor<f16>, tensor<f16>) -> tensor<f32>
  // CHECK: ptir.dot_general %arg5, %arg5 batch [0, 1] x [0, 1] {note} : (tensor<0x3xcomplex<f32>>, tensor<0x3xcomplex<f32>>) -> tensor<0x3xcomplex<f32>>
  %3 = ptir.dot_general %arg5, %arg5 batch [0, 1] x [0, 1] {note} : (tensor<0x3xcomplex<f32>>, tensor<0x3xcomplex<f32>>) -> tensor<0x3xcomplex<f32>>
  return
}

// The form of the contract: each list may be left out.
// CHECK-LABEL: func @generic(
func.func @generic(%arg0: tensor<2x3xf32>) {
  // CHECK: ptir.dot_general %arg0, %arg0 : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3x2x3xf32>
  %0 = "ptir.dot_general"(%arg0, %arg0) : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3x2x3xf32>
  // CHECK: ptir.dot_general %arg0, %arg0 contract [1] x [1] : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x2xf32>
  %1 = "ptir.dot_general"(%arg0, %arg0) {contract_lhs = array<i64: 1>, contract_rhs = array<i64: 1>}
      : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x2xf32>
  return
}
