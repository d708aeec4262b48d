// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of the ops that pick elements, broken.

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @slice_c1_starts(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.slice' op expected starts to have one entry per dimension (2), found 1}}
  %0 = ptir.slice %x starts [0] sizes [1, 1] : tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @slice_c1_sizes(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.slice' op expected sizes to have one entry per dimension (2), found 3}}
  %0 = ptir.slice %x starts [0, 0] sizes [1, 1, 1] : tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @slice_c1_strides(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.slice' op expected strides to have one entry per dimension (2), found 1}}
  %0 = ptir.slice %x starts [0, 0] sizes [1, 1] strides [1] : tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @slice_c2_end(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.slice' op expected the slice to end within extent 3 of dimension 1, found start 2, size 2, stride 1}}
  %0 = ptir.slice %x starts [0, 2] sizes [1, 2] : tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<8xf32>'}}
func.func @slice_c2_stride(%x: tensor<8xf32>) {
  // expected-error@+1 {{'ptir.slice' op expected the slice to end within extent 8 of dimension 0, found start 1, size 3, stride 4}}
  %0 = ptir.slice %x starts [1] sizes [3] strides [4] : tensor<8xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xf32>'}}
func.func @slice_c2_empty(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.slice' op expected the slice to end within extent 2 of dimension 0, found start 3, size 0, stride 1}}
  %0 = ptir.slice %x starts [3] sizes [0] : tensor<2xf32>
  return
}

// -----

func.func @slice_c2_negative(%x: tensor<?xf32>) {
  // expected-error@+1 {{'ptir.slice' op expected start and size at dimension 0 not to be negative, found -1 and 1}}
  %0 = ptir.slice %x starts [-1] sizes [1] : tensor<?xf32>
  return
}

// -----

func.func @slice_c2_overflow(%x: tensor<?xf32>) {
  // expected-error@+1 {{'ptir.slice' op expected the slice at dimension 0 to end below 2^63, found start 9223372036854775807, size 2, stride 1}}
  %0 = ptir.slice %x starts [9223372036854775807] sizes [2] : tensor<?xf32>
  return
}

// -----

func.func @slice_c3(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.slice' op expected strides of at least 1, found 0 at dimension 0}}
  %0 = ptir.slice %x starts [0] sizes [1] strides [0] : tensor<2xf32>
  return
}

// -----

func.func @slice_c4(%x: tensor<?xf32>) {
  // expected-error@+1 {{'ptir.slice' op expected one extent in dims per dynamic dimension of the result (1), found 0}}
  %0 = ptir.slice %x starts [0] sizes [-1] : tensor<?xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<f32>'}}
func.func @take_c1(%x: tensor<f32>, %i: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.take' op expected x of at least rank 1, found rank 0}}
  %0 = ptir.take %x, %i : tensor<f32>, tensor<2xsi32>
  return
}

// -----

func.func @take_c2(%x: tensor<2xf32>, %i: tensor<2xui32>) {
  // expected-error@+1 {{'ptir.take' op operand #1 must be ranked tensor of si32 or si64 indices, but got 'tensor<2xui32>'}}
  %0 = ptir.take %x, %i : tensor<2xf32>, tensor<2xui32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @dynamic_slice_c1_length(%x: tensor<2x3xf32>, %s: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.dynamic_slice' op expected sizes to have one entry per dimension (2), found 1}}
  %0 = ptir.dynamic_slice %x, %s sizes [1] : tensor<2x3xf32>, tensor<2xsi32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xf32>'}}
func.func @dynamic_slice_c1_size(%x: tensor<2xf32>, %s: tensor<1xsi32>) {
  // expected-error@+1 {{'ptir.dynamic_slice' op expected size at dimension 0 to be at most the extent 2, found 3}}
  %0 = ptir.dynamic_slice %x, %s sizes [3] : tensor<2xf32>, tensor<1xsi32>
  return
}

// -----

func.func @dynamic_slice_c1_negative(%x: tensor<2xf32>, %s: tensor<1xsi32>) {
  // expected-error@+1 {{'ptir.dynamic_slice' op expected size at dimension 0 not to be negative, found -2}}
  %0 = ptir.dynamic_slice %x, %s sizes [-2] : tensor<2xf32>, tensor<1xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xsi32>'}}
func.func @dynamic_slice_c1_start(%x: tensor<2xf32>, %s: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.dynamic_slice' op expected start of shape [1], found [2]}}
  %0 = ptir.dynamic_slice %x, %s sizes [1] : tensor<2xf32>, tensor<2xsi32>
  return
}

// -----

func.func @dynamic_slice_c1_start_type(%x: tensor<2xf32>, %s: tensor<1xf32>) {
  // expected-error@+1 {{'ptir.dynamic_slice' op operand #1 must be ranked tensor of si32 or si64 indices, but got 'tensor<1xf32>'}}
  %0 = ptir.dynamic_slice %x, %s sizes [1] : tensor<2xf32>, tensor<1xf32>
  return
}

// -----

func.func @dynamic_slice_c1_dims(%x: tensor<?xf32>, %s: tensor<1xsi32>) {
  // expected-error@+1 {{'ptir.dynamic_slice' op expected one extent in dims per dynamic dimension of the result (1), found 0}}
  %0 = ptir.dynamic_slice %x, %s sizes [-1] : tensor<?xf32>, tensor<1xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<1x1xf32>'}}
func.func @dynamic_update_slice_c1_rank(%x: tensor<2xf32>, %u: tensor<1x1xf32>, %s: tensor<1xsi32>) {
  // expected-error@+1 {{'ptir.dynamic_update_slice' op expected update of rank 1, found rank 2}}
  %0 = ptir.dynamic_update_slice %x, %u, %s : tensor<2xf32>, tensor<1x1xf32>, tensor<1xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<3xf32>'}}
func.func @dynamic_update_slice_c1_size(%x: tensor<2xf32>, %u: tensor<3xf32>, %s: tensor<1xsi32>) {
  // expected-error@+1 {{'ptir.dynamic_update_slice' op expected extent of update at dimension 0 to be at most 2, found 3}}
  %0 = ptir.dynamic_update_slice %x, %u, %s : tensor<2xf32>, tensor<3xf32>, tensor<1xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<1xf16>'}}
func.func @dynamic_update_slice_c1_element(%x: tensor<2xf32>, %u: tensor<1xf16>, %s: tensor<1xsi32>) {
  // expected-error@+1 {{'ptir.dynamic_update_slice' op expected update of element type f32, found f16}}
  %0 = ptir.dynamic_update_slice %x, %u, %s : tensor<2xf32>, tensor<1xf16>, tensor<1xsi32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<si32>'}}
func.func @dynamic_update_slice_c1_start(%x: tensor<2xf32>, %u: tensor<1xf32>, %s: tensor<si32>) {
  // expected-error@+1 {{'ptir.dynamic_update_slice' op expected start of shape [1], found []}}
  %0 = ptir.dynamic_update_slice %x, %u, %s : tensor<2xf32>, tensor<1xf32>, tensor<si32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xsi32>'}}
func.func @gather_c1_rank(%x: tensor<2x5xf32>, %i: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.gather' op expected indices of rank 2, found rank 1}}
  %0 = ptir.gather %x, %i axis 1 : tensor<2x5xf32>, tensor<2xsi32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x5xf32>'}}
func.func @gather_c1_axis(%x: tensor<2x5xf32>, %i: tensor<2x3xsi32>) {
  // expected-error@+1 {{'ptir.gather' op expected axis in [-2, 2), found 2}}
  %0 = ptir.gather %x, %i axis 2 : tensor<2x5xf32>, tensor<2x3xsi32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<f32>'}}
func.func @gather_c1_rank_0(%x: tensor<f32>, %i: tensor<si32>) {
  // expected-error@+1 {{'ptir.gather' op expected axis in [0, 0), found 0}}
  %0 = ptir.gather %x, %i axis 0 : tensor<f32>, tensor<si32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<3x3xsi32>'}}
func.func @gather_c2(%x: tensor<2x5xf32>, %i: tensor<3x3xsi32>) {
  // expected-error@+1 {{'ptir.gather' op expected extent 2 at dimension 0 of indices, found 3}}
  %0 = ptir.gather %x, %i axis 1 : tensor<2x5xf32>, tensor<3x3xsi32>
  return
}

// -----

func.func @gather_c3(%x: tensor<2x5xf32>, %i: tensor<2x3xsi16>) {
  // expected-error@+1 {{'ptir.gather' op operand #1 must be ranked tensor of si32 or si64 indices, but got 'tensor<2x3xsi16>'}}
  %0 = ptir.gather %x, %i axis 1 : tensor<2x5xf32>, tensor<2x3xsi16>
  return
}
