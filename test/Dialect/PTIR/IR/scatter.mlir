// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// CHECK-LABEL: func @scatter_reduce(
func.func @scatter_reduce(%arg0: tensor<?x3xf32>, %arg1: tensor<2x3xsi32>, %arg2: tensor<2x3xf32>, %arg3: tensor<4xi1>, %arg4: tensor<?xsi64>, %arg5: tensor<?xi1>) {
  // CHECK: ptir.scatter_reduce add, %arg0, %arg1, %arg2 axis 0 : tensor<?x3xf32>, tensor<2x3xsi32>, tensor<2x3xf32>
  %0 = ptir.scatter_reduce add, %arg0, %arg1, %arg2 axis 0 : tensor<?x3xf32>, tensor<2x3xsi32>, tensor<2x3xf32>
  // CHECK: ptir.scatter_reduce replace, %arg0, %arg1, %arg2 axis -2 : tensor<?x3xf32>, tensor<2x3xsi32>, tensor<2x3xf32>
  %1 = "ptir.scatter_reduce"(%arg0, %arg1, %arg2) {axis = -2, kind = #ptir.scatter_kind<replace>} : (tensor<?x3xf32>, tensor<2x3xsi32>, tensor<2x3xf32>) -> tensor<?x3xf32>
  // CHECK: ptir.scatter_reduce max, %arg3, %arg4, %arg5 axis 0 : tensor<4xi1>, tensor<?xsi64>, tensor<?xi1>
  %2 = ptir.scatter_reduce max, %arg3, %arg4, %arg5 axis 0 : tensor<4xi1>, tensor<?xsi64>, tensor<?xi1>
  // CHECK: ptir.scatter_reduce min, %arg3, %arg4, %arg5 axis -1 : tensor<4xi1>, tensor<?xsi64>, tensor<?xi1>
  %3 = ptir.scatter_reduce min, %arg3, %arg4, %arg5 axis -1 : tensor<4xi1>, tensor<?xsi64>, tensor<?xi1>
  return
}

// CHECK-LABEL: func @scatter_add(
func.func @scatter_add(%arg0: tensor<8x4xf32>, %arg1: tensor<3x1xsi32>, %arg2: tensor<3x4xf32>, %arg3: tensor<8xsi64>, %arg4: tensor<8xf32>, %arg5: tensor<4x8xf32>, %arg6: tensor<0xsi32>, %arg7: tensor<8x4xf32>) {
  // CHECK: ptir.scatter_add %arg0, %arg1, %arg2 update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf32>
  %0 = ptir.scatter_add %arg0, %arg1, %arg2 update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf32>
  // Each index is a vector of one.
  // CHECK: ptir.scatter_add %arg0, %arg3, %arg5 update_window_dims [0] inserted_window_dims [0] scatter_dims_to_operand_dims [0] : tensor<8x4xf32>, tensor<8xsi64>, tensor<4x8xf32>
  %1 = "ptir.scatter_add"(%arg0, %arg3, %arg5) {update_window_dims = array<i64: 0>, inserted_window_dims = array<i64: 0>, scatter_dims_to_operand_dims = array<i64: 0>} : (tensor<8x4xf32>, tensor<8xsi64>, tensor<4x8xf32>) -> tensor<8x4xf32>
  // One vector without components: the whole tensor is one window.
  // CHECK: ptir.scatter_add %arg0, %arg6, %arg7 update_window_dims [0, 1] inserted_window_dims [] scatter_dims_to_operand_dims [] index_vector_dim 0 : tensor<8x4xf32>, tensor<0xsi32>, tensor<8x4xf32>
  %2 = ptir.scatter_add %arg0, %arg6, %arg7 update_window_dims [0, 1] inserted_window_dims [] scatter_dims_to_operand_dims [] index_vector_dim 0 : tensor<8x4xf32>, tensor<0xsi32>, tensor<8x4xf32>
  return
}

// CHECK-LABEL: func @segment_reduce(
func.func @segment_reduce(%arg0: tensor<?x3xbf16>, %arg1: tensor<?xsi32>, %arg2: tensor<7xi1>, %arg3: tensor<7xsi64>) -> (tensor<4x3xbf16>, tensor<0x3xbf16>, tensor<2xi1>) {
  // CHECK: ptir.segment_reduce sum, %arg0, %arg1 num_segments 4 : tensor<?x3xbf16>, tensor<?xsi32>
  %0 = ptir.segment_reduce sum, %arg0, %arg1 num_segments 4 : tensor<?x3xbf16>, tensor<?xsi32>
  // CHECK: ptir.segment_reduce sum, %arg0, %arg1 num_segments 0 sorted unique accum f64 : tensor<?x3xbf16>, tensor<?xsi32>
  %1 = ptir.segment_reduce sum, %arg0, %arg1 num_segments 0 sorted unique accum f64 : tensor<?x3xbf16>, tensor<?xsi32>
  // CHECK: ptir.segment_reduce max, %arg2, %arg3 num_segments 2 unique : tensor<7xi1>, tensor<7xsi64>
  %2 = "ptir.segment_reduce"(%arg2, %arg3) {kind = #ptir.reduce_kind<max>, num_segments = 2, unique = true} : (tensor<7xi1>, tensor<7xsi64>) -> tensor<2xi1>
  return %0, %1, %2 : tensor<4x3xbf16>, tensor<0x3xbf16>, tensor<2xi1>
}
