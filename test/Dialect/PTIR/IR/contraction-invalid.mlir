// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of the contractions, broken.

// -----

func.func @dot_general_c1_lengths_contract(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.dot_general' op expected contract_lhs and contract_rhs of equal length, found 1 and 0}}
  %0 = ptir.dot_general %x, %x contract [1] x [] : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x2x3xf32>
  return
}

// -----

func.func @dot_general_c1_lengths_batch(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.dot_general' op expected batch_lhs and batch_rhs of equal length, found 0 and 2}}
  %0 = ptir.dot_general %x, %x batch [] x [0, 1] : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x2xf32>'}}
func.func @dot_general_c1_unique(%x: tensor<2x2xf32>) {
  // expected-error@+1 {{'ptir.dot_general' op expected batch and contracting dimensions of one side to be unique, found -1 again in contract_lhs}}
  %0 = ptir.dot_general %x, %x contract [1, -1] x [0, 1] : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x2xf32>'}}
func.func @dot_general_c1_disjoint(%x: tensor<2x2xf32>) {
  // expected-error@+1 {{'ptir.dot_general' op expected batch and contracting dimensions of one side to be unique, found 0 again in contract_rhs}}
  %0 = ptir.dot_general %x, %x batch [0] x [0] contract [1] x [0] : (tensor<2x2xf32>, tensor<2x2xf32>) -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @dot_general_c2_lhs(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.dot_general' op expected contract_lhs dimension in [-2, 2), found 2}}
  %0 = ptir.dot_general %x, %x contract [2] x [0] : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x3xf32>'}}
func.func @dot_general_c2_rhs(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.dot_general' op expected batch_rhs dimension in [-2, 2), found -3}}
  %0 = ptir.dot_general %x, %x batch [0] x [-3] : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<512x4xf32>'}}
func.func @dot_general_c3_contract(%x: tensor<2x768xf32>, %w: tensor<512x4xf32>) {
  // expected-error@+1 {{'ptir.dot_general' op expected contract extent of lhs (768) to equal rhs (512)}}
  %0 = ptir.dot_general %x, %w contract [1] x [0] : (tensor<2x768xf32>, tensor<512x4xf32>) -> tensor<2x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<3x3xf32>'}}
func.func @dot_general_c3_batch(%x: tensor<2x3xf32>, %w: tensor<3x3xf32>) {
  // expected-error@+1 {{'ptir.dot_general' op expected batch extent of lhs (2) to equal rhs (3)}}
  %0 = ptir.dot_general %x, %w batch [0] x [0] contract [1] x [1] : (tensor<2x3xf32>, tensor<3x3xf32>) -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xui8>'}}
func.func @dot_general_c3_element(%x: tensor<2xsi8>, %w: tensor<2xui8>) {
  // expected-error@+1 {{'ptir.dot_general' op expected rhs to have the element type of lhs (si8), found ui8}}
  %0 = ptir.dot_general %x, %w contract [0] x [0] : (tensor<2xsi8>, tensor<2xui8>) -> tensor<si32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xi1>'}}
func.func @dot_general_c3_i1(%x: tensor<2xi1>) {
  // expected-error@+1 {{'ptir.dot_general' op expected elements that can be summed, found i1}}
  %0 = ptir.dot_general %x, %x contract [0] x [0] : (tensor<2xi1>, tensor<2xi1>) -> tensor<i1>
  return
}

// -----

func.func @dot_general_c4_shape(%x: tensor<?x3xf32>, %w: tensor<3x4xf32>) {
  // expected-error@+1 {{'ptir.dot_general' op expected a result of shape [?, 4], found [4, ?]}}
  %0 = ptir.dot_general %x, %w contract [1] x [0] : (tensor<?x3xf32>, tensor<3x4xf32>) -> tensor<4x?xf32>
  return
}

// -----

func.func @dot_general_c4_result(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.dot_general' op expected result of the operands' class (f32), found si32}}
  %0 = ptir.dot_general %x, %x contract [0] x [0] : (tensor<2xf32>, tensor<2xf32>) -> tensor<si32>
  return
}

// -----

func.func @dot_general_c4_accum(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.dot_general' op expected accum_type of the operands' class (f32), found index}}
  %0 = ptir.dot_general %x, %x contract [0] x [0] accum index : (tensor<2xf32>, tensor<2xf32>) -> tensor<f32>
  return
}
