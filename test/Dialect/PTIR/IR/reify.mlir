// RUN: ptir-opt %s -resolve-ranked-shaped-type-result-dims -canonicalize | FileCheck %s

// Lowering asks each op for its result extents (as `index`) and gets values
// computed from operands: the op itself is no longer needed.

// An extent is read from a `tensor<si64>`.
// CHECK-LABEL: func @elementwise(
// CHECK-SAME: %[[X:.*]]: tensor<3x?xf32>
func.func @elementwise(%x: tensor<3x?xf32>) -> (index, index) {
  // CHECK-NOT: ptir.exp
  // CHECK: %[[C3:.*]] = arith.constant 3 : index
  // CHECK: %[[D:.*]] = ptir.dim %[[X]], 1 : tensor<3x?xf32>
  // CHECK: %[[E:.*]] = tensor.extract %[[D]][] : tensor<si64>
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]] : si64 to i64
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]] : i64 to index
  // CHECK: return %[[C3]], %[[I]]
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %y = ptir.exp %x : tensor<3x?xf32>
  %0 = tensor.dim %y, %c0 : tensor<3x?xf32>
  %1 = tensor.dim %y, %c1 : tensor<3x?xf32>
  return %0, %1 : index, index
}

// CHECK-LABEL: func @add(
func.func @add(%x: tensor<?xf32>) -> index {
  // CHECK-NOT: ptir.add 
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 0 :
  // CHECK: %[[E:.*]] = tensor.extract %[[D]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.add %x, %x : tensor<?xf32>
  %0 = tensor.dim %y, %i : tensor<?xf32>
  return %0 : index
}

// CHECK-LABEL: func @compare(
func.func @compare(%x: tensor<?xf32>) -> index {
  // CHECK-NOT: ptir.compare 
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 0 :
  // CHECK: %[[E:.*]] = tensor.extract %[[D]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.compare lt, %x, %x : tensor<?xf32>
  %0 = tensor.dim %y, %i : tensor<?xi1>
  return %0 : index
}

// CHECK-LABEL: func @cast(
func.func @cast(%x: tensor<?xf32>) -> index {
  // CHECK-NOT: ptir.cast 
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 0 :
  // CHECK: %[[E:.*]] = tensor.extract %[[D]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.cast %x : tensor<?xf32> -> tensor<?xsi8>
  %0 = tensor.dim %y, %i : tensor<?xsi8>
  return %0 : index
}

// CHECK-LABEL: func @reduce(
func.func @reduce(%x: tensor<?x2x?xf32>) -> index {
  // CHECK-NOT: ptir.reduce 
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 2 :
  // CHECK: %[[E:.*]] = tensor.extract %[[D]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 1 : index
  %y = ptir.reduce max, %x axes [0] : tensor<?x2x?xf32> -> tensor<2x?xf32>
  %0 = tensor.dim %y, %i : tensor<2x?xf32>
  return %0 : index
}

// CHECK-LABEL: func @dot_general(
func.func @dot_general(%x: tensor<?x8xf32>, %w: tensor<8x?xf32>) -> index {
  // CHECK-NOT: ptir.dot_general 
  // CHECK: %[[D:.*]] = ptir.dim %arg1, 1 :
  // CHECK: %[[E:.*]] = tensor.extract %[[D]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 1 : index
  %y = ptir.dot_general %x, %w contract [1] x [0] : (tensor<?x8xf32>, tensor<8x?xf32>) -> tensor<?x?xf32>
  %0 = tensor.dim %y, %i : tensor<?x?xf32>
  return %0 : index
}

// CHECK-LABEL: func @reshape(
func.func @reshape(%x: tensor<?x6xf32>) -> index {
  // CHECK-NOT: ptir.reshape 
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 0 :
  // CHECK: %[[E:.*]] = tensor.extract %[[D]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.reshape %x : tensor<?x6xf32> -> tensor<?x2x3xf32>
  %0 = tensor.dim %y, %i : tensor<?x2x3xf32>
  return %0 : index
}

// CHECK-LABEL: func @reshape_inferred(
func.func @reshape_inferred(%x: tensor<?x6xf32>) -> index {
  // CHECK-NOT: ptir.reshape 
  // CHECK: %[[C:.*]] = ptir.constant dense<3> : tensor<si64>
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 0
  // CHECK: %[[M:.*]] = ptir.mul %[[D]], %[[C]]
  // CHECK: %[[E:.*]] = tensor.extract %[[M]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.reshape %x : tensor<?x6xf32> -> tensor<?x2xf32>
  %0 = tensor.dim %y, %i : tensor<?x2xf32>
  return %0 : index
}

