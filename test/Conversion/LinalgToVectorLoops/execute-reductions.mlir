// Reductions compute what scalar loops compute.
// RUN: %against_loops | FileCheck %s

#v = affine_map<(i) -> (i)>
#ij = affine_map<(i, j) -> (i, j)>
#ji = affine_map<(i, j) -> (j, i)>
#i = affine_map<(i, j) -> (i)>
#ijl = affine_map<(i, j, l) -> (i, j, l)>
#ij_ = affine_map<(i, j, l) -> (i, j)>
#j_ = affine_map<(i, j, l) -> (j)>

// CHECK: row_sum: {{[1-9][0-9]*}} changed, 0 bad
func.func @row_sum(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                   %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ij, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.addf %p, %r : f32
    linalg.yield %0 : f32
  }
  return
}

// CHECK: row_max: {{[1-9][0-9]*}} changed, 0 bad
func.func @row_max(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                   %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ij, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.maximumf %p, %r : f32
    linalg.yield %0 : f32
  }
  return
}

// CHECK: row_min: {{[1-9][0-9]*}} changed, 0 bad
func.func @row_min(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                   %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ij, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.minimumf %p, %r : f32
    linalg.yield %0 : f32
  }
  return
}

// CHECK: row_product: {{[1-9][0-9]*}} changed, 0 bad
func.func @row_product(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                       %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ij, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.mulf %p, %r : f32
    linalg.yield %0 : f32
  }
  return
}

// CHECK: row_maxnum: {{[1-9][0-9]*}} changed, 0 bad
func.func @row_maxnum(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                      %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ij, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.maxnumf %p, %r : f32
    linalg.yield %0 : f32
  }
  return
}

// A few elements are NaN, and so are the results of their rows.
// CHECK: row_max_nan: {{[1-9][0-9]*}} changed, 0 bad
func.func @row_max_nan(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                       %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ij, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %h = arith.constant 0.97 : f32
    %c = arith.cmpf ogt, %p, %h : f32
    %nan = arith.constant 0x7FC00000 : f32
    %e = arith.select %c, %nan, %p : f32
    %0 = arith.maximumf %e, %r : f32
    linalg.yield %0 : f32
  }
  return
}

// CHECK: sum_of_exp: {{[1-9][0-9]*}} changed, 0 bad
func.func @sum_of_exp(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                      %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @vector(%y, %m) : (memref<?xf32>, index) -> memref<?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ij, #i, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %0 = arith.subf %p, %q : f32
    %1 = math.exp %0 : f32
    %2 = arith.addf %r, %1 : f32
    linalg.yield %2 : f32
  }
  return
}

