// The loops each kind of linalg op becomes.
// RUN: ptir-opt %s --ptir-linalg-to-vector-loops --canonicalize --cse --split-input-file --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s --ptir-linalg-to-vector-loops=vector-width=256 --split-input-file | FileCheck %s --check-prefix=NARROW

#id = affine_map<(d0) -> (d0)>

// Full vectors, then one under a mask.
// CHECK-LABEL: func @dynamic(
// CHECK-SAME: %[[X:.*]]: memref<?xf32>, %[[Y:.*]]: memref<?xf32>
// CHECK: %[[N:.*]] = memref.dim %[[X]]
// CHECK: %[[REST:.*]] = arith.remui %[[N]], %c16
// CHECK: %[[MAIN:.*]] = arith.subi %[[N]], %[[REST]]
// CHECK: scf.for %[[I:.*]] = %c0 to %[[MAIN]] step %c16
// CHECK: %[[A:.*]] = vector.load %[[X]][%[[I]]] : memref<?xf32>, vector<16xf32>
// CHECK: %[[E:.*]] = math.exp %[[A]] : vector<16xf32>
// CHECK: vector.store %[[E]], %[[Y]][%[[I]]]
// CHECK: scf.for %[[T:.*]] = %[[MAIN]] to %[[N]] step %c16
// CHECK: %[[LEFT:.*]] = arith.subi %[[N]], %[[T]]
// CHECK: %[[MASK:.*]] = vector.create_mask %[[LEFT]] : vector<16xi1>
// CHECK: vector.maskedload %[[X]][%[[T]]], %[[MASK]]
// CHECK: vector.maskedstore %[[Y]][%[[T]]], %[[MASK]]
// NARROW-LABEL: func @dynamic(
// NARROW: math.exp %{{.*}} : vector<8xf32>
func.func @dynamic(%x: memref<?xf32>, %y: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : memref<?xf32>) outs(%y : memref<?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %e = math.exp %a : f32
    linalg.yield %e : f32
  }
  return
}

// -----

// A multiple of the vector needs no mask; contiguous loops become one.
// CHECK-LABEL: func @static_cube(
// CHECK: memref.collapse_shape %{{.*}} {{\[\[}}0, 1, 2]]
// CHECK: scf.for %{{.*}} = %c0 to %c64 step %c16
// CHECK: vector.store
// CHECK-NOT: mask
func.func @static_cube(%x: memref<4x2x8xf32>, %y: memref<4x2x8xf32>) {
  linalg.copy ins(%x : memref<4x2x8xf32>) outs(%y : memref<4x2x8xf32>)
  return
}

// -----

