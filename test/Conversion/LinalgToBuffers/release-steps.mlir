// RUN: ptir-opt %s -split-input-file -ptir-release-steps | FileCheck %s

// What a step hands on is kept, what it merely used is not.

// CHECK-LABEL: func.func @kept
// CHECK-SAME: (%[[N:.*]]: index, %[[X:.*]]: memref<?xf32>)
// CHECK: %[[MARK:.*]] = ptirrt.arena_top
// CHECK-NEXT: scf.for {{.*}} iter_args(%{{.*}} = %[[X]]) -> (memref<?xf32>) {
// CHECK-NEXT: %{{.*}} = ptirrt.temporary(%[[N]]) : memref<?xf32>
// CHECK-NEXT: %[[B:.*]] = ptirrt.temporary(%[[N]]) : memref<?xf32>
// CHECK-NEXT: %[[K:.*]] = ptirrt.release %[[MARK]] keep(%[[B]]) : memref<?xf32>
// CHECK-NEXT: scf.yield %[[K]] : memref<?xf32>
func.func @kept(%n: index, %x: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%c = %x) -> (memref<?xf32>) {
    %a = ptirrt.temporary(%n) : memref<?xf32>
    %b = ptirrt.temporary(%n) : memref<?xf32>
    scf.yield %b : memref<?xf32>
  }
  return
}

// -----

// The first carry is updated where it lies, below the mark; the other two
// change places, so either may lie above it.

// CHECK-LABEL: func.func @while
// CHECK: %[[MARK:.*]] = ptirrt.arena_top
// CHECK: scf.while
// CHECK: scf.condition(%{{.*}}) %[[A:.*]], %[[B:.*]], %[[C:.*]] :
// CHECK: ^bb0(%[[A2:.*]]: memref<4xf32>, %[[B2:.*]]: memref<4xf32>, %[[C2:.*]]: memref<4xf32>):
// CHECK-NEXT: ptirrt.temporary
// CHECK-NEXT: %[[K:.*]]:2 = ptirrt.release %[[MARK]] keep(%[[C2]], %[[B2]]) : memref<4xf32>, memref<4xf32>
// CHECK-NEXT: scf.yield %[[A2]], %[[K]]#0, %[[K]]#1
func.func @while(%p: i1, %x: memref<4xf32>, %y: memref<4xf32>, %z: memref<4xf32>) {
  %r:3 = scf.while (%a = %x, %b = %y, %c = %z) : (memref<4xf32>, memref<4xf32>, memref<4xf32>) -> (memref<4xf32>, memref<4xf32>, memref<4xf32>) {
    scf.condition(%p) %a, %b, %c : memref<4xf32>, memref<4xf32>, memref<4xf32>
  } do {
  ^bb0(%a: memref<4xf32>, %b: memref<4xf32>, %c: memref<4xf32>):
    %t = ptirrt.temporary() : memref<4xf32>
    scf.yield %a, %c, %b : memref<4xf32>, memref<4xf32>, memref<4xf32>
  }
  return
}

// -----

// A function that returns memory leaves it to its caller; one that does not
// gives its own back.

// CHECK-LABEL: func.func @calls
// CHECK: ptirrt.arena_top
// CHECK-NEXT: scf.for
// CHECK-NEXT: call @makes
// CHECK-NEXT: ptirrt.release %{{[^ ]*$}}
// CHECK: scf.for
// CHECK-NEXT: call @uses
// CHECK-NEXT: }
func.func @calls(%n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %m = func.call @makes() : () -> memref<4xf32>
  }
  scf.for %i = %c0 to %n step %c1 {
    func.call @uses() : () -> ()
  }
  return
}
func.func private @makes() -> memref<4xf32>
func.func private @uses()
