// RUN: ptir-opt %s -split-input-file -ptir-place-buffers | FileCheck %s

// A buffer of its own becomes the result's; another allocation is a temporary.

// CHECK-LABEL: func.func @placed
// CHECK-SAME: (%[[N:.*]]: index)
// CHECK-NEXT: %[[R:.*]] = ptirrt.result 0(%[[N]]) : memref<?xf32>
// CHECK-NEXT: %[[T:.*]] = ptirrt.temporary(%[[N]]) : memref<?xf32>
// CHECK-NEXT: linalg.copy ins(%[[T]] : memref<?xf32>) outs(%[[R]] : memref<?xf32>)
// CHECK-NEXT: return
func.func @placed(%n: index) {
  %r = memref.alloc(%n) : memref<?xf32>
  %t = memref.alloc(%n) : memref<?xf32>
  linalg.copy ins(%t : memref<?xf32>) outs(%r : memref<?xf32>)
  ptirrt.set_result 0, %r : memref<?xf32>
  return
}

// -----

// An argument is not the result's storage, nor is one buffer that of two.

// CHECK-LABEL: func.func @copied
// CHECK-SAME: (%[[X:.*]]: memref<4xf32>)
// CHECK: %[[A:.*]] = ptirrt.result 1() : memref<4xf32>
// CHECK: %[[B:.*]] = ptirrt.result 0() : memref<4xf32>
// CHECK-NEXT: linalg.copy ins(%[[X]] : memref<4xf32>) outs(%[[B]] : memref<4xf32>)
// CHECK: %[[C:.*]] = ptirrt.result 2() : memref<4xf32>
// CHECK-NEXT: linalg.copy ins(%[[A]] : memref<4xf32>) outs(%[[C]] : memref<4xf32>)
func.func @copied(%x: memref<4xf32>) {
  %a = memref.alloc() : memref<4xf32>
  ptirrt.set_result 0, %x : memref<4xf32>
  ptirrt.set_result 1, %a : memref<4xf32>
  ptirrt.set_result 2, %a : memref<4xf32>
  return
}

// -----

// Writing a window is a loop; copying a whole buffer stays for the runtime to
// count.

// CHECK-LABEL: func.func @copies
// CHECK: %[[WINDOW:.*]] = memref.subview
// CHECK-NEXT: linalg.copy ins(%{{.*}} : memref<1x4xf32>) outs(%[[WINDOW]]
// CHECK-NEXT: memref.copy
func.func @copies(%x: memref<8x4xf32>, %y: memref<8x4xf32>, %row: memref<1x4xf32>, %i: index) {
  %window = memref.subview %x[%i, 0] [1, 4] [1, 1]
      : memref<8x4xf32> to memref<1x4xf32, strided<[4, 1], offset: ?>>
  memref.copy %row, %window
      : memref<1x4xf32> to memref<1x4xf32, strided<[4, 1], offset: ?>>
  memref.copy %x, %y : memref<8x4xf32> to memref<8x4xf32>
  return
}
