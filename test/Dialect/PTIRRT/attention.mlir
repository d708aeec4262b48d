// Attention over tensors and over memory, and what it is not.
// RUN: ptir-opt %s -split-input-file -verify-diagnostics | ptir-opt -split-input-file | FileCheck %s

// CHECK-LABEL: func @tensors(
// CHECK: ptirrt.attention ins(%{{.*}}, %{{.*}}, %{{.*}} : tensor<?x2x3x?x8xf32>, tensor<?x?x2x8xf32>, tensor<?x2x?x5xf32>) outs(%{{.*}} : tensor<?x2x3x?x5xf32>) past(%{{.*}}) scale 5.000000e-01 {{.*}} -> tensor<?x2x3x?x5xf32>
func.func @tensors(%q: tensor<?x2x3x?x8xf32>, %k: tensor<?x?x2x8xf32>, %v: tensor<?x2x?x5xf32>, %y: tensor<?x2x3x?x5xf32>, %past: index) -> tensor<?x2x3x?x5xf32> {
  %0 = ptirrt.attention ins(%q, %k, %v : tensor<?x2x3x?x8xf32>, tensor<?x?x2x8xf32>, tensor<?x2x?x5xf32>) outs(%y : tensor<?x2x3x?x5xf32>) past(%past) scale 0.5 {query_order = array<i64: 0, 1, 2, 3, 4>, key_order = array<i64: 0, 2, 1, 3>, value_order = array<i64: 0, 1, 2, 3>, init_order = array<i64: 0, 1, 2, 3, 4>} -> tensor<?x2x3x?x5xf32>
  return %0 : tensor<?x2x3x?x5xf32>
}

// CHECK-LABEL: func @memory(
// CHECK: ptirrt.attention ins({{.*}}) outs(%{{.*}} : memref<1x2x3x4x8xf32>) scale 1.000000e+00
func.func @memory(%q: memref<1x2x3x4x8xf32>, %k: memref<1x2x7x8xf32>, %y: memref<1x2x3x4x8xf32>) {
  ptirrt.attention ins(%q, %k, %k : memref<1x2x3x4x8xf32>, memref<1x2x7x8xf32>, memref<1x2x7x8xf32>) outs(%y : memref<1x2x3x4x8xf32>) scale 1.0 {query_order = array<i64: 0, 1, 2, 3, 4>, key_order = array<i64: 0, 1, 2, 3>, value_order = array<i64: 0, 1, 2, 3>, init_order = array<i64: 0, 1, 2, 3, 4>}
  return
}

// -----

func.func @rank(%q: memref<1x2x4x8xf32>, %k: memref<1x2x7x8xf32>, %y: memref<1x2x3x4x8xf32>) {
  // expected-error @+1 {{expected query of rank 5 and element type f32, found 'memref<1x2x4x8xf32>'}}
  ptirrt.attention ins(%q, %k, %k : memref<1x2x4x8xf32>, memref<1x2x7x8xf32>, memref<1x2x7x8xf32>) outs(%y : memref<1x2x3x4x8xf32>) scale 1.0 {query_order = array<i64: 0, 1, 2, 3>, key_order = array<i64: 0, 1, 2, 3>, value_order = array<i64: 0, 1, 2, 3>, init_order = array<i64: 0, 1, 2, 3, 4>}
  return
}

// -----

func.func @order(%q: memref<1x2x3x4x8xf32>, %k: memref<1x2x7x8xf32>, %y: memref<1x2x3x4x8xf32>) {
  // expected-error @+1 {{expected the order of keys to be a permutation of 4 dimensions, found [0, 1, 1, 3]}}
  ptirrt.attention ins(%q, %k, %k : memref<1x2x3x4x8xf32>, memref<1x2x7x8xf32>, memref<1x2x7x8xf32>) outs(%y : memref<1x2x3x4x8xf32>) scale 1.0 {query_order = array<i64: 0, 1, 2, 3, 4>, key_order = array<i64: 0, 1, 1, 3>, value_order = array<i64: 0, 1, 2, 3>, init_order = array<i64: 0, 1, 2, 3, 4>}
  return
}

// -----

func.func @heads(%q: memref<1x2x3x4x8xf32>, %k: memref<1x3x7x8xf32>, %y: memref<1x2x3x4x8xf32>) {
  // expected-error @+1 {{expected operands whose extents agree, found 2 and 3}}
  ptirrt.attention ins(%q, %k, %k : memref<1x2x3x4x8xf32>, memref<1x3x7x8xf32>, memref<1x3x7x8xf32>) outs(%y : memref<1x2x3x4x8xf32>) scale 1.0 {query_order = array<i64: 0, 1, 2, 3, 4>, key_order = array<i64: 0, 1, 2, 3>, value_order = array<i64: 0, 1, 2, 3>, init_order = array<i64: 0, 1, 2, 3, 4>}
  return
}

// -----

func.func @dynamic_heads(%q: memref<1x?x3x4x8xf32>, %k: memref<1x?x7x8xf32>, %y: memref<1x?x3x4x8xf32>) {
  // expected-error @+1 {{expected static heads and head sizes, found 'memref<1x?x3x4x8xf32>' and 'memref<1x?x3x4x8xf32>'}}
  ptirrt.attention ins(%q, %k, %k : memref<1x?x3x4x8xf32>, memref<1x?x7x8xf32>, memref<1x?x7x8xf32>) outs(%y : memref<1x?x3x4x8xf32>) scale 1.0 {query_order = array<i64: 0, 1, 2, 3, 4>, key_order = array<i64: 0, 1, 2, 3>, value_order = array<i64: 0, 1, 2, 3>, init_order = array<i64: 0, 1, 2, 3, 4>}
  return
}