// CHECK-LABEL: func @transpose(
func.func @transpose(%x: tensor<?x2xf32>) -> index {
  // CHECK-NOT: ptir.transpose 
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 0 :
  // CHECK: %[[E:.*]] = tensor.extract %[[D]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 1 : index
  %y = ptir.transpose %x [1, 0] : tensor<?x2xf32>
  %0 = tensor.dim %y, %i : tensor<2x?xf32>
  return %0 : index
}

// CHECK-LABEL: func @broadcast_to(
func.func @broadcast_to(%x: tensor<f32>, %n: tensor<si64>) -> index {
  // CHECK-NOT: ptir.broadcast_to 
  // CHECK: %[[E:.*]] = tensor.extract %arg1[]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 1 : index
  %y = ptir.broadcast_to %x dims(%n) : tensor<f32> -> tensor<2x?xf32>
  %0 = tensor.dim %y, %i : tensor<2x?xf32>
  return %0 : index
}

// CHECK-LABEL: func @concat(
func.func @concat(%x: tensor<?xf32>, %w: tensor<?xf32>) -> index {
  // CHECK-NOT: ptir.concat 
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 0
  // CHECK: %[[F:.*]] = ptir.dim %arg1, 0
  // CHECK: %[[S:.*]] = ptir.add %[[D]], %[[F]]
  // CHECK: %[[E:.*]] = tensor.extract %[[S]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.concat %x, %w axis 0 : tensor<?xf32>, tensor<?xf32>
  %0 = tensor.dim %y, %i : tensor<?xf32>
  return %0 : index
}

// CHECK-LABEL: func @iota(
func.func @iota(%n: tensor<si64>) -> index {
  // CHECK-NOT: ptir.iota 
  // CHECK: %[[E:.*]] = tensor.extract %arg0[]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.iota axis 0 dims(%n) : tensor<?xf32>
  %0 = tensor.dim %y, %i : tensor<?xf32>
  return %0 : index
}

// CHECK-LABEL: func @slice(
func.func @slice(%x: tensor<?xf32>, %n: tensor<si64>) -> index {
  // CHECK-NOT: ptir.slice 
  // CHECK: %[[E:.*]] = tensor.extract %arg1[]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.slice %x starts [0] sizes [-1] dims(%n) : tensor<?xf32>
  %0 = tensor.dim %y, %i : tensor<?xf32>
  return %0 : index
}

// CHECK-LABEL: func @take(
func.func @take(%x: tensor<4x?xf32>, %j: tensor<?xsi32>) -> index {
  // CHECK-NOT: ptir.take 
  // CHECK: %[[D:.*]] = ptir.dim %arg1, 0 :
  // CHECK: %[[E:.*]] = tensor.extract %[[D]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.take %x, %j : tensor<4x?xf32>, tensor<?xsi32>
  %0 = tensor.dim %y, %i : tensor<?x?xf32>
  return %0 : index
}

// CHECK-LABEL: func @dynamic_slice(
func.func @dynamic_slice(%x: tensor<?xf32>, %s: tensor<1xsi32>, %n: tensor<si64>) -> index {
  // CHECK-NOT: ptir.dynamic_slice 
  // CHECK: %[[E:.*]] = tensor.extract %arg2[]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.dynamic_slice %x, %s sizes [-1] dims(%n) : tensor<?xf32>, tensor<1xsi32>
  %0 = tensor.dim %y, %i : tensor<?xf32>
  return %0 : index
}

// CHECK-LABEL: func @dynamic_update_slice(
func.func @dynamic_update_slice(%x: tensor<?xf32>, %s: tensor<1xsi32>) -> index {
  // CHECK-NOT: ptir.dynamic_update_slice 
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 0 :
  // CHECK: %[[E:.*]] = tensor.extract %[[D]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.dynamic_update_slice %x, %x, %s : tensor<?xf32>, tensor<?xf32>, tensor<1xsi32>
  %0 = tensor.dim %y, %i : tensor<?xf32>
  return %0 : index
}

// The region of a composite says which input an extent comes from.
// CHECK-LABEL: func @composite(
func.func @composite(%x: tensor<2x?xf32>) -> index {
  // CHECK-NOT: ptir.composite
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 1 :
  // CHECK: %[[E:.*]] = tensor.extract %[[D]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.composite "turn"(%x) : (tensor<2x?xf32>) -> tensor<?x2xf32> {
  ^bb0(%a: tensor<2x?xf32>):
    %b = ptir.transpose %a [1, 0] : tensor<2x?xf32>
    ptir.yield %b : tensor<?x2xf32>
  }
  %0 = tensor.dim %y, %i : tensor<?x2xf32>
  return %0 : index
}

