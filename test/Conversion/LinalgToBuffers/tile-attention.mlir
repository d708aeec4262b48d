// Attention is divided over blocks of 32 queries of each head; each goes through
// the keys 64 at a time, as far as one of its queries sees them, with what it
// needs on the stack. A few queries, as in a step of decoding, are one block.
// RUN: ptir-opt %s -ptir-tile-attention | FileCheck %s
// RUN: ptir-opt %s -ptir-tile-attention -ptir-distribute-loops -ptir-linalg-to-vector-loops | FileCheck %s --check-prefix=LOOPS

// CHECK-LABEL: func @causal(
// CHECK-SAME: %[[Q:.*]]: memref<?x?x4x1x8xf32>, %[[K:.*]]: memref<?x?x4x8xf32, strided<[?, 96, 8, 1]>>
// CHECK: ptirrt.parallel
// CHECK: %[[QUERIES:.*]] = memref.alloca() {alignment = 64 : i64} : memref<8x32xf32>
// CHECK: %[[SCORES:.*]] = memref.alloca() {alignment = 64 : i64} : memref<64x32xf32>
// CHECK: %[[CONTEXT:.*]] = memref.alloca() {alignment = 64 : i64} : memref<8x32xf32>
// CHECK: scf.for
// The queries of a block become columns.
// CHECK: memref.subview %[[Q]]
// CHECK: linalg.generic
// Blocks of keys beyond the last query are skipped.
// CHECK: %[[FIRST:.*]] = arith.addi %{{.*}}, %[[PAST:.*]] : index
// CHECK: %[[SEEN:.*]] = arith.minsi
// CHECK: %[[END:.*]] = arith.maxsi %[[SEEN]]
// CHECK: scf.for %[[KEY:.*]] = %{{.*}} to %[[END]] step
// CHECK: memref.subview %[[K]]
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "reduction"]
// CHECK: arith.cmpi sle
// CHECK: arith.maximumf
// CHECK: math.exp
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "reduction"]
// CHECK: arith.divf
// CHECK-NOT: ptirrt.attention
// Products are sums of vectors of queries.
// LOOPS-LABEL: func @causal(
// LOOPS: vector.fma {{.*}} : vector<16xf32>
// LOOPS: vector.fma {{.*}} : vector<16xf32>
// LOOPS-NOT: linalg
// LOOPS-LABEL: func @all(
func.func @causal(%q: memref<?x?x4x1x8xf32>, %k: memref<?x?x4x8xf32, strided<[?, 96, 8, 1]>>,
                  %v: memref<?x?x4x8xf32>, %y: memref<?x?x4x1x8xf32>, %past: index) {
  ptirrt.attention ins(%q, %k, %v : memref<?x?x4x1x8xf32>, memref<?x?x4x8xf32, strided<[?, 96, 8, 1]>>, memref<?x?x4x8xf32>)
      outs(%y : memref<?x?x4x1x8xf32>) past(%past) scale 0.25
      {query_order = array<i64: 0, 2, 3, 1, 4>, key_order = array<i64: 0, 2, 1, 3>,
       value_order = array<i64: 0, 2, 1, 3>, init_order = array<i64: 0, 2, 3, 1, 4>}
  return
}

// Every query sees every key: no positions are compared.
// CHECK-LABEL: func @all(
// CHECK: ptirrt.parallel
// CHECK-NOT: arith.cmpi sle
// CHECK: return
func.func @all(%q: memref<1x2x1x9x8xf32>, %k: memref<1x2x7x8xf32>,
               %v: memref<1x2x7x12xf32>, %y: memref<1x2x1x9x12xf32>) {
  ptirrt.attention ins(%q, %k, %v : memref<1x2x1x9x8xf32>, memref<1x2x7x8xf32>, memref<1x2x7x12xf32>)
      outs(%y : memref<1x2x1x9x12xf32>) scale 1.0
      {query_order = array<i64: 0, 1, 2, 3, 4>, key_order = array<i64: 0, 1, 2, 3>,
       value_order = array<i64: 0, 1, 2, 3>, init_order = array<i64: 0, 1, 2, 3, 4>}
  return
}

// A few queries are rows of one block; each key and value is read once for all
// of them, along the head.
// CHECK-LABEL: func @decode(
// CHECK-SAME: %[[Q:[^:]*]]: memref<?x2x1x3x32xf32>, %[[K:[^:]*]]: memref<?x2x?x32xf32>, %[[V:[^:]*]]: memref<?x2x?x64xf32>
// CHECK: ptirrt.parallel
// CHECK: memref.alloca() {alignment = 64 : i64} : memref<3x32xf32>
// CHECK: memref.alloca() {alignment = 64 : i64} : memref<3x512xf32>
// CHECK: memref.alloca() {alignment = 64 : i64} : memref<3x64xf32>
// CHECK: scf.for
// CHECK: scf.for %{{.*}} = %{{.*}} to %{{.*}} step %c512
// CHECK: memref.subview %[[K]]
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]
// CHECK: arith.cmpi sle
// CHECK: arith.maximumf
// LOOPS-LABEL: func @decode(
// Scores are sums across the lanes of three products each.
// LOOPS: vector.fma
// LOOPS: vector.shuffle
// The largest score and the sum of the weights are those of lanes, too.
// LOOPS: vector.reduction <maximumf>
// LOOPS: vector.reduction <add>
// Four vectors of values, times one weight of each query.
// LOOPS: vector.load
// LOOPS: vector.broadcast %{{.*}} : f32 to vector<16xf32>
// LOOPS: vector.fma
func.func @decode(%q: memref<?x2x1x3x32xf32>, %k: memref<?x2x?x32xf32>,
                  %v: memref<?x2x?x64xf32>, %y: memref<?x2x1x3x64xf32>, %past: index) {
  ptirrt.attention ins(%q, %k, %v : memref<?x2x1x3x32xf32>, memref<?x2x?x32xf32>, memref<?x2x?x64xf32>)
      outs(%y : memref<?x2x1x3x64xf32>) past(%past) scale 0.5
      {query_order = array<i64: 0, 1, 2, 3, 4>, key_order = array<i64: 0, 1, 2, 3>,
       value_order = array<i64: 0, 1, 2, 3>, init_order = array<i64: 0, 1, 2, 3, 4>}
  return
}

// Attention over tensors is not tiled yet.
// CHECK-LABEL: func @tensors(
// CHECK: ptirrt.attention
func.func @tensors(%q: tensor<1x2x1x9x8xf32>, %k: tensor<1x2x7x8xf32>, %y: tensor<1x2x1x9x8xf32>) -> tensor<1x2x1x9x8xf32> {
  %0 = ptirrt.attention ins(%q, %k, %k : tensor<1x2x1x9x8xf32>, tensor<1x2x7x8xf32>, tensor<1x2x7x8xf32>)
      outs(%y : tensor<1x2x1x9x8xf32>) scale 1.0
      {query_order = array<i64: 0, 1, 2, 3, 4>, key_order = array<i64: 0, 1, 2, 3>,
       value_order = array<i64: 0, 1, 2, 3>, init_order = array<i64: 0, 1, 2, 3, 4>} -> tensor<1x2x1x9x8xf32>
  return %0 : tensor<1x2x1x9x8xf32>
}
