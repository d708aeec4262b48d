// Reductions: kept dimensions first, then those that go.
// RUN: ptir-opt %s -convert-ptir-to-linalg | FileCheck %s

// bf16 sums in f32 and is rounded once; the dimensions of 1 come last.
// CHECK-LABEL: func @sum_keepdims(
// CHECK-SAME: %[[X:.*]]: tensor<2x?x5xbf16>)
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[E:.*]] = tensor.empty() : tensor<2xf32>
// CHECK: %[[F:.*]] = linalg.fill ins(%[[ZERO]] : f32) outs(%[[E]] : tensor<2xf32>)
// CHECK: %[[S:.*]] = linalg.generic {{.*}}iterator_types = ["parallel", "reduction", "reduction"]} ins(%[[X]] : tensor<2x?x5xbf16>) outs(%[[F]] : tensor<2xf32>)
// CHECK-NEXT: ^bb0(%[[A:.*]]: bf16, %[[ACC:.*]]: f32):
// CHECK: %[[W:.*]] = arith.extf %[[A]] : bf16 to f32
// CHECK: arith.addf %[[ACC]], %[[W]] : f32
// CHECK: %[[B:.*]] = linalg.generic {{.*}} ins(%[[S]] : tensor<2xf32>) outs(%{{.*}} : tensor<2xbf16>)
// CHECK: arith.truncf %{{.*}} : f32 to bf16
// CHECK: %[[R:.*]] = tensor.expand_shape %[[B]] {{\[\[}}0, 1, 2]] output_shape [2, 1, 1] : tensor<2xbf16> into tensor<2x1x1xbf16>
// CHECK: return %[[R]]
func.func @sum_keepdims(%x: tensor<2x?x5xbf16>) -> tensor<2x1x1xbf16> {
  %0 = ptir.reduce sum, %x axes [1, 2] keepdims
      : tensor<2x?x5xbf16> -> tensor<2x1x1xbf16>
  return %0 : tensor<2x1x1xbf16>
}

// Starts from the smallest value of the type, not of its storage.
// CHECK-LABEL: func @max_si4(
// CHECK: %[[MIN:.*]] = arith.constant -8 : i8
// CHECK: linalg.fill ins(%[[MIN]] : i8) outs(%{{.*}} : tensor<?xi8>)
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "reduction"]
// CHECK: arith.maxsi
// CHECK-NOT: tensor.expand_shape
// CHECK: return
func.func @max_si4(%x: tensor<2x?xsi4>) -> tensor<?xsi4> {
  %0 = ptir.reduce max, %x axes [0] : tensor<2x?xsi4> -> tensor<?xsi4>
  return %0 : tensor<?xsi4>
}

// CHECK-LABEL: func @min_f32(
// CHECK: %[[INF:.*]] = arith.constant 0x7F800000 : f32
// CHECK: linalg.fill ins(%[[INF]] : f32) outs(%{{.*}} : tensor<f32>)
// CHECK: arith.minimumf
func.func @min_f32(%x: tensor<?xf32>) -> tensor<f32> {
  %0 = ptir.reduce min, %x axes [0] : tensor<?xf32> -> tensor<f32>
  return %0 : tensor<f32>
}