// One output is written in every step of the reduction of the other.
// CHECK: exp_and_sum: {{[1-9][0-9]*}} changed, 0 bad
func.func @exp_and_sum(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                       %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %b = call @vector(%y, %m) : (memref<?xf32>, index) -> memref<?xf32>
  %o = call @matrix(%out, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %t = memref.alloc(%m) : memref<?xf32>
  %z = arith.constant 0.0 : f32
  linalg.fill ins(%z : f32) outs(%t : memref<?xf32>)
  linalg.generic {indexing_maps = [#ij, #i, #ij, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : memref<?x?xf32>, memref<?xf32>)
      outs(%o, %t : memref<?x?xf32>, memref<?xf32>) {
  ^bb0(%p: f32, %q: f32, %r: f32, %s: f32):
    %0 = arith.subf %p, %q : f32
    %1 = math.exp %0 : f32
    %2 = arith.addf %s, %1 : f32
    linalg.yield %1, %2 : f32, f32
  }
  linalg.generic {indexing_maps = [#i, #ij],
                  iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.divf %r, %p : f32
    linalg.yield %0 : f32
  }
  memref.dealloc %t : memref<?xf32>
  return
}

// CHECK: two_sums: {{[1-9][0-9]*}} changed, 0 bad
func.func @two_sums(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                    %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  %t = memref.alloc(%m) : memref<?xf32>
  %z = arith.constant 0.0 : f32
  linalg.fill ins(%z : f32) outs(%t : memref<?xf32>)
  linalg.generic {indexing_maps = [#ij, #i, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%o, %t : memref<?xf32>, memref<?xf32>) {
  ^bb0(%p: f32, %r: f32, %s: f32):
    %0 = arith.addf %p, %r : f32
    %1 = arith.mulf %p, %p : f32
    %2 = arith.addf %1, %s : f32
    linalg.yield %0, %2 : f32, f32
  }
  linalg.generic {indexing_maps = [#v, #v],
                  iterator_types = ["parallel"]}
      ins(%t : memref<?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.addf %r, %p : f32
    linalg.yield %0 : f32
  }
  memref.dealloc %t : memref<?xf32>
  return
}

// CHECK: column_sum: {{[1-9][0-9]*}} changed, 0 bad
func.func @column_sum(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                      %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %n) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ji, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.addf %p, %r : f32
    linalg.yield %0 : f32
  }
  return
}

// CHECK: middle_sum: {{[1-9][0-9]*}} changed, 0 bad
func.func @middle_sum(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                      %m: index, %n: index, %k: index) {
  %a = call @cube(%x, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  %o = call @matrix(%out, %m, %k) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  linalg.generic {indexing_maps = [affine_map<(i, j, l) -> (i, l, j)>, #ij_],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a : memref<?x?x?xf32>)
      outs(%o : memref<?x?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.addf %p, %r : f32
    linalg.yield %0 : f32
  }
  return
}

// CHECK: outer_and_inner_sum: {{[1-9][0-9]*}} changed, 0 bad
func.func @outer_and_inner_sum(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                               %m: index, %n: index, %k: index) {
  %a = call @cube(%x, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  %o = call @vector(%out, %n) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ijl, #j_],
                  iterator_types = ["reduction", "parallel", "reduction"]}
      ins(%a : memref<?x?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.addf %p, %r : f32
    linalg.yield %0 : f32
  }
  return
}

// CHECK: all_max: {{[1-9][0-9]*}} changed, 0 bad
func.func @all_max(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                   %m: index, %n: index, %k: index) {
  %a = call @cube(%x, %m, %n, %k) : (memref<?xf32>, index, index, index) -> memref<?x?x?xf32>
  %c1 = arith.constant 1 : index
  %o = call @vector(%out, %c1) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ijl, affine_map<(i, j, l) -> (0)>],
                  iterator_types = ["reduction", "reduction", "reduction"]}
      ins(%a : memref<?x?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.maximumf %p, %r : f32
    linalg.yield %0 : f32
  }
  return
}

// Subtraction is no combiner: scalar loops with a carried accumulator.
// CHECK: row_subtract: {{[1-9][0-9]*}} changed, 0 bad
func.func @row_subtract(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                        %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  linalg.generic {indexing_maps = [#ij, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: f32, %r: f32):
    %0 = arith.subf %r, %p : f32
    linalg.yield %0 : f32
  }
  return
}

// Accumulators that depend on each other.
// CHECK: last_largest: {{[1-9][0-9]*}} changed, 0 bad
func.func @last_largest(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                        %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  %t = memref.alloc(%m) : memref<?xf32>
  %z = arith.constant -2.0 : f32
  linalg.fill ins(%z : f32) outs(%t : memref<?xf32>)
  linalg.generic {indexing_maps = [#ij, #i, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%t, %o : memref<?xf32>, memref<?xf32>) {
  ^bb0(%p: f32, %r: f32, %s: f32):
    %c = arith.cmpf oge, %p, %r : f32
    %0 = arith.select %c, %p, %r : f32
    %j = linalg.index 1 : index
    %w = arith.index_cast %j : index to i32
    %v = arith.sitofp %w : i32 to f32
    %1 = arith.select %c, %v, %s : f32
    linalg.yield %0, %1 : f32, f32
  }
  memref.dealloc %t : memref<?xf32>
  return
}

// The same down the columns, where lanes are independent.
// CHECK: column_largest: {{[1-9][0-9]*}} changed, 0 bad
func.func @column_largest(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                          %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %n) : (memref<?xf32>, index) -> memref<?xf32>
  %t = memref.alloc(%n) : memref<?xf32>
  %z = arith.constant -2.0 : f32
  linalg.fill ins(%z : f32) outs(%t : memref<?xf32>)
  linalg.generic {indexing_maps = [#ji, #i, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%t, %o : memref<?xf32>, memref<?xf32>) {
  ^bb0(%p: f32, %r: f32, %s: f32):
    %c = arith.cmpf oge, %p, %r : f32
    %0 = arith.select %c, %p, %r : f32
    %j = linalg.index 1 : index
    %w = arith.index_cast %j : index to i32
    %v = arith.sitofp %w : i32 to f32
    %1 = arith.select %c, %v, %s : f32
    linalg.yield %0, %1 : f32, f32
  }
  memref.dealloc %t : memref<?xf32>
  return
}

// CHECK: count_positive: {{[1-9][0-9]*}} changed, 0 bad
func.func @count_positive(%x: memref<?xf32>, %y: memref<?xf32>, %out: memref<?xf32>,
                          %m: index, %n: index, %k: index) {
  %a = call @matrix(%x, %m, %n) : (memref<?xf32>, index, index) -> memref<?x?xf32>
  %o = call @vector(%out, %m) : (memref<?xf32>, index) -> memref<?xf32>
  %t = memref.alloc(%m) : memref<?xi32>
  %z = arith.constant 0 : i32
  linalg.fill ins(%z : i32) outs(%t : memref<?xi32>)
  linalg.generic {indexing_maps = [#ij, #i],
                  iterator_types = ["parallel", "reduction"]}
      ins(%a : memref<?x?xf32>)
      outs(%t : memref<?xi32>) {
  ^bb0(%p: f32, %r: i32):
    %h = arith.constant 0.0 : f32
    %c = arith.cmpf ogt, %p, %h : f32
    %e = arith.extui %c : i1 to i32
    %0 = arith.addi %e, %r : i32
    linalg.yield %0 : i32
  }
  linalg.generic {indexing_maps = [#v, #v],
                  iterator_types = ["parallel"]}
      ins(%t : memref<?xi32>)
      outs(%o : memref<?xf32>) {
  ^bb0(%p: i32, %r: f32):
    %0 = arith.sitofp %p : i32 to f32
    linalg.yield %0 : f32
  }
  memref.dealloc %t : memref<?xi32>
  return
}
