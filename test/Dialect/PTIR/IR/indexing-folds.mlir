// RUN: ptir-opt %s -canonicalize | FileCheck %s

// Slices: constants, chains, and boxes within one piece of a concatenation.

// CHECK-LABEL: func @slice_constant(
func.func @slice_constant() -> tensor<2x2xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<{{[[][[]}}2, 4], [6, 8]]> : tensor<2x2xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[[1, 2, 3, 4], [5, 6, 7, 8]]> : tensor<2x4xsi8>
  %r = ptir.slice %x starts [0, 1] sizes [2, 2] strides [1, 2] : tensor<2x4xsi8>
  return %r : tensor<2x2xsi8>
}

// CHECK-LABEL: func @slice_splat(
func.func @slice_splat() -> tensor<100x100xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<1.000000e+00> : tensor<100x100xf32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<1.0> : tensor<200x200xf32>
  %r = ptir.slice %x starts [0, 1] sizes [100, 100] : tensor<200x200xf32>
  return %r : tensor<100x100xf32>
}

// CHECK-LABEL: func @slice_large_constant(
func.func @slice_large_constant() -> tensor<2xsi32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[1, 2]> : tensor<2xsi32>
  // CHECK-NEXT: return %[[R]]
  %p = ptir.constant dense<1> : tensor<3000xsi32>
  %q = ptir.constant dense<2> : tensor<1096xsi32>
  %x = ptir.concat %p, %q axis 0 : tensor<3000xsi32>, tensor<1096xsi32>
  %r = ptir.slice %x starts [2999] sizes [2] : tensor<4096xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @slice_all(
func.func @slice_all(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  // CHECK: return %arg0 :
  %r = ptir.slice %x starts [0, 0] sizes [2, 3] : tensor<2x3xf32>
  return %r : tensor<2x3xf32>
}

// It ends one element too late, which is a run-time error.
// CHECK-LABEL: func @slice_all_dynamic_stays(
func.func @slice_all_dynamic_stays(%x: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK: %[[R:.*]] = ptir.slice
  // CHECK: return %[[R]]
  %n = ptir.dim %x, 0 : tensor<?xf32>
  %r = ptir.slice %x starts [1] sizes [-1] dims(%n) : tensor<?xf32>
  return %r : tensor<?xf32>
}

// CHECK-LABEL: func @slice_unit_strides(
func.func @slice_unit_strides(%x: tensor<2xf32>) -> tensor<1xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.slice %arg0 starts [1] sizes [1] : tensor<2xf32>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.slice %x starts [1] sizes [1] strides [1] : tensor<2xf32>
  return %r : tensor<1xf32>
}

// CHECK-LABEL: func @slice_chain(
func.func @slice_chain(%x: tensor<20xf32>) -> tensor<2xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.slice %arg0 starts [5] sizes [2] strides [6] : tensor<20xf32>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.slice %x starts [1] sizes [9] strides [2] : tensor<20xf32>
  %r = ptir.slice %y starts [2] sizes [2] strides [3] : tensor<9xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @slice_chain_empty(
func.func @slice_chain_empty(%x: tensor<20xf32>) -> tensor<0xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.slice %arg0 starts [19] sizes [0] strides [6] : tensor<20xf32>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.slice %x starts [1] sizes [9] strides [2] : tensor<20xf32>
  %r = ptir.slice %y starts [9] sizes [0] strides [3] : tensor<9xf32>
  return %r : tensor<0xf32>
}

// CHECK-LABEL: func @slice_chain_huge_stride_stays(
func.func @slice_chain_huge_stride_stays(%x: tensor<20xf32>) -> tensor<0xf32> {
  // CHECK-NEXT: %[[Y:.*]] = ptir.slice %arg0
  // CHECK-NEXT: %[[R:.*]] = ptir.slice %[[Y]]
  // CHECK-NEXT: return %[[R]]
  %y = ptir.slice %x starts [1] sizes [1] strides [9223372036854775807] : tensor<20xf32>
  %r = ptir.slice %y starts [1] sizes [0] strides [2] : tensor<1xf32>
  return %r : tensor<0xf32>
}

// The first one checks that there are 10 elements.
// CHECK-LABEL: func @slice_chain_dynamic_stays(
func.func @slice_chain_dynamic_stays(%x: tensor<?xf32>) -> tensor<1xf32> {
  // CHECK-NEXT: %[[Y:.*]] = ptir.slice %arg0
  // CHECK-NEXT: %[[R:.*]] = ptir.slice %[[Y]]
  // CHECK-NEXT: return %[[R]]
  %y = ptir.slice %x starts [1] sizes [9] : tensor<?xf32>
  %r = ptir.slice %y starts [0] sizes [1] : tensor<9xf32>
  return %r : tensor<1xf32>
}

// CHECK-LABEL: func @slice_of_concat_whole_piece(
func.func @slice_of_concat_whole_piece(%x: tensor<2x3xf32>, %y: tensor<2x4xf32>) -> tensor<2x4xf32> {
  // CHECK: return %arg1 :
  %c = ptir.concat %x, %y axis 1 : tensor<2x3xf32>, tensor<2x4xf32>
  %r = ptir.slice %c starts [0, 3] sizes [2, 4] : tensor<2x7xf32>
  return %r : tensor<2x4xf32>
}

// CHECK-LABEL: func @slice_of_concat_part(
func.func @slice_of_concat_part(%x: tensor<2x3xf32>, %y: tensor<2x4xf32>) -> tensor<1x2xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.slice %arg1 starts [1, 1] sizes [1, 2] strides [1, 2] : tensor<2x4xf32>
  // CHECK-NEXT: return %[[R]]
  %c = ptir.concat %x, %y axis 1 : tensor<2x3xf32>, tensor<2x4xf32>
  %r = ptir.slice %c starts [1, 4] sizes [1, 2] strides [1, 2] : tensor<2x7xf32>
  return %r : tensor<1x2xf32>
}

// CHECK-LABEL: func @slice_of_concat_two_pieces_stays(
func.func @slice_of_concat_two_pieces_stays(%x: tensor<2x3xf32>, %y: tensor<2x4xf32>) -> tensor<2x2xf32> {
  // CHECK-NEXT: %[[C:.*]] = ptir.concat %arg0, %arg1
  // CHECK-NEXT: %[[R:.*]] = ptir.slice %[[C]]
  // CHECK-NEXT: return %[[R]]
  %c = ptir.concat %x, %y axis 1 : tensor<2x3xf32>, tensor<2x4xf32>
  %r = ptir.slice %c starts [0, 2] sizes [2, 2] : tensor<2x7xf32>
  return %r : tensor<2x2xf32>
}
