// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of windows, broken.

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8x3xf32>'}}
func.func @extract_patches_c1_rank(%x: tensor<8x3xf32>) {
  // expected-error@+1 {{'ptir.extract_patches' op expected x of at least rank 3, found rank 2}}
  %0 = ptir.extract_patches %x window [] strides [] dilation [] padding [] pad 0.0 : f32 : tensor<8x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<1x8x8x3xf32>'}}
func.func @extract_patches_c1_window(%x: tensor<1x8x8x3xf32>) {
  // expected-error@+1 {{'ptir.extract_patches' op expected window to have one entry per spatial axis (2), found 1}}
  %0 = ptir.extract_patches %x window [3] strides [2, 2] dilation [1, 1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<1x8x8x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<1x8x8x3xf32>'}}
func.func @extract_patches_c1_strides(%x: tensor<1x8x8x3xf32>) {
  // expected-error@+1 {{'ptir.extract_patches' op expected strides to have one entry per spatial axis (2), found 3}}
  %0 = ptir.extract_patches %x window [3, 3] strides [2, 2, 2] dilation [1, 1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<1x8x8x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<1x8x8x3xf32>'}}
func.func @extract_patches_c1_dilation(%x: tensor<1x8x8x3xf32>) {
  // expected-error@+1 {{'ptir.extract_patches' op expected dilation to have one entry per spatial axis (2), found 0}}
  %0 = ptir.extract_patches %x window [3, 3] strides [2, 2] dilation [] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<1x8x8x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<1x8x8x3xf32>'}}
func.func @extract_patches_c1_padding(%x: tensor<1x8x8x3xf32>) {
  // expected-error@+1 {{'ptir.extract_patches' op expected padding to have two entries per spatial axis (4), found 2}}
  %0 = ptir.extract_patches %x window [3, 3] strides [2, 2] dilation [1, 1] padding [1, 1] pad 0.0 : f32 : tensor<1x8x8x3xf32>
  return
}

// -----

func.func @extract_patches_c2_window(%x: tensor<1x8x8x3xf32>) {
  // expected-error@+1 {{'ptir.extract_patches' op expected entries of window of at least 1, found 0}}
  %0 = ptir.extract_patches %x window [3, 0] strides [2, 2] dilation [1, 1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<1x8x8x3xf32>
  return
}

// -----

func.func @extract_patches_c2_strides(%x: tensor<1x8x8x3xf32>) {
  // expected-error@+1 {{'ptir.extract_patches' op expected entries of strides of at least 1, found 0}}
  %0 = ptir.extract_patches %x window [3, 3] strides [0, 2] dilation [1, 1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<1x8x8x3xf32>
  return
}

// -----

func.func @extract_patches_c2_dilation(%x: tensor<1x8x8x3xf32>) {
  // expected-error@+1 {{'ptir.extract_patches' op expected entries of dilation of at least 1, found -1}}
  %0 = ptir.extract_patches %x window [3, 3] strides [2, 2] dilation [1, -1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<1x8x8x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<1x8x8x3xf32>'}}
func.func @extract_patches_c3(%x: tensor<1x8x8x3xf32>) {
  // expected-error@+1 {{'ptir.extract_patches' op expected the window to fit into the padded extent of spatial axis 1, found extent 8}}
  %0 = ptir.extract_patches %x window [3, 11] strides [2, 2] dilation [1, 1] padding [1, 1, 1, 1] pad 0.0 : f32 : tensor<1x8x8x3xf32>
  return
}

// -----

func.func @extract_patches_c4(%x: tensor<1x8x8x3xf32>) {
  // expected-error@+1 {{'ptir.extract_patches' op expected pad_value to be one f32, found 0.000000e+00 : f16}}
  %0 = ptir.extract_patches %x window [3, 3] strides [2, 2] dilation [1, 1] padding [1, 1, 1, 1] pad 0.0 : f16 : tensor<1x8x8x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8xf32>'}}
func.func @reduce_window_c1_window(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected window to have one entry per dimension (1), found 2}}
  %0 = ptir.reduce_window sum, %x window [3, 3] strides [2] base_dilation [1] window_dilation [1] padding [1, 0] : tensor<8xf32> -> tensor<4xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8xf32>'}}
func.func @reduce_window_c1_strides(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected strides to have one entry per dimension (1), found 0}}
  %0 = ptir.reduce_window sum, %x window [3] strides [] base_dilation [1] window_dilation [1] padding [1, 0] : tensor<8xf32> -> tensor<4xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8xf32>'}}
func.func @reduce_window_c1_base_dilation(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected base_dilation to have one entry per dimension (1), found 2}}
  %0 = ptir.reduce_window sum, %x window [3] strides [2] base_dilation [1, 1] window_dilation [1] padding [1, 0] : tensor<8xf32> -> tensor<4xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8xf32>'}}
func.func @reduce_window_c1_window_dilation(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected window_dilation to have one entry per dimension (1), found 0}}
  %0 = ptir.reduce_window sum, %x window [3] strides [2] base_dilation [1] window_dilation [] padding [1, 0] : tensor<8xf32> -> tensor<4xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8xf32>'}}
func.func @reduce_window_c1_padding(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected padding to have two entries per dimension (2), found 1}}
  %0 = ptir.reduce_window sum, %x window [3] strides [2] base_dilation [1] window_dilation [1] padding [1] : tensor<8xf32> -> tensor<4xf32>
  return
}

// -----

func.func @reduce_window_c2_window(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected entries of window of at least 1, found 0}}
  %0 = ptir.reduce_window sum, %x window [0] strides [2] base_dilation [1] window_dilation [1] padding [1, 0] : tensor<8xf32> -> tensor<4xf32>
  return
}

// -----

func.func @reduce_window_c2_strides(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected entries of strides of at least 1, found -1}}
  %0 = ptir.reduce_window sum, %x window [3] strides [-1] base_dilation [1] window_dilation [1] padding [1, 0] : tensor<8xf32> -> tensor<4xf32>
  return
}

// -----

func.func @reduce_window_c2_base_dilation(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected entries of base_dilation of at least 1, found 0}}
  %0 = ptir.reduce_window sum, %x window [3] strides [2] base_dilation [0] window_dilation [1] padding [1, 0] : tensor<8xf32> -> tensor<4xf32>
  return
}

