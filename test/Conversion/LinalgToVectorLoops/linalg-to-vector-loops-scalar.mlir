// Bodies and operands that vectors cannot express become scalar loops.
// RUN: ptir-opt %s --ptir-linalg-to-vector-loops --canonicalize --split-input-file | FileCheck %s --implicit-check-not=vector.

#id = affine_map<(d0) -> (d0)>

// A side effect happens once per element, in order.
func.func private @observe(f32)
// CHECK-LABEL: func @side_effect(
// CHECK: scf.for {{.*}} step %c1
// CHECK: func.call @observe
// CHECK: memref.store
func.func @side_effect(%x: memref<?xf32>, %y: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : memref<?xf32>) outs(%y : memref<?xf32>) {
  ^bb0(%a: f32, %b: f32):
    func.call @observe(%a) : (f32) -> ()
    linalg.yield %a : f32
  }
  return
}

// -----

#id = affine_map<(d0) -> (d0)>
// CHECK-LABEL: func @nested_region(
// CHECK: scf.for %[[I:.*]] =
// CHECK: scf.if
// CHECK: func.call @observe(%[[I]])
func.func @nested_region(%x: memref<?xi32>, %y: memref<?xi32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : memref<?xi32>) outs(%y : memref<?xi32>) {
  ^bb0(%a: i32, %b: i32):
    %i = linalg.index 0 : index
    %zero = arith.constant 0 : i32
    %c = arith.cmpi eq, %a, %zero : i32
    %r = scf.if %c -> i32 {
      func.call @observe(%i) : (index) -> ()
      scf.yield %zero : i32
    } else {
      scf.yield %a : i32
    }
    linalg.yield %r : i32
  }
  return
}
func.func private @observe(index)

// -----

// Vectors of i1 are packed in memory, scalars are not.
#id = affine_map<(d0) -> (d0)>
// CHECK-LABEL: func @bits_in_memory(
// CHECK: memref.store {{.*}} : memref<?xi1>
func.func @bits_in_memory(%x: memref<?xf32>, %y: memref<?xi1>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : memref<?xf32>) outs(%y : memref<?xi1>) {
  ^bb0(%a: f32, %b: i1):
    %c = arith.cmpf une, %a, %a : f32
    linalg.yield %c : i1
  }
  return
}

// -----

// Lanes that are masked off would divide by zero.
#id = affine_map<(d0) -> (d0)>
// CHECK-LABEL: func @division(
// CHECK: arith.divsi {{.*}} : i32
func.func @division(%x: memref<?xi32>, %y: memref<?xi32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : memref<?xi32>) outs(%y : memref<?xi32>) {
  ^bb0(%a: i32, %b: i32):
    %q = arith.divsi %b, %a : i32
    linalg.yield %q : i32
  }
  return
}

// -----

// No operand moves with unit stride; the accumulator is loop-carried.
#ij = affine_map<(d0, d1) -> (d0, d1)>
#i = affine_map<(d0, d1) -> (d0)>
// CHECK-LABEL: func @strided_sum(
// CHECK: scf.for
// CHECK: %[[SUM:.*]] = scf.for {{.*}} iter_args
// CHECK-NOT: memref.store
// CHECK: scf.yield
// CHECK: memref.store %[[SUM]]
func.func @strided_sum(%x: memref<?x?xf32, strided<[?, ?]>>,
                       %y: memref<?xf32, strided<[?]>>) {
  linalg.generic {indexing_maps = [#ij, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<?x?xf32, strided<[?, ?]>>)
      outs(%y : memref<?xf32, strided<[?]>>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %b, %a : f32
    linalg.yield %s : f32
  }
  return
}
