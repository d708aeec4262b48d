// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of elementwise ops beyond the first contract, broken.

// -----

func.func @sqrt_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.sqrt' op operand #0 must be ranked tensor of floats or complex numbers, but got 'tensor<2xsi32>'}}
  %0 = ptir.sqrt %x : tensor<2xsi32>
  return
}

// -----

func.func @sin_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.sin' op operand #0 must be ranked tensor of floats or complex numbers, but got 'tensor<2xsi32>'}}
  %0 = ptir.sin %x : tensor<2xsi32>
  return
}

// -----

func.func @cos_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.cos' op operand #0 must be ranked tensor of floats or complex numbers, but got 'tensor<2xsi32>'}}
  %0 = ptir.cos %x : tensor<2xsi32>
  return
}

// -----

func.func @logistic_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.logistic' op operand #0 must be ranked tensor of floats or complex numbers, but got 'tensor<2xsi32>'}}
  %0 = ptir.logistic %x : tensor<2xsi32>
  return
}

// -----

func.func @floor_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.floor' op operand #0 must be ranked tensor of floats, but got 'tensor<2xsi32>'}}
  %0 = ptir.floor %x : tensor<2xsi32>
  return
}

// -----

func.func @floor_c1_complex(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.floor' op operand #0 must be ranked tensor of floats, but got 'tensor<2xcomplex<f32>>'}}
  %0 = ptir.floor %x : tensor<2xcomplex<f32>>
  return
}

// -----

func.func @ceil_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.ceil' op operand #0 must be ranked tensor of floats, but got 'tensor<2xsi32>'}}
  %0 = ptir.ceil %x : tensor<2xsi32>
  return
}

// -----

func.func @ceil_c1_complex(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.ceil' op operand #0 must be ranked tensor of floats, but got 'tensor<2xcomplex<f32>>'}}
  %0 = ptir.ceil %x : tensor<2xcomplex<f32>>
  return
}

// -----

func.func @round_nearest_even_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.round_nearest_even' op operand #0 must be ranked tensor of floats, but got 'tensor<2xsi32>'}}
  %0 = ptir.round_nearest_even %x : tensor<2xsi32>
  return
}

// -----

func.func @round_nearest_even_c1_complex(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.round_nearest_even' op operand #0 must be ranked tensor of floats, but got 'tensor<2xcomplex<f32>>'}}
  %0 = ptir.round_nearest_even %x : tensor<2xcomplex<f32>>
  return
}

// -----

func.func @is_finite_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.is_finite' op operand #0 must be ranked tensor of floats, but got 'tensor<2xsi32>'}}
  %0 = ptir.is_finite %x : tensor<2xsi32>
  return
}

// -----

func.func @is_finite_c1_complex(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.is_finite' op operand #0 must be ranked tensor of floats, but got 'tensor<2xcomplex<f32>>'}}
  %0 = ptir.is_finite %x : tensor<2xcomplex<f32>>
  return
}

// -----

func.func @sign_c1(%x: tensor<2xi1>) {
  // expected-error@+1 {{'ptir.sign' op operand #0 must be ranked tensor of integers or floats, but got 'tensor<2xi1>'}}
  %0 = ptir.sign %x : tensor<2xi1>
  return
}

// -----

func.func @sign_c1_complex(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.sign' op operand #0 must be ranked tensor of integers or floats, but got 'tensor<2xcomplex<f32>>'}}
  %0 = ptir.sign %x : tensor<2xcomplex<f32>>
  return
}

// -----

func.func @not_c1(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.not' op operand #0 must be ranked tensor of integers or i1, but got 'tensor<2xf32>'}}
  %0 = ptir.not %x : tensor<2xf32>
  return
}

// -----

