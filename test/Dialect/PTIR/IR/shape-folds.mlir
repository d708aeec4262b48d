// RUN: ptir-opt %s -canonicalize | FileCheck %s

// Ops that move elements: constants, identities, chains. A rewrite never loses
// a check that is made at run time.

// Reshape.

// CHECK-LABEL: func @reshape_constant(
func.func @reshape_constant() -> tensor<3x2xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<{{[[][[]}}1, 2], [3, 4], [5, 6]]> : tensor<3x2xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xsi8>
  %r = ptir.reshape %x : tensor<2x3xsi8> -> tensor<3x2xsi8>
  return %r : tensor<3x2xsi8>
}

// CHECK-LABEL: func @reshape_splat(
func.func @reshape_splat() -> tensor<1000x10xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<2.000000e+00> : tensor<1000x10xf32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<2.0> : tensor<10000xf32>
  %r = ptir.reshape %x : tensor<10000xf32> -> tensor<1000x10xf32>
  return %r : tensor<1000x10xf32>
}

// CHECK-LABEL: func @reshape_static_identity(
func.func @reshape_static_identity(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg0 :
  %r = ptir.reshape %x : tensor<2xf32> -> tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @reshape_inferred_identity(
func.func @reshape_inferred_identity(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  // CHECK: return %arg0 :
  %r = ptir.reshape %x : tensor<?x3xf32> -> tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// CHECK-LABEL: func @reshape_own_extents(
func.func @reshape_own_extents(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  // CHECK: return %arg0 :
  %n = ptir.dim %x, 0 : tensor<?x?xf32>
  %m = ptir.dim %x, 1 : tensor<?x?xf32>
  %r = ptir.reshape %x dims(%n, %m) : tensor<?x?xf32> -> tensor<?x?xf32>
  return %r : tensor<?x?xf32>
}

// CHECK-LABEL: func @reshape_other_extents_stays(
func.func @reshape_other_extents_stays(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  // CHECK: %[[R:.*]] = ptir.reshape
  // CHECK: return %[[R]]
  %n = ptir.dim %x, 0 : tensor<?x?xf32>
  %m = ptir.dim %x, 1 : tensor<?x?xf32>
  %r = ptir.reshape %x dims(%m, %n) : tensor<?x?xf32> -> tensor<?x?xf32>
  return %r : tensor<?x?xf32>
}

// No elements: they do not tell the extent.
// CHECK-LABEL: func @reshape_zero_extent_stays(
func.func @reshape_zero_extent_stays(%x: tensor<?x0xf32>) -> tensor<?x0xf32> {
  // CHECK: %[[R:.*]] = ptir.reshape
  // CHECK: return %[[R]]
  %r = ptir.reshape %x : tensor<?x0xf32> -> tensor<?x0xf32>
  return %r : tensor<?x0xf32>
}

// CHECK-LABEL: func @reshape_chain(
func.func @reshape_chain(%x: tensor<?x24xf32>) -> tensor<?x8xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.reshape %arg0 : tensor<?x24xf32> -> tensor<?x8xf32>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.reshape %x : tensor<?x24xf32> -> tensor<?x4xf32>
  %r = ptir.reshape %y : tensor<?x4xf32> -> tensor<?x8xf32>
  return %r : tensor<?x8xf32>
}

// 6 n elements may not be a multiple of 4.
// CHECK-LABEL: func @reshape_chain_checked_stays(
func.func @reshape_chain_checked_stays(%x: tensor<?x6xf32>) -> tensor<?x6xf32> {
  // CHECK-NEXT: %[[Y:.*]] = ptir.reshape %arg0
  // CHECK-NEXT: %[[R:.*]] = ptir.reshape %[[Y]]
  // CHECK-NEXT: return %[[R]]
  %y = ptir.reshape %x : tensor<?x6xf32> -> tensor<?x4xf32>
  %r = ptir.reshape %y : tensor<?x4xf32> -> tensor<?x6xf32>
  return %r : tensor<?x6xf32>
}

// The first one checks that the extent is 4.
// CHECK-LABEL: func @reshape_refinement_stays(
func.func @reshape_refinement_stays(%x: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK-NEXT: %[[Y:.*]] = ptir.reshape %arg0
  // CHECK-NEXT: %[[R:.*]] = ptir.reshape %[[Y]]
  // CHECK-NEXT: return %[[R]]
  %y = ptir.reshape %x : tensor<?xf32> -> tensor<4xf32>
  %r = ptir.reshape %y : tensor<4xf32> -> tensor<?xf32>
  return %r : tensor<?xf32>
}

// Transpose.

// CHECK-LABEL: func @transpose_constant(
func.func @transpose_constant() -> tensor<3x2xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<{{[[][[]}}1, 4], [2, 5], [3, 6]]> : tensor<3x2xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xsi8>
  %r = ptir.transpose %x [1, 0] : tensor<2x3xsi8>
  return %r : tensor<3x2xsi8>
}

// CHECK-LABEL: func @transpose_splat(
func.func @transpose_splat() -> tensor<50x100xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<1.000000e+00> : tensor<50x100xf32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<1.0> : tensor<100x50xf32>
  %r = ptir.transpose %x [1, 0] : tensor<100x50xf32>
  return %r : tensor<50x100xf32>
}

