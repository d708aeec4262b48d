// Conversions of elements: saturating, NaN to 0.
// RUN: ptir-opt %s -convert-ptir-to-linalg | FileCheck %s

// CHECK-LABEL: func @float_to_si8(
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: i8):
// CHECK-DAG: %[[MAX:.*]] = arith.constant 1.280000e+02 : f32
// CHECK-DAG: %[[MIN:.*]] = arith.constant -1.280000e+02 : f32
// CHECK-DAG: %[[OVER:.*]] = arith.cmpf oge, %[[X]], %[[MAX]] : f32
// CHECK-DAG: %[[UNDER:.*]] = arith.cmpf ole, %[[X]], %[[MIN]] : f32
// CHECK-DAG: %[[NAN:.*]] = arith.cmpf uno, %[[X]], %[[X]] : f32
// CHECK: %[[SAFE:.*]] = arith.select %{{.*}}, %{{.*}}, %[[X]] : f32
// CHECK: %[[I:.*]] = arith.fptosi %[[SAFE]] : f32 to i8
// CHECK: %[[LOW:.*]] = arith.constant -128 : i8
// CHECK: %[[R:.*]] = arith.select %[[UNDER]], %[[LOW]], %[[I]] : i8
// CHECK: %[[HIGH:.*]] = arith.constant 127 : i8
// CHECK: %[[S:.*]] = arith.select %[[OVER]], %[[HIGH]], %[[R]] : i8
// CHECK: linalg.yield %[[S]] : i8
func.func @float_to_si8(%x: tensor<2xf32>) -> tensor<2xsi8> {
  %0 = ptir.cast %x : tensor<2xf32> -> tensor<2xsi8>
  return %0 : tensor<2xsi8>
}

// Integers are clamped to what both types hold.
// CHECK-LABEL: func @si32_to_ui4(
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : i32
// CHECK: %[[L:.*]] = arith.maxsi %{{.*}}, %[[C0]] : i32
// CHECK-DAG: %[[C15:.*]] = arith.constant 15 : i32
// CHECK: %[[H:.*]] = arith.minsi %[[L]], %[[C15]] : i32
// CHECK: arith.trunci %[[H]] : i32 to i8
func.func @si32_to_ui4(%x: tensor<2xsi32>) -> tensor<2xui4> {
  %0 = ptir.cast %x : tensor<2xsi32> -> tensor<2xui4>
  return %0 : tensor<2xui4>
}

// What one range holds of the other is not clamped.
// CHECK-LABEL: func @ui64_to_si64(
// CHECK: %[[C:.*]] = arith.constant 9223372036854775807 : i64
// CHECK: %[[L:.*]] = arith.minui %{{.*}}, %[[C]] : i64
// CHECK-NEXT: linalg.yield %[[L]] : i64
func.func @ui64_to_si64(%x: tensor<2xui64>) -> tensor<2xsi64> {
  %0 = ptir.cast %x : tensor<2xui64> -> tensor<2xsi64>
  return %0 : tensor<2xsi64>
}

// CHECK-LABEL: func @si4_to_si16(
// CHECK-NEXT: %[[I:.*]] = tensor.empty() : tensor<2xi16>
// CHECK-NEXT: linalg.generic
// CHECK-NEXT: ^bb0(%[[X:.*]]: i8, %{{.*}}: i16):
// CHECK-NEXT: %[[W:.*]] = arith.extsi %[[X]] : i8 to i16
// CHECK-NEXT: linalg.yield %[[W]] : i16
func.func @si4_to_si16(%x: tensor<2xsi4>) -> tensor<2xsi16> {
  %0 = ptir.cast %x : tensor<2xsi4> -> tensor<2xsi16>
  return %0 : tensor<2xsi16>
}

// CHECK-LABEL: func @predicates(
// CHECK: %[[P:.*]] = arith.cmpf une, %{{.*}}, %{{.*}} : f32
// CHECK: arith.extui %[[P]] : i1 to i8
// CHECK: %[[Q:.*]] = arith.cmpi ne, %{{.*}}, %{{.*}} : i8
// CHECK: arith.uitofp %[[Q]] : i1 to f32
func.func @predicates(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = ptir.cast %x : tensor<2xf32> -> tensor<2xi1>
  %1 = ptir.cast %0 : tensor<2xi1> -> tensor<2xf32>
  return %1 : tensor<2xf32>
}

// CHECK-LABEL: func @floats(
// CHECK: %[[W:.*]] = arith.extf %{{.*}} : bf16 to f32
// CHECK: arith.extf %[[W]] : f32 to f64
// CHECK: arith.truncf %{{.*}} : f64 to f32
func.func @floats(%x: tensor<2xbf16>) -> tensor<2xf32> {
  %0 = ptir.cast %x : tensor<2xbf16> -> tensor<2xf64>
  %1 = ptir.cast %0 : tensor<2xf64> -> tensor<2xf32>
  return %1 : tensor<2xf32>
}

// One rounding, not one to f32 and another.
// CHECK-LABEL: func @double_to_narrow(
// CHECK: arith.truncf %{{.*}} : f64 to bf16
// CHECK: arith.truncf %{{.*}} : f64 to f8E4M3FN
func.func @double_to_narrow(%x: tensor<2xf64>)
    -> (tensor<2xbf16>, tensor<2xf8E4M3FN>) {
  %0 = ptir.cast %x : tensor<2xf64> -> tensor<2xbf16>
  %1 = ptir.cast %x : tensor<2xf64> -> tensor<2xf8E4M3FN>
  return %0, %1 : tensor<2xbf16>, tensor<2xf8E4M3FN>
}

// CHECK-LABEL: func @integers_to_narrow(
// CHECK: arith.sitofp %{{.*}} : i16 to bf16
// CHECK: arith.uitofp %{{.*}} : i64 to f8E5M2
func.func @integers_to_narrow(%x: tensor<2xsi16>, %y: tensor<2xui64>)
    -> (tensor<2xbf16>, tensor<2xf8E5M2>) {
  %0 = ptir.cast %x : tensor<2xsi16> -> tensor<2xbf16>
  %1 = ptir.cast %y : tensor<2xui64> -> tensor<2xf8E5M2>
  return %0, %1 : tensor<2xbf16>, tensor<2xf8E5M2>
}

// CHECK-LABEL: func @integers_to_float(
// CHECK: arith.sitofp
// CHECK: arith.uitofp
func.func @integers_to_float(%x: tensor<2xsi64>, %y: tensor<2xui64>)
    -> (tensor<2xf32>, tensor<2xf32>) {
  %0 = ptir.cast %x : tensor<2xsi64> -> tensor<2xf32>
  %1 = ptir.cast %y : tensor<2xui64> -> tensor<2xf32>
  return %0, %1 : tensor<2xf32>, tensor<2xf32>
}

// CHECK-LABEL: func @real_to_complex(
// CHECK: ^bb0(%[[X:.*]]: f32, %{{.*}}: complex<f32>):
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: complex.create %[[X]], %[[ZERO]] : complex<f32>
func.func @real_to_complex(%x: tensor<2xf32>) -> tensor<2xcomplex<f32>> {
  %0 = ptir.cast %x : tensor<2xf32> -> tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}
