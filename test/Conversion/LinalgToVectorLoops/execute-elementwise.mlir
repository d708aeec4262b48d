// Elementwise and copying generics compute what scalar loops compute.
// RUN: %against_loops | FileCheck %s

#v = affine_map<(i) -> (i)>
#ij = affine_map<(i, j) -> (i, j)>
#ji = affine_map<(i, j) -> (j, i)>
#i = affine_map<(i, j) -> (i)>
#j = affine_map<(i, j) -> (j)>
#ijl = affine_map<(i, j, l) -> (i, j, l)>

// CHECK: bias_exp: {{[1-9][0-9]*}} changed, 0 bad
func.func @bias_exp(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                    %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @vector(%y, %n) : (memref<?xf32>, index) -> memref<?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#ij, #j, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a, %b : memref<?x?xf32>, memref<?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.addf %p, %q : f32
    %1 = math.exp %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// The output is read as well.
// CHECK: row_scale: {{[1-9][0-9]*}} changed, 0 bad
func.func @row_scale(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                     %m: index, %n: index, %k: index) {
  %a = call @vector(%x, %m) : (memref<?xf32>, index) -> memref<?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#i, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.mulf %p, %r : f32
    linalg.yield %0 : f32
  }
  return
}

// CHECK: causal: {{[1-9][0-9]*}} changed, 0 bad
func.func @causal(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                  %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %c = arith.cmpi ule, %j, %i : index
    %low = arith.constant 0xFF800000 : f32
    %0 = arith.select %c, %p, %low : f32
    linalg.yield %0 : f32
  }
  return
}

// Rows of a table, by a number that is the same along the vectors.
// CHECK: gather_rows: {{[1-9][0-9]*}} changed, 0 bad
func.func @gather_rows(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                       %m: index, %n: index, %k: index) {
  %a = call @vector(%x, %m) : (memref<?xf32>, index) -> memref<?xf32>
  %c4 = arith.constant 4 : index
  %t = call @matrix(%y, %c4, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#i, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %s = math.absf %p : f32
    %f = arith.constant 3.5 : f32
    %u = arith.mulf %s, %f : f32
    %v = arith.fptosi %u : f32 to i32
    %row = arith.index_cast %v : i32 to index
    %j = linalg.index 1 : index
    %0 = memref.load %t[%row, %j] : memref<?x?xf32>
    linalg.yield %0 : f32
  }
  return
}

// An element per lane: scalar loops.
// CHECK: gather_elements: {{[1-9][0-9]*}} changed, 0 bad
func.func @gather_elements(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                           %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %c4 = arith.constant 4 : index
  %t = call @vector(%y, %c4) : (memref<?xf32>, index) -> memref<?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %s = math.absf %p : f32
    %f = arith.constant 3.5 : f32
    %u = arith.mulf %s, %f : f32
    %v = arith.fptosi %u : f32 to i32
    %e = arith.index_cast %v : i32 to index
    %0 = memref.load %t[%e] : memref<?xf32>
    linalg.yield %0 : f32
  }
  return
}