// CHECK-LABEL: func @transpose_identity(
func.func @transpose_identity(%x: tensor<?x?xf32>) -> tensor<?x?xf32> {
  // CHECK: return %arg0 :
  %r = ptir.transpose %x [0, 1] : tensor<?x?xf32>
  return %r : tensor<?x?xf32>
}

// CHECK-LABEL: func @transpose_back(
func.func @transpose_back(%x: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
  // CHECK: return %arg0 :
  %y = ptir.transpose %x [2, 0, 1] : tensor<2x3x4xf32>
  %r = ptir.transpose %y [1, 2, 0] : tensor<4x2x3xf32>
  return %r : tensor<2x3x4xf32>
}

// CHECK-LABEL: func @transpose_chain(
func.func @transpose_chain(%x: tensor<2x3x4xf32>) -> tensor<3x4x2xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.transpose %arg0 [1, 2, 0] : tensor<2x3x4xf32>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.transpose %x [2, 0, 1] : tensor<2x3x4xf32>
  %r = ptir.transpose %y [2, 0, 1] : tensor<4x2x3xf32>
  return %r : tensor<3x4x2xf32>
}

// Broadcast.

// CHECK-LABEL: func @broadcast_constant(
func.func @broadcast_constant() -> tensor<2x3xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<{{[[][[]}}1, 1, 1], [2, 2, 2]]> : tensor<2x3xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[[1], [2]]> : tensor<2x1xsi8>
  %r = ptir.broadcast_to %x : tensor<2x1xsi8> -> tensor<2x3xsi8>
  return %r : tensor<2x3xsi8>
}

// CHECK-LABEL: func @broadcast_new_dimension(
func.func @broadcast_new_dimension() -> tensor<2x2xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<{{[[][[]}}1, 2], [1, 2]]> : tensor<2x2xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[1, 2]> : tensor<2xsi8>
  %r = ptir.broadcast_to %x : tensor<2xsi8> -> tensor<2x2xsi8>
  return %r : tensor<2x2xsi8>
}

// CHECK-LABEL: func @broadcast_splat(
func.func @broadcast_splat() -> tensor<512x512xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<1.000000e+00> : tensor<512x512xf32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<1.0> : tensor<f32>
  %r = ptir.broadcast_to %x : tensor<f32> -> tensor<512x512xf32>
  return %r : tensor<512x512xf32>
}

// CHECK-LABEL: func @broadcast_to_nothing(
func.func @broadcast_to_nothing() -> tensor<0x2xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<> : tensor<0x2xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[1, 2]> : tensor<2xsi8>
  %r = ptir.broadcast_to %x : tensor<2xsi8> -> tensor<0x2xsi8>
  return %r : tensor<0x2xsi8>
}

