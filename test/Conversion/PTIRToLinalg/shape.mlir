// Views where the elements stay in order, loops where they move.
// RUN: ptir-opt %s -convert-ptir-to-linalg | FileCheck %s

// CHECK-DAG: #[[$ROTATED:.*]] = affine_map<(d0, d1, d2) -> (d1, d2, d0)>
// CHECK-DAG: #[[$ID:.*]] = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
// CHECK-DAG: #[[$LAST:.*]] = affine_map<(d0, d1, d2) -> (d2)>

// A run-time extent keeps to itself where it can.
// CHECK-LABEL: func @split(
// CHECK-SAME: %[[X:.*]]: tensor<?x8xf32>)
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.reshape", "number of elements"
// CHECK: tensor.expand_shape %[[X]] {{\[\[}}0], [1, 2]] output_shape [%{{.*}}, 2, 4] : tensor<?x8xf32> into tensor<?x2x4xf32>
func.func @split(%x: tensor<?x8xf32>) -> tensor<?x2x4xf32> {
  %0 = ptir.reshape %x : tensor<?x8xf32> -> tensor<?x2x4xf32>
  return %0 : tensor<?x2x4xf32>
}

// CHECK-LABEL: func @merge(
// CHECK: tensor.collapse_shape %{{.*}} {{\[\[}}0], [1, 2]] : tensor<4x2x3xf32> into tensor<4x6xf32>
// CHECK-NOT: tensor.expand_shape
// CHECK: return
func.func @merge(%x: tensor<4x2x3xf32>) -> tensor<4x6xf32> {
  %0 = ptir.reshape %x : tensor<4x2x3xf32> -> tensor<4x6xf32>
  return %0 : tensor<4x6xf32>
}

// Extents without a common refinement go through one dimension, unchecked
// when they are known.
// CHECK-LABEL: func @regroup(
// CHECK-NOT: ptirrt.check
// CHECK: %[[F:.*]] = tensor.collapse_shape %{{.*}} {{\[\[}}0, 1]] : tensor<4x6xf32> into tensor<24xf32>
// CHECK: tensor.expand_shape %[[F]] {{\[\[}}0, 1]] output_shape [3, 8] : tensor<24xf32> into tensor<3x8xf32>
func.func @regroup(%x: tensor<4x6xf32>) -> tensor<3x8xf32> {
  %0 = ptir.reshape %x : tensor<4x6xf32> -> tensor<3x8xf32>
  return %0 : tensor<3x8xf32>
}

// CHECK-LABEL: func @scalar(
// CHECK: tensor.collapse_shape %{{.*}} [] : tensor<1x1xf32> into tensor<f32>
func.func @scalar(%x: tensor<1x1xf32>) -> tensor<f32> {
  %0 = ptir.reshape %x : tensor<1x1xf32> -> tensor<f32>
  return %0 : tensor<f32>
}

// Extents out of dims are checked; negative ones become 0.
// CHECK-LABEL: func @extents(
// CHECK-SAME: %[[X:.*]]: tensor<?x8xf32>, %[[N:.*]]: tensor<i64>)
// CHECK: %[[E:.*]] = tensor.extract %[[N]][] : tensor<i64>
// CHECK: %[[I:.*]] = arith.index_cast %[[E]] : i64 to index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[I]], %[[C0:.*]] : index
// CHECK: ptirrt.check %[[OK]], shape_mismatch, "ptir.reshape", "extent in dims"(%[[I]], %[[C0]])
// CHECK: %[[SAFE:.*]] = arith.maxsi %[[I]], %[[C0]] : index
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.reshape", "number of elements"
// CHECK: tensor.expand_shape %[[X]] {{\[\[}}0, 1], [2]] output_shape [%[[SAFE]], %{{.*}}, 8] : tensor<?x8xf32> into tensor<?x?x8xf32>
func.func @extents(%x: tensor<?x8xf32>, %n: tensor<si64>) -> tensor<?x?x8xf32> {
  %0 = ptir.reshape %x dims(%n, %n) : tensor<?x8xf32> -> tensor<?x?x8xf32>
  return %0 : tensor<?x?x8xf32>
}

