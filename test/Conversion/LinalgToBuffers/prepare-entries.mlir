// Public functions take memrefs and set their results.
// RUN: ptir-opt %s -ptir-prepare-entries | FileCheck %s

// CHECK: func.func @entry(%[[M:.*]]: memref<4xf32>, %[[C:.*]]: memref<?x8xi8>) attributes
// CHECK-DAG: %[[X:.*]] = bufferization.to_tensor %[[M]] restrict : memref<4xf32> to tensor<4xf32>
// CHECK-DAG: %[[Y:.*]] = bufferization.to_tensor %[[C]] restrict writable : memref<?x8xi8> to tensor<?x8xi8>
// CHECK: ptirrt.set_result 0, %[[X]] : tensor<4xf32>
// CHECK: bufferization.materialize_in_destination %[[Y]] in restrict writable %[[C]]
// CHECK: return{{$}}
func.func @entry(%x: tensor<4xf32>, %y: tensor<?x8xi8>)
    -> (tensor<4xf32>, tensor<?x8xi8>)
    attributes {ptir.inplace = array<i64: -1, 1>} {
  return %x, %y : tensor<4xf32>, tensor<?x8xi8>
}

// Without the attribute nothing is updated.
// CHECK-LABEL: func.func @plain(
// CHECK-NOT: writable
// CHECK: ptirrt.set_result 0
// CHECK: ptirrt.set_result 1
// CHECK: return{{$}}
func.func @plain(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  return %x, %x : tensor<4xf32>, tensor<4xf32>
}

// Private functions are bufferization's.
// CHECK: func.func private @hidden(%[[X:.*]]: tensor<4xf32>) -> tensor<4xf32>
// CHECK-NEXT: return %[[X]] : tensor<4xf32>
func.func private @hidden(%x: tensor<4xf32>) -> tensor<4xf32> {
  return %x : tensor<4xf32>
}

// What a private function returns is its caller's to write over: constants,
// parameters and views of them are copied, computed values are not.
// CHECK-LABEL: func.func private @returns(
// CHECK-SAME: %[[X:.*]]: tensor<4xf32>)
// CHECK-DAG: %[[CONSTANT:.*]] = arith.constant dense<5.000000e-01> : tensor<f32>
// CHECK-DAG: %[[PARAM:.*]] = ptirrt.param
// CHECK: %[[VIEW:.*]] = tensor.expand_shape %[[PARAM]]
// CHECK: %[[IF:.*]] = scf.if
// CHECK: %[[COPY0:.*]] = bufferization.alloc_tensor() copy(%[[CONSTANT]]) : tensor<f32>
// CHECK: %[[COPY1:.*]] = bufferization.alloc_tensor() copy(%[[VIEW]]) : tensor<2x2xf32>
// CHECK: %[[COPY2:.*]] = bufferization.alloc_tensor() copy(%[[IF]]) : tensor<f32>
// CHECK: return %[[X]], %[[COPY0]], %[[COPY1]], %[[COPY2]]
func.func private @returns(%x: tensor<4xf32>)
    -> (tensor<4xf32>, tensor<f32>, tensor<2x2xf32>, tensor<f32>) {
  %p = arith.constant true
  %c = arith.constant dense<0.5> : tensor<f32>
  %w = ptirrt.param "w" layout "" of tensor<4xf32> : tensor<4xf32>
  %v = tensor.expand_shape %w [[0, 1]] output_shape [2, 2]
      : tensor<4xf32> into tensor<2x2xf32>
  %e = tensor.empty() : tensor<f32>
  %i = scf.if %p -> tensor<f32> {
    scf.yield %e : tensor<f32>
  } else {
    scf.yield %c : tensor<f32>
  }
  return %x, %c, %v, %i : tensor<4xf32>, tensor<f32>, tensor<2x2xf32>, tensor<f32>
}

// Whoever calls an entry calls a private copy, which keeps its tensors.
// CHECK-LABEL: func.func @called(%{{.*}}: memref<4xf32>)
func.func @called(%x: tensor<4xf32>) -> tensor<4xf32>
    attributes {ptir.signature = (tensor<4xf32>) -> tensor<4xf32>} {
  return %x : tensor<4xf32>
}
// CHECK-LABEL: func.func @caller(%{{.*}}: memref<4xf32>)
// CHECK: call @called_0(%{{.*}}) : (tensor<4xf32>) -> tensor<4xf32>
func.func @caller(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = call @called(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
