// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of quantization, broken.

// -----

func.func @quantize_c1_operand(%x: tensor<2xsi32>, %s: tensor<f32>, %z: tensor<si8>) {
  // expected-error@+1 {{'ptir.quantize' op operand #0 must be ranked tensor of floats, but got 'tensor<2xsi32>'}}
  %0 = ptir.quantize %x, %s, %z : tensor<2xsi32>, tensor<f32>, tensor<si8> -> tensor<2xsi8>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<f64>'}}
func.func @quantize_c1_scale(%x: tensor<2xf32>, %s: tensor<f64>, %z: tensor<si8>) {
  // expected-error@+1 {{'ptir.quantize' op expected scale of element type f32, found f64}}
  %0 = ptir.quantize %x, %s, %z : tensor<2xf32>, tensor<f64>, tensor<si8> -> tensor<2xsi8>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<ui8>'}}
func.func @quantize_c2_zero(%x: tensor<2xf32>, %s: tensor<f32>, %z: tensor<ui8>) {
  // expected-error@+1 {{'ptir.quantize' op expected zero_point of element type si8, found ui8}}
  %0 = ptir.quantize %x, %s, %z : tensor<2xf32>, tensor<f32>, tensor<ui8> -> tensor<2xsi8>
  return
}

// -----

func.func @quantize_c2_result(%x: tensor<2xf32>, %s: tensor<f32>, %z: tensor<f16>) {
  // expected-error@+1 {{'ptir.quantize' op operand #2 must be ranked tensor of integers or 8-bit floats, but got 'tensor<f16>'}}
  %0 = ptir.quantize %x, %s, %z : tensor<2xf32>, tensor<f32>, tensor<f16> -> tensor<2xf16>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf32>'}}
func.func @quantize_c3_rank(%x: tensor<2xf32>, %s: tensor<2xf32>, %z: tensor<si8>) {
  // expected-error@+1 {{'ptir.quantize' op expected a scale of rank 0, since there is no axis, found shape [2]}}
  %0 = ptir.quantize %x, %s, %z : tensor<2xf32>, tensor<2xf32>, tensor<si8> -> tensor<2xsi8>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf32>'}}
func.func @quantize_c3_extent(%x: tensor<2x3xf32>, %s: tensor<2xf32>, %z: tensor<3xsi8>) {
  // expected-error@+1 {{'ptir.quantize' op expected a scale of rank 0 or of shape [3], found shape [2]}}
  %0 = ptir.quantize %x, %s, %z axis 1 : tensor<2x3xf32>, tensor<2xf32>, tensor<3xsi8> -> tensor<2x3xsi8>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @quantize_c3_axis(%x: tensor<2x3xf32>, %s: tensor<3xf32>, %z: tensor<3xsi8>) {
  // expected-error@+1 {{'ptir.quantize' op expected axis in [-2, 2), found 2}}
  %0 = ptir.quantize %x, %s, %z axis 2 : tensor<2x3xf32>, tensor<3xf32>, tensor<3xsi8> -> tensor<2x3xsi8>
  return
}

// -----

func.func @quantize_c4(%x: tensor<2xf32>, %s: tensor<f32>, %z: tensor<si8>) {
  // expected-error@+1 {{'ptir.quantize' op expected result of shape [2], found [3]}}
  %0 = ptir.quantize %x, %s, %z : tensor<2xf32>, tensor<f32>, tensor<si8> -> tensor<3xsi8>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<f64>'}}
func.func @dequantize_c1(%q: tensor<2xsi8>, %s: tensor<f64>, %z: tensor<si8>) {
  // expected-error@+1 {{'ptir.dequantize' op expected scale of element type f32, found f64}}
  %0 = ptir.dequantize %q, %s, %z : tensor<2xsi8>, tensor<f64>, tensor<si8> -> tensor<2xf32>
  return
}

// -----

func.func @dequantize_c1_float(%q: tensor<2xsi8>, %s: tensor<f32>, %z: tensor<si8>) {
  // expected-error@+1 {{'ptir.dequantize' op result #0 must be ranked tensor of floats, but got 'tensor<2xsi32>'}}
  %0 = ptir.dequantize %q, %s, %z : tensor<2xsi8>, tensor<f32>, tensor<si8> -> tensor<2xsi32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<si16>'}}
func.func @dequantize_c2(%q: tensor<2xsi8>, %s: tensor<f32>, %z: tensor<si16>) {
  // expected-error@+1 {{'ptir.dequantize' op expected zero_point of element type si8, found si16}}
  %0 = ptir.dequantize %q, %s, %z : tensor<2xsi8>, tensor<f32>, tensor<si16> -> tensor<2xf32>
  return
}

// -----

func.func @dequantize_c2_operand(%q: tensor<2xi1>, %s: tensor<f32>, %z: tensor<si8>) {
  // expected-error@+1 {{'ptir.dequantize' op operand #0 must be ranked tensor of integers or 8-bit floats, but got 'tensor<2xi1>'}}
  %0 = ptir.dequantize %q, %s, %z : tensor<2xi1>, tensor<f32>, tensor<si8> -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<3xsi8>'}}
func.func @dequantize_c3(%q: tensor<2xsi8>, %s: tensor<f32>, %z: tensor<3xsi8>) {
  // expected-error@+1 {{'ptir.dequantize' op expected a zero point of rank 0 or of shape [2], found shape [3]}}
  %0 = ptir.dequantize %q, %s, %z axis 0 : tensor<2xsi8>, tensor<f32>, tensor<3xsi8> -> tensor<2xf32>
  return
}

// -----

func.func @dequantize_c4(%q: tensor<2xsi8>, %s: tensor<f32>, %z: tensor<si8>) {
  // expected-error@+1 {{'ptir.dequantize' op expected result of shape [2], found [?]}}
  %0 = ptir.dequantize %q, %s, %z : tensor<2xsi8>, tensor<f32>, tensor<si8> -> tensor<?xf32>
  return
}

// -----

// expected-note@+1 {{operand 3 is defined here, with type 'tensor<f64>'}}
func.func @requantize_c1(%q: tensor<2xsi8>, %s: tensor<f32>, %z: tensor<si8>, %t: tensor<f64>, %y: tensor<ui8>) {
  // expected-error@+1 {{'ptir.requantize' op expected out_scale of element type f32, found f64}}
  %0 = ptir.requantize %q, %s, %z, %t, %y : (tensor<2xsi8>, tensor<f32>, tensor<si8>, tensor<f64>, tensor<ui8>) -> tensor<2xui8>
  return
}

// -----

func.func @requantize_c1_float(%q: tensor<2xsi8>, %s: tensor<si8>, %z: tensor<si8>, %t: tensor<f32>, %y: tensor<ui8>) {
  // expected-error@+1 {{'ptir.requantize' op operand #1 must be ranked tensor of floats, but got 'tensor<si8>'}}
  %0 = ptir.requantize %q, %s, %z, %t, %y : (tensor<2xsi8>, tensor<si8>, tensor<si8>, tensor<f32>, tensor<ui8>) -> tensor<2xui8>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<ui8>'}}
func.func @requantize_c2_in(%q: tensor<2xsi8>, %s: tensor<f32>, %z: tensor<ui8>, %t: tensor<f32>, %y: tensor<ui8>) {
  // expected-error@+1 {{'ptir.requantize' op expected in_zero of element type si8, found ui8}}
  %0 = ptir.requantize %q, %s, %z, %t, %y : (tensor<2xsi8>, tensor<f32>, tensor<ui8>, tensor<f32>, tensor<ui8>) -> tensor<2xui8>
  return
}

// -----

// expected-note@+1 {{operand 4 is defined here, with type 'tensor<si8>'}}
func.func @requantize_c2_out(%q: tensor<2xsi8>, %s: tensor<f32>, %z: tensor<si8>, %t: tensor<f32>, %y: tensor<si8>) {
  // expected-error@+1 {{'ptir.requantize' op expected out_zero of element type ui8, found si8}}
  %0 = ptir.requantize %q, %s, %z, %t, %y : (tensor<2xsi8>, tensor<f32>, tensor<si8>, tensor<f32>, tensor<si8>) -> tensor<2xui8>
  return
}

// -----

func.func @requantize_c2_result(%q: tensor<2xsi8>, %s: tensor<f32>, %z: tensor<si8>, %t: tensor<f32>, %y: tensor<ui8>) {
  // expected-error@+1 {{'ptir.requantize' op result #0 must be ranked tensor of integers, but got 'tensor<2xf32>'}}
  %0 = ptir.requantize %q, %s, %z, %t, %y : (tensor<2xsi8>, tensor<f32>, tensor<si8>, tensor<f32>, tensor<ui8>) -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf32>'}}
func.func @requantize_c3_rank(%q: tensor<2xsi8>, %s: tensor<2xf32>, %z: tensor<si8>, %t: tensor<f32>, %y: tensor<ui8>) {
  // expected-error@+1 {{'ptir.requantize' op expected a scale of rank 0, since there is no axis, found shape [2]}}
  %0 = ptir.requantize %q, %s, %z, %t, %y : (tensor<2xsi8>, tensor<2xf32>, tensor<si8>, tensor<f32>, tensor<ui8>) -> tensor<2xui8>
  return
}

// -----

// expected-note@+1 {{operand 3 is defined here, with type 'tensor<3xf32>'}}
func.func @requantize_c3_extent(%q: tensor<2xsi8>, %s: tensor<f32>, %z: tensor<si8>, %t: tensor<3xf32>, %y: tensor<ui8>) {
  // expected-error@+1 {{'ptir.requantize' op expected a scale of rank 0 or of shape [2], found shape [3]}}
  %0 = ptir.requantize %q, %s, %z, %t, %y axis 0 : (tensor<2xsi8>, tensor<f32>, tensor<si8>, tensor<3xf32>, tensor<ui8>) -> tensor<2xui8>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xsi8>'}}
func.func @requantize_c3_axis(%q: tensor<2xsi8>, %s: tensor<f32>, %z: tensor<si8>, %t: tensor<2xf32>, %y: tensor<ui8>) {
  // expected-error@+1 {{'ptir.requantize' op expected axis in [-1, 1), found 1}}
  %0 = ptir.requantize %q, %s, %z, %t, %y axis 1 : (tensor<2xsi8>, tensor<f32>, tensor<si8>, tensor<2xf32>, tensor<ui8>) -> tensor<2xui8>
  return
}

// -----

func.func @requantize_c4(%q: tensor<2xsi8>, %s: tensor<f32>, %z: tensor<si8>, %t: tensor<f32>, %y: tensor<ui8>) {
  // expected-error@+1 {{'ptir.requantize' op expected result of shape [2], found [2, 1]}}
  %0 = ptir.requantize %q, %s, %z, %t, %y : (tensor<2xsi8>, tensor<f32>, tensor<si8>, tensor<f32>, tensor<ui8>) -> tensor<2x1xui8>
  return
}
