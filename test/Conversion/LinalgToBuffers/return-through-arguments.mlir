// Callers bring the memory of results along, so that functions can give their
// temporaries back.
// RUN: ptir-opt %s -ptir-return-through-arguments | FileCheck %s

// CHECK: func.func private @own(%[[X:.*]]: memref<4xf32>, %[[Y:.*]]: memref<4xf32>) {
// CHECK-NOT: memref.alloc
// CHECK: linalg.copy ins(%[[X]] {{.*}} outs(%[[Y]]
// CHECK: return{{$}}
func.func private @own(%x: memref<4xf32>) -> memref<4xf32> {
  %y = memref.alloc() : memref<4xf32>
  linalg.copy ins(%x : memref<4xf32>) outs(%y : memref<4xf32>)
  return %y : memref<4xf32>
}

// Memory of the caller, and extents of run time, are returned as before.
// CHECK: func.func private @argument(%[[X:.*]]: memref<4xf32>) -> memref<4xf32> {
func.func private @argument(%x: memref<4xf32>) -> memref<4xf32> {
  return %x : memref<4xf32>
}
// CHECK: func.func private @dynamic(%[[N:.*]]: index) -> memref<?xf32> {
func.func private @dynamic(%n: index) -> memref<?xf32> {
  %y = memref.alloc(%n) : memref<?xf32>
  return %y : memref<?xf32>
}

// CHECK-LABEL: func @calls(
// CHECK: %[[A:.*]] = memref.alloc() : memref<4xf32>
// CHECK: call @own(%{{.*}}, %[[A]])
// CHECK: call @argument(%[[A]])
func.func @calls(%x: memref<4xf32>, %n: index) {
  %0 = call @own(%x) : (memref<4xf32>) -> memref<4xf32>
  %1 = call @argument(%0) : (memref<4xf32>) -> memref<4xf32>
  %2 = call @dynamic(%n) : (index) -> memref<?xf32>
  ptirrt.set_result 0, %1 : memref<4xf32>
  ptirrt.set_result 1, %2 : memref<?xf32>
  return
}
