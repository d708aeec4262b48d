// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// CHECK-LABEL: func @reduce(
func.func @reduce(%arg0: tensor<2x?x5xf32>, %arg1: tensor<bf16>,
                  %arg2: tensor<0x3xsi8>, %arg3: tensor<4xi1>,
                  %arg4: tensor<4xcomplex<f64>>) {
  // CHECK: ptir.reduce sum, %arg0 axes [0, 2] : tensor<2x?x5xf32> -> tensor<?xf32>
  %0 = ptir.reduce sum, %arg0 axes [0, 2] : tensor<2x?x5xf32> -> tensor<?xf32>
  // CHECK: ptir.reduce max, %arg0 axes [-1] keepdims : tensor<2x?x5xf32> -> tensor<2x?x1xf32>
  %1 = ptir.reduce max, %arg0 axes [-1] keepdims : tensor<2x?x5xf32> -> tensor<2x?x1xf32>
  // CHECK: ptir.reduce sum, %arg0 axes [1] keepdims accum f64 : tensor<2x?x5xf32> -> tensor<2x1x5xbf16>
  %2 = ptir.reduce sum, %arg0 axes [1] keepdims accum f64 : tensor<2x?x5xf32> -> tensor<2x1x5xbf16>
  // CHECK: ptir.reduce min, %arg1 axes [] accum f32 : tensor<bf16> -> tensor<bf16>
  %3 = ptir.reduce min, %arg1 axes [] accum f32 : tensor<bf16> -> tensor<bf16>
  // CHECK: ptir.reduce sum, %arg2 axes [0] : tensor<0x3xsi8> -> tensor<3xsi32>
  %4 = ptir.reduce sum, %arg2 axes [0] : tensor<0x3xsi8> -> tensor<3xsi32>
  // CHECK: ptir.reduce max, %arg3 axes [0] : tensor<4xi1> -> tensor<i1>
  %5 = ptir.reduce max, %arg3 axes [0] : tensor<4xi1> -> tensor<i1>
  // CHECK: ptir.reduce sum, %arg4 axes [0] {note} : tensor<4xcomplex<f64>> -> tensor<complex<f64>>
  %6 = ptir.reduce sum, %arg4 axes [0] {note} : tensor<4xcomplex<f64>> -> tensor<complex<f64>>
  return
}

// The form of the contract: keepdims and accum_type may be left out.
// CHECK-LABEL: func @generic(
func.func @generic(%arg0: tensor<2x?x5xf32>) {
  // CHECK: ptir.reduce sum, %arg0 axes [1] : tensor<2x?x5xf32> -> tensor<2x5xf32>
  %0 = "ptir.reduce"(%arg0) {kind = #ptir.reduce_kind<sum>, axes = array<i64: 1>}
      : (tensor<2x?x5xf32>) -> tensor<2x5xf32>
  // CHECK: ptir.reduce max, %arg0 axes [1] keepdims accum f64 : tensor<2x?x5xf32> -> tensor<2x1x5xf32>
  %1 = "ptir.reduce"(%arg0) {kind = #ptir.reduce_kind<max>, axes = array<i64: 1>, keepdims = true, accum_type = f64}
      : (tensor<2x?x5xf32>) -> tensor<2x1x5xf32>
  return
}

// CHECK-LABEL: func @argmax(
func.func @argmax(%arg0: tensor<2x?xf8E4M3FN>, %arg1: tensor<3xi1>) {
  // CHECK: ptir.argmax %arg0 axis 1 : tensor<2x?xf8E4M3FN> -> tensor<2xsi32>
  %0 = ptir.argmax %arg0 axis 1 : tensor<2x?xf8E4M3FN> -> tensor<2xsi32>
  // CHECK: ptir.argmax %arg0 axis -2 keepdims : tensor<2x?xf8E4M3FN> -> tensor<1x?xsi64>
  %1 = "ptir.argmax"(%arg0) {axis = -2, keepdims = true} : (tensor<2x?xf8E4M3FN>) -> tensor<1x?xsi64>
  // CHECK: ptir.argmax %arg1 axis 0 : tensor<3xi1> -> tensor<si32>
  %2 = ptir.argmax %arg1 axis 0 : tensor<3xi1> -> tensor<si32>
  return
}
