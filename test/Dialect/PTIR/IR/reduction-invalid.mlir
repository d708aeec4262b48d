// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of the reductions, broken.

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @reduce_c1_range(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.reduce' op expected axis in [-2, 2), found 2}}
  %0 = ptir.reduce sum, %x axes [2] : tensor<2x3xf32> -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @reduce_c1_min(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.reduce' op expected axis in [-2, 2), found -9223372036854775808}}
  %0 = ptir.reduce sum, %x axes [-9223372036854775808] : tensor<2x3xf32> -> tensor<2xf32>
  return
}

// -----

func.func @reduce_c1_unique(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.reduce' op expected unique axes, found [1, -1]}}
  %0 = ptir.reduce sum, %x axes [1, -1] : tensor<2x3xf32> -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<f32>'}}
func.func @reduce_c1_rank_0(%x: tensor<f32>) {
  // expected-error@+1 {{'ptir.reduce' op expected axis in [0, 0), found 0}}
  %0 = ptir.reduce sum, %x axes [0] : tensor<f32> -> tensor<f32>
  return
}

// -----

func.func @reduce_c2_dropped(%x: tensor<2x?xf32>) {
  // expected-error@+1 {{'ptir.reduce' op expected result of shape [?], found [2]}}
  %0 = ptir.reduce sum, %x axes [0] : tensor<2x?xf32> -> tensor<2xf32>
  return
}

// -----

func.func @reduce_c2_keepdims(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.reduce' op expected result of shape [1, 3], found [3]}}
  %0 = ptir.reduce sum, %x axes [0] keepdims : tensor<2x3xf32> -> tensor<3xf32>
  return
}

// -----

func.func @reduce_c3_result(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.reduce' op expected result of the operand's class (f32), found si32}}
  %0 = ptir.reduce sum, %x axes [0] : tensor<2xf32> -> tensor<si32>
  return
}

// -----

func.func @reduce_c3_accum(%x: tensor<2xsi8>) {
  // expected-error@+1 {{'ptir.reduce' op expected accum_type of the operand's class (si8), found f32}}
  %0 = ptir.reduce sum, %x axes [0] accum f32 : tensor<2xsi8> -> tensor<si32>
  return
}

// -----

func.func @reduce_c3_accum_signless(%x: tensor<2xsi8>) {
  // expected-error@+1 {{'ptir.reduce' op expected accum_type of the operand's class (si8), found i32}}
  %0 = ptir.reduce sum, %x axes [0] accum i32 : tensor<2xsi8> -> tensor<si32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xi1>'}}
func.func @reduce_c3_i1_sum(%x: tensor<2xi1>) {
  // expected-error@+1 {{'ptir.reduce' op expected elements that can be summed, found i1}}
  %0 = ptir.reduce sum, %x axes [0] : tensor<2xi1> -> tensor<i1>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f32>>'}}
func.func @reduce_c3_complex_max(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.reduce' op expected elements that are ordered, found complex}}
  %0 = ptir.reduce max, %x axes [0] : tensor<2xcomplex<f32>> -> tensor<complex<f32>>
  return
}

// -----

func.func @reduce_kind(%x: tensor<2xf32>) {
  // expected-error@+1 {{expected a value of 'reduce_kind', found 'product'}}
  %0 = ptir.reduce product, %x axes [0] : tensor<2xf32> -> tensor<f32>
  return
}

// -----

func.func @reduce_no_kind(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.reduce' op requires attribute 'kind'}}
  %0 = "ptir.reduce"(%x) {axes = array<i64: 0>} : (tensor<2xf32>) -> tensor<f32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @argmax_c1(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.argmax' op expected axis in [-2, 2), found -3}}
  %0 = ptir.argmax %x axis -3 : tensor<2x3xf32> -> tensor<2xsi32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<f32>'}}
func.func @argmax_c1_rank_0(%x: tensor<f32>) {
  // expected-error@+1 {{'ptir.argmax' op expected axis in [0, 0), found 0}}
  %0 = ptir.argmax %x axis 0 : tensor<f32> -> tensor<si32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x0xf32>'}}
func.func @argmax_c2(%x: tensor<2x0xf32>) {
  // expected-error@+1 {{'ptir.argmax' op expected axis of an extent that is not 0}}
  %0 = ptir.argmax %x axis 1 : tensor<2x0xf32> -> tensor<2xsi32>
  return
}

// -----

func.func @argmax_c3_dropped(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.argmax' op expected result of shape [2], found [3]}}
  %0 = ptir.argmax %x axis 1 : tensor<2x3xf32> -> tensor<3xsi32>
  return
}

// -----

func.func @argmax_c3_keepdims(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.argmax' op expected result of shape [2, 1], found [2]}}
  %0 = ptir.argmax %x axis 1 keepdims : tensor<2x3xf32> -> tensor<2xsi32>
  return
}

// -----

func.func @argmax_c4_operand(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.argmax' op operand #0 must be ranked tensor of i1, integers or floats, but got 'tensor<2xcomplex<f32>>'}}
  %0 = ptir.argmax %x axis 0 : tensor<2xcomplex<f32>> -> tensor<si32>
  return
}

// -----

func.func @argmax_c4_result(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.argmax' op result #0 must be ranked tensor of si32 or si64 indices, but got 'tensor<ui32>'}}
  %0 = ptir.argmax %x axis 0 : tensor<2xf32> -> tensor<ui32>
  return
}
