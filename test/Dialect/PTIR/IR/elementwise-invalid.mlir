// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of the elementwise ops, broken. Rules that are type constraints
// speak in the words of MLIR.

// -----

func.func @neg_c1(%x: tensor<2xi1>) {
  // expected-error@+1 {{'ptir.neg' op operand #0 must be ranked tensor of integers, floats or complex numbers, but got 'tensor<2xi1>'}}
  %0 = ptir.neg %x : tensor<2xi1>
  return
}

// -----

func.func @abs_c1(%x: tensor<2xi1>) {
  // expected-error@+1 {{'ptir.abs' op operand #0 must be ranked tensor of integers, floats or complex numbers, but got 'tensor<2xi1>'}}
  %0 = ptir.abs %x : tensor<2xi1>
  return
}

// -----

func.func @exp_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.exp' op operand #0 must be ranked tensor of floats or complex numbers, but got 'tensor<2xsi32>'}}
  %0 = ptir.exp %x : tensor<2xsi32>
  return
}

// -----

func.func @log_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.log' op operand #0 must be ranked tensor of floats or complex numbers, but got 'tensor<2xsi32>'}}
  %0 = ptir.log %x : tensor<2xsi32>
  return
}

// -----

func.func @tanh_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.tanh' op operand #0 must be ranked tensor of floats or complex numbers, but got 'tensor<2xsi32>'}}
  %0 = ptir.tanh %x : tensor<2xsi32>
  return
}

// -----

func.func @rsqrt_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.rsqrt' op operand #0 must be ranked tensor of floats or complex numbers, but got 'tensor<2xsi32>'}}
  %0 = ptir.rsqrt %x : tensor<2xsi32>
  return
}

// -----

func.func @reciprocal_c1(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.reciprocal' op operand #0 must be ranked tensor of floats or complex numbers, but got 'tensor<2xsi32>'}}
  %0 = ptir.reciprocal %x : tensor<2xsi32>
  return
}

// -----

