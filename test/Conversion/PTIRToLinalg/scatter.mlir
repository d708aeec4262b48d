// Updates by index and selections: sequential loops that carry the result and
// write it in place.
// RUN: ptir-opt %s -convert-ptir-to-linalg | FileCheck %s
// RUN: ptir-run exec %s --entry scatter_reduce --compile-to buffers --no-cache | FileCheck %s --check-prefix=BUFFERS

// Only the entry's own arguments are copied, which may not be written.
// BUFFERS-LABEL: func.func @scatter_reduce(
// BUFFERS: %[[X:.*]] = ptirrt.result 0() : memref<8x4xf32>
// BUFFERS-NOT: {{ptirrt.temporary|copy}}
// BUFFERS: scf.if
// BUFFERS: memref.store %{{.*}}, %[[X]][
// BUFFERS-NOT: {{ptirrt.temporary|copy}}
// BUFFERS: return

// CHECK-LABEL: func @scatter_reduce(
// CHECK-SAME: %[[X:.*]]: tensor<8x4xf32>, %[[I:.*]]: tensor<5x4xi32>, %[[U:.*]]: tensor<5x4xf32>)
// CHECK: %[[START:.*]] = linalg.generic
// CHECK: scf.for %[[ROW:.*]] = {{.*}} iter_args(%{{.*}} = %[[START]])
// CHECK: scf.for %[[COLUMN:.*]] = {{.*}} iter_args(%[[CARRIED:.*]] = %{{.*}})
// CHECK: %[[INDEX:.*]] = arith.index_cast %{{.*}} : i32 to index
// CHECK: ptirrt.check %[[OK:.*]], index_out_of_range, "ptir.scatter_reduce", "index"(%[[INDEX]], %{{.*}})
// CHECK: scf.if %[[OK]]
// CHECK: %[[UPDATE:.*]] = tensor.extract %[[U]][%[[ROW]], %[[COLUMN]]]
// CHECK: %[[OLD:.*]] = tensor.extract %[[CARRIED]][%[[INDEX]], %[[COLUMN]]]
// CHECK: %[[NEW:.*]] = arith.addf %[[OLD]], %[[UPDATE]]
// CHECK: tensor.insert %[[NEW]] into %[[CARRIED]][%[[INDEX]], %[[COLUMN]]]
// CHECK: } else {
// CHECK: scf.yield %[[CARRIED]]
func.func @scatter_reduce(%x: tensor<8x4xf32>, %i: tensor<5x4xsi32>, %u: tensor<5x4xf32>) -> tensor<8x4xf32> {
  %e = ptir.neg %x : tensor<8x4xf32>
  %0 = ptir.scatter_reduce add, %e, %i, %u axis 0 : tensor<8x4xf32>, tensor<5x4xsi32>, tensor<5x4xf32>
  return %0 : tensor<8x4xf32>
}

// The index is read outside of the loop over the window. Shapes that disagree
// leave no step to the loop around.
// CHECK-LABEL: func @scatter_add(
// CHECK-SAME: %[[X:.*]]: tensor<8x4xf32>, %[[I:.*]]: tensor<?xi64>, %[[U:.*]]: tensor<?x4xf32>)
// CHECK: ptirrt.check %[[OK:.*]], shape_mismatch, "ptir.scatter_add", "extent of updates dimension 0"
// CHECK: %[[STEPS:.*]] = arith.index_castui %[[OK]] : i1 to index
// CHECK: scf.for {{.*}} to %[[STEPS]]
// CHECK: scf.for %[[ROW:[a-z0-9]+]] =
// CHECK: %[[START:.*]] = tensor.extract %[[I]][%[[ROW]]]
// CHECK: scf.for %[[COLUMN:[a-z0-9]+]] =
// CHECK: ptirrt.check %{{.*}}, index_out_of_range, "ptir.scatter_add", "index"
// CHECK: tensor.extract %[[U]][%[[ROW]], %[[COLUMN]]]
func.func @scatter_add(%x: tensor<8x4xf32>, %i: tensor<?xsi64>, %u: tensor<?x4xf32>) -> tensor<8x4xf32> {
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] : tensor<8x4xf32>, tensor<?xsi64>, tensor<?x4xf32>
  return %0 : tensor<8x4xf32>
}