func.func @stop_gradient_c1(%x: tensor<2xf32>) {
  // expected-error@+2 {{'ptir.stop_gradient' op inferred type(s) 'tensor<2xf32>' are incompatible with return type(s) of operation 'tensor<3xf32>'}}
  // expected-error@+1 {{'ptir.stop_gradient' op failed to infer returned types}}
  %0 = "ptir.stop_gradient"(%x) : (tensor<2xf32>) -> tensor<3xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xf32>'}}
func.func @pow_c1(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>) {
  // expected-error@+2 {{'ptir.pow' op expected rhs to have the type of lhs (tensor<2x3xf32>), found tensor<2x1xf32>}}
  // expected-error@+1 {{'ptir.pow' op failed to infer returned types}}
  %0 = "ptir.pow"(%x, %y) : (tensor<2x3xf32>, tensor<2x1xf32>) -> tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf16>'}}
func.func @pow_c1_element(%x: tensor<2xf32>, %y: tensor<2xf16>) {
  // expected-error@+2 {{'ptir.pow' op expected rhs to have the type of lhs (tensor<2xf32>), found tensor<2xf16>}}
  // expected-error@+1 {{'ptir.pow' op failed to infer returned types}}
  %0 = "ptir.pow"(%x, %y) : (tensor<2xf32>, tensor<2xf16>) -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xf32>'}}
func.func @remainder_c1(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>) {
  // expected-error@+2 {{'ptir.remainder' op expected rhs to have the type of lhs (tensor<2x3xf32>), found tensor<2x1xf32>}}
  // expected-error@+1 {{'ptir.remainder' op failed to infer returned types}}
  %0 = "ptir.remainder"(%x, %y) : (tensor<2x3xf32>, tensor<2x1xf32>) -> tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf16>'}}
func.func @remainder_c1_element(%x: tensor<2xf32>, %y: tensor<2xf16>) {
  // expected-error@+2 {{'ptir.remainder' op expected rhs to have the type of lhs (tensor<2xf32>), found tensor<2xf16>}}
  // expected-error@+1 {{'ptir.remainder' op failed to infer returned types}}
  %0 = "ptir.remainder"(%x, %y) : (tensor<2xf32>, tensor<2xf16>) -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xsi32>'}}
func.func @and_c1(%x: tensor<2x3xsi32>, %y: tensor<2x1xsi32>) {
  // expected-error@+2 {{'ptir.and' op expected rhs to have the type of lhs (tensor<2x3xsi32>), found tensor<2x1xsi32>}}
  // expected-error@+1 {{'ptir.and' op failed to infer returned types}}
  %0 = "ptir.and"(%x, %y) : (tensor<2x3xsi32>, tensor<2x1xsi32>) -> tensor<2x3xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xui32>'}}
func.func @and_c1_element(%x: tensor<2xsi32>, %y: tensor<2xui32>) {
  // expected-error@+2 {{'ptir.and' op expected rhs to have the type of lhs (tensor<2xsi32>), found tensor<2xui32>}}
  // expected-error@+1 {{'ptir.and' op failed to infer returned types}}
  %0 = "ptir.and"(%x, %y) : (tensor<2xsi32>, tensor<2xui32>) -> tensor<2xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xsi32>'}}
func.func @or_c1(%x: tensor<2x3xsi32>, %y: tensor<2x1xsi32>) {
  // expected-error@+2 {{'ptir.or' op expected rhs to have the type of lhs (tensor<2x3xsi32>), found tensor<2x1xsi32>}}
  // expected-error@+1 {{'ptir.or' op failed to infer returned types}}
  %0 = "ptir.or"(%x, %y) : (tensor<2x3xsi32>, tensor<2x1xsi32>) -> tensor<2x3xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xui32>'}}
func.func @or_c1_element(%x: tensor<2xsi32>, %y: tensor<2xui32>) {
  // expected-error@+2 {{'ptir.or' op expected rhs to have the type of lhs (tensor<2xsi32>), found tensor<2xui32>}}
  // expected-error@+1 {{'ptir.or' op failed to infer returned types}}
  %0 = "ptir.or"(%x, %y) : (tensor<2xsi32>, tensor<2xui32>) -> tensor<2xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xsi32>'}}
func.func @xor_c1(%x: tensor<2x3xsi32>, %y: tensor<2x1xsi32>) {
  // expected-error@+2 {{'ptir.xor' op expected rhs to have the type of lhs (tensor<2x3xsi32>), found tensor<2x1xsi32>}}
  // expected-error@+1 {{'ptir.xor' op failed to infer returned types}}
  %0 = "ptir.xor"(%x, %y) : (tensor<2x3xsi32>, tensor<2x1xsi32>) -> tensor<2x3xsi32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xui32>'}}
func.func @xor_c1_element(%x: tensor<2xsi32>, %y: tensor<2xui32>) {
  // expected-error@+2 {{'ptir.xor' op expected rhs to have the type of lhs (tensor<2xsi32>), found tensor<2xui32>}}
  // expected-error@+1 {{'ptir.xor' op failed to infer returned types}}
  %0 = "ptir.xor"(%x, %y) : (tensor<2xsi32>, tensor<2xui32>) -> tensor<2xsi32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xi1>'}}
func.func @pow_c3(%x: tensor<2xi1>) {
  // expected-error@+1 {{'ptir.pow' op expected integers, floats or complex numbers, found i1}}
  %0 = ptir.pow %x, %x : tensor<2xi1>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f32>>'}}
func.func @remainder_c2(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.remainder' op expected integers or floats, found complex}}
  %0 = ptir.remainder %x, %x : tensor<2xcomplex<f32>>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xi1>'}}
func.func @remainder_c3(%x: tensor<2xi1>) {
  // expected-error@+1 {{'ptir.remainder' op expected integers, floats or complex numbers, found i1}}
  %0 = ptir.remainder %x, %x : tensor<2xi1>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xf32>'}}
func.func @and_c2(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.and' op expected integers or i1, found f32}}
  %0 = ptir.and %x, %x : tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f32>>'}}
func.func @and_c2_complex(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.and' op expected integers or i1, found complex<f32>}}
  %0 = ptir.and %x, %x : tensor<2xcomplex<f32>>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xf32>'}}
func.func @or_c2(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.or' op expected integers or i1, found f32}}
  %0 = ptir.or %x, %x : tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f32>>'}}
func.func @or_c2_complex(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.or' op expected integers or i1, found complex<f32>}}
  %0 = ptir.or %x, %x : tensor<2xcomplex<f32>>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xf32>'}}
func.func @xor_c2(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.xor' op expected integers or i1, found f32}}
  %0 = ptir.xor %x, %x : tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f32>>'}}
func.func @xor_c2_complex(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.xor' op expected integers or i1, found complex<f32>}}
  %0 = ptir.xor %x, %x : tensor<2xcomplex<f32>>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<1xf32>'}}
func.func @clamp_c1_lo(%x: tensor<2xf32>, %y: tensor<1xf32>) {
  // expected-error@+2 {{'ptir.clamp' op expected lo to have the type of x (tensor<2xf32>), found tensor<1xf32>}}
  // expected-error@+1 {{'ptir.clamp' op failed to infer returned types}}
  %0 = "ptir.clamp"(%x, %y, %x) : (tensor<2xf32>, tensor<1xf32>, tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<2xf16>'}}
func.func @clamp_c1_hi(%x: tensor<2xf32>, %y: tensor<2xf16>) {
  // expected-error@+2 {{'ptir.clamp' op expected hi to have the type of x (tensor<2xf32>), found tensor<2xf16>}}
  // expected-error@+1 {{'ptir.clamp' op failed to infer returned types}}
  %0 = "ptir.clamp"(%x, %x, %y) : (tensor<2xf32>, tensor<2xf32>, tensor<2xf16>) -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f32>>'}}
func.func @clamp_c2(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.clamp' op expected elements that are ordered, found complex}}
  %0 = ptir.clamp %x, %x, %x : tensor<2xcomplex<f32>>
  return
}