// CHECK-LABEL: func @broadcast_static_identity(
func.func @broadcast_static_identity(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg0 :
  %r = ptir.broadcast_to %x : tensor<2xf32> -> tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @broadcast_own_extent(
func.func @broadcast_own_extent(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  // CHECK: return %arg0 :
  %n = ptir.dim %x, 0 : tensor<?x3xf32>
  %r = ptir.broadcast_to %x dims(%n) : tensor<?x3xf32> -> tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// CHECK-LABEL: func @broadcast_other_extent_stays(
func.func @broadcast_other_extent_stays(%x: tensor<?x3xf32>, %n: tensor<si64>) -> tensor<?x3xf32> {
  // CHECK: %[[R:.*]] = ptir.broadcast_to
  // CHECK: return %[[R]]
  %r = ptir.broadcast_to %x dims(%n) : tensor<?x3xf32> -> tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// CHECK-LABEL: func @broadcast_new_dynamic_dimension_stays(
func.func @broadcast_new_dynamic_dimension_stays(%x: tensor<?xf32>) -> tensor<?x?xf32> {
  // CHECK: %[[R:.*]] = ptir.broadcast_to
  // CHECK: return %[[R]]
  %n = ptir.dim %x, 0 : tensor<?xf32>
  %r = ptir.broadcast_to %x dims(%n, %n) : tensor<?xf32> -> tensor<?x?xf32>
  return %r : tensor<?x?xf32>
}

// CHECK-LABEL: func @broadcast_chain(
func.func @broadcast_chain(%x: tensor<1xf32>) -> tensor<4x2x3xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.broadcast_to %arg0 : tensor<1xf32> -> tensor<4x2x3xf32>
  // CHECK-NEXT: return %[[R]]
  %y = ptir.broadcast_to %x : tensor<1xf32> -> tensor<2x3xf32>
  %r = ptir.broadcast_to %y : tensor<2x3xf32> -> tensor<4x2x3xf32>
  return %r : tensor<4x2x3xf32>
}

// CHECK-LABEL: func @broadcast_chain_checked_stays(
func.func @broadcast_chain_checked_stays(%x: tensor<?xf32>, %n: tensor<si64>, %m: tensor<si64>) -> tensor<4x?xf32> {
  // CHECK-NEXT: %[[Y:.*]] = ptir.broadcast_to %arg0 dims(%arg1)
  // CHECK-NEXT: %[[R:.*]] = ptir.broadcast_to %[[Y]] dims(%arg2)
  // CHECK-NEXT: return %[[R]]
  %y = ptir.broadcast_to %x dims(%n) : tensor<?xf32> -> tensor<1x?xf32>
  %r = ptir.broadcast_to %y dims(%m) : tensor<1x?xf32> -> tensor<4x?xf32>
  return %r : tensor<4x?xf32>
}

// Concat.

// CHECK-LABEL: func @concat_constants(
func.func @concat_constants() -> tensor<2x3xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<{{[[][[]}}1, 3, 4], [2, 5, 6]]> : tensor<2x3xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[[1], [2]]> : tensor<2x1xsi8>
  %e = ptir.constant dense<> : tensor<2x0xsi8>
  %y = ptir.constant dense<[[3, 4], [5, 6]]> : tensor<2x2xsi8>
  %r = ptir.concat %x, %e, %y axis -1 : tensor<2x1xsi8>, tensor<2x0xsi8>, tensor<2x2xsi8>
  return %r : tensor<2x3xsi8>
}

// CHECK-LABEL: func @concat_one(
func.func @concat_one(%x: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK: return %arg0 :
  %r = ptir.concat %x axis 0 : tensor<?xf32>
  return %r : tensor<?xf32>
}

// CHECK-LABEL: func @concat_axis(
func.func @concat_axis(%x: tensor<2x3xf32>) -> tensor<2x6xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.concat %arg0, %arg0 axis 1 :
  // CHECK-NEXT: return %[[R]]
  %r = ptir.concat %x, %x axis -1 : tensor<2x3xf32>, tensor<2x3xf32>
  return %r : tensor<2x6xf32>
}

// CHECK-LABEL: func @concat_large_stays(
func.func @concat_large_stays() -> tensor<5000xsi8> {
  // CHECK: %[[R:.*]] = ptir.concat
  // CHECK: return %[[R]]
  %x = ptir.constant dense<1> : tensor<4999xsi8>
  %y = ptir.constant dense<2> : tensor<1xsi8>
  %r = ptir.concat %x, %y axis 0 : tensor<4999xsi8>, tensor<1xsi8>
  return %r : tensor<5000xsi8>
}

// Iota.

// CHECK-LABEL: func @iota_integer(
func.func @iota_integer() -> tensor<2x3xsi64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<{{[[][[]}}0, 1, 2], [0, 1, 2]]> : tensor<2x3xsi64>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.iota axis -1 : tensor<2x3xsi64>
  return %r : tensor<2x3xsi64>
}

