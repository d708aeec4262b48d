// Composites give way to their regions, from the outside in.
// RUN: ptir-opt %s -ptir-inline-composites | FileCheck %s

// CHECK-LABEL: func @nested(
// CHECK-SAME: %[[X:.*]]: tensor<4xf32>, %[[Y:.*]]: tensor<4xf32>)
// CHECK-NEXT: %[[E:.*]] = ptir.exp %[[Y]] : tensor<4xf32>
// CHECK-NEXT: %[[R:.*]] = ptir.sub %[[X]], %[[E]] : tensor<4xf32>
// CHECK-NEXT: return %[[R]]
func.func @nested(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  %0 = ptir.composite "outer"(%x, %y)
      : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: tensor<4xf32>, %b: tensor<4xf32>):
    %s = ptir.composite "inner"(%b) : (tensor<4xf32>) -> tensor<4xf32> {
    ^bb0(%c: tensor<4xf32>):
      %t = ptir.exp %c : tensor<4xf32>
      ptir.yield %t : tensor<4xf32>
    }
    %u = ptir.sub %a, %s : tensor<4xf32>
    ptir.yield %u : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}

// Arguments that are yielded are the inputs.
// CHECK-LABEL: func @swap(
// CHECK-SAME: %[[X:.*]]: tensor<4xf32>, %[[Y:.*]]: tensor<4xf32>)
// CHECK-NEXT: return %[[Y]], %[[X]]
func.func @swap(%x: tensor<4xf32>, %y: tensor<4xf32>)
    -> (tensor<4xf32>, tensor<4xf32>) {
  %0:2 = ptir.composite "swap"(%x, %y)
      : (tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  ^bb0(%a: tensor<4xf32>, %b: tensor<4xf32>):
    ptir.yield %b, %a : tensor<4xf32>, tensor<4xf32>
  }
  return %0#0, %0#1 : tensor<4xf32>, tensor<4xf32>
}

// CHECK-LABEL: func @nothing(
// CHECK-NEXT: return
func.func @nothing() {
  ptir.composite "nothing"() : () -> () {
    ptir.yield
  }
  return
}

// What is no composite stays.
// CHECK-LABEL: func @others(
// CHECK-NEXT: ptir.custom_call "a.b.v1"
func.func @others(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = ptir.custom_call "a.b.v1"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// An op whose meaning is a composite is inlined as that.
// CHECK-LABEL: func @layer_norm(
// CHECK-NOT: ptir.layer_norm
// CHECK-NOT: ptir.composite
// CHECK: ptir.rsqrt
// CHECK: return
func.func @layer_norm(%x: tensor<?x8xf32>, %g: tensor<8xf32>) -> tensor<?x8xf32> {
  %0 = ptir.layer_norm %x, %g, %g epsilon 1.0e-5 axis 1
      : tensor<?x8xf32>, tensor<8xf32>, tensor<8xf32>
  return %0 : tensor<?x8xf32>
}
