// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// CHECK: module attributes {ptir.spec_version = "0.4"}
module attributes {ptir.spec_version = "0.4"} {

// CHECK-LABEL: func @param(
func.func @param() {
  // CHECK: ptir.param "h.0.mlp.c_fc.weight" : tensor<3x4xf32>
  %0 = ptir.param "h.0.mlp.c_fc.weight" : tensor<3x4xf32>
  // CHECK: ptir.param "scale" {note} : tensor<bf16>
  %1 = "ptir.param"() {name = "scale", note} : () -> tensor<bf16>
  return
}

// CHECK-LABEL: func @composite(
func.func @composite(%arg0: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK: ptir.composite "double"(%arg0) : (tensor<?xf32>) -> tensor<?xf32> {
  // CHECK-NEXT: ^bb0(%[[A:.*]]: tensor<?xf32>):
  // CHECK-NEXT: %[[S:.*]] = ptir.add %[[A]], %[[A]] : tensor<?xf32>
  // CHECK-NEXT: ptir.yield %[[S]] : tensor<?xf32>
  // CHECK-NEXT: }
  %0 = ptir.composite "double"(%arg0) : (tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: tensor<?xf32>):
    %s = ptir.add %a, %a : tensor<?xf32>
    ptir.yield %s : tensor<?xf32>
  }
  // CHECK: ptir.composite "both" version 2 (%0, %0) config {k = 1 : i64} {note} : (tensor<?xf32>, tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %1:2 = ptir.composite "both" version 2 (%0, %0) config {k = 1} {note} : (tensor<?xf32>, tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  ^bb0(%a: tensor<?xf32>, %b: tensor<?xf32>):
    ptir.yield %b, %a : tensor<?xf32>, tensor<?xf32>
  }
  // CHECK: ptir.composite "nothing"() : () -> () {
  // CHECK-NEXT: ptir.yield
  // CHECK-NEXT: }
  ptir.composite "nothing"() : () -> () {
    ptir.yield
  }
  // CHECK: ptir.composite "generic"(%arg0) : (tensor<?xf32>) -> tensor<?xf32> {
  %2 = "ptir.composite"(%arg0) ({
  ^bb0(%a: tensor<?xf32>):
    "ptir.yield"(%a) : (tensor<?xf32>) -> ()
  }) {name = "generic"} : (tensor<?xf32>) -> tensor<?xf32>
  return %1#0 : tensor<?xf32>
}

// CHECK-LABEL: func @custom_call(
func.func @custom_call(%arg0: tensor<?x3xf32>) {
  // CHECK: ptir.custom_call "onednn.matmul.v1"(%arg0, %arg0) {config = {k = 1 : i64}} : (tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<2x4xf32>
  %0 = ptir.custom_call "onednn.matmul.v1"(%arg0, %arg0) {config = {k = 1}} : (tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<2x4xf32>
  // CHECK: ptir.custom_call "a.b.c.v12"() : () -> (tensor<f32>, tensor<i1>)
  %1:2 = ptir.custom_call "a.b.c.v12"() : () -> (tensor<f32>, tensor<i1>)
  return
}

// What lowered functions carry.
// CHECK: func @signature(%{{.*}}: tensor<2xf32>) attributes {ptir.inplace = array<i64: 0, -1>, ptir.signature = (tensor<2xf32>) -> tensor<2xf32>}
func.func @signature(%arg0: tensor<2xf32>) attributes {
    ptir.inplace = array<i64: 0, -1>,
    ptir.signature = (tensor<2xf32>) -> tensor<2xf32>} {
  return
}

}
