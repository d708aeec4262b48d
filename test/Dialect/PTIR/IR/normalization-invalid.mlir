// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of normalisation, broken.

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @layer_norm_c1_axis(%x: tensor<2x3xf32>, %g: tensor<3xf32>) {
  // expected-error@+1 {{'ptir.layer_norm' op expected axis in [-2, 2), found 2}}
  %0 = ptir.layer_norm %x, %g, %g epsilon 1.0e-5 axis 2 : tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf32>'}}
func.func @layer_norm_c1_gamma(%x: tensor<2x3xf32>, %g: tensor<2xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'ptir.layer_norm' op expected gamma of shape [3], found [2]}}
  %0 = ptir.layer_norm %x, %g, %b epsilon 1.0e-5 axis 1 : tensor<2x3xf32>, tensor<2xf32>, tensor<3xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<1x3xf32>'}}
func.func @layer_norm_c1_beta(%x: tensor<2x3xf32>, %g: tensor<3xf32>, %b: tensor<1x3xf32>) {
  // expected-error@+1 {{'ptir.layer_norm' op expected beta of shape [3], found [1, 3]}}
  %0 = ptir.layer_norm %x, %g, %b epsilon 1.0e-5 axis 1 : tensor<2x3xf32>, tensor<3xf32>, tensor<1x3xf32>
  return
}

// -----

func.func @layer_norm_c2_integers(%x: tensor<3xsi32>) {
  // expected-error@+1 {{'ptir.layer_norm' op operand #0 must be ranked tensor of floats, but got 'tensor<3xsi32>'}}
  %0 = ptir.layer_norm %x, %x, %x epsilon 1.0e-5 axis 0 : tensor<3xsi32>, tensor<3xsi32>, tensor<3xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<3xf16>'}}
func.func @layer_norm_c2_element(%x: tensor<2x3xf32>, %g: tensor<3xf16>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'ptir.layer_norm' op expected gamma of element type f32, found f16}}
  %0 = ptir.layer_norm %x, %g, %b epsilon 1.0e-5 axis 1 : tensor<2x3xf32>, tensor<3xf16>, tensor<3xf32>
  return
}
