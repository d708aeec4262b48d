// Indexing: bounds are checked, and what is out of them is not touched.
// RUN: ptir-opt %s -convert-ptir-to-linalg | FileCheck %s

// CHECK-LABEL: func @slice_static(
// CHECK-NOT: ptirrt.check
// CHECK: tensor.extract_slice %{{.*}}[1, 1] [2, 3] [2, 2] : tensor<4x9xf32> to tensor<2x3xf32>
func.func @slice_static(%x: tensor<4x9xf32>) -> tensor<2x3xf32> {
  %0 = ptir.slice %x starts [1, 1] sizes [2, 3] strides [2, 2] : tensor<4x9xf32>
  return %0 : tensor<2x3xf32>
}

// A slice that does not fit is reported and empty.
// CHECK-LABEL: func @slice_dynamic(
// CHECK-SAME: %[[X:.*]]: tensor<4x?xf32>,
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.slice", "extent in dims"
// CHECK: %[[SIZE:.*]] = arith.maxsi
// CHECK: %[[EXTENT:.*]] = tensor.dim %[[X]], %{{.*}}
// CHECK: %[[FITS:.*]] = arith.cmpi sle, %[[END:.*]], %[[EXTENT]] : index
// CHECK: ptirrt.check %[[FITS]], shape_mismatch, "ptir.slice", "end of the slice in dimension 1"(%[[END]], %[[EXTENT]])
// CHECK: %[[SAFE:.*]] = arith.select %[[FITS]], %[[SIZE]], %{{.*}} : index
// CHECK: %[[START:.*]] = arith.select %[[FITS]], %{{.*}}, %{{.*}} : index
// CHECK: tensor.extract_slice %[[X]][1, %[[START]]] [2, %[[SAFE]]] [2, 3] : tensor<4x?xf32> to tensor<2x?xf32>
func.func @slice_dynamic(%x: tensor<4x?xf32>, %n: tensor<si64>) -> tensor<2x?xf32> {
  %0 = ptir.slice %x starts [1, 1] sizes [2, -1] strides [2, 3] dims(%n) : tensor<4x?xf32>
  return %0 : tensor<2x?xf32>
}

// Indices are checked once, by a loop of their own.
// CHECK-LABEL: func @take(
// CHECK-SAME: %[[X:.*]]: tensor<7x?xbf16>, %[[I:.*]]: tensor<2x?xi32>)
// CHECK: %[[CHECKED:.*]] = linalg.generic {{.*}} ins(%[[I]] : tensor<2x?xi32>) outs(%{{.*}} : tensor<2x?xi64>)
// CHECK: %[[INDEX:.*]] = arith.index_cast %{{.*}} : i32 to index
// CHECK: %[[OK:.*]] = arith.cmpi ult, %[[INDEX]], %{{.*}} : index
// CHECK: ptirrt.check %[[OK]], index_out_of_range, "ptir.take", "index"
// CHECK: %[[WIDE:.*]] = arith.index_cast %[[INDEX]] : index to i64
// CHECK: arith.select %[[OK]], %[[WIDE]], %{{.*}} : i64
// CHECK: linalg.generic {{.*}} ins(%[[CHECKED]] : tensor<2x?xi64>) outs(%{{.*}} : tensor<2x?x?xbf16>)
// CHECK: %[[ROW:.*]] = arith.index_cast %{{.*}} : i64 to index
// CHECK: %[[COLUMN:.*]] = linalg.index 2 : index
// CHECK: tensor.extract %[[X]][%[[ROW]], %[[COLUMN]]] : tensor<7x?xbf16>
func.func @take(%x: tensor<7x?xbf16>, %i: tensor<2x?xsi32>) -> tensor<2x?x?xbf16> {
  %0 = ptir.take %x, %i : tensor<7x?xbf16>, tensor<2x?xsi32>
  return %0 : tensor<2x?x?xbf16>
}

