// What depends on parameters alone is computed by functions of its own.
// RUN: ptir-opt %s -ptir-fold-params | FileCheck %s
// It computes the same.
// RUN: ptir-opt %s -ptir-validate-passes -ptir-fold-params -o /dev/null
// A second run changes nothing.
// RUN: ptir-opt %s -ptir-fold-params -ptir-fold-params | FileCheck %s

// CHECK-LABEL: func @direct(
// CHECK-NEXT: %[[T:.*]] = ptir.param "derived:w.[[$HASH:[0-9a-f]+]]" : tensor<4x8xf32>
// CHECK-NEXT: ptir.dot_general %{{.*}}, %[[T]]
// CHECK-NEXT: return
func.func @direct(%x: tensor<?x4xf32>) -> tensor<?x8xf32> {
  %w = ptir.param "w" : tensor<8x4xf32>
  %two = ptir.constant dense<2.0> : tensor<4x8xf32>
  %t = ptir.transpose %w [1, 0] : tensor<8x4xf32>
  %s = ptir.mul %t, %two : tensor<4x8xf32>
  %y = ptir.dot_general %x, %s contract [1] x [0] : (tensor<?x4xf32>, tensor<4x8xf32>) -> tensor<?x8xf32>
  return %y : tensor<?x8xf32>
}

// The same expression has the same name, and one function.
// CHECK-LABEL: func @again(
// CHECK-NEXT: ptir.param "derived:w.[[$HASH]]" : tensor<4x8xf32>
func.func @again(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %w = ptir.param "w" : tensor<8x4xf32>
  %two = ptir.constant dense<2.0> : tensor<4x8xf32>
  %t = ptir.transpose %w [1, 0] : tensor<8x4xf32>
  %s = ptir.mul %t, %two : tensor<4x8xf32>
  %y = ptir.add %x, %s : tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// Private functions get it as an argument.
// CHECK-LABEL: func @calls(
// CHECK-SAME: %[[X:.*]]: tensor<2x4xf32>)
// CHECK: %[[A:.*]] = ptir.param "derived:a.{{[0-9a-f]+}}" : tensor<4xf32>
// CHECK: %[[Y:.*]] = call @layer(%[[X]], %[[A]])
// CHECK: %[[B:.*]] = ptir.param "derived:b.{{[0-9a-f]+}}" : tensor<4xf32>
// CHECK: call @layer(%[[Y]], %[[B]])
// CHECK-LABEL: func private @layer(
// CHECK-SAME: tensor<2x4xf32>, %[[R:.*]]: tensor<4xf32>) -> tensor<2x4xf32>
// CHECK-NEXT: ptir.broadcast_to %[[R]]
func.func @calls(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %a = ptir.param "a" : tensor<4xf32>
  %b = ptir.param "b" : tensor<4xf32>
  %y = call @layer(%x, %a) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  %z = call @layer(%y, %b) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  return %z : tensor<2x4xf32>
}
func.func private @layer(%x: tensor<2x4xf32>, %v: tensor<4xf32>) -> tensor<2x4xf32> {
  %r = ptir.exp %v : tensor<4xf32>
  %s = ptir.broadcast_to %r : tensor<4xf32> -> tensor<2x4xf32>
  %y = ptir.mul %x, %s : tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}

// One caller passes what it computes: the function stays.
// CHECK-LABEL: func private @mixed(
// CHECK-SAME: tensor<4xf32>, %[[V:.*]]: tensor<4xf32>)
// CHECK-NEXT: ptir.exp %[[V]]
func.func private @mixed(%x: tensor<4xf32>, %v: tensor<4xf32>) -> tensor<4xf32> {
  %r = ptir.exp %v : tensor<4xf32>
  %y = ptir.mul %x, %r : tensor<4xf32>
  return %y : tensor<4xf32>
}
func.func @calls_mixed(%x: tensor<4xf32>) -> tensor<4xf32> {
  %a = ptir.param "a" : tensor<4xf32>
  %y = call @mixed(%x, %a) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %z = call @mixed(%x, %y) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %z : tensor<4xf32>
}

// More than twice the elements: a repeated row is not worth its memory.
// CHECK-LABEL: func @too_large(
// CHECK: ptir.param "a"
// CHECK: ptir.broadcast_to
// CHECK: ptir.mul
func.func @too_large(%x: tensor<9x4xf32>) -> tensor<9x4xf32> {
  %a = ptir.param "a" : tensor<4xf32>
  %b = ptir.broadcast_to %a : tensor<4xf32> -> tensor<9x4xf32>
  %c = ptir.mul %b, %b : tensor<9x4xf32>
  %y = ptir.add %x, %c : tensor<9x4xf32>
  return %y : tensor<9x4xf32>
}

// A reshape that no product reads costs nothing where it is.
// CHECK-LABEL: func @only_reshaped(
// CHECK: ptir.param "a"
// CHECK: ptir.reshape
func.func @only_reshaped(%x: tensor<2x2xf32>) -> tensor<2x2xf32> {
  %a = ptir.param "a" : tensor<4xf32>
  %b = ptir.reshape %a : tensor<4xf32> -> tensor<2x2xf32>
  %y = ptir.add %x, %b : tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

// One that a product of another function reads is read reshaped.
// CHECK-LABEL: func @reshaped_for_product(
// CHECK: %[[K:.*]] = ptir.param "derived:k.{{[0-9a-f]+}}" : tensor<3x8xf32>
// CHECK-NEXT: call @windows(%{{.*}}, %[[K]])
// CHECK-LABEL: func private @windows(
// CHECK-SAME: %[[X:.*]]: tensor<2x8xf32>, %[[M:.*]]: tensor<3x8xf32>)
// CHECK-NEXT: ptir.dot_general %[[X]], %[[M]]
func.func @reshaped_for_product(%x: tensor<2x8xf32>) -> tensor<2x3xf32> {
  %k = ptir.param "k" : tensor<3x2x4xf32>
  %y = call @windows(%x, %k)
      : (tensor<2x8xf32>, tensor<3x2x4xf32>) -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

func.func private @windows(%x: tensor<2x8xf32>, %k: tensor<3x2x4xf32>)
    -> tensor<2x3xf32> {
  %t = ptir.transpose %k [0, 2, 1] : tensor<3x2x4xf32>
  %m = ptir.reshape %t : tensor<3x4x2xf32> -> tensor<3x8xf32>
  %y = ptir.dot_general %x, %m contract [1] x [1]
      : (tensor<2x8xf32>, tensor<3x8xf32>) -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// An index may be out of range, and a region may never be run.
// CHECK-LABEL: func @may_fail(
// CHECK: ptir.take
// CHECK: ptir.exp
func.func @may_fail(%x: tensor<i1>) -> (tensor<2xf32>, tensor<4xf32>) {
  %a = ptir.param "a" : tensor<4xf32>
  %i = ptir.param "i" : tensor<2xsi32>
  %t = ptir.take %a, %i : tensor<4xf32>, tensor<2xsi32>
  %y = ptir.cond %x(%a) : (tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%v: tensor<4xf32>):
    %e = ptir.exp %v : tensor<4xf32>
    ptir.yield %e : tensor<4xf32>
  } else {
  ^bb0(%v: tensor<4xf32>):
    ptir.yield %v : tensor<4xf32>
  }
  return %t, %y : tensor<2xf32>, tensor<4xf32>
}

// CHECK: func @"derived:w.[[$HASH]]"() -> tensor<4x8xf32>
// CHECK-NEXT: ptir.param "w"
// CHECK: ptir.mul
// CHECK-NOT: derived:w
