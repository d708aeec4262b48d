// RUN: ptir-opt %s -verify-diagnostics -split-input-file

// Every rule of the ops that move elements, broken.

// -----

func.func @constant_c1() {
  // expected-error@+2 {{'ptir.constant' op failed to infer returned types}}
  // expected-error@+1 {{'ptir.constant' op inferred type(s) 'tensor<2xf32>' are incompatible with return type(s) of operation 'tensor<3xf32>'}}
  %0 = "ptir.constant"() {value = dense<1.0> : tensor<2xf32>} : () -> tensor<3xf32>
  return
}

// -----

func.func @constant_signless() {
  // expected-error@+1 {{'ptir.constant' op result #0 must be ranked tensor of PTIR elements, but got 'tensor<2xi32>'}}
  %0 = ptir.constant dense<1> : tensor<2xi32>
  return
}

// -----

func.func @constant_index() {
  // expected-error@+1 {{'ptir.constant' op result #0 must be ranked tensor of PTIR elements, but got 'tensor<2xindex>'}}
  %0 = ptir.constant dense<1> : tensor<2xindex>
  return
}

// -----

func.func @constant_vector() {
  // expected-error@+1 {{'ptir.constant' op result #0 must be ranked tensor of PTIR elements, but got 'vector<2xf32>'}}
  %0 = ptir.constant dense<1.0> : vector<2xf32>
  return
}

// -----

