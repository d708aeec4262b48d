// RUN: ptir-opt %s -split-input-file -canonicalize | FileCheck %s

// CHECK-LABEL: func @taken(
// CHECK-SAME: %[[X:.*]]: tensor<4xf32>)
// CHECK-NEXT: %[[N:.*]] = ptir.neg %[[X]]
// CHECK-NEXT: return %[[N]], %[[X]]
func.func @taken(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %p = ptir.constant dense<false> : tensor<i1>
  %0:2 = ptir.cond %p(%x) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%a: tensor<4xf32>):
    ptir.yield %a, %a : tensor<4xf32>, tensor<4xf32>
  } else {
  ^bb0(%a: tensor<4xf32>):
    %n = ptir.neg %a : tensor<4xf32>
    ptir.yield %n, %a : tensor<4xf32>, tensor<4xf32>
  }
  return %0#0, %0#1 : tensor<4xf32>, tensor<4xf32>
}

// -----

// What both branches hand on does not depend on which one runs.

// CHECK-LABEL: func @same(
// CHECK-SAME: %{{.*}}: tensor<i1>, %[[X:.*]]: tensor<?xf32>)
// CHECK-NEXT: %[[D:.*]] = ptir.dim %[[X]], 0
// CHECK-NEXT: return %[[X]], %[[D]]
func.func @same(%p: tensor<i1>, %x: tensor<?xf32>) -> (tensor<?xf32>, tensor<si64>) {
  %0 = ptir.cond %p(%x) : (tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: tensor<?xf32>):
    ptir.yield %a : tensor<?xf32>
  } else {
  ^bb0(%a: tensor<?xf32>):
    ptir.yield %a : tensor<?xf32>
  }
  %d = ptir.dim %0, 0 : tensor<?xf32>
  return %0, %d : tensor<?xf32>, tensor<si64>
}

// -----

// CHECK-LABEL: func @never(
// CHECK-SAME: %[[X:.*]]: tensor<si32>)
// CHECK-NEXT: return %[[X]]
func.func @never(%x: tensor<si32>) -> tensor<si32> {
  %0 = ptir.while(%x) : tensor<si32> cond {
  ^bb0(%a: tensor<si32>):
    %p = ptir.constant dense<false> : tensor<i1>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<si32>):
    %b = ptir.add %a, %a : tensor<si32>
    ptir.yield %b : tensor<si32>
  }
  return %0 : tensor<si32>
}

// -----

// A loop that may not end stays while somebody wants a result of it, also one
// that never changes.

// CHECK-LABEL: func @invariant(
// CHECK: %[[R:.*]]:2 = ptir.while(
// CHECK: return %[[R]]#1
func.func @invariant(%i: tensor<si32>, %x: tensor<?xf32>) -> tensor<?xf32> {
  %0:2 = ptir.while(%i, %x) : tensor<si32>, tensor<?xf32> cond {
  ^bb0(%a: tensor<si32>, %b: tensor<?xf32>):
    %z = ptir.constant dense<0> : tensor<si32>
    %p = ptir.compare gt, %a, %z : tensor<si32>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<si32>, %b: tensor<?xf32>):
    %one = ptir.constant dense<1> : tensor<si32>
    %c = ptir.sub %a, %one : tensor<si32>
    ptir.yield %c, %b : tensor<si32>, tensor<?xf32>
  }
  return %0#1 : tensor<?xf32>
}

// -----

// Nobody wants the results: the error of a branch vanishes with them.

// CHECK-LABEL: func @unused(
// CHECK-NEXT: return
func.func @unused(%p: tensor<i1>, %x: tensor<4xsi32>) {
  %0 = ptir.cond %p(%x) : (tensor<4xsi32>) -> tensor<4xsi32> {
  ^bb0(%a: tensor<4xsi32>):
    %d = ptir.div %a, %a : tensor<4xsi32>
    ptir.yield %d : tensor<4xsi32>
  } else {
  ^bb0(%a: tensor<4xsi32>):
    ptir.yield %a : tensor<4xsi32>
  }
  %1 = ptir.while(%x) : tensor<4xsi32> cond {
  ^bb0(%a: tensor<4xsi32>):
    %t = ptir.constant dense<true> : tensor<i1>
    ptir.yield %t : tensor<i1>
  } body {
  ^bb0(%a: tensor<4xsi32>):
    ptir.yield %a : tensor<4xsi32>
  }
  return
}
