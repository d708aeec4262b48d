// Pads, tiles and windows: what is not of x is written first, then the loops
// read without conditions.
// RUN: ptir-opt %s -convert-ptir-to-linalg -mlir-print-local-scope | FileCheck %s

// A crop becomes the start of the part that is kept.
// CHECK-LABEL: func @pad(
// CHECK-SAME: %[[X:.*]]: tensor<4x3xf32>)
// CHECK: %[[VALUE:.*]] = arith.constant 5.000000e-01 : f32
// CHECK: %[[FILLED:.*]] = linalg.fill ins(%[[VALUE]] : f32) outs(%{{.*}} : tensor<3x7xf32>)
// CHECK: %[[KEPT:.*]] = tensor.extract_slice %[[X]][1, 0] [3, 3] [1, 1]
// CHECK: %[[BOX:.*]] = tensor.extract_slice %[[FILLED]][0, 2] [3, 3] [1, 2]
// CHECK: %[[WRITTEN:.*]] = linalg.generic {{.*}} ins(%[[KEPT]] : tensor<3x3xf32>) outs(%[[BOX]] : tensor<3x3xf32>)
// CHECK: tensor.insert_slice %[[WRITTEN]] into %[[FILLED]][0, 2] [3, 3] [1, 2]
func.func @pad(%x: tensor<4x3xf32>) -> tensor<3x7xf32> {
  %0 = ptir.pad %x low [-1, 2] high [0, 0] interior [0, 1] with 0.5 : f32 : tensor<4x3xf32>
  return %0 : tensor<3x7xf32>
}

// An extent that crops could make negative is checked, others are not.
// CHECK-LABEL: func @pad_dynamic(
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[EXTENT:.*]], %{{.*}} : index
// CHECK-NEXT: ptirrt.check %[[OK]], shape_mismatch, "ptir.pad", "extent of result dimension 0"(%[[EXTENT]], %{{.*}})
// CHECK-NEXT: arith.maxsi %[[EXTENT]]
// CHECK-NOT: ptirrt.check
func.func @pad_dynamic(%x: tensor<?x?xsi4>) -> tensor<?x?xsi4> {
  %0 = ptir.pad %x low [-1, 1] high [0, 1] interior [0, 0] with 7 : si4 : tensor<?x?xsi4>
  return %0 : tensor<?x?xsi4>
}

// CHECK-LABEL: func @tile(
// CHECK-SAME: %[[X:.*]]: tensor<?x3xf32>)
// CHECK: %[[COPIES:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>]
// CHECK-SAME: ins(%[[X]] : tensor<?x3xf32>) outs(%{{.*}} : tensor<2x?x3xf32>)
// CHECK: tensor.collapse_shape %[[COPIES]] {{\[\[}}0, 1], [2]] : tensor<2x?x3xf32> into tensor<?x3xf32>
func.func @tile(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %0 = ptir.tile %x [2, 1] : tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}

// Neighbours of the last window dimension are neighbours in memory: rows of
// 3 x 4 elements are copied at once.
// CHECK-LABEL: func @extract_patches(
// CHECK: %[[PADDED:.*]] = tensor.insert_slice %{{.*}} into %{{.*}}[0, 1, 1, 0]
// CHECK: %[[ROWS:.*]] = tensor.collapse_shape %[[PADDED]] {{\[\[}}0], [1], [2, 3]] : tensor<?x10x10x4xf32> into tensor<?x10x40xf32>
// CHECK: %[[PATCHES:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3, d4) -> (d0, d1 * 2 + d3 * 2, d2 * 4 + d4)>
// CHECK-SAME: outs(%{{.*}} : tensor<?x3x8x3x12xf32>)
// CHECK: tensor.collapse_shape %[[PATCHES]] {{\[\[}}0], [1], [2], [3, 4]] : tensor<?x3x8x3x12xf32> into tensor<?x3x8x36xf32>
func.func @extract_patches(%x: tensor<?x8x8x4xf32>) -> tensor<?x3x8x36xf32> {
  %0 = ptir.extract_patches %x window [3, 3] strides [2, 1] dilation [2, 1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<?x8x8x4xf32>
  return %0 : tensor<?x3x8x36xf32>
}

// Elements become accumulators where they are padded, and are rounded once.
// CHECK-LABEL: func @reduce_window(
// CHECK: %[[IDENTITY:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[FILLED:.*]] = linalg.fill ins(%[[IDENTITY]] : f32) outs(%{{.*}} : tensor<4x9xf32>)
// CHECK: arith.extf %{{.*}} : bf16 to f32
// CHECK: %[[PADDED:.*]] = tensor.insert_slice %{{.*}} into %[[FILLED]][0, 1] [4, 8] [1, 1]
// CHECK: %[[WINDOW:.*]] = tensor.empty() : tensor<3xf32>
// CHECK: %[[SUMS:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1 * 2 + d2)>, affine_map<(d0, d1, d2) -> (d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>], iterator_types = ["parallel", "parallel", "reduction"]}
// CHECK-SAME: ins(%[[PADDED]], %[[WINDOW]] :
// CHECK: linalg.generic {{.*}} ins(%[[SUMS]] : tensor<4x4xf32>) outs(%{{.*}} : tensor<4x4xbf16>)
func.func @reduce_window(%x: tensor<4x8xbf16>) -> tensor<4x4xbf16> {
  %0 = ptir.reduce_window sum, %x window [1, 3] strides [1, 2] base_dilation [1, 1] window_dilation [1, 1] padding [0, 0, 1, 0] : tensor<4x8xbf16> -> tensor<4x4xbf16>
  return %0 : tensor<4x4xbf16>
}