func.func @constant_encoding() {
  // expected-error@+1 {{'ptir.constant' op result #0 must be ranked tensor of PTIR elements, but got 'tensor<2xf32, "x">'}}
  %0 = ptir.constant dense<1.0> : tensor<2xf32, "x">
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x?xf32>'}}
func.func @dim_c1(%x: tensor<2x?xf32>) {
  // expected-error@+1 {{'ptir.dim' op expected axis in [-2, 2), found 2}}
  %0 = ptir.dim %x, 2 : tensor<2x?xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<f32>'}}
func.func @dim_c1_rank_0(%x: tensor<f32>) {
  // expected-error@+1 {{'ptir.dim' op expected axis in [0, 0), found 0}}
  %0 = ptir.dim %x, 0 : tensor<f32>
  return
}

// -----

func.func @dim_unranked(%x: tensor<*xf32>) {
  // expected-error@+1 {{'ptir.dim' op operand #0 must be ranked tensor of PTIR elements, but got 'tensor<*xf32>'}}
  %0 = "ptir.dim"(%x) {axis = 0} : (tensor<*xf32>) -> tensor<si64>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @reshape_c1_count(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.reshape' op expected as many elements as the operand (6), found [7] with 7}}
  %0 = ptir.reshape %x : tensor<2x3xf32> -> tensor<7xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xf32>'}}
func.func @reshape_c1_element(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.reshape' op expected the operand's element type (f32) in the result, found f16}}
  %0 = ptir.reshape %x : tensor<2xf32> -> tensor<2xf16>
  return
}

// -----

func.func @reshape_c2_missing(%x: tensor<?xf32>) {
  // expected-error@+1 {{'ptir.reshape' op expected one extent in dims per dynamic dimension of the result (2), found 0}}
  %0 = ptir.reshape %x : tensor<?xf32> -> tensor<?x?xf32>
  return
}

// -----

func.func @reshape_c2_many(%x: tensor<?xf32>, %n: tensor<si64>) {
  // expected-error@+1 {{'ptir.reshape' op expected one extent in dims per dynamic dimension of the result (1), found 2}}
  %0 = ptir.reshape %x dims(%n, %n) : tensor<?xf32> -> tensor<?x2xf32>
  return
}

// -----

func.func @reshape_dims_type(%x: tensor<?xf32>, %i: tensor<si32>) {
  // expected-error@+1 {{'ptir.reshape' op operand #1 must be variadic of tensor<si64>, an extent, but got 'tensor<si32>'}}
  %0 = "ptir.reshape"(%x, %i) : (tensor<?xf32>, tensor<si32>) -> tensor<?xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @transpose_c1_length(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.transpose' op expected perm to be a permutation of the 2 dimensions, found [0]}}
  %0 = ptir.transpose %x [0] : tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @transpose_c1_repeated(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.transpose' op expected perm to be a permutation of the 2 dimensions, found [1, 1]}}
  %0 = ptir.transpose %x [1, 1] : tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @transpose_c1_range(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.transpose' op expected perm to be a permutation of the 2 dimensions, found [0, -1]}}
  %0 = ptir.transpose %x [0, -1] : tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xf32>'}}
func.func @broadcast_to_c1_extent(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.broadcast_to' op expected extent 1 or 3 at dimension 0 of the operand, found 2}}
  %0 = ptir.broadcast_to %x : tensor<2xf32> -> tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<1x2xf32>'}}
func.func @broadcast_to_c1_rank(%x: tensor<1x2xf32>) {
  // expected-error@+1 {{'ptir.broadcast_to' op expected a result of at least rank 2, found rank 1}}
  %0 = ptir.broadcast_to %x : tensor<1x2xf32> -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xf32>'}}
func.func @broadcast_to_c1_element(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.broadcast_to' op expected the operand's element type (f32) in the result, found f64}}
  %0 = ptir.broadcast_to %x : tensor<2xf32> -> tensor<2xf64>
  return
}

// -----

func.func @broadcast_to_c2(%x: tensor<1xf32>) {
  // expected-error@+1 {{'ptir.broadcast_to' op expected one extent in dims per dynamic dimension of the result (1), found 0}}
  %0 = ptir.broadcast_to %x : tensor<1xf32> -> tensor<?xf32>
  return
}

// -----

func.func @concat_c1_operands() {
  // expected-error@+2 {{'ptir.concat' op failed to infer returned types}}
  // expected-error@+1 {{'ptir.concat' op expected at least one operand}}
  %0 = "ptir.concat"() {axis = 0} : () -> tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x1xf32>'}}
func.func @concat_c1_rank(%x: tensor<2xf32>, %y: tensor<2x1xf32>) {
  // expected-error@+1 {{'ptir.concat' op expected rank 1 of operand 1, found 2}}
  %0 = ptir.concat %x, %y axis 0 : tensor<2xf32>, tensor<2x1xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2xf16>'}}
func.func @concat_c1_element(%x: tensor<2xf32>, %y: tensor<2xf16>) {
  // expected-error@+1 {{'ptir.concat' op expected element type f32 of operand 1, found f16}}
  %0 = ptir.concat %x, %y axis 0 : tensor<2xf32>, tensor<2xf16>
  return
}

// -----

func.func @concat_c1_axis(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.concat' op expected axis in [-1, 1), found 1}}
  %0 = ptir.concat %x axis 1 : tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<2x4xf32>'}}
func.func @concat_c2(%x: tensor<2x3xf32>, %y: tensor<2x4xf32>) {
  // expected-error@+1 {{'ptir.concat' op expected extent 3 at dimension 1 of operand 1, found 4}}
  %0 = ptir.concat %x, %y axis 0 : tensor<2x3xf32>, tensor<2x4xf32>
  return
}

// -----

// expected-note@+1 {{operand 1 is defined here, with type 'tensor<1xf32>'}}
func.func @concat_c2_overflow(%x: tensor<9223372036854775807xf32>, %y: tensor<1xf32>) {
  // expected-error@+1 {{'ptir.concat' op expected extents along axis 0 whose sum fits in 63 bits}}
  %0 = ptir.concat %x, %y axis 0 : tensor<9223372036854775807xf32>, tensor<1xf32>
  return
}

// -----

func.func @iota_c1_rank() {
  // expected-error@+1 {{'ptir.iota' op expected a result of rank at least 1 with axis in [0, 0), found rank 0 and axis 0}}
  %0 = ptir.iota axis 0 : tensor<f32>
  return
}

// -----

func.func @iota_c1_axis() {
  // expected-error@+1 {{'ptir.iota' op expected a result of rank at least 1 with axis in [-1, 1), found rank 1 and axis 1}}
  %0 = ptir.iota axis 1 : tensor<2xf32>
  return
}

// -----

func.func @iota_c1_i1() {
  // expected-error@+1 {{'ptir.iota' op result #0 must be ranked tensor of integers, floats or complex numbers, but got 'tensor<2xi1>'}}
  %0 = ptir.iota axis 0 : tensor<2xi1>
  return
}

// -----

func.func @iota_c2(%n: tensor<si64>) {
  // expected-error@+1 {{'ptir.iota' op expected one extent in dims per dynamic dimension of the result (0), found 1}}
  %0 = ptir.iota axis 0 dims(%n) : tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @pad_c1_low(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.pad' op expected low to have one entry per dimension (2), found 1}}
  %0 = ptir.pad %x low [1] high [0, 0] interior [0, 0] with 0.0 : f32 : tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @pad_c1_high(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.pad' op expected high to have one entry per dimension (2), found 3}}
  %0 = ptir.pad %x low [1, 0] high [0, 0, 0] interior [0, 0] with 0.0 : f32 : tensor<2x3xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @pad_c1_interior(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.pad' op expected interior to have one entry per dimension (2), found 0}}
  %0 = ptir.pad %x low [1, 0] high [0, 0] interior [] with 0.0 : f32 : tensor<2x3xf32>
  return
}

// -----

func.func @pad_c2(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.pad' op expected entries of interior of at least 0, found -1}}
  %0 = ptir.pad %x low [1] high [0] interior [-1] with 0.0 : f32 : tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2xf32>'}}
func.func @pad_c3(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.pad' op expected an extent that is not negative at result dimension 0, found -1}}
  %0 = ptir.pad %x low [-2] high [-1] interior [0] with 0.0 : f32 : tensor<2xf32>
  return
}

// -----

func.func @pad_c3_overflow(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.pad' op expected the extent of result dimension 0 to fit in 63 bits}}
  %0 = ptir.pad %x low [9223372036854775807] high [1] interior [0] with 0.0 : f32 : tensor<2xf32>
  return
}

// -----

func.func @pad_c4(%x: tensor<2xf32>) {
  // expected-error@+1 {{'ptir.pad' op expected pad_value to be one f32, found 0.000000e+00 : f64}}
  %0 = ptir.pad %x low [1] high [0] interior [0] with 0.0 : f64 : tensor<2xf32>
  return
}

// -----

func.func @pad_c4_signless(%x: tensor<2xsi32>) {
  // expected-error@+1 {{'ptir.pad' op expected pad_value to be one si32, found 0 : i32}}
  %0 = ptir.pad %x low [1] high [0] interior [0] with 0 : i32 : tensor<2xsi32>
  return
}

// -----

// expected-note@+1 {{operand 0 is defined here, with type 'tensor<2x3xf32>'}}
func.func @tile_c1_length(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.tile' op expected repeats to have one entry per dimension (2), found 1}}
  %0 = ptir.tile %x [2] : tensor<2x3xf32>
  return
}

// -----

func.func @tile_c1_negative(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'ptir.tile' op expected entries of repeats of at least 0, found -1}}
  %0 = ptir.tile %x [2, -1] : tensor<2x3xf32>
  return
}

// -----

func.func @tile_c1_overflow(%x: tensor<4xf32>) {
  // expected-error@+1 {{'ptir.tile' op expected the extent of result dimension 0 to fit in 63 bits}}
  %0 = ptir.tile %x [9223372036854775807] : tensor<4xf32>
  return
}