// CHECK-LABEL: func @iota_rows(
func.func @iota_rows() -> tensor<2x3xbf16> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<{{[[][[]}}0.000000e+00, 0.000000e+00, 0.000000e+00], [1.000000e+00, 1.000000e+00, 1.000000e+00]]> : tensor<2x3xbf16>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.iota axis 0 : tensor<2x3xbf16>
  return %r : tensor<2x3xbf16>
}

// CHECK-LABEL: func @iota_wraps(
func.func @iota_wraps() -> tensor<10xsi4> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0, 1, 2, 3, 4, 5, 6, 7, -8, -7]> : tensor<10xsi4>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.iota axis 0 : tensor<10xsi4>
  return %r : tensor<10xsi4>
}

// CHECK-LABEL: func @iota_complex(
func.func @iota_complex() -> tensor<2xcomplex<f32>> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[(0.000000e+00,0.000000e+00), (1.000000e+00,0.000000e+00)]> : tensor<2xcomplex<f32>>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.iota axis 0 : tensor<2xcomplex<f32>>
  return %r : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func @iota_large_stays(
func.func @iota_large_stays() -> tensor<65xsi32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.iota axis 0 : tensor<65xsi32>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.iota axis -1 : tensor<65xsi32>
  return %r : tensor<65xsi32>
}

// CHECK-LABEL: func @pad_nothing(
func.func @pad_nothing(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  // CHECK-NEXT: return %arg0
  %0 = ptir.pad %x low [0, 0] high [0, 0] interior [0, 0] with 1.0 : f32 : tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}

// The extents stay, the elements move.
// CHECK-LABEL: func @pad_shifts(
func.func @pad_shifts(%x: tensor<3xf32>) -> tensor<3xf32> {
  // CHECK-NEXT: ptir.pad %arg0
  %0 = ptir.pad %x low [1] high [-1] interior [0] with 1.0 : f32 : tensor<3xf32>
  return %0 : tensor<3xf32>
}

// CHECK-LABEL: func @pad_constant(
func.func @pad_constant() -> (tensor<2x6xsi4>, tensor<3xcomplex<f32>>, tensor<2xi1>) {
  // CHECK-DAG: ptir.constant dense<{{\[\[}}-8, -8, -8, -8, -8, -8], [2, -8, 3, -8, -8, -8]]> : tensor<2x6xsi4>
  // CHECK-DAG: ptir.constant dense<[(-0.000000e+00,1.000000e+00), (2.000000e+00,0.000000e+00), (-0.000000e+00,1.000000e+00)]> : tensor<3xcomplex<f32>>
  // CHECK-DAG: ptir.constant dense<true> : tensor<2xi1>
  // CHECK-NOT: ptir.pad
  %x = ptir.constant dense<[[1, 2, 3]]> : tensor<1x3xsi4>
  %0 = ptir.pad %x low [1, -2] high [0, 3] interior [7, 1] with -8 : si4 : tensor<1x3xsi4>
  %c = ptir.constant dense<(2.0, 0.0)> : tensor<1xcomplex<f32>>
  %1 = ptir.pad %c low [1] high [1] interior [0] with #complex.number<:f32 -0.0, 1.0> : complex<f32> : tensor<1xcomplex<f32>>
  %e = ptir.constant dense<> : tensor<0xi1>
  %2 = ptir.pad %e low [0] high [2] interior [4] with true : tensor<0xi1>
  return %0, %1, %2 : tensor<2x6xsi4>, tensor<3xcomplex<f32>>, tensor<2xi1>
}

