// Packed products are divided along their panels, as many at a time as are
// worth a thread.
// RUN: ptir-opt %s -ptir-distribute-loops | FileCheck %s
// RUN: ptir-opt %s -ptir-distribute-loops -ptir-linalg-to-vector-loops | FileCheck %s

// CHECK-LABEL: func @product(
// CHECK-SAME: %[[X:.*]]: memref<?x64xf32>, %[[W:.*]]: memref<4x64x64xf32>, %[[Y:.*]]: memref<?x256xf32>)
// CHECK: %[[ROWS:.*]] = memref.dim %[[X]]
// CHECK: %[[TIMES:.*]] = arith.divui %[[ROWS]], %{{.*}} : index
// CHECK: %[[EACH:.*]] = arith.divui
// CHECK: %[[PIECES:.*]] = arith.divui %{{.*}}, %[[EACH]] : index
// CHECK: ptirrt.parallel %[[PIECES]] {
// CHECK-NEXT: ^bb0(%[[FIRST:.*]]: index, %[[LAST:.*]]: index):
// CHECK: %[[BEGIN:.*]] = arith.muli %[[FIRST]], %[[EACH]] : index
// CHECK: %[[END:.*]] = arith.minui
// CHECK: scf.for %{{.*}} = %[[BEGIN]] to %[[END]]
// CHECK: vector.fma
// CHECK-NOT: ptirrt.panel_matmul
func.func @product(%x: memref<?x64xf32>, %w: memref<4x64x64xf32>,
                   %y: memref<?x256xf32>) {
  ptirrt.panel_matmul ins(%x, %w : memref<?x64xf32>, memref<4x64x64xf32>)
      outs(%y : memref<?x256xf32>)
  return
}

// A convolution has more rows than panels: blocks of 48 rows are divided, six
// at a time, and of its only panel the vectors that have columns are computed.
// CHECK-LABEL: func @rows(
// CHECK-SAME: %[[X:.*]]: memref<500x8xf32>, %[[W:.*]]: memref<1x8x64xf32>, %[[Y:.*]]: memref<500x24xf32>)
// CHECK: %[[PIECES:.*]] = arith.constant 2 : index
// CHECK: ptirrt.parallel %[[PIECES]] {
// CHECK: memref.subview %[[X]]
// CHECK: memref.subview %[[Y]]
// CHECK: vector.fma
// CHECK-NOT: ptirrt.panel_matmul
func.func @rows(%x: memref<500x8xf32>, %w: memref<1x8x64xf32>,
                %y: memref<500x24xf32>) {
  ptirrt.panel_matmul ins(%x, %w : memref<500x8xf32>, memref<1x8x64xf32>)
      outs(%y : memref<500x24xf32>)
  return
}

// A product that is over sooner than threads meet stays where it is.
// CHECK-LABEL: func @small(
// CHECK-NOT: ptirrt.parallel
// CHECK: vector.fma
// CHECK-NOT: ptirrt.panel_matmul
// CHECK: return
func.func @small(%x: memref<1x32xf32>, %w: memref<2x32x64xf32>,
                 %y: memref<1x128xf32>) {
  ptirrt.panel_matmul ins(%x, %w : memref<1x32xf32>, memref<2x32x64xf32>)
      outs(%y : memref<1x128xf32>)
  return
}
