// Contractions: loops over batch, lhs free, rhs free, contracting dimensions.
// RUN: ptir-opt %s -convert-ptir-to-linalg | FileCheck %s

// CHECK-DAG: #[[$L:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>
// CHECK-DAG: #[[$R:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d3, d2)>
// CHECK-DAG: #[[$O:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>

// CHECK-LABEL: func @batched(
// CHECK-SAME: %[[X:.*]]: tensor<2x?x4xf32>, %[[Y:.*]]: tensor<2x?x3xf32>)
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.dot_general", "contract extent of rhs"
// CHECK-NOT: ptirrt.check
// CHECK: %[[ROWS:.*]] = tensor.dim %[[X]], %{{.*}}
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[INIT:.*]] = tensor.empty(%[[ROWS]]) : tensor<2x?x3xf32>
// CHECK: %[[F:.*]] = linalg.fill ins(%[[ZERO]] : f32) outs(%[[INIT]] :
// CHECK: %[[Z:.*]] = linalg.generic {indexing_maps = [#[[$L]], #[[$R]], #[[$O]]], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%[[X]], %[[Y]] : {{.*}}) outs(%[[F]] :
// CHECK: arith.mulf
// CHECK: arith.addf
// CHECK: return %[[Z]]
func.func @batched(%x: tensor<2x?x4xf32>, %y: tensor<2x?x3xf32>)
    -> tensor<2x?x3xf32> {
  %0 = ptir.dot_general %x, %y batch [0] x [0] contract [2] x [1]
      : (tensor<2x?x4xf32>, tensor<2x?x3xf32>) -> tensor<2x?x3xf32>
  return %0 : tensor<2x?x3xf32>
}

// Known extents need no check; bf16 is summed in f32.
// CHECK-LABEL: func @widened(
// CHECK-NOT: ptirrt.check
// CHECK: linalg.generic {{.*}} outs(%{{.*}} : tensor<4x3xf32>)
// CHECK-DAG: %[[A:.*]] = arith.extf %{{.*}} : bf16 to f32
// CHECK-DAG: %[[B:.*]] = arith.extf %{{.*}} : bf16 to f32
// CHECK: arith.mulf %[[A]], %[[B]] : f32
// CHECK: linalg.generic {{.*}} outs(%{{.*}} : tensor<4x3xbf16>)
// CHECK: arith.truncf
func.func @widened(%x: tensor<4x5xbf16>, %y: tensor<5x3xbf16>) -> tensor<4x3xbf16> {
  %0 = ptir.dot_general %x, %y contract [1] x [0]
      : (tensor<4x5xbf16>, tensor<5x3xbf16>) -> tensor<4x3xbf16>
  return %0 : tensor<4x3xbf16>
}
