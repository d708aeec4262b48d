// RUN: ptir-opt %s -convert-ptir-to-linalg -canonicalize | FileCheck %s

// Before each step a while asks for it, so that it ends after a failure too.

// CHECK-LABEL: func.func @while(
// CHECK-SAME: %[[X:.*]]: tensor<?xi32>)
// CHECK: scf.while (%[[A:.*]] = %[[X]]) : (tensor<?xi32>) -> tensor<?xi32> {
// CHECK: %[[STORED:.*]] = tensor.extract %{{.*}}[] : tensor<i8>
// CHECK-NEXT: %[[P:.*]] = arith.cmpi ne, %[[STORED]]
// CHECK-NEXT: %[[ONE:.*]] = arith.select %[[P]]
// CHECK-NEXT: %[[TAKEN:.*]] = ptirrt.take_steps %[[ONE]], "ptir.while"
// CHECK-NEXT: %[[GO:.*]] = arith.cmpi ne, %[[TAKEN]]
// CHECK-NEXT: scf.condition(%[[GO]]) %[[A]] : tensor<?xi32>
// CHECK: scf.yield %{{.*}} : tensor<?xi32>
func.func @while(%x: tensor<?xsi32>) -> tensor<?xsi32> {
  %r = ptir.while(%x) : tensor<?xsi32> cond {
  ^bb0(%a: tensor<?xsi32>):
    %s = ptir.reduce sum, %a axes [0] : tensor<?xsi32> -> tensor<si32>
    %z = ptir.constant dense<9> : tensor<si32>
    %p = ptir.compare lt, %s, %z : tensor<si32>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<?xsi32>):
    %b = ptir.neg %a : tensor<?xsi32>
    ptir.yield %b : tensor<?xsi32>
  }
  return %r : tensor<?xsi32>
}

// A scan asks for all its steps at once, and writes outputs into their stack.

// CHECK-LABEL: func.func @scan(
// CHECK-SAME: %[[X:.*]]: tensor<8x3xf32>)
// CHECK: %[[TAKEN:.*]] = ptirrt.take_steps %{{.*}}, "ptir.scan"
// CHECK: %[[E:.*]] = tensor.empty() : tensor<8x3xf32>
// CHECK: scf.for %[[I:.*]] = %{{.*}} to %[[TAKEN]] step %{{.*}} iter_args(%[[S:.*]] = %[[E]]) -> (tensor<8x3xf32>) {
// CHECK: tensor.extract_slice %[[X]][%[[I]], 0] [1, 3] [1, 1] : tensor<8x3xf32> to tensor<3xf32>
// CHECK: %[[N:.*]] = tensor.insert_slice %{{.*}} into %[[S]][%[[I]], 0] [1, 3] [1, 1]
// CHECK: scf.yield %[[N]] : tensor<8x3xf32>
func.func @scan(%x: tensor<8x3xf32>) -> tensor<8x3xf32> {
  %r = ptir.scan(%x) carries 0 : (tensor<8x3xf32>) -> tensor<8x3xf32> {
  ^bb0(%a: tensor<3xf32>):
    %b = ptir.neg %a : tensor<3xf32>
    ptir.yield %b : tensor<3xf32>
  }
  return %r : tensor<8x3xf32>
}

// The first carry starts as a copy without static extents: later ones differ.

// CHECK-LABEL: func.func @grows(
// CHECK: %[[INIT:.*]] = tensor.insert_slice
// CHECK: scf.for {{.*}} iter_args(%{{.*}} = %[[INIT]]) -> (tensor<?xf32>)
func.func @grows(%x: tensor<1xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %one = ptir.constant dense<1> : tensor<si64>
  %d = ptir.reshape %x dims(%one) : tensor<1xf32> -> tensor<?xf32>
  %r = ptir.scan(%d, %y) carries 1 : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: tensor<?xf32>, %b: tensor<f32>):
    %c = ptir.concat %a, %a axis 0 : tensor<?xf32>, tensor<?xf32>
    ptir.yield %c : tensor<?xf32>
  }
  return %r : tensor<?xf32>
}

// CHECK-LABEL: func.func @cond(
// CHECK: scf.if %{{.*}} -> (tensor<f32>) {
// CHECK: } else {
func.func @cond(%p: tensor<i1>, %x: tensor<f32>) -> tensor<f32> {
  %r = ptir.cond %p(%x) : (tensor<f32>) -> tensor<f32> {
  ^bb0(%a: tensor<f32>):
    ptir.yield %a : tensor<f32>
  } else {
  ^bb0(%a: tensor<f32>):
    %b = ptir.neg %a : tensor<f32>
    ptir.yield %b : tensor<f32>
  }
  return %r : tensor<f32>
}
