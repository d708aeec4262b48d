// Columns of packed matrices are read by their place in the panels.
// RUN: ptir-opt %s -convert-ptir-to-linalg -split-input-file -verify-diagnostics | FileCheck %s

// CHECK-LABEL: func @pairs(
// CHECK-SAME: %[[I:.*]]: tensor<?xi32>, %[[P:.*]]: tensor<2x3x128xbf16>)
// CHECK: %[[LIMIT:.*]] = arith.constant 70 : index
// CHECK: %[[CHECKED:.*]] = linalg.generic
// CHECK: ptirrt.check %{{.*}}, index_out_of_range, "ptirrt.take_columns", "index"(%{{.*}}, %[[LIMIT]])
// CHECK: linalg.generic {{.*}} ins(%[[CHECKED]] : tensor<?xi64>) outs(%{{.*}} : tensor<?x5xf32>)
// CHECK: %[[K:.*]] = linalg.index 1
// CHECK: %[[PANEL:.*]] = arith.divui %[[N:.*]], %{{.*}} : index
// CHECK: %[[J:.*]] = arith.remui %[[N]], %{{.*}} : index
// CHECK: %[[FIRST:.*]] = arith.muli %[[J]], %{{.*}} : index
// CHECK: %[[HALF:.*]] = arith.remui %[[K]], %{{.*}} : index
// CHECK: %[[AT:.*]] = arith.addi %[[FIRST]], %[[HALF]] : index
// CHECK: %[[PAIR:.*]] = arith.divui %[[K]], %{{.*}} : index
// CHECK: %[[X:.*]] = tensor.extract %[[P]][%[[PANEL]], %[[PAIR]], %[[AT]]]
// CHECK: arith.extf %[[X]] : bf16 to f32
func.func @pairs(%i: tensor<?xsi32>, %p: tensor<2x3x128xbf16>) -> tensor<?x5xf32> {
  %0 = ptirrt.take_columns %i of %p columns 70
      : tensor<?xsi32>, tensor<2x3x128xbf16> -> tensor<?x5xf32>
  return %0 : tensor<?x5xf32>
}

// -----

// Integers are multiplied by the scale behind their panel.
// CHECK-LABEL: func @integers(
// CHECK: %[[Q:.*]] = tensor.extract
// CHECK: %[[F:.*]] = arith.sitofp %[[Q]] : i8 to f32
// CHECK-COUNT-4: arith.extui
// CHECK: %[[S:.*]] = arith.bitcast %{{.*}} : i32 to f32
// CHECK: arith.mulf %[[F]], %[[S]] : f32
func.func @integers(%i: tensor<si64>, %p: tensor<2x3x256xi8>) -> tensor<5xf32> {
  %0 = ptirrt.take_columns %i of %p columns 70
      : tensor<si64>, tensor<2x3x256xi8> -> tensor<5xf32>
  return %0 : tensor<5xf32>
}

// -----

// 12-bit floats are put together from two bytes and scaled.
// CHECK-LABEL: func @short(
// CHECK: %[[ZERO:.*]] = arith.cmpi eq, %{{.*}}, %{{.*}} : i32
// CHECK: %[[BITS:.*]] = arith.select %[[ZERO]], %{{.*}}, %{{.*}} : i32
// CHECK: tensor.extract %{{.*}}[%{{.*}}, %{{.*}}, %{{.*}}] : tensor<2x4x96xi16>
// CHECK: %[[V:.*]] = arith.bitcast %[[BITS]] : i32 to f32
// CHECK: %[[S:.*]] = arith.bitcast %{{.*}} : i32 to f32
// CHECK: arith.mulf %[[V]], %[[S]] : f32
func.func @short(%i: tensor<si64>, %p: tensor<2x4x96xi16>) -> tensor<5xf32> {
  %0 = ptirrt.take_columns %i of %p columns 70
      : tensor<si64>, tensor<2x4x96xi16> -> tensor<5xf32>
  return %0 : tensor<5xf32>
}

// -----

// CHECK-LABEL: func @wide(
// CHECK: %[[X:.*]] = tensor.extract %{{.*}} : tensor<2x5x64xf32>
// CHECK-NEXT: linalg.yield %[[X]] : f32
func.func @wide(%i: tensor<?xsi32>, %p: tensor<2x5x64xf32>) -> tensor<?x5xf32> {
  %0 = ptirrt.take_columns %i of %p columns 70
      : tensor<?xsi32>, tensor<2x5x64xf32> -> tensor<?x5xf32>
  return %0 : tensor<?x5xf32>
}

// -----

func.func @doubles(%i: tensor<?xsi32>, %p: tensor<2x5x64xf64>) -> tensor<?x5xf32> {
  // expected-error @+1 {{expected integers, panels of f32, bf16, i16 or i8, and f32}}
  %0 = ptirrt.take_columns %i of %p columns 70
      : tensor<?xsi32>, tensor<2x5x64xf64> -> tensor<?x5xf32>
  return %0 : tensor<?x5xf32>
}

// -----

func.func @few(%i: tensor<?xsi32>, %p: tensor<2x3x128xbf16>) -> tensor<?x5xf32> {
  // expected-error @+1 {{expected panels 'tensor<3x3x128xbf16>', found 'tensor<2x3x128xbf16>'}}
  %0 = ptirrt.take_columns %i of %p columns 129
      : tensor<?xsi32>, tensor<2x3x128xbf16> -> tensor<?x5xf32>
  return %0 : tensor<?x5xf32>
}

// -----

func.func @extents(%i: tensor<4xsi32>, %p: tensor<2x3x128xbf16>) -> tensor<3x5xf32> {
  // expected-error @+1 {{expected the extents of 'tensor<4xsi32>' and the depth, found 'tensor<3x5xf32>'}}
  %0 = ptirrt.take_columns %i of %p columns 70
      : tensor<4xsi32>, tensor<2x3x128xbf16> -> tensor<3x5xf32>
  return %0 : tensor<3x5xf32>
}
