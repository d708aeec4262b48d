// RUN: ptir-opt %s -canonicalize | FileCheck %s

// `ptir.dim` follows an extent to where it is decided.

// CHECK-LABEL: func @static(
func.func @static(%x: tensor<?x3xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<3> : tensor<si64>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.dim %x, -1 : tensor<?x3xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @negative_axis(
func.func @negative_axis(%x: tensor<?x3xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 0 : tensor<?x3xf32>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.dim %x, -2 : tensor<?x3xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @elementwise(
func.func @elementwise(%x: tensor<3x?xf32>, %y: tensor<3x?xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 1 : tensor<3x?xf32>
  // CHECK-NEXT: return %[[R]]
  %z = ptir.add %x, %y : tensor<3x?xf32>
  %e = ptir.exp %z : tensor<3x?xf32>
  %c = ptir.cast %e : tensor<3x?xf32> -> tensor<3x?xsi8>
  %r = ptir.dim %c, 1 : tensor<3x?xsi8>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @select(
func.func @select(%p: tensor<?xi1>, %x: tensor<?xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 0 : tensor<?xi1>
  // CHECK-NEXT: return %[[R]]
  %z = ptir.select %p, %x, %x : tensor<?xi1>, tensor<?xf32>
  %r = ptir.dim %z, 0 : tensor<?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @transpose(
func.func @transpose(%x: tensor<?x?x3xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 1 : tensor<?x?x3xf32>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.transpose %x [2, 0, 1] : tensor<?x?x3xf32>
  %r = ptir.dim %y, 2 : tensor<3x?x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @reduce(
func.func @reduce(%x: tensor<2x?x3x?xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 3 : tensor<2x?x3x?xf32>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.reduce sum, %x axes [0, -2] : tensor<2x?x3x?xf32> -> tensor<?x?xf32>
  %r = ptir.dim %y, 1 : tensor<?x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @reduce_keepdims(
func.func @reduce_keepdims(%x: tensor<2x?x3x?xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 1 : tensor<2x?x3x?xf32>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.reduce sum, %x axes [0, 2] keepdims : tensor<2x?x3x?xf32> -> tensor<1x?x1x?xf32>
  %r = ptir.dim %y, 1 : tensor<1x?x1x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @dot_batch(
func.func @dot_batch(%x: tensor<?x?x3xf32>, %y: tensor<?x3x?xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 1 : tensor<?x?x3xf32>
  // CHECK-NEXT: return %[[R]]
  %z = ptir.dot_general %x, %y batch [1] x [0] contract [2] x [1] : (tensor<?x?x3xf32>, tensor<?x3x?xf32>) -> tensor<?x?x?xf32>
  %r = ptir.dim %z, 0 : tensor<?x?x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @dot_lhs(
func.func @dot_lhs(%x: tensor<?x?x3xf32>, %y: tensor<?x3x?xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 0 : tensor<?x?x3xf32>
  // CHECK-NEXT: return %[[R]]
  %z = ptir.dot_general %x, %y batch [1] x [0] contract [2] x [1] : (tensor<?x?x3xf32>, tensor<?x3x?xf32>) -> tensor<?x?x?xf32>
  %r = ptir.dim %z, 1 : tensor<?x?x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @dot_rhs(
func.func @dot_rhs(%x: tensor<?x?x3xf32>, %y: tensor<?x3x?xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg1, 2 : tensor<?x3x?xf32>
  // CHECK-NEXT: return %[[R]]
  %z = ptir.dot_general %x, %y batch [1] x [0] contract [2] x [1] : (tensor<?x?x3xf32>, tensor<?x3x?xf32>) -> tensor<?x?x?xf32>
  %r = ptir.dim %z, 2 : tensor<?x?x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @take_index(
func.func @take_index(%x: tensor<7x?xf32>, %i: tensor<?xsi32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg1, 0 : tensor<?xsi32>
  // CHECK-NEXT: return %[[R]]
  %z = ptir.take %x, %i : tensor<7x?xf32>, tensor<?xsi32>
  %r = ptir.dim %z, 0 : tensor<?x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @take_row(
func.func @take_row(%x: tensor<7x?xf32>, %i: tensor<?xsi32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 1 : tensor<7x?xf32>
  // CHECK-NEXT: return %[[R]]
  %z = ptir.take %x, %i : tensor<7x?xf32>, tensor<?xsi32>
  %r = ptir.dim %z, 1 : tensor<?x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @broadcast_to(
func.func @broadcast_to(%n: tensor<si64>, %m: tensor<si64>) -> tensor<si64> {
  // CHECK: return %arg1 :
  %c = ptir.constant dense<1.0> : tensor<f32>
  %y = ptir.broadcast_to %c dims(%n, %m) : tensor<f32> -> tensor<?x3x?xf32>
  %r = ptir.dim %y, 2 : tensor<?x3x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @iota(
func.func @iota(%n: tensor<si64>, %m: tensor<si64>) -> tensor<si64> {
  // CHECK: return %arg1 :
  %y = ptir.iota axis 1 dims(%n, %m) : tensor<?x?xf32>
  %r = ptir.dim %y, 1 : tensor<?x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @slice(
func.func @slice(%x: tensor<?x?xf32>, %n: tensor<si64>, %m: tensor<si64>) -> tensor<si64> {
  // CHECK: return %arg1 :
  %y = ptir.slice %x starts [0, 0] sizes [-1, -1] dims(%n, %m) : tensor<?x?xf32>
  %r = ptir.dim %y, 0 : tensor<?x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @dynamic_slice(
func.func @dynamic_slice(%x: tensor<?x?xf32>, %s: tensor<2xsi32>, %n: tensor<si64>) -> tensor<si64> {
  // CHECK: return %arg2 :
  %y = ptir.dynamic_slice %x, %s sizes [1, -1] dims(%n) : tensor<?x?xf32>, tensor<2xsi32>
  %r = ptir.dim %y, 1 : tensor<1x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @dynamic_update_slice(
func.func @dynamic_update_slice(%x: tensor<?xf32>, %u: tensor<1xf32>, %s: tensor<1xsi32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 0 : tensor<?xf32>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.dynamic_update_slice %x, %u, %s : tensor<?xf32>, tensor<1xf32>, tensor<1xsi32>
  %r = ptir.dim %y, 0 : tensor<?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @concat_axis(
func.func @concat_axis(%x: tensor<?x3xf32>, %y: tensor<5x3xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[C:.*]] = ptir.constant dense<5> : tensor<si64>
  // CHECK-NEXT: %[[D:.*]] = ptir.dim %arg0, 0 : tensor<?x3xf32>
  // CHECK-NEXT: %[[R:.*]] = ptir.add %[[D]], %[[C]] : tensor<si64>
  // CHECK-NEXT: return %[[R]]
  %z = ptir.concat %x, %y axis 0 : tensor<?x3xf32>, tensor<5x3xf32>
  %r = ptir.dim %z, 0 : tensor<?x3xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @concat_other(
func.func @concat_other(%x: tensor<2x?xf32>, %y: tensor<5x?xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 1 : tensor<2x?xf32>
  // CHECK-NEXT: return %[[R]]
  %z = ptir.concat %x, %y axis 0 : tensor<2x?xf32>, tensor<5x?xf32>
  %r = ptir.dim %z, 1 : tensor<7x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @reshape_dims(
func.func @reshape_dims(%x: tensor<?xf32>, %n: tensor<si64>, %m: tensor<si64>) -> tensor<si64> {
  // CHECK: return %arg2 :
  %y = ptir.reshape %x dims(%n, %m) : tensor<?xf32> -> tensor<?x?xf32>
  %r = ptir.dim %y, 1 : tensor<?x?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @reshape_split(
func.func @reshape_split(%x: tensor<?x768xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 0 : tensor<?x768xf32>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.reshape %x : tensor<?x768xf32> -> tensor<?x12x64xf32>
  %r = ptir.dim %y, 0 : tensor<?x12x64xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @reshape_flatten(
func.func @reshape_flatten(%x: tensor<?x?x6xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[C:.*]] = ptir.constant dense<3> : tensor<si64>
  // CHECK-NEXT: %[[N:.*]] = ptir.dim %arg0, 0 : tensor<?x?x6xf32>
  // CHECK-NEXT: %[[P:.*]] = ptir.mul %[[N]], %[[C]] : tensor<si64>
  // CHECK-NEXT: %[[M:.*]] = ptir.dim %arg0, 1 : tensor<?x?x6xf32>
  // CHECK-NEXT: %[[R:.*]] = ptir.mul %[[P]], %[[M]] : tensor<si64>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.reshape %x : tensor<?x?x6xf32> -> tensor<?x2xf32>
  %r = ptir.dim %y, 0 : tensor<?x2xf32>
  return %r : tensor<si64>
}

// 6 n / 4 = 3 n / 2.
// CHECK-LABEL: func @reshape_divides(
func.func @reshape_divides(%x: tensor<?x6xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[B:.*]] = ptir.constant dense<2> : tensor<si64>
  // CHECK-NEXT: %[[A:.*]] = ptir.constant dense<3> : tensor<si64>
  // CHECK-NEXT: %[[N:.*]] = ptir.dim %arg0, 0 : tensor<?x6xf32>
  // CHECK-NEXT: %[[P:.*]] = ptir.mul %[[N]], %[[A]] : tensor<si64>
  // CHECK-NEXT: %[[R:.*]] = ptir.div %[[P]], %[[B]] : tensor<si64>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.reshape %x : tensor<?x6xf32> -> tensor<?x4xf32>
  %r = ptir.dim %y, 0 : tensor<?x4xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @reshape_empty(
func.func @reshape_empty(%x: tensor<?x0xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<0> : tensor<si64>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.reshape %x : tensor<?x0xf32> -> tensor<?x4xf32>
  %r = ptir.dim %y, 0 : tensor<?x4xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @argument_stays(
func.func @argument_stays(%x: tensor<?xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 0 : tensor<?xf32>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.dim %x, 0 : tensor<?xf32>
  return %r : tensor<si64>
}

// The region says which input an extent comes from.
// CHECK-LABEL: func @composite(
func.func @composite(%x: tensor<?xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.dim %arg0, 0 : tensor<?xf32>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.composite "id"(%x) : (tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: tensor<?xf32>):
    %n = ptir.dim %a, 0 : tensor<?xf32>
    %c = ptir.constant dense<1.0> : tensor<f32>
    %b = ptir.broadcast_to %c dims(%n) : tensor<f32> -> tensor<?xf32>
    ptir.yield %b : tensor<?xf32>
  }
  %r = ptir.dim %y, 0 : tensor<?xf32>
  return %r : tensor<si64>
}

// CHECK-LABEL: func @composite_computes_stays(
func.func @composite_computes_stays(%x: tensor<?xf32>) -> tensor<si64> {
  // CHECK: %[[Y:.*]] = ptir.composite
  // CHECK: ptir.dim %[[Y]], 0
  %y = ptir.composite "repeat"(%x) : (tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: tensor<?xf32>):
    %b = ptir.concat %a, %a axis 0 : tensor<?xf32>, tensor<?xf32>
    ptir.yield %b : tensor<?xf32>
  }
  %r = ptir.dim %y, 0 : tensor<?xf32>
  return %r : tensor<si64>
}

// (12 * 5 - 7) / 12.
// CHECK-LABEL: func @extent_arithmetic(
func.func @extent_arithmetic(%x: tensor<12x5xf32>) -> tensor<si64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<4> : tensor<si64>
  // CHECK-NEXT: return %[[R]]
  %n = ptir.dim %x, 0 : tensor<12x5xf32>
  %m = ptir.dim %x, 1 : tensor<12x5xf32>
  %p = ptir.mul %n, %m : tensor<si64>
  %c = ptir.constant dense<7> : tensor<si64>
  %q = ptir.sub %p, %c : tensor<si64>
  %r = ptir.div %q, %n : tensor<si64>
  return %r : tensor<si64>
}

// A graph region may hold a cycle, which has no source.
// CHECK-LABEL: module @cycle
module @cycle {
  // CHECK: ptir.dim %{{.*}}, 0 : tensor<?xf32>
  %0 = ptir.exp %1 : tensor<?xf32>
  %1 = ptir.abs %0 : tensor<?xf32>
  %2 = ptir.dim %1, 0 : tensor<?xf32>
  %3 = tensor.extract %2[] : tensor<si64>
  %4 = builtin.unrealized_conversion_cast %3 : si64 to i64
  vector.print %4 : i64
}

// CHECK-LABEL: func @scatter(
func.func @scatter(%x: tensor<?x3xf32>, %i: tensor<?x3xsi32>) -> (tensor<si64>, tensor<si64>) {
  // CHECK-NEXT: %[[X:.*]] = ptir.dim %arg0, 0 : tensor<?x3xf32>
  // CHECK-NEXT: %[[I:.*]] = ptir.dim %arg1, 0 : tensor<?x3xsi32>
  // CHECK-NEXT: return %[[X]], %[[I]]
  %g = ptir.gather %x, %i axis 0 : tensor<?x3xf32>, tensor<?x3xsi32>
  %y = ptir.scatter_reduce add, %x, %i, %g axis 0 : tensor<?x3xf32>, tensor<?x3xsi32>, tensor<?x3xf32>
  %0 = ptir.dim %y, 0 : tensor<?x3xf32>
  %1 = ptir.dim %g, 0 : tensor<?x3xf32>
  return %0, %1 : tensor<si64>, tensor<si64>
}

// CHECK-LABEL: func @sorted(
func.func @sorted(%x: tensor<?x9x?xf32>) -> (tensor<si64>, tensor<si64>) {
  // CHECK-NEXT: %[[P:.*]] = ptir.dim %arg0, 2 : tensor<?x9x?xf32>
  // CHECK-NEXT: %[[M:.*]] = ptir.dim %arg0, 2 : tensor<?x9x?xf32>
  // CHECK-NEXT: return %[[P]], %[[M]]
  %v, %p = ptir.top_k %x k 4 axis 1 : tensor<?x9x?xf32> -> tensor<?x4x?xf32>, tensor<?x4x?xsi32>
  %m = ptir.argmax %v axis 1 : tensor<?x4x?xf32> -> tensor<?x?xsi32>
  %0 = ptir.dim %p, 2 : tensor<?x4x?xsi32>
  %1 = ptir.dim %m, 1 : tensor<?x?xsi32>
  return %0, %1 : tensor<si64>, tensor<si64>
}

// Padding that a window takes away again.
// CHECK-LABEL: func @same_padding(
func.func @same_padding(%x: tensor<?x?x3xf32>) -> (tensor<si64>, tensor<si64>) {
  // CHECK-NEXT: %[[N:.*]] = ptir.dim %arg0, 0 : tensor<?x?x3xf32>
  // CHECK-NEXT: %[[W:.*]] = ptir.dim %arg0, 1 : tensor<?x?x3xf32>
  // CHECK-NEXT: return %[[N]], %[[W]]
  %p = ptir.extract_patches %x window [3] strides [1] dilation [2] padding [2, 2] pad 0.0 : f32 : tensor<?x?x3xf32>
  %t = ptir.tile %p [1, 1, 2] : tensor<?x?x9xf32>
  %0 = ptir.dim %t, 0 : tensor<?x?x18xf32>
  %1 = ptir.dim %t, 1 : tensor<?x?x18xf32>
  return %0, %1 : tensor<si64>, tensor<si64>
}
