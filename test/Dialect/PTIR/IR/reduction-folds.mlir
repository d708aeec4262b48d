// RUN: ptir-opt %s -canonicalize | FileCheck %s

// Reductions of integers fold; so do reductions that keep every element.

// CHECK-LABEL: func @sum_rows(
func.func @sum_rows() -> tensor<2xsi32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[6, 15]> : tensor<2xsi32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xsi32>
  %r = ptir.reduce sum, %x axes [1] : tensor<2x3xsi32> -> tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @sum_columns(
func.func @sum_columns() -> tensor<3xsi32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[5, 7, 9]> : tensor<3xsi32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xsi32>
  %r = ptir.reduce sum, %x axes [0] : tensor<2x3xsi32> -> tensor<3xsi32>
  return %r : tensor<3xsi32>
}

// CHECK-LABEL: func @sum_all(
func.func @sum_all() -> tensor<1x1xsi32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<21> : tensor<1x1xsi32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xsi32>
  %r = ptir.reduce sum, %x axes [0, -1] keepdims : tensor<2x3xsi32> -> tensor<1x1xsi32>
  return %r : tensor<1x1xsi32>
}

// CHECK-LABEL: func @sum_wraps(
func.func @sum_wraps() -> tensor<si8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<-128> : tensor<si8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[127, 1]> : tensor<2xsi8>
  %r = ptir.reduce sum, %x axes [0] : tensor<2xsi8> -> tensor<si8>
  return %r : tensor<si8>
}

// CHECK-LABEL: func @sum_wide(
func.func @sum_wide() -> tensor<si32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<128> : tensor<si32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[127, 1]> : tensor<2xsi8>
  %r = ptir.reduce sum, %x axes [0] : tensor<2xsi8> -> tensor<si32>
  return %r : tensor<si32>
}

// The sum is 128 and saturates when it is cast.
// CHECK-LABEL: func @sum_accum(
func.func @sum_accum() -> tensor<si8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<127> : tensor<si8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[127, 1]> : tensor<2xsi8>
  %r = ptir.reduce sum, %x axes [0] accum si32 : tensor<2xsi8> -> tensor<si8>
  return %r : tensor<si8>
}

// CHECK-LABEL: func @max(
func.func @max() -> tensor<2xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-3, 2]> : tensor<2xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[[-5, 2], [-3, 1]]> : tensor<2x2xsi8>
  %r = ptir.reduce max, %x axes [0] : tensor<2x2xsi8> -> tensor<2xsi8>
  return %r : tensor<2xsi8>
}

// CHECK-LABEL: func @min_i1(
func.func @min_i1() -> tensor<i1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<false> : tensor<i1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[true, false]> : tensor<2xi1>
  %r = ptir.reduce min, %x axes [0] : tensor<2xi1> -> tensor<i1>
  return %r : tensor<i1>
}

// CHECK-LABEL: func @sum_empty(
func.func @sum_empty() -> tensor<2xsi32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<0> : tensor<2xsi32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<> : tensor<0x2xsi32>
  %r = ptir.reduce sum, %x axes [0] : tensor<0x2xsi32> -> tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @max_empty(
func.func @max_empty() -> tensor<2xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<-128> : tensor<2xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<> : tensor<0x2xsi8>
  %r = ptir.reduce max, %x axes [0] : tensor<0x2xsi8> -> tensor<2xsi8>
  return %r : tensor<2xsi8>
}

// CHECK-LABEL: func @min_empty(
func.func @min_empty() -> tensor<2xui8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<255> : tensor<2xui8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<> : tensor<0x2xui8>
  %r = ptir.reduce min, %x axes [0] : tensor<0x2xui8> -> tensor<2xui8>
  return %r : tensor<2xui8>
}

// The order of a float sum is the backend's.
// CHECK-LABEL: func @sum_float_stays(
func.func @sum_float_stays() -> tensor<f32> {
  // CHECK: %[[R:.*]] = ptir.reduce
  // CHECK: return %[[R]]
  %x = ptir.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %r = ptir.reduce sum, %x axes [0] : tensor<2xf32> -> tensor<f32>
  return %r : tensor<f32>
}

// CHECK-LABEL: func @max_no_axes(
func.func @max_no_axes(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg0 :
  %r = ptir.reduce max, %x axes [] : tensor<2xf32> -> tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @min_unit_axis(
func.func @min_unit_axis(%x: tensor<1x2xf32>) -> tensor<1x2xf32> {
  // CHECK: return %arg0 :
  %r = ptir.reduce min, %x axes [0] keepdims : tensor<1x2xf32> -> tensor<1x2xf32>
  return %r : tensor<1x2xf32>
}

// CHECK-LABEL: func @sum_no_axes_integer(
func.func @sum_no_axes_integer(%x: tensor<2xsi8>) -> tensor<2xsi8> {
  // CHECK: return %arg0 :
  %r = ptir.reduce sum, %x axes [] : tensor<2xsi8> -> tensor<2xsi8>
  return %r : tensor<2xsi8>
}

// A sum starts at +0: -0 becomes +0.
// CHECK-LABEL: func @sum_no_axes_float_stays(
func.func @sum_no_axes_float_stays(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.reduce
  // CHECK: return %[[R]]
  %r = ptir.reduce sum, %x axes [] : tensor<2xf32> -> tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @max_narrow_accum_stays(
func.func @max_narrow_accum_stays(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.reduce
  // CHECK: return %[[R]]
  %r = ptir.reduce max, %x axes [] accum f16 : tensor<2xf32> -> tensor<2xf32>
  return %r : tensor<2xf32>
}

// Axes become non-negative and ascending.
// CHECK-LABEL: func @normal_axes(
func.func @normal_axes(%x: tensor<2x3x4xf32>) -> tensor<3xf32> {
  // CHECK: ptir.reduce sum, %arg0 axes [0, 2] :
  %r = ptir.reduce sum, %x axes [-1, 0] : tensor<2x3x4xf32> -> tensor<3xf32>
  return %r : tensor<3xf32>
}
