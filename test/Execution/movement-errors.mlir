// What goes wrong at run time in the ops that move, pick and scatter elements
// is told with the op and its place by both backends, and nothing is read or
// written outside of a tensor.
// RUN: %python %S/Inputs/against_reference.py ptir-run %s %t.modules | FileCheck %s
// CHECK: {{[1-9][0-9]*}} calls, 0 bad

// Random integers are 0 to 7.

// fail: pad 2: 'ptir.pad' op at
// run: pad 3
func.func @pad(%x: tensor<?x2xf32>) -> tensor<?x2xf32> {
  %0 = ptir.pad %x low [-1, 0] high [-2, 0] interior [0, 0] with 0.0 : f32 : tensor<?x2xf32>
  return %0 : tensor<?x2xf32>
}

// fail: gather 3 3: 'ptir.gather' op at
// run: gather 8 3
// run: gather 0 0
func.func @gather(%x: tensor<?x2xf32>, %i: tensor<?x2xsi32>) -> tensor<?x2xf32> {
  %0 = ptir.gather %x, %i axis 0 : tensor<?x2xf32>, tensor<?x2xsi32>
  return %0 : tensor<?x2xf32>
}

// fail: gather_empty 0 4: 'ptir.gather' op at
func.func @gather_empty(%x: tensor<2x?xf64>, %i: tensor<2x?xsi64>) -> tensor<2x?xf64> {
  %0 = ptir.gather %x, %i axis 1 : tensor<2x?xf64>, tensor<2x?xsi64>
  return %0 : tensor<2x?xf64>
}

// fail: gather_nothing 4: 'ptir.gather' op at
// run: gather_nothing 0
func.func @gather_nothing(%i: tensor<?xsi64>) -> tensor<?xf32> {
  %x = ptir.constant dense<> : tensor<0xf32>
  %0 = ptir.gather %x, %i axis 0 : tensor<0xf32>, tensor<?xsi64>
  return %0 : tensor<?xf32>
}

// fail: gather_shape 8 2 3: 'ptir.gather' op at
func.func @gather_shape(%x: tensor<8x?xf32>, %i: tensor<?x?xsi32>) -> tensor<?x?xf32> {
  %0 = ptir.gather %x, %i axis 0 : tensor<8x?xf32>, tensor<?x?xsi32>
  return %0 : tensor<?x?xf32>
}

// fail: take_empty 0 3: 'ptir.take' op at
// run: take_empty 0 0
func.func @take_empty(%x: tensor<?x3xf32>, %i: tensor<?xsi32>) -> tensor<?x3xf32> {
  %0 = ptir.take %x, %i : tensor<?x3xf32>, tensor<?xsi32>
  return %0 : tensor<?x3xf32>
}

// fail: argmax 0: 'ptir.argmax' op at
// run: argmax 5
func.func @argmax(%x: tensor<3x?xf16>) -> tensor<3xsi32> {
  %0 = ptir.argmax %x axis 1 : tensor<3x?xf16> -> tensor<3xsi32>
  return %0 : tensor<3xsi32>
}

// fail: top_k 3: 'ptir.top_k' op at
// run: top_k 4
func.func @top_k(%x: tensor<2x?xf32>) -> (tensor<2x4xf32>, tensor<2x4xsi32>) {
  %0, %1 = ptir.top_k %x k 4 axis 1 largest : tensor<2x?xf32> -> tensor<2x4xf32>, tensor<2x4xsi32>
  return %0, %1 : tensor<2x4xf32>, tensor<2x4xsi32>
}

// fail: extract_patches 2: 'ptir.extract_patches' op at
// run: extract_patches 3
func.func @extract_patches(%x: tensor<1x?x1xf32>) -> tensor<1x?x3xf32> {
  %0 = ptir.extract_patches %x window [3] strides [4] dilation [1] padding [0, 0] pad 0.0 : f32 : tensor<1x?x1xf32>
  return %0 : tensor<1x?x3xf32>
}

// fail: scatter_reduce 3 4 4: 'ptir.scatter_reduce' op at
// fail: scatter_reduce 0 4 4: 'ptir.scatter_reduce' op at
// fail: scatter_reduce 8 4 5: 'ptir.scatter_reduce' op at
// run: scatter_reduce 8 4 4
func.func @scatter_reduce(%x: tensor<?x2xsi32>, %i: tensor<?x2xsi64>, %u: tensor<?x2xsi32>) -> tensor<?x2xsi32> {
  %0 = ptir.scatter_reduce add, %x, %i, %u axis 0 : tensor<?x2xsi32>, tensor<?x2xsi64>, tensor<?x2xsi32>
  return %0 : tensor<?x2xsi32>
}

// fail: scatter_add 2 3 2: 'ptir.scatter_add' op at
// fail: scatter_add 0 3 2: 'ptir.scatter_add' op at
// fail: scatter_add 9 3 10: 'ptir.scatter_add' op at
// run: scatter_add 9 3 2
// run: scatter_add 0 0 0
func.func @scatter_add(%x: tensor<?xf32>, %i: tensor<?xsi32>, %n: tensor<?xf32>) -> tensor<?xf32> {
  %s = ptir.dim %i, 0 : tensor<?xsi32>
  %w = ptir.dim %n, 0 : tensor<?xf32>
  %u = ptir.broadcast_to %n dims(%s, %w) : tensor<?xf32> -> tensor<?x?xf32>
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [] scatter_dims_to_operand_dims [0] : tensor<?xf32>, tensor<?xsi32>, tensor<?x?xf32>
  return %0 : tensor<?xf32>
}

// fail: segment_reduce 20 20: 'ptir.segment_reduce' op at
// fail: segment_reduce 3 2: 'ptir.segment_reduce' op at
// run: segment_reduce 0 0
func.func @segment_reduce(%x: tensor<?x3xbf16>, %i: tensor<?xsi32>) -> tensor<2x3xbf16> {
  %0 = ptir.segment_reduce sum, %x, %i num_segments 2 : tensor<?x3xbf16>, tensor<?xsi32>
  return %0 : tensor<2x3xbf16>
}

// fail: no_segments 3: 'ptir.segment_reduce' op at
// run: no_segments 0
func.func @no_segments(%i: tensor<?xsi32>) -> tensor<0xf32> {
  %d = ptir.dim %i, 0 : tensor<?xsi32>
  %x = ptir.cast %i : tensor<?xsi32> -> tensor<?xf32>
  %0 = ptir.segment_reduce max, %x, %i num_segments 0 : tensor<?xf32>, tensor<?xsi32>
  return %0 : tensor<0xf32>
}