// Contiguous: one loop.
// CHECK: add_cubes: {{[1-9][0-9]*}} changed, 0 bad
func.func @add_cubes(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                     %m: index, %n: index, %k: index) {
  %a = call @cube(%x, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  %b = call @cube(%y, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  %o = call @cube(%out, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  linalg.generic {indexing_maps = [#ijl, #ijl, #ijl],
                  iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%a, %b : memref<?x?x?xf32>, memref<?x?x?xf32>)
      outs(%o : memref<?x?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.addf %p, %q : f32
    linalg.yield %0 : f32
  }
  return
}

// CHECK: swap_outer: {{[1-9][0-9]*}} changed, 0 bad
func.func @swap_outer(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                      %m: index, %n: index, %k: index) {
  %a = call @cube(%x, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  %o = call @cube(%out, %n, %m, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  linalg.transpose ins(%a : memref<?x?x?xf32>) outs(%o : memref<?x?x?xf32>)
      permutation = [1, 0, 2]
  return
}

// CHECK: transpose: {{[1-9][0-9]*}} changed, 0 bad
func.func @transpose(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                     %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %n, %m) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.transpose ins(%a : memref<?x?xf32>) outs(%o : memref<?x?xf32>)
      permutation = [1, 0]
  return
}

// CHECK: reverse_axes: {{[1-9][0-9]*}} changed, 0 bad
func.func @reverse_axes(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                        %m: index, %n: index, %k: index) {
  %a = call @cube(%x, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  %o = call @cube(%out, %k, %n, %m) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  linalg.transpose ins(%a : memref<?x?x?xf32>) outs(%o : memref<?x?x?xf32>)
      permutation = [2, 1, 0]
  return
}

// Fewer channels than a vector has lanes come last.
// CHECK: channels_last: {{[1-9][0-9]*}} changed, 0 bad
func.func @channels_last(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                         %m: index, %n: index, %k: index) {
  %a = memref.reinterpret_cast %x to offset: [0], sizes: [3, %n], strides: [%n, 1]
      : memref<?xf32> to memref<3x?xf32, strided<[?, 1]>>
  %o = memref.reinterpret_cast %out to offset: [0], sizes: [%n, 3], strides: [3, 1]
      : memref<?xf32> to memref<?x3xf32>
  linalg.transpose ins(%a : memref<3x?xf32, strided<[?, 1]>>) outs(%o : memref<?x3xf32>)
      permutation = [1, 0]
  return
}

// CHECK: channels_interleaved: {{[1-9][0-9]*}} changed, 0 bad
func.func @channels_interleaved(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                                %m: index, %n: index, %k: index) {
  %mn = arith.muli %m, %n : index
  %a = memref.reinterpret_cast %x to offset: [0], sizes: [5, %mn], strides: [%mn, 1]
      : memref<?xf32> to memref<5x?xf32, strided<[?, 1]>>
  %o = memref.reinterpret_cast %out to offset: [0], sizes: [%mn, 5], strides: [5, 1]
      : memref<?xf32> to memref<?x5xf32>
  linalg.transpose ins(%a : memref<5x?xf32, strided<[?, 1]>>) outs(%o : memref<?x5xf32>)
      permutation = [1, 0]
  return
}

// One operand is strided: scalar loops.
// CHECK: add_transposed: {{[1-9][0-9]*}} changed, 0 bad
func.func @add_transposed(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                          %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %n, %m) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @matrix(%y, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#ji, #ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a, %b : memref<?x?xf32>, memref<?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.addf %p, %q : f32
    linalg.yield %0 : f32
  }
  return
}

// CHECK: through_bytes: {{[1-9][0-9]*}} changed, 0 bad
func.func @through_bytes(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                         %m: index, %n: index, %k: index) {
  %mn = arith.muli %m, %n : index
  %a = call @vector(%x, %mn) : (memref<?xf32>, index) -> memref<?xf32>
  %o = call @vector(%out, %mn) : (memref<?xf32>, index) -> memref<?xf32>
  %t = memref.alloc(%mn) : memref<?xi8>
  linalg.generic {indexing_maps = [#v, #v],
                  iterator_types = ["parallel"]}
      ins(%a : memref<?xf32>)
      outs(%t : memref<?xi8>) {
  ^bb0(%p: f32, %r: i8):
    %f = arith.constant 100.0 : f32
    %0 = arith.mulf %p, %f : f32
    %1 = arith.fptosi %0 : f32 to i8
    linalg.yield %1 : i8
  }
  linalg.generic {indexing_maps = [#v, #v],
                  iterator_types = ["parallel"]}
      ins(%t : memref<?xi8>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: i8, %r: f32):
    %0 = arith.sitofp %p : i8 to f32
    linalg.yield %0 : f32
  }
  memref.dealloc %t : memref<?xi8>
  return
}

// i1 in memory: scalar loops.
// CHECK: through_bits: {{[1-9][0-9]*}} changed, 0 bad
func.func @through_bits(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                        %m: index, %n: index, %k: index) {
  %mn = arith.muli %m, %n : index
  %a = call @vector(%x, %mn) : (memref<?xf32>, index) -> memref<?xf32>
  %o = call @vector(%out, %mn) : (memref<?xf32>, index) -> memref<?xf32>
  %t = memref.alloc(%mn) : memref<?xi1>
  linalg.generic {indexing_maps = [#v, #v],
                  iterator_types = ["parallel"]}
      ins(%a : memref<?xf32>)
      outs(%t : memref<?xi1>) {
  ^bb0(%p: f32, %r: i1):
    %f = arith.constant 0.25 : f32
    %0 = arith.cmpf ogt, %p, %f : f32
    linalg.yield %0 : i1
  }
  linalg.generic {indexing_maps = [#v, #v],
                  iterator_types = ["parallel"]}
      ins(%t : memref<?xi1>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: i1, %r: f32):
    %0 = arith.uitofp %p : i1 to f32
    linalg.yield %0 : f32
  }
  memref.dealloc %t : memref<?xi1>
  return
}

// Must not run for lanes that do not exist: scalar loops.
// CHECK: divide_integers: {{[1-9][0-9]*}} changed, 0 bad
func.func @divide_integers(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                           %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %f = arith.constant 1000.0 : f32
    %0 = arith.mulf %p, %f : f32
    %1 = arith.fptosi %0 : f32 to i32
    %one = arith.constant 1 : i32
    %2 = arith.ori %1, %one : i32
    %num = arith.constant 100000 : i32
    %3 = arith.divsi %num, %2 : i32
    %4 = arith.sitofp %3 : i32 to f32
    linalg.yield %4 : f32
  }
  return
}

// CHECK: every_other: {{[1-9][0-9]*}} changed, 0 bad
func.func @every_other(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                       %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %c2 = arith.constant 2 : index
  %half = arith.divui %n, %c2 : index
  %as = memref.subview %a[0, 0] [%m, %half] [1, 2]
      : memref<?x?xf32> to memref<?x?xf32, strided<[?, 2]>>
  %os = memref.subview %o[0, 0] [%m, %half] [1, 1]
      : memref<?x?xf32> to memref<?x?xf32, strided<[?, 1]>>
  linalg.copy ins(%as : memref<?x?xf32, strided<[?, 2]>>)
      outs(%os : memref<?x?xf32, strided<[?, 1]>>)
  return
}

// CHECK: fill_part: {{[1-9][0-9]*}} changed, 0 bad
func.func @fill_part(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                     %m: index, %n: index, %k: index) {
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %c1 = arith.constant 1 : index
  %some = arith.ceildivui %n, %c1 : index
  %os = memref.subview %o[0, 0] [%m, %some] [1, 1]
      : memref<?x?xf32> to memref<?x?xf32, strided<[?, 1]>>
  %value = arith.constant 3.0 : f32
  linalg.fill ins(%value : f32)
      outs(%os : memref<?x?xf32, strided<[?, 1]>>)
  return
}

// CHECK: two_outputs: {{[1-9][0-9]*}} changed, 0 bad
func.func @two_outputs(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                       %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %mn = arith.muli %m, %n : index
  %t = memref.alloc(%m, %n) : memref<?x?xf64>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [#ij, #ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%a : memref<?x?xf32>)
      outs(%t, %o : memref<?x?xf64>, memref<?x?xf32>) {
  ^bb0(%p: f32, %r: f64, %s: f32):
    %0 = arith.extf %p : f32 to f64
    %1 = arith.mulf %0, %0 : f64
    %2 = arith.truncf %1 : f64 to f32
    linalg.yield %1, %2 : f64, f32
  }
  linalg.generic {indexing_maps = [#ij, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<?x?xf64>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f64, %s: f32):
    %0 = arith.truncf %p : f64 to f32
    %1 = arith.addf %0, %s : f32
    linalg.yield %1 : f32
  }
  memref.dealloc %t : memref<?x?xf64>
  return
}
