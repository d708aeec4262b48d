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
