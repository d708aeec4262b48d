// The ops that move, pick, scatter and sort elements compute natively what the
// reference computes: run-time extents, extents of 0, elements of every kind.
// RUN: %python %S/Inputs/against_reference.py ptir-run %s %t.modules | FileCheck %s
// CHECK: {{[1-9][0-9]*}} calls, 0 bad

// run: pad_f32 5
// run: pad_f32 1
// run: pad_f32 0
func.func @pad_f32(%x: tensor<?x3xf32>) -> tensor<?x?xf32> {
  %0 = ptir.pad %x low [-2, 1] high [7, 0] interior [2, 1] with 0.5 : f32 : tensor<?x3xf32>
  %1 = ptir.transpose %0 [1, 0] : tensor<?x6xf32>
  %d = ptir.dim %0, 0 : tensor<?x6xf32>
  %e = ptir.dim %0, 1 : tensor<?x6xf32>
  %2 = ptir.reshape %1 dims(%d, %e) : tensor<6x?xf32> -> tensor<?x?xf32>
  return %2 : tensor<?x?xf32>
}

// run: pad_si4 5
// run: pad_si4 0
func.func @pad_si4(%x: tensor<?x3xsi4>) -> tensor<?x3xsi4> {
  %0 = ptir.pad %x low [1, -1] high [0, 1] interior [0, 0] with -8 : si4 : tensor<?x3xsi4>
  return %0 : tensor<?x3xsi4>
}

// run: tile_cf64 3
// run: tile_cf64 0
func.func @tile_cf64(%x: tensor<?x2xcomplex<f64>>) -> tensor<?x6xcomplex<f64>> {
  %0 = ptir.tile %x [2, 3] : tensor<?x2xcomplex<f64>>
  return %0 : tensor<?x6xcomplex<f64>>
}

// run: tile_away 3
func.func @tile_away(%x: tensor<?x2xi1>) -> tensor<0x4xi1> {
  %0 = ptir.tile %x [0, 2] : tensor<?x2xi1>
  return %0 : tensor<0x4xi1>
}

// run: gather_bf16 2 3
// run: gather_bf16 0 3
func.func @gather_bf16(%x: tensor<?x8xbf16>, %i: tensor<?x3xsi64>) -> tensor<?x3xbf16> {
  %d = ptir.dim %x, 0 : tensor<?x8xbf16>
  %j = ptir.slice %i starts [0, 0] sizes [-1, 3] dims(%d) : tensor<?x3xsi64>
  %0 = ptir.gather %x, %j axis 1 : tensor<?x8xbf16>, tensor<?x3xsi64>
  return %0 : tensor<?x3xbf16>
}

// run: argmax_f64 3 7
// run: argmax_f64 0 7
func.func @argmax_f64(%x: tensor<?x?xf64>) -> (tensor<?xsi64>, tensor<1x?xsi32>) {
  %0 = ptir.argmax %x axis 1 : tensor<?x?xf64> -> tensor<?xsi64>
  %1 = ptir.pad %x low [1, 0] high [0, 0] interior [0, 0] with 0.0 : f64 : tensor<?x?xf64>
  %2 = ptir.argmax %1 axis 0 keepdims : tensor<?x?xf64> -> tensor<1x?xsi32>
  return %0, %2 : tensor<?xsi64>, tensor<1x?xsi32>
}

// run: argmax_vector 9
func.func @argmax_vector(%x: tensor<?xui8>) -> tensor<si32> {
  %0 = ptir.argmax %x axis 0 : tensor<?xui8> -> tensor<si32>
  return %0 : tensor<si32>
}

// run: top_k_f16 3 40
// run: top_k_f16 0 40
func.func @top_k_f16(%x: tensor<?x?xf16>) -> (tensor<?x7xf16>, tensor<?x7xsi32>) {
  %0, %1 = ptir.top_k %x k 7 axis 1 largest : tensor<?x?xf16> -> tensor<?x7xf16>, tensor<?x7xsi32>
  return %0, %1 : tensor<?x7xf16>, tensor<?x7xsi32>
}

// All elements: a stable sort, along an axis that is not the last one.
// run: top_k_si8 5
func.func @top_k_si8(%x: tensor<2x33x?xsi8>) -> (tensor<2x33x?xsi8>, tensor<2x33x?xsi64>) {
  %0, %1 = ptir.top_k %x k 33 axis 1 : tensor<2x33x?xsi8> -> tensor<2x33x?xsi8>, tensor<2x33x?xsi64>
  return %0, %1 : tensor<2x33x?xsi8>, tensor<2x33x?xsi64>
}

// run: scatter_max_f16 8 5 5
// run: scatter_max_f16 8 0 0
func.func @scatter_max_f16(%x: tensor<?x3xf16>, %i: tensor<?x3xsi32>, %u: tensor<?x3xf16>) -> tensor<?x3xf16> {
  %0 = ptir.scatter_reduce max, %x, %i, %u axis 0 : tensor<?x3xf16>, tensor<?x3xsi32>, tensor<?x3xf16>
  return %0 : tensor<?x3xf16>
}

