// RUN: ptir-opt %s -loop-invariant-code-motion | FileCheck %s

// Code motion out of a loop runs an op on a path that did not ask for it: it
// takes ops that cannot fail and leaves those that may.

// CHECK-LABEL: func @hoisted(
func.func @hoisted(%n: index, %x: tensor<2x3xf32>, %d: tensor<?xf32>, %p: tensor<2x3xi1>, %s: tensor<2xsi32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  // CHECK: ptir.add
  // CHECK: ptir.div
  // CHECK: ptir.compare
  // CHECK: ptir.select
  // CHECK: ptir.exp
  // CHECK: ptir.cast
  // CHECK: ptir.reduce
  // CHECK: ptir.dot_general
  // CHECK: ptir.reshape
  // CHECK: ptir.transpose
  // CHECK: ptir.broadcast_to
  // CHECK: ptir.concat
  // CHECK: ptir.slice
  // CHECK: ptir.dynamic_slice
  // CHECK: ptir.dynamic_update_slice
  // CHECK: ptir.dim
  // CHECK: ptir.constant
  // CHECK: ptir.iota
  // CHECK: ptir.param
  // CHECK: ptir.composite
  // CHECK: scf.for
  // CHECK-NEXT: }
  scf.for %i = %c0 to %n step %c1 {
    %0 = ptir.add %x, %x : tensor<2x3xf32>
    // Of floats: there is no error.
    %1 = ptir.div %x, %x : tensor<2x3xf32>
    %2 = ptir.compare lt, %x, %x : tensor<2x3xf32>
    %3 = ptir.select %p, %x, %x : tensor<2x3xi1>, tensor<2x3xf32>
    %4 = ptir.exp %d : tensor<?xf32>
    %5 = ptir.cast %d : tensor<?xf32> -> tensor<?xsi8>
    %6 = ptir.reduce sum, %d axes [0] : tensor<?xf32> -> tensor<f32>
    %7 = ptir.dot_general %x, %x contract [1] x [1] : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x2xf32>
    %8 = ptir.reshape %x : tensor<2x3xf32> -> tensor<6xf32>
    %9 = ptir.transpose %d [0] : tensor<?xf32>
    %10 = ptir.broadcast_to %x : tensor<2x3xf32> -> tensor<4x2x3xf32>
    %11 = ptir.concat %x, %x axis 0 : tensor<2x3xf32>, tensor<2x3xf32>
    %12 = ptir.slice %x starts [0, 0] sizes [1, 1] : tensor<2x3xf32>
    %13 = ptir.dynamic_slice %x, %s sizes [1, 1] : tensor<2x3xf32>, tensor<2xsi32>
    %14 = ptir.dynamic_update_slice %x, %x, %s : tensor<2x3xf32>, tensor<2x3xf32>, tensor<2xsi32>
    %15 = ptir.dim %d, 0 : tensor<?xf32>
    %16 = ptir.constant dense<1.0> : tensor<f32>
    %17 = ptir.iota axis 0 : tensor<2xf32>
    %18 = ptir.param "w" : tensor<2xf32>
    %19 = ptir.composite "twice"(%x) : (tensor<2x3xf32>) -> tensor<2x3xf32> {
    ^bb0(%a: tensor<2x3xf32>):
      %b = ptir.add %a, %a : tensor<2x3xf32>
      ptir.yield %b : tensor<2x3xf32>
    }
  }
  return
}

// CHECK-LABEL: func @kept(
func.func @kept(%n: index, %e: tensor<si64>, %x: tensor<2x3xsi32>, %d: tensor<?xf32>, %p: tensor<?xi1>, %i32: tensor<4xsi32>, %s: tensor<1xsi32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  // CHECK: scf.for
  // CHECK-NEXT: ptir.div
  // CHECK-NEXT: ptir.take
  // CHECK-NEXT: ptir.custom_call
  // CHECK-NEXT: ptir.add
  // CHECK-NEXT: ptir.maximum
  // CHECK-NEXT: ptir.compare
  // CHECK-NEXT: ptir.select
  // CHECK-NEXT: ptir.dot_general
  // CHECK-NEXT: ptir.reshape
  // CHECK-NEXT: ptir.broadcast_to
  // CHECK-NEXT: ptir.concat
  // CHECK-NEXT: ptir.slice
  // CHECK-NEXT: ptir.dynamic_slice
  // CHECK-NEXT: ptir.dynamic_update_slice
  // CHECK-NEXT: ptir.composite
  scf.for %i = %c0 to %n step %c1 {
    // A divisor may be zero, an index out of range, a target unknown.
    %0 = ptir.div %x, %x : tensor<2x3xsi32>
    %1 = ptir.take %x, %i32 : tensor<2x3xsi32>, tensor<4xsi32>
    %2 = ptir.custom_call "a.b.v1"(%x) : (tensor<2x3xsi32>) -> tensor<f32>
    // Extents are checked at run time.
    %3 = ptir.add %d, %d : tensor<?xf32>
    %4 = ptir.maximum %d, %d : tensor<?xf32>
    %5 = ptir.compare lt, %d, %d : tensor<?xf32>
    %6 = ptir.select %p, %d, %d : tensor<?xi1>, tensor<?xf32>
    %7 = ptir.dot_general %d, %d contract [0] x [0] : (tensor<?xf32>, tensor<?xf32>) -> tensor<f32>
    %8 = ptir.reshape %d : tensor<?xf32> -> tensor<4xf32>
    %9 = ptir.broadcast_to %d dims(%e) : tensor<?xf32> -> tensor<2x?xf32>
    %10 = ptir.concat %d, %d axis 0 : tensor<?xf32>, tensor<?xf32>
    %11 = ptir.slice %d starts [0] sizes [1] : tensor<?xf32>
    %12 = ptir.dynamic_slice %d, %s sizes [1] : tensor<?xf32>, tensor<1xsi32>
    %13 = ptir.dynamic_update_slice %d, %d, %s : tensor<?xf32>, tensor<?xf32>, tensor<1xsi32>
    // A composite may do what its region may do.
    %14 = ptir.composite "divide"(%x) : (tensor<2x3xsi32>) -> tensor<2x3xsi32> {
    ^bb0(%a: tensor<2x3xsi32>):
      %b = ptir.div %a, %a : tensor<2x3xsi32>
      ptir.yield %b : tensor<2x3xsi32>
    }
  }
  return
}

// Removing an op that may fail is allowed: its error vanishes with it.
// RUN: ptir-opt %s -canonicalize | FileCheck %s --check-prefix=UNUSED
// UNUSED-LABEL: func @kept(
// UNUSED-NEXT: return
