// Functions, parameters and constants.
// RUN: ptir-opt %s -convert-ptir-to-linalg | FileCheck %s

// Public functions remember their portable type, and what they update.
// CHECK: func.func @public(%{{.*}}: tensor<2xi8>) -> tensor<2xi8> attributes {ptir.inplace = array<i64: 0>, ptir.signature = (tensor<2xui4>) -> tensor<2xui4>}
// CHECK: call @hidden(%{{.*}}) : (tensor<2xi8>) -> tensor<2xi8>
func.func @public(%x: tensor<2xui4>) -> tensor<2xui4>
    attributes {ptir.inplace = array<i64: 0>} {
  %0 = call @hidden(%x) : (tensor<2xui4>) -> tensor<2xui4>
  return %0 : tensor<2xui4>
}

// A signature that is there stays.
// CHECK: func.func @named({{.*}} attributes {ptir.signature = (tensor<2xui8>) -> tensor<2xui8>}
func.func @named(%x: tensor<2xsi8>) -> tensor<2xsi8>
    attributes {ptir.signature = (tensor<2xui8>) -> tensor<2xui8>} {
  return %x : tensor<2xsi8>
}

// CHECK: func.func private @hidden(%{{.*}}: tensor<2xi8>) -> tensor<2xi8> {
func.func private @hidden(%x: tensor<2xui4>) -> tensor<2xui4> {
  return %x : tensor<2xui4>
}

// CHECK-LABEL: func @param(
// CHECK: ptirrt.param "h.0.w" layout "" of tensor<2x3xsi8> : tensor<2x3xi8>
func.func @param() -> tensor<2x3xsi8> {
  %0 = ptir.param "h.0.w" : tensor<2x3xsi8>
  return %0 : tensor<2x3xsi8>
}

// CHECK-LABEL: func @constants(
// CHECK: arith.constant dense<[-8, 7]> : tensor<2xi8>
// CHECK: arith.constant dense<-1> : tensor<i8>
// CHECK: arith.constant dense<15> : tensor<1xi8>
// CHECK: arith.constant dense<[1, 0]> : tensor<2xi8>
// CHECK: arith.constant dense<[1.000000e+00, -0.000000e+00]> : tensor<2xf32>
// CHECK: arith.constant dense<(1.000000e+00,-2.000000e+00)> : tensor<complex<f32>>
func.func @constants() -> (tensor<2xsi4>, tensor<ui8>, tensor<1xui4>, tensor<2xi1>,
                           tensor<2xf32>, tensor<complex<f32>>) {
  %0 = ptir.constant dense<[-8, 7]> : tensor<2xsi4>
  %1 = ptir.constant dense<255> : tensor<ui8>
  %2 = ptir.constant dense<15> : tensor<1xui4>
  %3 = ptir.constant dense<[true, false]> : tensor<2xi1>
  %4 = ptir.constant dense<[1.0, -0.0]> : tensor<2xf32>
  %5 = ptir.constant dense<(1.0, -2.0)> : tensor<complex<f32>>
  return %0, %1, %2, %3, %4, %5
      : tensor<2xsi4>, tensor<ui8>, tensor<1xui4>, tensor<2xi1>, tensor<2xf32>,
        tensor<complex<f32>>
}

// CHECK-LABEL: func @dim(
// CHECK-SAME: %[[X:.*]]: tensor<2x?xf32>) -> tensor<i64>
// CHECK: %[[D:.*]] = tensor.dim %[[X]], %{{.*}}
// CHECK: %[[I:.*]] = arith.index_cast %[[D]] : index to i64
// CHECK: tensor.from_elements %[[I]] : tensor<i64>
func.func @dim(%x: tensor<2x?xf32>) -> tensor<si64> {
  %0 = ptir.dim %x, 1 : tensor<2x?xf32>
  return %0 : tensor<si64>
}