// What is the same in all lanes is read once per row and stays a scalar.
#ij = affine_map<(d0, d1) -> (d0, d1)>
#i = affine_map<(d0, d1) -> (d0)>
// CHECK-LABEL: func @invariant(
// CHECK-SAME: %[[S:[^:]*]]: memref<8xf32>
// CHECK: scf.for %[[ROW:.*]] =
// CHECK: %[[SCALAR:.*]] = memref.load %[[S]][%[[ROW]]]
// CHECK: scf.for
// CHECK: %[[ROOT:.*]] = math.sqrt %[[SCALAR]] : f32
// CHECK: vector.broadcast %[[ROOT]] : f32 to vector<16xf32>
func.func @invariant(%s: memref<8xf32>, %y: memref<8x64xf32>) {
  linalg.generic {indexing_maps = [#i, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%s : memref<8xf32>) outs(%y : memref<8x64xf32>) {
  ^bb0(%a: f32, %b: f32):
    %r = math.sqrt %a : f32
    %p = arith.mulf %r, %b : f32
    linalg.yield %p : f32
  }
  return
}

// -----

// A load that follows the lanes becomes a vector load.
#ij = affine_map<(d0, d1) -> (d0, d1)>
#i = affine_map<(d0, d1) -> (d0)>
// CHECK-LABEL: func @embedding(
// CHECK-SAME: %[[IDS:[^:]*]]: memref<?xi32>, %[[TABLE:[^:]*]]: memref<50x64xf32>
// CHECK: %[[ID:.*]] = memref.load %[[IDS]]
// CHECK: scf.for %[[J:.*]] = %c0 to %c64 step %c16
// CHECK: %[[ROW:.*]] = arith.index_cast %[[ID]] : i32 to index
// CHECK: vector.load %[[TABLE]][%[[ROW]], %{{.*}}] : memref<50x64xf32>, vector<16xf32>
func.func @embedding(%ids: memref<?xi32>, %table: memref<50x64xf32>,
                     %y: memref<?x64xf32>) {
  linalg.generic {indexing_maps = [#i, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%ids : memref<?xi32>) outs(%y : memref<?x64xf32>) {
  ^bb0(%id: i32, %b: f32):
    %row = arith.index_cast %id : i32 to index
    %j = linalg.index 1 : index
    %e = memref.load %table[%row, %j] : memref<50x64xf32>
    linalg.yield %e : f32
  }
  return
}

// -----

// Four partial sums, put together at the end; the neutral element of a sum is
// the negative zero.
#ij = affine_map<(d0, d1) -> (d0, d1)>
#i = affine_map<(d0, d1) -> (d0)>
// CHECK-LABEL: func @row_sum(
// CHECK-SAME: %[[X:[^:]*]]: memref<?x768xf32>, %[[Y:[^:]*]]: memref<?xf32>
// CHECK: %[[ZERO:.*]] = arith.constant dense<-0.000000e+00> : vector<16xf32>
// CHECK: scf.for %[[ROW:.*]] =
// CHECK: %[[P:.*]]:4 = scf.for %{{.*}} = %c0 to %c768 step %c64 iter_args(%{{.*}} = %[[ZERO]], %{{.*}} = %[[ZERO]], %{{.*}} = %[[ZERO]], %{{.*}} = %[[ZERO]])
// CHECK-NOT: mask
// CHECK: vector.reduction <add>, %{{.*}} fastmath<reassoc>
// CHECK: %[[BEFORE:.*]] = memref.load %[[Y]][%[[ROW]]]
// CHECK: arith.addf %[[BEFORE]]
// CHECK: memref.store
func.func @row_sum(%x: memref<?x768xf32>, %y: memref<?xf32>) {
  linalg.generic {indexing_maps = [#ij, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<?x768xf32>) outs(%y : memref<?xf32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %b, %a : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// Down the columns the accumulators are loop-carried and nothing is reduced
// across lanes.
#ji = affine_map<(d0, d1) -> (d1, d0)>
#i = affine_map<(d0, d1) -> (d0)>
// CHECK-LABEL: func @column_max(
// CHECK: scf.for %{{.*}} = %c0 to %c768 step %c64
// CHECK: scf.for {{.*}} -> (vector<16xf32>, vector<16xf32>, vector<16xf32>, vector<16xf32>)
// CHECK: arith.maximumf %{{.*}} : vector<16xf32>
// CHECK-NOT: vector.reduction
func.func @column_max(%x: memref<?x768xf32>, %y: memref<768xf32>) {
  linalg.generic {indexing_maps = [#ji, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<?x768xf32>) outs(%y : memref<768xf32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.maximumf %b, %a : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// Outer products: 6 rows by 4 vectors stay in registers over the depth.
// CHECK-LABEL: func @matmul(
// CHECK: scf.for %{{.*}} = %c0 to %c12 step %c6
// CHECK: %[[SUMS:.*]]:24 = scf.for %{{.*}} = %c0 to %c9 step %c1
// CHECK-COUNT-4: vector.load
// CHECK-COUNT-24: vector.fma
// CHECK: scf.yield
// CHECK-COUNT-24: vector.store
// NARROW-LABEL: func @matmul(
// NARROW: vector.fma {{.*}} : vector<8xf32>
func.func @matmul(%a: memref<12x9xf32>, %b: memref<9x64xf32>,
                  %c: memref<12x64xf32>) {
  linalg.matmul ins(%a, %b : memref<12x9xf32>, memref<9x64xf32>)
      outs(%c : memref<12x64xf32>)
  return
}

// -----

// Row dots: the lanes run along the depth, sums of lanes become columns.
// CHECK-LABEL: func @matmul_nt(
// CHECK: scf.for
// CHECK: vector.fma {{.*}} : vector<16xf32>
// CHECK: vector.shuffle
// CHECK: vector.store {{.*}} vector<8xf32>
func.func @matmul_nt(%a: memref<?x64xf32>, %b: memref<?x64xf32>,
                     %c: memref<?x?xf32>) {
  linalg.generic {
      indexing_maps = [affine_map<(m, n, k) -> (m, k)>,
                       affine_map<(m, n, k) -> (n, k)>,
                       affine_map<(m, n, k) -> (m, n)>],
      iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<?x64xf32>, memref<?x64xf32>)
      outs(%c : memref<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// -----

// CHECK-LABEL: func @transpose(
// CHECK-COUNT-16: vector.load {{.*}} vector<16xf32>
// CHECK-COUNT-64: vector.shuffle
// CHECK-COUNT-16: vector.store
// CHECK-NOT: memref.load
func.func @transpose(%x: memref<32x48xf32>, %y: memref<48x32xf32>) {
  linalg.transpose ins(%x : memref<32x48xf32>) outs(%y : memref<48x32xf32>)
      permutation = [1, 0]
  return
}

// -----

// Few channels that come last are mixed in registers.
// CHECK-LABEL: func @channels_last(
// CHECK: %[[Y:.*]] = memref.collapse_shape %{{.*}} {{\[\[}}0, 1]] : memref<40x3xf32> into memref<120xf32>
// CHECK-COUNT-3: vector.load {{.*}} vector<16xf32>
// CHECK-COUNT-6: vector.shuffle
// CHECK: vector.store {{.*}}, %[[Y]]
// CHECK: memref.load
func.func @channels_last(%x: memref<3x40xf32>, %y: memref<40x3xf32>) {
  linalg.transpose ins(%x : memref<3x40xf32>) outs(%y : memref<40x3xf32>)
      permutation = [1, 0]
  return
}

// -----

// Between the channels of two pixels lies something else.
// CHECK-LABEL: func @channels_apart(
// CHECK-NOT: vector.
func.func @channels_apart(%x: memref<3x40xf32>, %y: memref<40x3xf32, strided<[4, 1]>>) {
  linalg.transpose ins(%x : memref<3x40xf32>) outs(%y : memref<40x3xf32, strided<[4, 1]>>)
      permutation = [1, 0]
  return
}
