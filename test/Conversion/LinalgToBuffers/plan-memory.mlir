// Temporaries overlap where one is used up before the other is first used.
// RUN: ptir-opt %s -ptir-plan-memory | FileCheck %s

// c reuses a, which has been read by then; b lives beside both.
// CHECK-LABEL: func @chain(
// CHECK: %[[M:.*]] = ptirrt.temporary() : memref<512xi8>
// CHECK: %[[A:.*]] = memref.view %[[M]][%c0{{.*}}][] : memref<512xi8> to memref<64xf32>
// CHECK: %[[B:.*]] = memref.view %[[M]][%c256{{.*}}][] : memref<512xi8> to memref<64xf32>
// CHECK: %[[C:.*]] = memref.view %[[M]][%c0{{.*}}][] : memref<512xi8> to memref<64xf32>
// CHECK: linalg.copy ins(%{{.*}}) outs(%[[A]]
// CHECK: linalg.copy ins(%[[A]] {{.*}} outs(%[[B]]
// CHECK: linalg.copy ins(%[[B]] {{.*}} outs(%[[C]]
func.func @chain(%x: memref<64xf32>, %y: memref<64xf32>) {
  %a = ptirrt.temporary() : memref<64xf32>
  %b = ptirrt.temporary() : memref<64xf32>
  %c = ptirrt.temporary() : memref<64xf32>
  linalg.copy ins(%x : memref<64xf32>) outs(%a : memref<64xf32>)
  linalg.copy ins(%a : memref<64xf32>) outs(%b : memref<64xf32>)
  linalg.copy ins(%b : memref<64xf32>) outs(%c : memref<64xf32>)
  linalg.copy ins(%c : memref<64xf32>) outs(%y : memref<64xf32>)
  return
}

// A view keeps the memory alive, and so does a use inside of a region. Offsets
// are multiples of 64 bytes.
// CHECK-LABEL: func @views(
// CHECK: %[[M:.*]] = ptirrt.temporary() : memref<340xi8>
// CHECK: memref.view %[[M]][%c0{{.*}}][] : memref<340xi8> to memref<8x8xf32>
// CHECK: memref.view %[[M]][%c320{{.*}}][] : memref<340xi8> to memref<5xf32>
// CHECK: memref.view %[[M]][%c256{{.*}}][] : memref<340xi8> to memref<16xf32>
func.func @views(%x: memref<5xf32>, %n: index, %y: memref<16xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = ptirrt.temporary() : memref<8x8xf32>
  %b = ptirrt.temporary() : memref<5xf32>
  %c = ptirrt.temporary() : memref<16xf32>
  %v = memref.collapse_shape %a [[0, 1]] : memref<8x8xf32> into memref<64xf32>
  linalg.copy ins(%x : memref<5xf32>) outs(%b : memref<5xf32>)
  linalg.copy ins(%y : memref<16xf32>) outs(%c : memref<16xf32>)
  scf.for %i = %c0 to %n step %c1 {
    linalg.copy ins(%b : memref<5xf32>) outs(%x : memref<5xf32>)
  }
  linalg.copy ins(%c : memref<16xf32>) outs(%y : memref<16xf32>)
  %s = memref.subview %v[0] [16] [1] : memref<64xf32> to memref<16xf32, strided<[1]>>
  linalg.copy ins(%s : memref<16xf32, strided<[1]>>) outs(%y : memref<16xf32>)
  return
}

// What leaves the function, and what has extents of run time, stays.
// CHECK-LABEL: func @kept(
// CHECK-NOT: memref.view
// CHECK: return
func.func @kept(%x: memref<64xf32>, %n: index) -> memref<64xf32> {
  %a = ptirrt.temporary() : memref<64xf32>
  %b = ptirrt.temporary() : memref<64xf32>
  %c = ptirrt.temporary(%n) : memref<?xf32>
  linalg.copy ins(%x : memref<64xf32>) outs(%b : memref<64xf32>)
  linalg.copy ins(%b : memref<64xf32>) outs(%a : memref<64xf32>)
  return %a : memref<64xf32>
}
