// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// CHECK-LABEL: func @cond(
// CHECK-SAME: %[[P:.*]]: tensor<i1>, %[[X:.*]]: tensor<?xf32>)
func.func @cond(%p: tensor<i1>, %x: tensor<?xf32>) {
  // CHECK: ptir.cond %[[P]](%[[X]]) : (tensor<?xf32>) -> (tensor<?xf32>, tensor<f32>) {
  // CHECK-NEXT: ^bb0(%[[A:.*]]: tensor<?xf32>):
  // CHECK-NEXT: %[[S:.*]] = ptir.reduce
  // CHECK-NEXT: ptir.yield %[[A]], %[[S]] : tensor<?xf32>, tensor<f32>
  // CHECK-NEXT: } else {
  // CHECK-NEXT: ^bb0(%[[B:.*]]: tensor<?xf32>):
  %0:2 = ptir.cond %p(%x) : (tensor<?xf32>) -> (tensor<?xf32>, tensor<f32>) {
  ^bb0(%a: tensor<?xf32>):
    %s = ptir.reduce sum, %a axes [0] : tensor<?xf32> -> tensor<f32>
    ptir.yield %a, %s : tensor<?xf32>, tensor<f32>
  } else {
  ^bb0(%a: tensor<?xf32>):
    %n = ptir.neg %a : tensor<?xf32>
    %s = ptir.constant dense<0.0> : tensor<f32>
    ptir.yield %n, %s : tensor<?xf32>, tensor<f32>
  }
  // Without inputs, with an attribute of its own.
  // CHECK: ptir.cond %[[P]]() {note = "none"} : () -> tensor<f32> {
  // CHECK-NEXT: ptir.constant
  %1 = ptir.cond %p() {note = "none"} : () -> tensor<f32> {
    %c = ptir.constant dense<0.0> : tensor<f32>
    ptir.yield %c : tensor<f32>
  } else {
    %c = ptir.constant dense<1.0> : tensor<f32>
    ptir.yield %c : tensor<f32>
  }
  return
}

// CHECK-LABEL: func @while(
// CHECK-SAME: %[[I:.*]]: tensor<si32>, %[[X:.*]]: tensor<?x2xf32>)
func.func @while(%i: tensor<si32>, %x: tensor<?x2xf32>) {
  // CHECK: ptir.while(%[[I]], %[[X]]) : tensor<si32>, tensor<?x2xf32> cond {
  // CHECK-NEXT: ^bb0(%[[A:.*]]: tensor<si32>, %{{.*}}: tensor<?x2xf32>):
  // CHECK-NEXT: %[[P:.*]] = ptir.compare lt, %[[A]], %[[A]]
  // CHECK-NEXT: ptir.yield %[[P]] : tensor<i1>
  // CHECK-NEXT: } body {
  // CHECK-NEXT: ^bb0(%[[B:.*]]: tensor<si32>, %[[C:.*]]: tensor<?x2xf32>):
  // CHECK-NEXT: ptir.yield %[[B]], %[[C]] : tensor<si32>, tensor<?x2xf32>
  %0:2 = ptir.while(%i, %x) : tensor<si32>, tensor<?x2xf32> cond {
  ^bb0(%a: tensor<si32>, %b: tensor<?x2xf32>):
    %p = ptir.compare lt, %a, %a : tensor<si32>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%a: tensor<si32>, %b: tensor<?x2xf32>):
    ptir.yield %a, %b : tensor<si32>, tensor<?x2xf32>
  }
  return
}

// CHECK-LABEL: func @scan(
// CHECK-SAME: %[[Z:.*]]: tensor<f32>, %[[X:.*]]: tensor<8xf32>, %[[Y:.*]]: tensor<?x3xsi8>)
func.func @scan(%z: tensor<f32>, %x: tensor<8xf32>, %y: tensor<?x3xsi8>) {
  // CHECK: ptir.scan(%[[Z]], %[[X]]) carries 1 : (tensor<f32>, tensor<8xf32>) -> (tensor<f32>, tensor<8xf32>) {
  // CHECK-NEXT: ^bb0(%[[A:.*]]: tensor<f32>, %[[B:.*]]: tensor<f32>):
  %0:2 = ptir.scan(%z, %x) carries 1 : (tensor<f32>, tensor<8xf32>) -> (tensor<f32>, tensor<8xf32>) {
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %s = ptir.add %a, %b : tensor<f32>
    ptir.yield %s, %s : tensor<f32>, tensor<f32>
  }
  // CHECK: ptir.scan(%[[X]], %[[Y]]) carries 0 : (tensor<8xf32>, tensor<?x3xsi8>) -> tensor<8x3xsi8> {
  // CHECK-NEXT: ^bb0(%{{.*}}: tensor<f32>, %[[C:.*]]: tensor<3xsi8>):
  // CHECK-NEXT: ptir.yield %[[C]] : tensor<3xsi8>
  %1 = ptir.scan(%x, %y) carries 0 : (tensor<8xf32>, tensor<?x3xsi8>) -> tensor<8x3xsi8> {
  ^bb0(%a: tensor<f32>, %b: tensor<3xsi8>):
    ptir.yield %b : tensor<3xsi8>
  }
  return
}