// Rows are summed as accumulators and rounded once.
// CHECK-LABEL: func @segment_reduce(
// CHECK-SAME: %[[X:.*]]: tensor<6x4xf16>, %[[I:.*]]: tensor<6xi32>)
// CHECK: %[[ZEROS:.*]] = linalg.fill ins(%{{.*}} : f32) outs(%{{.*}} : tensor<7x4xf32>)
// CHECK: %[[SUMS:.*]] = scf.for %[[ROW:.*]] = {{.*}} iter_args(%[[CARRIED:.*]] = %[[ZEROS]])
// CHECK: scf.if
// CHECK: %[[ADDED:.*]] = tensor.extract_slice %[[X]][%[[ROW]], 0] [1, 4] [1, 1]
// CHECK: %[[OLD:.*]] = tensor.extract_slice %[[CARRIED]][%[[SEGMENT:.*]], 0] [1, 4] [1, 1]
// CHECK: linalg.generic {{.*}} ins(%[[ADDED]] : tensor<1x4xf16>) outs(%[[OLD]] : tensor<1x4xf32>)
// CHECK: tensor.insert_slice %{{.*}} into %[[CARRIED]][%[[SEGMENT]], 0]
// CHECK: linalg.generic {{.*}} ins(%[[SUMS]] : tensor<7x4xf32>) outs(%{{.*}} : tensor<7x4xf16>)
func.func @segment_reduce(%x: tensor<6x4xf16>, %i: tensor<6xsi32>) -> tensor<7x4xf16> {
  %0 = ptir.segment_reduce sum, %x, %i num_segments 7 : tensor<6x4xf16>, tensor<6xsi32>
  return %0 : tensor<7x4xf16>
}

// The largest element and its position are two accumulators.
// CHECK-LABEL: func @argmax(
// CHECK: %[[R:.*]]:2 = linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]} ins(%{{.*}} : tensor<3x?xf16>) outs(%{{.*}}, %{{.*}} : tensor<3xf32>, tensor<3xi32>)
// CHECK: %[[GREATER:.*]] = arith.cmpf ogt
// CHECK: %[[NAN:.*]] = arith.cmpf une, %[[V:.*]], %[[V]]
// CHECK: %[[NUMBER:.*]] = arith.cmpf oeq, %[[B:.*]], %[[B]]
// CHECK: arith.andi %[[NAN]], %[[NUMBER]]
// CHECK: tensor.expand_shape %[[R]]#1 {{\[\[}}0, 1]]
func.func @argmax(%x: tensor<3x?xf16>) -> tensor<3x1xsi32> {
  %0 = ptir.argmax %x axis 1 keepdims : tensor<3x?xf16> -> tensor<3x1xsi32>
  return %0 : tensor<3x1xsi32>
}

// Two levels of a heap of four. Too short an axis gives no steps.
// CHECK-LABEL: func @top_k(
// CHECK: ptirrt.check %[[FITS:.*]], shape_mismatch, "ptir.top_k", "k"
// CHECK: %[[PLACES:.*]] = arith.select %[[FITS]]
// CHECK: %[[COUNT:.*]] = arith.select %[[FITS]]
// CHECK: scf.for {{.*}} to %[[PLACES]]
// CHECK: scf.for %{{.*}} = %[[PLACES]] to %[[COUNT]]
// CHECK: %[[DEPTH:.*]] = arith.constant 2 : index
// CHECK: scf.for {{.*}} to %[[DEPTH]]
func.func @top_k(%x: tensor<?xf32>) -> (tensor<4xf32>, tensor<4xsi64>) {
  %0, %1 = ptir.top_k %x k 4 axis 0 largest : tensor<?xf32> -> tensor<4xf32>, tensor<4xsi64>
  return %0, %1 : tensor<4xf32>, tensor<4xsi64>
}