// CHECK-LABEL: func @transpose(
// CHECK-SAME: %[[X:.*]]: tensor<2x?x3xi8>)
// CHECK: %[[D:.*]] = tensor.dim %[[X]], %{{.*}}
// CHECK: %[[INIT:.*]] = tensor.empty(%[[D]]) : tensor<3x2x?xi8>
// CHECK: linalg.generic {indexing_maps = [#[[$ROTATED]], #[[$ID]]], {{.*}} ins(%[[X]] : tensor<2x?x3xi8>) outs(%[[INIT]] : tensor<3x2x?xi8>)
// CHECK-NEXT: ^bb0(%[[A:.*]]: i8, %{{.*}}: i8):
// CHECK-NEXT: linalg.yield %[[A]] : i8
func.func @transpose(%x: tensor<2x?x3xui8>) -> tensor<3x2x?xui8> {
  %0 = ptir.transpose %x [2, 0, 1] : tensor<2x?x3xui8>
  return %0 : tensor<3x2x?xui8>
}

// Extents of 1 that are repeated leave the operand.
// CHECK-LABEL: func @broadcast(
// CHECK-SAME: %[[X:.*]]: tensor<1x?xf32>, %{{.*}}: tensor<i64>)
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.broadcast_to", "extent in dims"
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.broadcast_to", "extent of operand dimension 1"
// CHECK: %[[V:.*]] = tensor.collapse_shape %[[X]] {{\[\[}}0, 1]] : tensor<1x?xf32> into tensor<?xf32>
// CHECK: linalg.generic {indexing_maps = [#[[$LAST]], #[[$ID]]], {{.*}} ins(%[[V]] : tensor<?xf32>) outs(%{{.*}} : tensor<2x3x?xf32>)
func.func @broadcast(%x: tensor<1x?xf32>, %n: tensor<si64>) -> tensor<2x3x?xf32> {
  %0 = ptir.broadcast_to %x dims(%n) : tensor<1x?xf32> -> tensor<2x3x?xf32>
  return %0 : tensor<2x3x?xf32>
}

// CHECK-LABEL: func @concat(
// CHECK-SAME: %[[X:.*]]: tensor<2x?xf32>, %[[Y:.*]]: tensor<3x?xf32>)
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.concat", "operand 1 dimension 1"
// CHECK: %[[E:.*]] = tensor.empty(%{{.*}}) : tensor<5x?xf32>
// CHECK: tensor.extract_slice %[[E]][0, 0] [2, %{{.*}}] [1, 1]
// CHECK: %[[A:.*]] = linalg.generic {{.*}} ins(%[[X]] :
// CHECK: %[[FIRST:.*]] = tensor.insert_slice %[[A]] into %[[E]][0, 0] [2, %{{.*}}] [1, 1]
// CHECK: tensor.extract_slice %[[FIRST]][2, 0] [3, %{{.*}}] [1, 1]
// CHECK: %[[B:.*]] = linalg.generic {{.*}} ins(%[[Y]] :
// CHECK: tensor.insert_slice %[[B]] into %[[FIRST]][2, 0] [3, %{{.*}}] [1, 1]
func.func @concat(%x: tensor<2x?xf32>, %y: tensor<3x?xf32>) -> tensor<5x?xf32> {
  %0 = ptir.concat %x, %y axis 0 : tensor<2x?xf32>, tensor<3x?xf32>
  return %0 : tensor<5x?xf32>
}

// CHECK-LABEL: func @iota(
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.iota", "extent in dims"
// CHECK: linalg.generic {{.*}} outs(%{{.*}} : tensor<2x?xi32>)
// CHECK: %[[I:.*]] = linalg.index 1 : index
// CHECK: arith.index_cast %[[I]] : index to i32
// CHECK: linalg.generic {{.*}} outs(%{{.*}} : tensor<2x?xbf16>)
// CHECK: linalg.index 0 : index
// CHECK: arith.sitofp
func.func @iota(%n: tensor<si64>) -> (tensor<2x?xsi32>, tensor<2x?xbf16>) {
  %0 = ptir.iota axis 1 dims(%n) : tensor<2x?xsi32>
  %1 = ptir.iota axis 0 dims(%n) : tensor<2x?xbf16>
  return %0, %1 : tensor<2x?xsi32>, tensor<2x?xbf16>
}
