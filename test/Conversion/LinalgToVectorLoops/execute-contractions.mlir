// Contractions compute what scalar loops compute.
// RUN: %against_loops | FileCheck %s

#ij = affine_map<(i, j) -> (i, j)>
#ji = affine_map<(i, j) -> (j, i)>
#i = affine_map<(i, j) -> (i)>
#j = affine_map<(i, j) -> (j)>
#ij_ = affine_map<(i, j, l) -> (i, j)>
#il_ = affine_map<(i, j, l) -> (i, l)>
#jl_ = affine_map<(i, j, l) -> (j, l)>
#li_ = affine_map<(i, j, l) -> (l, i)>
#lj_ = affine_map<(i, j, l) -> (l, j)>
#i_ = affine_map<(i, j, l) -> (i)>

// CHECK: matmul: {{[1-9][0-9]*}} changed, 0 bad
func.func @matmul(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                  %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @matrix(%y, %k, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#il_, #lj_, #ij_],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// CHECK: matmul_nt: {{[1-9][0-9]*}} changed, 0 bad
func.func @matmul_nt(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                     %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @matrix(%y, %n, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#il_, #jl_, #ij_],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// CHECK: matmul_tn: {{[1-9][0-9]*}} changed, 0 bad
func.func @matmul_tn(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                     %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %k, %m) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @matrix(%y, %k, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#li_, #lj_, #ij_],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// No tile fits: an ordinary reduction.
// CHECK: matmul_tt: {{[1-9][0-9]*}} changed, 0 bad
func.func @matmul_tt(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                     %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %k, %m) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @matrix(%y, %n, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#li_, #jl_, #ij_],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// The left operand has the columns.
// CHECK: matmul_transposed_out: {{[1-9][0-9]*}} changed, 0 bad
func.func @matmul_transposed_out(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                                 %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %k, %m) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @matrix(%y, %n, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %n, %m) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#li_, #jl_, affine_map<(i, j, l) -> (j, i)>],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// A batch of matrix-vector products.
// CHECK: batch: {{[1-9][0-9]*}} changed, 0 bad
func.func @batch(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                 %m: index, %n: index, %k: index) {
  %a = call @cube(%x, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  %b = call @matrix(%y, %m, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [affine_map<(h, i, j) -> (h, i, j)>, affine_map<(h, i, j) -> (h, j)>, affine_map<(h, i, j) -> (h, i)>],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<?x?x?xf32>, memref<?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// CHECK: matvec: {{[1-9][0-9]*}} changed, 0 bad
func.func @matvec(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                  %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @vector(%y, %n) : (memref<?xf32>, index) -> memref<?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ij, #j, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// CHECK: vecmat: {{[1-9][0-9]*}} changed, 0 bad
func.func @vecmat(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                  %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @vector(%y, %m) : (memref<?xf32>, index) -> memref<?xf32>
  %o = call @vector(%out, %n) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ji, #j, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// Two reductions.
// CHECK: two_depths: {{[1-9][0-9]*}} changed, 0 bad
func.func @two_depths(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                      %m: index, %n: index, %k: index) {
  %a = call @cube(%x, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  %b = call @matrix(%y, %n, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [affine_map<(i, j, l) -> (i, j, l)>, affine_map<(i, j, l) -> (j, l)>, affine_map<(i, j, l) -> (i)>],
                  iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%a, %b : memref<?x?x?xf32>, memref<?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// Not a contraction, but a reduction.
// CHECK: subtract_products: {{[1-9][0-9]*}} changed, 0 bad
func.func @subtract_products(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                             %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @matrix(%y, %k, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#il_, #lj_, #ij_],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.subf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// Narrow operands, wide sums.
// CHECK: bf16_matmul: {{[1-9][0-9]*}} changed, 0 bad
func.func @bf16_matmul(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                       %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @matrix(%y, %k, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %c = memref.alloc(%m, %k) : memref<?x?xbf16>
  linalg.generic {indexing_maps = [#ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<?x?xf32>)
      outs(%c : memref<?x?xbf16>) {
  ^bb0(%p: f32, %r: bf16):
    %0 = arith.bitcast %p : f32 to i32
    %s = arith.constant 16 : i32
    %1 = arith.shrui %0, %s : i32
    %2 = arith.trunci %1 : i32 to i16
    %3 = arith.bitcast %2 : i16 to bf16
    linalg.yield %3 : bf16
  }
  %d = memref.alloc(%k, %n) : memref<?x?xbf16>
  linalg.generic {indexing_maps = [#ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%b : memref<?x?xf32>)
      outs(%d : memref<?x?xbf16>) {
  ^bb0(%p: f32, %r: bf16):
    %0 = arith.bitcast %p : f32 to i32
    %s = arith.constant 16 : i32
    %1 = arith.shrui %0, %s : i32
    %2 = arith.trunci %1 : i32 to i16
    %3 = arith.bitcast %2 : i16 to bf16
    linalg.yield %3 : bf16
  }
  linalg.generic {indexing_maps = [#il_, #lj_, #ij_],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%c, %d : memref<?x?xbf16>, memref<?x?xbf16>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: bf16, %q: bf16, %r: f32):
    %0 = arith.extf %p : bf16 to f32
    %1 = arith.extf %q : bf16 to f32
    %2 = arith.mulf %0, %1 : f32
    %3 = arith.addf %r, %2 : f32
    linalg.yield %3 : f32
  }
  memref.dealloc %c : memref<?x?xbf16>
  memref.dealloc %d : memref<?x?xbf16>
  return
}

// CHECK: bf16_matmul_nt: {{[1-9][0-9]*}} changed, 0 bad
func.func @bf16_matmul_nt(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                          %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @matrix(%y, %n, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %c = memref.alloc(%m, %k) : memref<?x?xbf16>
  linalg.generic {indexing_maps = [#ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<?x?xf32>)
      outs(%c : memref<?x?xbf16>) {
  ^bb0(%p: f32, %r: bf16):
    %0 = arith.bitcast %p : f32 to i32
    %s = arith.constant 16 : i32
    %1 = arith.shrui %0, %s : i32
    %2 = arith.trunci %1 : i32 to i16
    %3 = arith.bitcast %2 : i16 to bf16
    linalg.yield %3 : bf16
  }
  %d = memref.alloc(%n, %k) : memref<?x?xbf16>
  linalg.generic {indexing_maps = [#ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%b : memref<?x?xf32>)
      outs(%d : memref<?x?xbf16>) {
  ^bb0(%p: f32, %r: bf16):
    %0 = arith.bitcast %p : f32 to i32
    %s = arith.constant 16 : i32
    %1 = arith.shrui %0, %s : i32
    %2 = arith.trunci %1 : i32 to i16
    %3 = arith.bitcast %2 : i16 to bf16
    linalg.yield %3 : bf16
  }
  linalg.generic {indexing_maps = [#il_, #jl_, #ij_],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%c, %d : memref<?x?xbf16>, memref<?x?xbf16>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: bf16, %q: bf16, %r: f32):
    %0 = arith.extf %p : bf16 to f32
    %1 = arith.extf %q : bf16 to f32
    %2 = arith.mulf %0, %1 : f32
    %3 = arith.addf %r, %2 : f32
    linalg.yield %3 : f32
  }
  memref.dealloc %c : memref<?x?xbf16>
  memref.dealloc %d : memref<?x?xbf16>
  return
}

// CHECK: i8_matmul: {{[1-9][0-9]*}} changed, 0 bad
func.func @i8_matmul(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                     %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @matrix(%y, %k, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %c = memref.alloc(%m, %k) : memref<?x?xi8>
  linalg.generic {indexing_maps = [#ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<?x?xf32>)
      outs(%c : memref<?x?xi8>) {
  ^bb0(%p: f32, %r: i8):
    %f = arith.constant 100.0 : f32
    %0 = arith.mulf %p, %f : f32
    %1 = arith.fptosi %0 : f32 to i8
    linalg.yield %1 : i8
  }
  %d = memref.alloc(%k, %n) : memref<?x?xi8>
  linalg.generic {indexing_maps = [#ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%b : memref<?x?xf32>)
      outs(%d : memref<?x?xi8>) {
  ^bb0(%p: f32, %r: i8):
    %f = arith.constant 100.0 : f32
    %0 = arith.mulf %p, %f : f32
    %1 = arith.fptosi %0 : f32 to i8
    linalg.yield %1 : i8
  }
  %e = memref.alloc(%m, %n) : memref<?x?xi32>
  %z = arith.constant 0 : i32
  linalg.fill ins(%z : i32) outs(%e : memref<?x?xi32>)
  linalg.generic {indexing_maps = [#il_, #lj_, #ij_],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%c, %d : memref<?x?xi8>, memref<?x?xi8>)
      outs(%e : memref<?x?xi32>) {
  ^bb0(%p: i8, %q: i8, %r: i32):
    %0 = arith.extsi %p : i8 to i32
    %1 = arith.extsi %q : i8 to i32
    %2 = arith.muli %0, %1 : i32
    %3 = arith.addi %r, %2 : i32
    linalg.yield %3 : i32
  }
  linalg.generic {indexing_maps = [#ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%e : memref<?x?xi32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: i32, %r: f32):
    %0 = arith.sitofp %p : i32 to f32
    linalg.yield %0 : f32
  }
  memref.dealloc %c : memref<?x?xi8>
  memref.dealloc %d : memref<?x?xi8>
  memref.dealloc %e : memref<?x?xi32>
  return
}

// Batches in the middle: row dots, then outer products.
// CHECK: attention: {{[1-9][0-9]*}} changed, 0 bad
func.func @attention(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                     %m: index, %n: index, %k: index) {
  %a = call @cube(%x, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  %b = call @cube(%y, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  %o = call @cube(%out, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  // m tokens, n heads, k elements each
  %t = memref.alloc(%n, %m, %m) : memref<?x?x?xf32>
  %z = arith.constant 0.0 : f32
  linalg.fill ins(%z : f32) outs(%t : memref<?x?x?xf32>)
  linalg.generic {indexing_maps = [affine_map<(h, i, j, l) -> (i, h, l)>, affine_map<(h, i, j, l) -> (j, h, l)>, affine_map<(h, i, j, l) -> (h, i, j)>],
                  iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%a, %b : memref<?x?x?xf32>, memref<?x?x?xf32>)
      outs(%t : memref<?x?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  linalg.generic {indexing_maps = [affine_map<(h, i, j, l) -> (h, i, l)>, affine_map<(h, i, j, l) -> (l, h, j)>, affine_map<(h, i, j, l) -> (i, h, j)>],
                  iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%t, %b : memref<?x?x?xf32>, memref<?x?x?xf32>)
      outs(%o : memref<?x?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  memref.dealloc %t : memref<?x?x?xf32>
  return
}

// Maps that are no permutations.
// CHECK: convolve: {{[1-9][0-9]*}} changed, 0 bad
func.func @convolve(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                    %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  // out[i] += sum over j and l of a[i + j, l] * b[j, l], two steps of i + j
  %c2 = arith.constant 2 : index
  %c1 = arith.constant 1 : index
  %c0 = arith.constant 0 : index
  %ok = arith.cmpi uge, %m, %c1 : index
  %less = arith.subi %m, %c1 : index
  %steps = arith.select %ok, %less, %c0 : index
  %b = call @matrix(%y, %c2, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %steps) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [affine_map<(i, j, l) -> (i + j, l)>, #jl_, #i_],
                  iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.mulf %p, %q : f32
    %1 = arith.addf %r, %0 : f32
    linalg.yield %1 : f32
  }
  return
}