// -----

func.func @reduce_window_c2_window_dilation(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected entries of window_dilation of at least 1, found 0}}
  %0 = ptir.reduce_window sum, %x window [3] strides [2] base_dilation [1] window_dilation [0] padding [1, 0] : tensor<8xf32> -> tensor<4xf32>
  return
}

// -----

func.func @reduce_window_c3(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected result of shape [4], found [3]}}
  %0 = ptir.reduce_window sum, %x window [3] strides [2] base_dilation [1] window_dilation [1] padding [1, 0] : tensor<8xf32> -> tensor<3xf32>
  return
}

// -----

func.func @reduce_window_c3_empty(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected result of shape [0], found [1]}}
  %0 = ptir.reduce_window sum, %x window [10] strides [2] base_dilation [1] window_dilation [1] padding [1, 0] : tensor<8xf32> -> tensor<1xf32>
  return
}

// -----

func.func @reduce_window_c4_accum(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected accum_type of the operand's class (f32), found si32}}
  %0 = ptir.reduce_window sum, %x window [3] strides [2] base_dilation [1] window_dilation [1] padding [1, 0] accum si32 : tensor<8xf32> -> tensor<4xf32>
  return
}

// -----

func.func @reduce_window_c4_result(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected result of the operand's class (f32), found si32}}
  %0 = ptir.reduce_window sum, %x window [3] strides [2] base_dilation [1] window_dilation [1] padding [1, 0] : tensor<8xf32> -> tensor<4xsi32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8xcomplex<f32>>'}}
func.func @reduce_window_c4_complex(%x: tensor<8xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected elements that are ordered, found complex}}
  %0 = ptir.reduce_window max, %x window [3] strides [2] base_dilation [1] window_dilation [1] padding [1, 0] : tensor<8xcomplex<f32>> -> tensor<4xcomplex<f32>>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8xi1>'}}
func.func @reduce_window_c4_i1(%x: tensor<8xi1>) {
  // expected-error@+1 {{'ptir.reduce_window' op expected elements that can be summed, found i1}}
  %0 = ptir.reduce_window sum, %x window [3] strides [2] base_dilation [1] window_dilation [1] padding [1, 0] : tensor<8xi1> -> tensor<4xi1>
  return
}