func.func @erf_c1(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.erf' op operand #0 must be ranked tensor of floats, but got 'tensor<2xcomplex<f32>>'}}
  %0 = ptir.erf %x : tensor<2xcomplex<f32>>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xf32>'}}
func.func @add_c1(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>) {
  // expected-error@+1 {{'ptir.add' op expected rhs to have the type of lhs (tensor<2x3xf32>), found tensor<2x1xf32>}}
  %0 = ptir.add %x, %y : (tensor<2x3xf32>, tensor<2x1xf32>)
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf16>'}}
func.func @add_c1_element(%x: tensor<2xf32>, %y: tensor<2xf16>) {
  // expected-error@+1 {{'ptir.add' op expected rhs to have the type of lhs (tensor<2xf32>), found tensor<2xf16>}}
  %0 = ptir.add %x, %y : (tensor<2xf32>, tensor<2xf16>)
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xf32>'}}
func.func @sub_c1(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>) {
  // expected-error@+1 {{'ptir.sub' op expected rhs to have the type of lhs (tensor<2x3xf32>), found tensor<2x1xf32>}}
  %0 = ptir.sub %x, %y : (tensor<2x3xf32>, tensor<2x1xf32>)
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf16>'}}
func.func @sub_c1_element(%x: tensor<2xf32>, %y: tensor<2xf16>) {
  // expected-error@+1 {{'ptir.sub' op expected rhs to have the type of lhs (tensor<2xf32>), found tensor<2xf16>}}
  %0 = ptir.sub %x, %y : (tensor<2xf32>, tensor<2xf16>)
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xf32>'}}
func.func @mul_c1(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>) {
  // expected-error@+1 {{'ptir.mul' op expected rhs to have the type of lhs (tensor<2x3xf32>), found tensor<2x1xf32>}}
  %0 = ptir.mul %x, %y : (tensor<2x3xf32>, tensor<2x1xf32>)
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf16>'}}
func.func @mul_c1_element(%x: tensor<2xf32>, %y: tensor<2xf16>) {
  // expected-error@+1 {{'ptir.mul' op expected rhs to have the type of lhs (tensor<2xf32>), found tensor<2xf16>}}
  %0 = ptir.mul %x, %y : (tensor<2xf32>, tensor<2xf16>)
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xf32>'}}
func.func @div_c1(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>) {
  // expected-error@+1 {{'ptir.div' op expected rhs to have the type of lhs (tensor<2x3xf32>), found tensor<2x1xf32>}}
  %0 = ptir.div %x, %y : (tensor<2x3xf32>, tensor<2x1xf32>)
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf16>'}}
func.func @div_c1_element(%x: tensor<2xf32>, %y: tensor<2xf16>) {
  // expected-error@+1 {{'ptir.div' op expected rhs to have the type of lhs (tensor<2xf32>), found tensor<2xf16>}}
  %0 = ptir.div %x, %y : (tensor<2xf32>, tensor<2xf16>)
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xf32>'}}
func.func @maximum_c1(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>) {
  // expected-error@+1 {{'ptir.maximum' op expected rhs to have the type of lhs (tensor<2x3xf32>), found tensor<2x1xf32>}}
  %0 = ptir.maximum %x, %y : (tensor<2x3xf32>, tensor<2x1xf32>)
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf16>'}}
func.func @maximum_c1_element(%x: tensor<2xf32>, %y: tensor<2xf16>) {
  // expected-error@+1 {{'ptir.maximum' op expected rhs to have the type of lhs (tensor<2xf32>), found tensor<2xf16>}}
  %0 = ptir.maximum %x, %y : (tensor<2xf32>, tensor<2xf16>)
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xf32>'}}
func.func @minimum_c1(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>) {
  // expected-error@+1 {{'ptir.minimum' op expected rhs to have the type of lhs (tensor<2x3xf32>), found tensor<2x1xf32>}}
  %0 = ptir.minimum %x, %y : (tensor<2x3xf32>, tensor<2x1xf32>)
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf16>'}}
func.func @minimum_c1_element(%x: tensor<2xf32>, %y: tensor<2xf16>) {
  // expected-error@+1 {{'ptir.minimum' op expected rhs to have the type of lhs (tensor<2xf32>), found tensor<2xf16>}}
  %0 = ptir.minimum %x, %y : (tensor<2xf32>, tensor<2xf16>)
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f32>>'}}
func.func @maximum_c2(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.maximum' op expected elements that are ordered, found complex}}
  %0 = ptir.maximum %x, %x : tensor<2xcomplex<f32>>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f32>>'}}
func.func @minimum_c2(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.minimum' op expected elements that are ordered, found complex}}
  %0 = ptir.minimum %x, %x : tensor<2xcomplex<f32>>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xi1>'}}
func.func @add_c3(%x: tensor<2xi1>) {
  // expected-error@+1 {{'ptir.add' op expected integers, floats or complex numbers, found i1}}
  %0 = ptir.add %x, %x : tensor<2xi1>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xi1>'}}
func.func @sub_c3(%x: tensor<2xi1>) {
  // expected-error@+1 {{'ptir.sub' op expected integers, floats or complex numbers, found i1}}
  %0 = ptir.sub %x, %x : tensor<2xi1>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xi1>'}}
func.func @mul_c3(%x: tensor<2xi1>) {
  // expected-error@+1 {{'ptir.mul' op expected integers, floats or complex numbers, found i1}}
  %0 = ptir.mul %x, %x : tensor<2xi1>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xi1>'}}
func.func @div_c3(%x: tensor<2xi1>) {
  // expected-error@+1 {{'ptir.div' op expected integers, floats or complex numbers, found i1}}
  %0 = ptir.div %x, %x : tensor<2xi1>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<?xf32>'}}
func.func @compare_c1(%x: tensor<2xf32>, %y: tensor<?xf32>) {
  // expected-error@+1 {{'ptir.compare' op expected rhs to have the type of lhs (tensor<2xf32>), found tensor<?xf32>}}
  %0 = ptir.compare lt, %x, %y : (tensor<2xf32>, tensor<?xf32>)
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f64>>'}}
func.func @compare_c2_lt(%x: tensor<2xcomplex<f64>>) {
  // expected-error@+1 {{'ptir.compare' op expected direction eq or ne for complex operands, found lt}}
  %0 = ptir.compare lt, %x, %x : tensor<2xcomplex<f64>>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f64>>'}}
func.func @compare_c2_le(%x: tensor<2xcomplex<f64>>) {
  // expected-error@+1 {{'ptir.compare' op expected direction eq or ne for complex operands, found le}}
  %0 = ptir.compare le, %x, %x : tensor<2xcomplex<f64>>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f64>>'}}
func.func @compare_c2_ge(%x: tensor<2xcomplex<f64>>) {
  // expected-error@+1 {{'ptir.compare' op expected direction eq or ne for complex operands, found ge}}
  %0 = ptir.compare ge, %x, %x : tensor<2xcomplex<f64>>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f64>>'}}
func.func @compare_c2_gt(%x: tensor<2xcomplex<f64>>) {
  // expected-error@+1 {{'ptir.compare' op expected direction eq or ne for complex operands, found gt}}
  %0 = ptir.compare gt, %x, %x : tensor<2xcomplex<f64>>
  return
}

// -----

func.func @compare_direction(%x: tensor<2xf32>) {
  // expected-error@+1 {{expected a value of 'comparison', found 'above'}}
  %0 = ptir.compare above, %x, %x : tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<3xi1>'}}
func.func @select_c1_pred(%p: tensor<3xi1>, %x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.select' op expected pred of shape [2], found [3]}}
  %0 = ptir.select %p, %x, %x : tensor<3xi1>, tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 2 is defined here, with type 'tensor<2xsi32>'}}
func.func @select_c1_branches(%p: tensor<2xi1>, %x: tensor<2xf32>, %y: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.select' op expected on_false to have the type of on_true (tensor<2xf32>), found tensor<2xsi32>}}
  %0 = ptir.select %p, %x, %y : tensor<2xi1>, (tensor<2xf32>, tensor<2xsi32>)
  return
}

// -----

func.func @select_pred_type(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.select' op operand #0 must be ranked tensor of i1, but got 'tensor<2xf32>'}}
  %0 = ptir.select %x, %x, %x : tensor<2xf32>, tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @cast_c1(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.cast' op expected a result of the operand's shape [2, 3], found [3, 2]}}
  %0 = ptir.cast %x : tensor<2x3xf32> -> tensor<3x2xf16>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f32>>'}}
func.func @cast_c2(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.cast' op expected a complex result for a complex operand, found f32}}
  %0 = ptir.cast %x : tensor<2xcomplex<f32>> -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xcomplex<f32>>'}}
func.func @cast_c2_i1(%x: tensor<2xcomplex<f32>>) {
  // expected-error@+1 {{'ptir.cast' op expected a complex result for a complex operand, found i1}}
  %0 = ptir.cast %x : tensor<2xcomplex<f32>> -> tensor<2xi1>
  return
}

// -----

func.func @inferred_result(%x: tensor<2xf32>) {
  // expected-error@+2 {{'ptir.add' op failed to infer returned types}}
  // expected-error@+1 {{'ptir.add' op inferred type(s) 'tensor<2xf32>' are incompatible with return type(s) of operation 'tensor<3xf32>'}}
  %0 = "ptir.add"(%x, %x) : (tensor<2xf32>, tensor<2xf32>) -> tensor<3xf32>
  return
}
