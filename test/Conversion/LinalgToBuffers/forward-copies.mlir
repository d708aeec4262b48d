// What is copied out of a permuted copy is copied from the original.
// RUN: ptir-opt %s -ptir-forward-copies | FileCheck %s
// RUN: ptir-opt %s -ptir-forward-copies="explain=true" -o /dev/null 2>&1 | FileCheck %s --check-prefix=WHY

#in = affine_map<(t, h, d) -> (t, h, d)>
#out = affine_map<(t, h, d) -> (h, t, d)>

// Of the first rows only as many as the cache takes.
// CHECK-LABEL: func @part(
// CHECK-SAME: %[[CACHE:.*]]: memref<4x?x8xf32>, %[[T:.*]]: index, %[[N:.*]]: index)
// CHECK: %[[X:.*]] = ptirrt.temporary(%[[T]]) : memref<?x4x8xf32>
// CHECK-NOT: ptirrt.temporary
// CHECK: %[[PLACE:.*]] = memref.subview %[[CACHE]]
// CHECK: %[[FROM:.*]] = memref.subview %[[X]][0, 0, 0] [%[[N]], 4, 8] [1, 1, 1]
// CHECK: linalg.generic {indexing_maps = [#[[IN:.*]], #[[OUT:.*]]], iterator_types = ["parallel", "parallel", "parallel"]} ins(%[[FROM]] : {{.*}}) outs(%[[PLACE]] : {{.*}})
// CHECK-NOT: linalg.copy
// CHECK: return
func.func @part(%cache: memref<4x?x8xf32>, %t: index, %n: index) {
  %one = arith.constant 1.0 : f32
  %x = ptirrt.temporary(%t) : memref<?x4x8xf32>
  linalg.fill ins(%one : f32) outs(%x : memref<?x4x8xf32>)
  %y = ptirrt.temporary(%t) : memref<4x?x8xf32>
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x : memref<?x4x8xf32>) outs(%y : memref<4x?x8xf32>) {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  }
  %place = memref.subview %cache[0, 3, 0] [4, %n, 8] [1, 1, 1] : memref<4x?x8xf32> to memref<4x?x8xf32, strided<[?, 8, 1], offset: 24>>
  %part = memref.subview %y[0, 0, 0] [4, %n, 8] [1, 1, 1] : memref<4x?x8xf32> to memref<4x?x8xf32, strided<[?, 8, 1]>>
  linalg.copy ins(%part : memref<4x?x8xf32, strided<[?, 8, 1]>>) outs(%place : memref<4x?x8xf32, strided<[?, 8, 1], offset: 24>>)
  return
}

// CHECK-LABEL: func @overwritten(
// CHECK: linalg.copy
// WHY: remark: not forwarded: what was copied is written to in between
func.func @overwritten(%cache: memref<4x?x8xf32>, %t: index) {
  %one = arith.constant 1.0 : f32
  %x = ptirrt.temporary(%t) : memref<?x4x8xf32>
  %y = ptirrt.temporary(%t) : memref<4x?x8xf32>
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x : memref<?x4x8xf32>) outs(%y : memref<4x?x8xf32>) {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  }
  linalg.fill ins(%one : f32) outs(%x : memref<?x4x8xf32>)
  linalg.copy ins(%y : memref<4x?x8xf32>) outs(%cache : memref<4x?x8xf32>)
  return
}

// CHECK-LABEL: func @read_twice(
// CHECK-COUNT-2: linalg.copy
// WHY: remark: not forwarded: something else uses the temporary
func.func @read_twice(%cache: memref<4x?x8xf32>, %other: memref<4x?x8xf32>, %t: index) {
  %x = ptirrt.temporary(%t) : memref<?x4x8xf32>
  %y = ptirrt.temporary(%t) : memref<4x?x8xf32>
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x : memref<?x4x8xf32>) outs(%y : memref<4x?x8xf32>) {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  }
  linalg.copy ins(%y : memref<4x?x8xf32>) outs(%cache : memref<4x?x8xf32>)
  linalg.copy ins(%y : memref<4x?x8xf32>) outs(%other : memref<4x?x8xf32>)
  return
}

// The caller may change what was copied.
// CHECK-LABEL: func @argument(
// CHECK: linalg.copy
// WHY: remark: not forwarded: what was copied is no temporary
func.func @argument(%cache: memref<4x?x8xf32>, %x: memref<?x4x8xf32>, %t: index) {
  %y = ptirrt.temporary(%t) : memref<4x?x8xf32>
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x : memref<?x4x8xf32>) outs(%y : memref<4x?x8xf32>) {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  }
  linalg.copy ins(%y : memref<4x?x8xf32>) outs(%cache : memref<4x?x8xf32>)
  return
}

// CHECK-LABEL: func @computed(
// CHECK: linalg.copy
// WHY: remark: not forwarded: the temporary does not hold a copy
func.func @computed(%cache: memref<4x?x8xf32>, %t: index) {
  %x = ptirrt.temporary(%t) : memref<?x4x8xf32>
  %y = ptirrt.temporary(%t) : memref<4x?x8xf32>
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x : memref<?x4x8xf32>) outs(%y : memref<4x?x8xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %a, %a : f32
    linalg.yield %0 : f32
  }
  linalg.copy ins(%y : memref<4x?x8xf32>) outs(%cache : memref<4x?x8xf32>)
  return
}
