// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of sorting, broken.

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x5xf32>'}}
func.func @top_k_c1_axis(%x: tensor<2x5xf32>) {
  // expected-error@+1 {{'ptir.top_k' op expected axis in [-2, 2), found 2}}
  %0, %1 = ptir.top_k %x k 3 axis 2 largest : tensor<2x5xf32> -> tensor<2x3xf32>, tensor<2x3xsi32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x5xf32>'}}
func.func @top_k_c1_above(%x: tensor<2x5xf32>) {
  // expected-error@+1 {{'ptir.top_k' op expected k in [0, 5], found 6}}
  %0, %1 = ptir.top_k %x k 6 axis 1 largest : tensor<2x5xf32> -> tensor<2x6xf32>, tensor<2x6xsi32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x5xf32>'}}
func.func @top_k_c1_negative(%x: tensor<2x5xf32>) {
  // expected-error@+1 {{'ptir.top_k' op expected k in [0, 5], found -1}}
  %0, %1 = ptir.top_k %x k -1 axis 1 largest : tensor<2x5xf32> -> tensor<2x3xf32>, tensor<2x3xsi32>
  return
}

// -----

func.func @top_k_c2_values(%x: tensor<2x5xf32>) {
  // expected-error@+1 {{'ptir.top_k' op expected values of shape [2, 3], found [3, 2]}}
  %0, %1 = ptir.top_k %x k 3 axis 1 largest : tensor<2x5xf32> -> tensor<3x2xf32>, tensor<2x3xsi32>
  return
}

// -----

func.func @top_k_c2_element(%x: tensor<2x5xf32>) {
  // expected-error@+1 {{'ptir.top_k' op expected values of element type f32, found f16}}
  %0, %1 = ptir.top_k %x k 3 axis 1 largest : tensor<2x5xf32> -> tensor<2x3xf16>, tensor<2x3xsi32>
  return
}

// -----

func.func @top_k_c2_indices(%x: tensor<2x5xf32>) {
  // expected-error@+1 {{'ptir.top_k' op expected indices of shape [2, 3], found [2]}}
  %0, %1 = ptir.top_k %x k 3 axis 1 largest : tensor<2x5xf32> -> tensor<2x3xf32>, tensor<2xsi32>
  return
}

// -----

func.func @top_k_c3_operand(%x: tensor<2x5xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.top_k' op operand #0 must be ranked tensor of i1, integers or floats, but got 'tensor<2x5xcomplex<f32>>'}}
  %0, %1 = ptir.top_k %x k 3 axis 1 largest : tensor<2x5xcomplex<f32>> -> tensor<2x3xcomplex<f32>>, tensor<2x3xsi32>
  return
}

// -----

func.func @top_k_c3_indices(%x: tensor<2x5xf32>) {
  // expected-error@+1 {{'ptir.top_k' op result #1 must be ranked tensor of si32 or si64 indices, but got 'tensor<2x3xui32>'}}
  %0, %1 = ptir.top_k %x k 3 axis 1 largest : tensor<2x5xf32> -> tensor<2x3xf32>, tensor<2x3xui32>
  return
}
