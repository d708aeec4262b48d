// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of scatters, broken.

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<2x4xf32>'}}
func.func @scatter_reduce_c1_shape(%x: tensor<2x5xf32>, %i: tensor<2x3xsi32>, %u: tensor<2x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_reduce' op expected updates of the shape of indices [2, 3], found [2, 4]}}
  %0 = ptir.scatter_reduce add, %x, %i, %u axis 1 : tensor<2x5xf32>, tensor<2x3xsi32>, tensor<2x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<2x3xf64>'}}
func.func @scatter_reduce_c1_element(%x: tensor<2x5xf32>, %i: tensor<2x3xsi32>, %u: tensor<2x3xf64>) {
  // expected-error@+1 {{'ptir.scatter_reduce' op expected updates of element type f32, found f64}}
  %0 = ptir.scatter_reduce add, %x, %i, %u axis 1 : tensor<2x5xf32>, tensor<2x3xsi32>, tensor<2x3xf64>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x3xsi32>'}}
func.func @scatter_reduce_c2_rank(%x: tensor<5xf32>, %i: tensor<2x3xsi32>, %u: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.scatter_reduce' op expected indices of rank 1, found rank 2}}
  %0 = ptir.scatter_reduce add, %x, %i, %u axis 1 : tensor<5xf32>, tensor<2x3xsi32>, tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x5xf32>'}}
func.func @scatter_reduce_c2_axis(%x: tensor<2x5xf32>, %i: tensor<2x3xsi32>, %u: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.scatter_reduce' op expected axis in [-2, 2), found -3}}
  %0 = ptir.scatter_reduce add, %x, %i, %u axis -3 : tensor<2x5xf32>, tensor<2x3xsi32>, tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x3xsi32>'}}
func.func @scatter_reduce_c2_extent(%x: tensor<3x5xf32>, %i: tensor<2x3xsi32>, %u: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.scatter_reduce' op expected extent 3 at dimension 0 of indices, found 2}}
  %0 = ptir.scatter_reduce add, %x, %i, %u axis 1 : tensor<3x5xf32>, tensor<2x3xsi32>, tensor<2x3xf32>
  return
}

// -----

func.func @scatter_reduce_c3(%x: tensor<2x5xf32>, %i: tensor<2x3xui8>, %u: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.scatter_reduce' op operand #1 must be ranked tensor of si32 or si64 indices, but got 'tensor<2x3xui8>'}}
  %0 = ptir.scatter_reduce add, %x, %i, %u axis 1 : tensor<2x5xf32>, tensor<2x3xui8>, tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x5xi1>'}}
func.func @scatter_reduce_c4_i1(%x: tensor<2x5xi1>, %i: tensor<2x3xsi32>, %u: tensor<2x3xi1>) {
  // expected-error@+1 {{'ptir.scatter_reduce' op expected elements that can be added, found i1}}
  %0 = ptir.scatter_reduce add, %x, %i, %u axis 1 : tensor<2x5xi1>, tensor<2x3xsi32>, tensor<2x3xi1>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x5xcomplex<f32>>'}}
func.func @scatter_reduce_c4_complex(%x: tensor<2x5xcomplex<f32>>, %i: tensor<2x3xsi32>, %u: tensor<2x3xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.scatter_reduce' op expected elements that are ordered, found complex}}
  %0 = ptir.scatter_reduce max, %x, %i, %u axis 1 : tensor<2x5xcomplex<f32>>, tensor<2x3xsi32>, tensor<2x3xcomplex<f32>>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8x4xf32>'}}
func.func @scatter_add_c1(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected update_window_dims and inserted_window_dims to have together one entry per dimension of x (2), found 1 and 0}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<3x4xf32>'}}
func.func @scatter_add_c2_range(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected entries of update_window_dims in [0, 2), found 2}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [2] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<3x4x2xf32>'}}
func.func @scatter_add_c2_order(%x: tensor<8x4x2xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x4x2xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected update_window_dims to be unique and ascending, found [2, 1]}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [2, 1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4x2xf32>, tensor<3x1xsi32>, tensor<3x4x2xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<3x4x2xf32>'}}
func.func @scatter_add_c2_unique(%x: tensor<8x4x2xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x4x2xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected update_window_dims to be unique and ascending, found [1, 1]}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1, 1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4x2xf32>, tensor<3x1xsi32>, tensor<3x4x2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8x4xf32>'}}
func.func @scatter_add_c3_range(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected entries of inserted_window_dims in [0, 2), found 2}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [2] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8x4x2xf32>'}}
func.func @scatter_add_c3_order(%x: tensor<8x4x2xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x2xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected inserted_window_dims to be unique and ascending, found [1, 0]}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [1, 0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4x2xf32>, tensor<3x1xsi32>, tensor<3x2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8x4xf32>'}}
func.func @scatter_add_c3_negative(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected entries of inserted_window_dims in [0, 2), found -1}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [-1] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<3x1xsi32>'}}
func.func @scatter_add_c4(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected index_vector_dim in [0, 2], found 3}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 3 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<3x1xsi32>'}}
func.func @scatter_add_c4_negative(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected index_vector_dim in [0, 2], found -1}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim -1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<3x1xsi32>'}}
func.func @scatter_add_c5_count(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected scatter_dims_to_operand_dims to have one entry per component of an index vector (1), found 0}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8x4xf32>'}}
func.func @scatter_add_c5_range(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected entries of scatter_dims_to_operand_dims in [0, 2), found 2}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [2] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8x4xf32>'}}
func.func @scatter_add_c5_unique(%x: tensor<8x4xf32>, %i: tensor<3x2xsi32>, %u: tensor<3x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected scatter_dims_to_operand_dims to be unique, found [0, 0]}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0, 0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x2xsi32>, tensor<3x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<3x1x4xf32>'}}
func.func @scatter_add_c6_rank(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x1x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected updates of rank 2, found rank 3}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [2] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x1x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<2x4xf32>'}}
func.func @scatter_add_c6_extent(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<2x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected extent 3 at dimension 0 of updates, found 2}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<2x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<3x5xf32>'}}
func.func @scatter_add_c7(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x5xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected a window extent of at most 4 at dimension 1 of updates, found 5}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x5xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<3x4xf64>'}}
func.func @scatter_add_c8(%x: tensor<8x4xf32>, %i: tensor<3x1xsi32>, %u: tensor<3x4xf64>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected updates of element type f32, found f64}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xsi32>, tensor<3x4xf64>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8x4xi1>'}}
func.func @scatter_add_c8_i1(%x: tensor<8x4xi1>, %i: tensor<3x1xsi32>, %u: tensor<3x4xi1>) {
  // expected-error@+1 {{'ptir.scatter_add' op expected elements that can be added, found i1}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xi1>, tensor<3x1xsi32>, tensor<3x4xi1>
  return
}

// -----

func.func @scatter_add_c9(%x: tensor<8x4xf32>, %i: tensor<3x1xf32>, %u: tensor<3x4xf32>) {
  // expected-error@+1 {{'ptir.scatter_add' op operand #1 must be ranked tensor of si32 or si64 indices, but got 'tensor<3x1xf32>'}}
  %0 = ptir.scatter_add %x, %i, %u update_window_dims [1] inserted_window_dims [0] scatter_dims_to_operand_dims [0] index_vector_dim 1 : tensor<8x4xf32>, tensor<3x1xf32>, tensor<3x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<f32>'}}
func.func @segment_reduce_c1_rank_0(%x: tensor<f32>, %i: tensor<10xsi32>) {
  // expected-error@+1 {{'ptir.segment_reduce' op expected data of at least rank 1, found rank 0}}
  %0 = ptir.segment_reduce sum, %x, %i num_segments 4 : tensor<f32>, tensor<10xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<10x1xsi32>'}}
func.func @segment_reduce_c1_ids(%x: tensor<10x3xf32>, %i: tensor<10x1xsi32>) {
  // expected-error@+1 {{'ptir.segment_reduce' op expected ids of shape [10], found [10, 1]}}
  %0 = ptir.segment_reduce sum, %x, %i num_segments 4 : tensor<10x3xf32>, tensor<10x1xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<9xsi32>'}}
func.func @segment_reduce_c1_extent(%x: tensor<10x3xf32>, %i: tensor<9xsi32>) {
  // expected-error@+1 {{'ptir.segment_reduce' op expected ids of shape [10], found [9]}}
  %0 = ptir.segment_reduce sum, %x, %i num_segments 4 : tensor<10x3xf32>, tensor<9xsi32>
  return
}

// -----

func.func @segment_reduce_c2(%x: tensor<10x3xf32>, %i: tensor<10xsi8>) {
  // expected-error@+1 {{'ptir.segment_reduce' op operand #1 must be ranked tensor of si32 or si64 indices, but got 'tensor<10xsi8>'}}
  %0 = ptir.segment_reduce sum, %x, %i num_segments 4 : tensor<10x3xf32>, tensor<10xsi8>
  return
}

// -----

func.func @segment_reduce_c3(%x: tensor<10x3xf32>, %i: tensor<10xsi32>) {
  // expected-error@+1 {{'ptir.segment_reduce' op expected num_segments not to be negative, found -1}}
  %0 = ptir.segment_reduce sum, %x, %i num_segments -1 : tensor<10x3xf32>, tensor<10xsi32>
  return
}

// -----

func.func @segment_reduce_c4_kind(%x: tensor<10x3xf32>, %i: tensor<10xsi32>) {
  // expected-error@+1 {{'ptir.segment_reduce' op expected kind sum or max, found min}}
  %0 = ptir.segment_reduce min, %x, %i num_segments 4 : tensor<10x3xf32>, tensor<10xsi32>
  return
}

// -----

func.func @segment_reduce_c4_accum(%x: tensor<10x3xf32>, %i: tensor<10xsi32>) {
  // expected-error@+1 {{'ptir.segment_reduce' op expected accum_type of the operand's class (f32), found si32}}
  %0 = ptir.segment_reduce sum, %x, %i num_segments 4 accum si32 : tensor<10x3xf32>, tensor<10xsi32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<10x3xcomplex<f32>>'}}
func.func @segment_reduce_c4_complex(%x: tensor<10x3xcomplex<f32>>, %i: tensor<10xsi32>) {
  // expected-error@+1 {{'ptir.segment_reduce' op expected elements that are ordered, found complex}}
  %0 = ptir.segment_reduce max, %x, %i num_segments 4 : tensor<10x3xcomplex<f32>>, tensor<10xsi32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<10x3xi1>'}}
func.func @segment_reduce_c4_i1(%x: tensor<10x3xi1>, %i: tensor<10xsi32>) {
  // expected-error@+1 {{'ptir.segment_reduce' op expected elements that can be summed, found i1}}
  %0 = ptir.segment_reduce sum, %x, %i num_segments 4 : tensor<10x3xi1>, tensor<10xsi32>
  return
}