// run: scatter_replace_cf32 2 2 2
func.func @scatter_replace_cf32(%x: tensor<?x8xcomplex<f32>>, %i: tensor<?x5xsi64>, %u: tensor<?x5xcomplex<f32>>) -> tensor<?x8xcomplex<f32>> {
  %0 = ptir.scatter_reduce replace, %x, %i, %u axis 1 : tensor<?x8xcomplex<f32>>, tensor<?x5xsi64>, tensor<?x5xcomplex<f32>>
  return %0 : tensor<?x8xcomplex<f32>>
}

// x has another reader, which sees it as it was.
// run: scatter_copy 8 4 4
func.func @scatter_copy(%x: tensor<?xsi64>, %i: tensor<?xsi64>, %u: tensor<?xsi64>) -> (tensor<?xsi64>, tensor<?xsi64>) {
  %0 = ptir.add %x, %x : tensor<?xsi64>
  %1 = ptir.scatter_reduce add, %0, %i, %u axis 0 : tensor<?xsi64>, tensor<?xsi64>, tensor<?xsi64>
  %2 = ptir.sub %1, %0 : tensor<?xsi64>
  return %2, %1 : tensor<?xsi64>, tensor<?xsi64>
}

// Scatter dimensions behind and between window dimensions.
// run: scatter_add_f32 3 3
func.func @scatter_add_f32(%x: tensor<2x9x8xf32>, %i: tensor<2x?xsi64>, %u: tensor<2x?x2xf32>) -> tensor<2x9x8xf32> {
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [0, 2] inserted_window_dims [2] scatter_dims_to_operand_dims [1, 2] index_vector_dim 0 : tensor<2x9x8xf32>, tensor<2x?xsi64>, tensor<2x?x2xf32>
  return %0 : tensor<2x9x8xf32>
}

// run: segment_max_f64 6 6
func.func @segment_max_f64(%x: tensor<?x2x3xf64>, %i: tensor<?xsi64>) -> tensor<8x2x3xf64> {
  %0 = ptir.segment_reduce max, %x, %i num_segments 8 : tensor<?x2x3xf64>, tensor<?xsi64>
  return %0 : tensor<8x2x3xf64>
}

// run: segment_sum_bf16 30 30
func.func @segment_sum_bf16(%x: tensor<?xbf16>, %i: tensor<?xsi32>) -> tensor<8xbf16> {
  %0 = ptir.segment_reduce sum, %x, %i num_segments 8 : tensor<?xbf16>, tensor<?xsi32>
  return %0 : tensor<8xbf16>
}

// run: patches_f32 2 9
// run: patches_f32 0 5
func.func @patches_f32(%x: tensor<?x?x6x3xf32>) -> tensor<?x?x3x18xf32> {
  %0 = ptir.extract_patches %x window [3, 2] strides [2, 2] dilation [2, 1] padding [1, 0, -1, 1] pad 0.5 : f32 : tensor<?x?x6x3xf32>
  return %0 : tensor<?x?x3x18xf32>
}

// run: patches_channels 4
// run: patches_channels 0
func.func @patches_channels(%x: tensor<2x7x?xui16>) -> tensor<2x3x?xui16> {
  %0 = ptir.extract_patches %x window [3] strides [2] dilation [1] padding [0, 0] pad 7 : ui16 : tensor<2x7x?xui16>
  return %0 : tensor<2x3x?xui16>
}

// run: window_max_f32 2 8
// run: window_max_f32 2 1
func.func @window_max_f32(%x: tensor<?x?x8x5xf32>) -> tensor<?x?x4x5xf32> {
  %0 = ptir.reduce_window max, %x window [1, 3, 2, 1] strides [1, 2, 2, 1] base_dilation [1, 1, 1, 1] window_dilation [1, 1, 1, 1] padding [0, 0, 1, 0, 0, 0, 0, 0] : tensor<?x?x8x5xf32> -> tensor<?x?x4x5xf32>
  return %0 : tensor<?x?x4x5xf32>
}

// Holes, crops, dilation, and a window that does not fit.
// run: window_sum_f16 9
// run: window_sum_f16 1
// run: window_sum_f16 0
func.func @window_sum_f16(%x: tensor<?x5xf16>) -> tensor<?x3xf16> {
  %0 = ptir.reduce_window sum, %x window [2, 3] strides [2, 1] base_dilation [3, 1] window_dilation [2, 1] padding [-1, 2, 0, 0] : tensor<?x5xf16> -> tensor<?x3xf16>
  return %0 : tensor<?x3xf16>
}

// run: window_min_i1 6
func.func @window_min_i1(%x: tensor<?xsi32>) -> tensor<?xi1> {
  %p = ptir.cast %x : tensor<?xsi32> -> tensor<?xi1>
  %0 = ptir.reduce_window min, %p window [2] strides [1] base_dilation [1] window_dilation [1] padding [0, 1] : tensor<?xi1> -> tensor<?xi1>
  return %0 : tensor<?xi1>
}