// CHECK-LABEL: func @pad_pad(
func.func @pad_pad(%x: tensor<?x3xf32>) -> tensor<?x8xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.pad %arg0 low [1, 3] high [4, 2] interior [0, 0] with 1.000000e+00 : f32 : tensor<?x3xf32>
  // CHECK-NEXT: return %[[R]]
  %0 = ptir.pad %x low [1, 0] high [0, 2] interior [0, 0] with 1.0 : f32 : tensor<?x3xf32>
  %1 = ptir.pad %0 low [0, 3] high [4, 0] interior [0, 0] with 1.0 : f32 : tensor<?x5xf32>
  return %1 : tensor<?x8xf32>
}

// Other elements, crops and holes stay apart.
// CHECK-LABEL: func @pad_pad_differs(
func.func @pad_pad_differs(%x: tensor<3xf32>) -> (tensor<5xf32>, tensor<3xf32>, tensor<7xf32>) {
  // CHECK-COUNT-6: ptir.pad
  %0 = ptir.pad %x low [1] high [0] interior [0] with 1.0 : f32 : tensor<3xf32>
  %1 = ptir.pad %0 low [1] high [0] interior [0] with 2.0 : f32 : tensor<4xf32>
  %2 = ptir.pad %x low [1] high [0] interior [0] with 3.0 : f32 : tensor<3xf32>
  %3 = ptir.pad %2 low [0] high [-1] interior [0] with 3.0 : f32 : tensor<4xf32>
  %4 = ptir.pad %x low [1] high [0] interior [0] with 4.0 : f32 : tensor<3xf32>
  %5 = ptir.pad %4 low [0] high [0] interior [1] with 4.0 : f32 : tensor<4xf32>
  return %1, %3, %5 : tensor<5xf32>, tensor<3xf32>, tensor<7xf32>
}

// CHECK-LABEL: func @tile_once(
func.func @tile_once(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  // CHECK-NEXT: return %arg0
  %0 = ptir.tile %x [1, 1] : tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}

// CHECK-LABEL: func @tile_constant(
func.func @tile_constant() -> (tensor<2x4xui8>, tensor<100x100xf32>, tensor<0x6xf32>, tensor<0x4xsi8>) {
  // CHECK-DAG: ptir.constant dense<{{\[\[}}1, 255, 1, 255], [1, 255, 1, 255]]> : tensor<2x4xui8>
  // CHECK-DAG: ptir.constant dense<-0.000000e+00> : tensor<100x100xf32>
  // CHECK-DAG: ptir.constant dense<> : tensor<0x6xf32>
  // CHECK-DAG: ptir.constant dense<> : tensor<0x4xsi8>
  // CHECK-NOT: ptir.tile
  %x = ptir.constant dense<[[1, 255]]> : tensor<1x2xui8>
  %0 = ptir.tile %x [2, 2] : tensor<1x2xui8>
  %s = ptir.constant dense<-0.0> : tensor<10x1xf32>
  %1 = ptir.tile %s [10, 100] : tensor<10x1xf32>
  %e = ptir.constant dense<> : tensor<0x3xf32>
  %2 = ptir.tile %e [5, 2] : tensor<0x3xf32>
  %y = ptir.constant dense<[[1, 2]]> : tensor<1x2xsi8>
  %3 = ptir.tile %y [0, 2] : tensor<1x2xsi8>
  return %0, %1, %2, %3 : tensor<2x4xui8>, tensor<100x100xf32>, tensor<0x6xf32>, tensor<0x4xsi8>
}