// Of an empty table no row is read, and none of another shape.
// CHECK-LABEL: func @gather(
// CHECK-SAME: %[[X:.*]]: tensor<?x?xbf16>, %[[I:.*]]: tensor<?x3xi32>)
// CHECK: %[[FILLED:.*]] = arith.cmpi ne, %[[LIMIT:.*]], %{{.*}} : index
// CHECK: %[[SAME:.*]] = arith.cmpi eq
// CHECK: ptirrt.check %[[SAME]], shape_mismatch, "ptir.gather", "extent of indices dimension 0"
// CHECK: %[[CHECKED:.*]] = linalg.generic
// CHECK: ptirrt.check %{{.*}}, index_out_of_range, "ptir.gather", "index"(%{{.*}}, %[[LIMIT]])
// CHECK: %[[INIT:.*]] = tensor.empty(%{{.*}}) : tensor<?x3xbf16>
// CHECK: %[[READ:.*]] = arith.andi %[[FILLED]], %[[SAME]]
// CHECK: scf.if %[[READ]]
// CHECK: linalg.generic {{.*}} ins(%[[CHECKED]] : tensor<?x3xi64>) outs(%[[INIT]] : tensor<?x3xbf16>)
// CHECK: %[[ROW:.*]] = linalg.index 0 : index
// CHECK: tensor.extract %[[X]][%[[ROW]], %{{.*}}] : tensor<?x?xbf16>
// CHECK: } else {
// CHECK: scf.yield %[[INIT]]
func.func @gather(%x: tensor<?x?xbf16>, %i: tensor<?x3xsi32>) -> tensor<?x3xbf16> {
  %0 = ptir.gather %x, %i axis -1 : tensor<?x?xbf16>, tensor<?x3xsi32>
  return %0 : tensor<?x3xbf16>
}

// Starts are clamped, not checked.
// CHECK-LABEL: func @dynamic_slice(
// CHECK-SAME: %[[X:.*]]: tensor<8x16xf32>, %[[I:.*]]: tensor<2xi32>)
// CHECK-NOT: ptirrt.check
// CHECK: %[[P:.*]] = tensor.extract %[[I]][%{{.*}}] : tensor<2xi32>
// CHECK: %[[PI:.*]] = arith.index_cast %[[P]] : i32 to index
// CHECK: %[[PL:.*]] = arith.minsi %[[PI]], %{{.*}} : index
// CHECK: %[[PS:.*]] = arith.maxsi %[[PL]], %{{.*}} : index
// CHECK: %[[QL:.*]] = arith.minsi
// CHECK: %[[QS:.*]] = arith.maxsi %[[QL]], %{{.*}} : index
// CHECK: tensor.extract_slice %[[X]][%[[PS]], %[[QS]]] [1, 4] [1, 1] : tensor<8x16xf32> to tensor<1x4xf32>
func.func @dynamic_slice(%x: tensor<8x16xf32>, %i: tensor<2xsi32>) -> tensor<1x4xf32> {
  %0 = ptir.dynamic_slice %x, %i sizes [1, 4] : tensor<8x16xf32>, tensor<2xsi32>
  return %0 : tensor<1x4xf32>
}

// An update that is larger than x is reported and writes nothing.
// CHECK-LABEL: func @dynamic_update_slice(
// CHECK-SAME: %[[X:.*]]: tensor<8x?xf32>, %[[U:.*]]: tensor<1x?xf32>, %[[I:.*]]: tensor<?xi64>)
// CHECK: ptirrt.check %{{.*}}, shape_mismatch, "ptir.dynamic_update_slice", "number of start indices"
// CHECK: ptirrt.check %[[FITS:.*]], shape_mismatch, "ptir.dynamic_update_slice", "extent of update in dimension 1"
// CHECK: %[[SIZE:.*]] = arith.select %[[FITS]], %{{.*}}, %{{.*}} : index
// CHECK: %[[PART:.*]] = tensor.extract_slice %[[U]][0, 0] [1, %[[SIZE]]] [1, 1]
// CHECK: %[[BOX:.*]] = tensor.extract_slice %[[X]][%[[P:.*]], %[[Q:.*]]] [1, %[[SIZE]]] [1, 1]
// CHECK: %[[NEW:.*]] = linalg.generic {{.*}} ins(%[[PART]] : tensor<1x?xf32>) outs(%[[BOX]] : tensor<1x?xf32>)
// CHECK: tensor.insert_slice %[[NEW]] into %[[X]][%[[P]], %[[Q]]] [1, %[[SIZE]]] [1, 1]
func.func @dynamic_update_slice(%x: tensor<8x?xf32>, %u: tensor<1x?xf32>,
                                %i: tensor<?xsi64>) -> tensor<8x?xf32> {
  %0 = ptir.dynamic_update_slice %x, %u, %i
      : tensor<8x?xf32>, tensor<1x?xf32>, tensor<?xsi64>
  return %0 : tensor<8x?xf32>
}
