// Groups with several run-time extents get strides that are computed.
// RUN: ptir-opt %s -ptir-expand-dynamic-shapes | FileCheck %s

// CHECK-DAG: #[[$ONE:.*]] = affine_map<()[s0] -> (s0 * 8)>

// CHECK-LABEL: func @two(
// CHECK-SAME: %[[X:.*]]: memref<?x8xf32>, %[[B:.*]]: index, %[[T:.*]]: index)
// CHECK: %[[BASE:[^,]*]], {{.*}} = memref.extract_strided_metadata %[[X]]
// CHECK: %[[S:.*]] = affine.apply #[[$ONE]]()[%[[T]]]
// CHECK: memref.reinterpret_cast %[[BASE]] to offset: [0], sizes: [%[[B]], %[[T]], 8], strides: [%[[S]], 8, 1] : memref<f32> to memref<?x?x8xf32>
// CHECK-NOT: memref.expand_shape
// CHECK: return
func.func @two(%x: memref<?x8xf32>, %b: index, %t: index) -> memref<?x?x8xf32> {
  %0 = memref.expand_shape %x [[0, 1], [2]] output_shape [%b, %t, 8]
      : memref<?x8xf32> into memref<?x?x8xf32>
  return %0 : memref<?x?x8xf32>
}

// With one, upstream's pass does it; so with one in each of two groups.
// CHECK-LABEL: func @one(
// CHECK-NEXT: memref.expand_shape
// CHECK-NEXT: return
func.func @one(%x: memref<?x8xf32>, %b: index) -> memref<?x2x8xf32> {
  %0 = memref.expand_shape %x [[0, 1], [2]] output_shape [%b, 2, 8]
      : memref<?x8xf32> into memref<?x2x8xf32>
  return %0 : memref<?x2x8xf32>
}

// CHECK-LABEL: func @one_each(
// CHECK-NEXT: memref.expand_shape
// CHECK-NEXT: return
func.func @one_each(%x: memref<?x?xf32>, %b: index, %c: index) -> memref<?x2x?xf32> {
  %0 = memref.expand_shape %x [[0, 1], [2]] output_shape [%b, 2, %c]
      : memref<?x?xf32> into memref<?x2x?xf32>
  return %0 : memref<?x2x?xf32>
}