// An extent that is computed in the region is known by the result alone.
// CHECK-LABEL: func @composite_computes(
func.func @composite_computes(%x: tensor<?xf32>) -> index {
  // CHECK: %[[Y:.*]] = ptir.composite
  // CHECK: %[[I:.*]] = tensor.dim %[[Y]], %{{.*}} : tensor<?xf32>
  // CHECK: return %[[I]]
  %i = arith.constant 0 : index
  %y = ptir.composite "repeat"(%x) : (tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: tensor<?xf32>):
    %b = ptir.concat %a, %a axis 0 : tensor<?xf32>, tensor<?xf32>
    ptir.yield %b : tensor<?xf32>
  }
  %0 = tensor.dim %y, %i : tensor<?xf32>
  return %0 : index
}

// CHECK-LABEL: func @pad(
func.func @pad(%x: tensor<?xf32>) -> index {
  // CHECK-NOT: ptir.pad
  // CHECK-DAG: %[[TWO:.*]] = ptir.constant dense<2> : tensor<si64>
  // CHECK-DAG: %[[MINUS:.*]] = ptir.constant dense<-1> : tensor<si64>
  // CHECK-DAG: %[[ZERO:.*]] = ptir.constant dense<0> : tensor<si64>
  // CHECK-DAG: %[[FIVE:.*]] = ptir.constant dense<5> : tensor<si64>
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 0
  // CHECK: %[[M:.*]] = ptir.mul %[[D]], %[[TWO]]
  // CHECK: %[[A:.*]] = ptir.add %[[M]], %[[MINUS]]
  // CHECK: %[[H:.*]] = ptir.maximum %[[A]], %[[ZERO]]
  // CHECK: %[[S:.*]] = ptir.add %[[H]], %[[FIVE]]
  // CHECK: %[[R:.*]] = ptir.maximum %[[S]], %[[ZERO]]
  // CHECK: %[[E:.*]] = tensor.extract %[[R]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.pad %x low [2] high [3] interior [1] with 0.0 : f32 : tensor<?xf32>
  %0 = tensor.dim %y, %i : tensor<?xf32>
  return %0 : index
}

// CHECK-LABEL: func @tile(
func.func @tile(%x: tensor<?xf32>) -> index {
  // CHECK-NOT: ptir.tile
  // CHECK: %[[C:.*]] = ptir.constant dense<3> : tensor<si64>
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 0
  // CHECK: %[[M:.*]] = ptir.mul %[[D]], %[[C]]
  // CHECK: %[[E:.*]] = tensor.extract %[[M]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.tile %x [3] : tensor<?xf32>
  %0 = tensor.dim %y, %i : tensor<?xf32>
  return %0 : index
}

// CHECK-LABEL: func @reduce_window(
func.func @reduce_window(%x: tensor<?xf32>) -> index {
  // CHECK-NOT: ptir.reduce_window
  // CHECK-DAG: %[[TWO:.*]] = ptir.constant dense<2> : tensor<si64>
  // CHECK-DAG: %[[ZERO:.*]] = ptir.constant dense<0> : tensor<si64>
  // CHECK-DAG: %[[MINUS:.*]] = ptir.constant dense<-1> : tensor<si64>
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 0
  // CHECK: %[[A:.*]] = ptir.add %[[D]], %[[MINUS]]
  // CHECK: %[[H:.*]] = ptir.maximum %[[A]], %[[ZERO]]
  // CHECK: %[[R:.*]] = ptir.div %[[H]], %[[TWO]]
  // CHECK: %[[E:.*]] = tensor.extract %[[R]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 0 : index
  %y = ptir.reduce_window max, %x window [3] strides [2] base_dilation [1] window_dilation [1] padding [0, 0] : tensor<?xf32> -> tensor<?xf32>
  %0 = tensor.dim %y, %i : tensor<?xf32>
  return %0 : index
}

// The last dimension of patches holds window and channels.
// CHECK-LABEL: func @extract_patches(
func.func @extract_patches(%x: tensor<2x8x?xf32>) -> index {
  // CHECK-NOT: ptir.extract_patches
  // CHECK: %[[C:.*]] = ptir.constant dense<3> : tensor<si64>
  // CHECK: %[[D:.*]] = ptir.dim %arg0, 2
  // CHECK: %[[M:.*]] = ptir.mul %[[D]], %[[C]]
  // CHECK: %[[E:.*]] = tensor.extract %[[M]][]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast %[[E]]
  // CHECK: %[[I:.*]] = arith.index_cast %[[B]]
  // CHECK: return %[[I]] : index
  %i = arith.constant 2 : index
  %y = ptir.extract_patches %x window [3] strides [1] dilation [1] padding [0, 0] pad 0.0 : f32 : tensor<2x8x?xf32>
  %0 = tensor.dim %y, %i : tensor<2x6x?xf32>
  return %0 : index
}
