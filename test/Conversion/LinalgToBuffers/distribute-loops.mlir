// Loops are divided along a dimension of which every thread can own a part.
// RUN: ptir-opt %s -ptir-distribute-loops -canonicalize | FileCheck %s

#ij = affine_map<(i, j) -> (i, j)>
#sum = affine_map<(i, j) -> (i + j)>
#il_ = affine_map<(i, j, l) -> (i, l)>
#lj_ = affine_map<(i, j, l) -> (l, j)>
#ij_ = affine_map<(i, j, l) -> (i, j)>

// Rows, in pieces of so many that each is worth a thread; an index into the
// loop counts from the beginning of the whole.
// CHECK-LABEL: func @rows(
// CHECK-SAME: %[[X:.*]]: memref<?x64xf32>, %[[Y:.*]]: memref<?x64xf32>)
// CHECK: %[[ROWS:.*]] = memref.dim %[[X]], %{{.*}}
// CHECK: %[[MORE:.*]] = arith.addi %[[ROWS]], %c511 : index
// CHECK: %[[PIECES:.*]] = arith.divui %[[MORE]], %c512 : index
// CHECK: ptirrt.parallel %[[PIECES]] {
// CHECK-NEXT: ^bb0(%[[FIRST:.*]]: index, %[[LAST:.*]]: index):
// CHECK: %[[BEGIN:.*]] = arith.muli %[[FIRST]], %c512 : index
// CHECK: %[[NEXT:.*]] = arith.muli %[[LAST]], %c512 : index
// CHECK: %[[END:.*]] = arith.minui %[[NEXT]], %[[ROWS]] : index
// CHECK: %[[SIZE:.*]] = arith.subi %[[END]], %[[BEGIN]] : index
// CHECK-DAG: %[[XS:.*]] = memref.subview %[[X]][%[[BEGIN]], 0] [%[[SIZE]], 64] [1, 1]
// CHECK-DAG: %[[YS:.*]] = memref.subview %[[Y]][%[[BEGIN]], 0] [%[[SIZE]], 64] [1, 1]
// CHECK: linalg.generic {{.*}} ins(%[[XS]] : {{.*}}) outs(%[[YS]] :
// CHECK: %[[I:.*]] = linalg.index 0 : index
// CHECK: arith.addi %[[I]], %[[BEGIN]] : index
func.func @rows(%x: memref<?x64xf32>, %y: memref<?x64xf32>) {
  linalg.generic {indexing_maps = [#ij, #ij], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<?x64xf32>) outs(%y : memref<?x64xf32>) {
  ^bb0(%a: f32, %o: f32):
    %0 = linalg.index 0 : index
    %1 = arith.index_cast %0 : index to i32
    %2 = arith.sitofp %1 : i32 to f32
    %3 = arith.addf %a, %2 : f32
    linalg.yield %3 : f32
  }
  return
}

// What is known to be over sooner than threads meet is not divided.
// CHECK-LABEL: func @small(
// CHECK-NOT: ptirrt.parallel
// CHECK: return
func.func @small(%x: memref<64x64xf32>, %y: memref<64x64xf32>) {
  linalg.generic {indexing_maps = [#ij, #ij], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<64x64xf32>) outs(%y : memref<64x64xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  }
  return
}

// As many elements of a costly function take longer: 103 rows each.
// CHECK-LABEL: func @costly(
// CHECK: ptirrt.parallel %c2 {
// CHECK: arith.muli %{{.*}}, %c103 : index
// CHECK: math.exp
func.func @costly(%x: memref<128x64xf32>, %y: memref<128x64xf32>) {
  linalg.generic {indexing_maps = [#ij, #ij], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<128x64xf32>) outs(%y : memref<128x64xf32>) {
  ^bb0(%a: f32, %o: f32):
    %0 = math.exp %a : f32
    linalg.yield %0 : f32
  }
  return
}

// Neither are rows that are indexed in a compound expression divided.
// CHECK-LABEL: func @compound(
// CHECK-NOT: ptirrt.parallel
// CHECK: return
func.func @compound(%x: memref<?xf32>, %y: memref<?x64xf32>) {
  linalg.generic {indexing_maps = [#sum, #ij], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<?xf32>) outs(%y : memref<?x64xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  }
  return
}

// A contraction is divided along the longest dimension of its result that is
// known: every thread reads all rows and a part of the columns. How many are
// worth a thread depends on the rows.
// CHECK-LABEL: func @contraction(
// CHECK-SAME: %[[X:.*]]: memref<?x64xf32>, %[[W:.*]]: memref<64x256xf32>, %[[Y:.*]]: memref<?x256xf32>)
// CHECK: %[[ROWS:.*]] = memref.dim %[[X]], %c0
// CHECK: %[[WORK:.*]] = arith.muli %[[ROWS]], %c64 : index
// CHECK: %[[EACH:.*]] = arith.divui %{{.*}}, %{{.*}} : index
// CHECK: %[[PIECES:.*]] = arith.divui %{{.*}}, %[[EACH]] : index
// CHECK: ptirrt.parallel %[[PIECES]] {
// CHECK-NEXT: ^bb0(%[[FIRST:.*]]: index, %{{.*}}: index):
// CHECK: %[[BEGIN:.*]] = arith.muli %[[FIRST]], %[[EACH]] : index
// CHECK-DAG: %[[WS:.*]] = memref.subview %[[W]][0, %[[BEGIN]]] [64, %{{.*}}] [1, 1]
// CHECK-DAG: %[[YS:.*]] = memref.subview %[[Y]][0, %[[BEGIN]]]
// CHECK: linalg.generic {{.*}} ins(%[[X]], %[[WS]] : {{.*}}) outs(%[[YS]] :
func.func @contraction(%x: memref<?x64xf32>, %w: memref<64x256xf32>,
                       %y: memref<?x256xf32>) {
  linalg.generic {indexing_maps = [#il_, #lj_, #ij_], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<?x64xf32>, memref<64x256xf32>) outs(%y : memref<?x256xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %0 = arith.mulf %a, %b : f32
    %1 = arith.addf %o, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// What is in a parallel range already is not divided again.
// CHECK-LABEL: func @divided(
// CHECK: ptirrt.parallel
// CHECK-NOT: ptirrt.parallel
// CHECK: return
func.func @divided(%x: memref<?x64xf32>, %y: memref<?x64xf32>, %n: index) {
  ptirrt.parallel %n {
  ^bb0(%begin: index, %end: index):
    linalg.generic {indexing_maps = [#ij, #ij], iterator_types = ["parallel", "parallel"]}
        ins(%x : memref<?x64xf32>) outs(%y : memref<?x64xf32>) {
    ^bb0(%a: f32, %o: f32):
      linalg.yield %a : f32
    }
  }
  return
}

// Tensors have no parts to write into.
// CHECK-LABEL: func @tensors(
// CHECK-NOT: ptirrt.parallel
// CHECK: return
func.func @tensors(%x: tensor<?x64xf32>, %y: tensor<?x64xf32>) -> tensor<?x64xf32> {
  %0 = linalg.generic {indexing_maps = [#ij, #ij], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<?x64xf32>) outs(%y : tensor<?x64xf32>) {
  ^bb0(%a: f32, %o: f32):
    %3 = arith.addf %a, %a : f32
    linalg.yield %3 : f32
  } -> tensor<?x64xf32>
  return %0 : tensor<?x64xf32>
}
