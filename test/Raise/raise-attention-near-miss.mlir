// RUN: ptir-opt %s -ptir-raise='explain=true' -split-input-file -verify-diagnostics | FileCheck %s

// Neighbours are paired, as GPT-J does, and not halves.
// CHECK-LABEL: func.func @other_pairs
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @other_pairs(%x: tensor<3x5x4xf32>, %c: tensor<5x2xf32>, %s: tensor<5x2xf32>)
    -> tensor<3x5x4xf32> {
  %cos = ptir.broadcast_to %c : tensor<5x2xf32> -> tensor<3x5x2xf32>
  %sin = ptir.broadcast_to %s : tensor<5x2xf32> -> tensor<3x5x2xf32>
  %a = ptir.slice %x starts [0, 0, 0] sizes [3, 5, 2] strides [1, 1, 2] : tensor<3x5x4xf32>
  %b = ptir.slice %x starts [0, 0, 1] sizes [3, 5, 2] strides [1, 1, 2] : tensor<3x5x4xf32>
  %ac = ptir.mul %a, %cos : tensor<3x5x2xf32>
  %bs = ptir.mul %b, %sin : tensor<3x5x2xf32>
  %bc = ptir.mul %b, %cos : tensor<3x5x2xf32>
  %as = ptir.mul %a, %sin : tensor<3x5x2xf32>
  %first = ptir.sub %ac, %bs : tensor<3x5x2xf32>
  %second = ptir.add %bc, %as : tensor<3x5x2xf32>
  // expected-remark @below {{not raised to 'apply_rope': expected ptir.slice}}
  %y = ptir.concat %first, %second axis 2 : tensor<3x5x2xf32>, tensor<3x5x2xf32>
  return %y : tensor<3x5x4xf32>
}

// -----

// Halves along another axis: the functional refuses these angles.
// CHECK-LABEL: func.func @other_rope_axis
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @other_rope_axis(%x: tensor<3x4x5xf32>, %c: tensor<2x1xf32>, %s: tensor<2x1xf32>)
    -> tensor<3x4x5xf32> {
  %cos = ptir.broadcast_to %c : tensor<2x1xf32> -> tensor<3x2x5xf32>
  %sin = ptir.broadcast_to %s : tensor<2x1xf32> -> tensor<3x2x5xf32>
  %a = ptir.slice %x starts [0, 0, 0] sizes [3, 2, 5] : tensor<3x4x5xf32>
  %b = ptir.slice %x starts [0, 2, 0] sizes [3, 2, 5] : tensor<3x4x5xf32>
  %ac = ptir.mul %a, %cos : tensor<3x2x5xf32>
  %bs = ptir.mul %b, %sin : tensor<3x2x5xf32>
  %bc = ptir.mul %b, %cos : tensor<3x2x5xf32>
  %as = ptir.mul %a, %sin : tensor<3x2x5xf32>
  %first = ptir.sub %ac, %bs : tensor<3x2x5xf32>
  %second = ptir.add %bc, %as : tensor<3x2x5xf32>
  // expected-remark @below {{not raised to 'apply_rope': functional 'apply_rope': expected the number of positions of cos to be that of x (4), found 2}}
  %y = ptir.concat %first, %second axis 1 : tensor<3x2x5xf32>, tensor<3x2x5xf32>
  return %y : tensor<3x4x5xf32>
}

// -----

// What is kept does not make up for what is dropped.
// CHECK-LABEL: func.func @other_factor
// CHECK-NOT: ptir.composite
// CHECK: return
func.func @other_factor(%x: tensor<6xf32>, %seed: tensor<ui64>) -> tensor<6xf32> {
  %p = ptir.constant dense<0.5> : tensor<6xf32>
  %one = ptir.constant dense<1.0> : tensor<6xf32>
  %zero = ptir.constant dense<0.0> : tensor<6xf32>
  %u = ptir.rng_uniform %seed : tensor<6xf32>
  %keep = ptir.compare ge, %u, %p : tensor<6xf32>
  %factor = ptir.select %keep, %one, %zero : tensor<6xi1>, tensor<6xf32>
  // expected-remark @below {{not raised to 'dropout': expected ptir.constant {value = dense<2.000000e+00> : tensor<6xf32>}, found ptir.constant {value = dense<1.000000e+00> : tensor<6xf32>}}}
  %y = ptir.mul %factor, %x : tensor<6xf32>
  return %y : tensor<6xf32>
}

// -----

// Hidden scores are large and negative instead of -inf.
// CHECK-LABEL: func.func @other_mask_value
// CHECK-NOT: "scaled_dot_product_attention"
// CHECK: return
func.func @other_mask_value(%q: tensor<2x3x5x4xf32>, %k: tensor<2x3x7x4xf32>, %v: tensor<2x3x7x4xf32>,
                            %mask: tensor<5x7xi1>) -> tensor<2x3x5x4xf32> {
  %scale = ptir.constant dense<0.5> : tensor<2x3x1x5x7xf32>
  %low = ptir.constant dense<-1.0e9> : tensor<2x3x1x5x7xf32>
  %qg = ptir.reshape %q : tensor<2x3x5x4xf32> -> tensor<2x3x1x5x4xf32>
  %dot = ptir.dot_general %qg, %k batch [0, 1] x [0, 1] contract [4] x [3]
      : (tensor<2x3x1x5x4xf32>, tensor<2x3x7x4xf32>) -> tensor<2x3x1x5x7xf32>
  %scores = ptir.mul %dot, %scale : tensor<2x3x1x5x7xf32>
  %m = ptir.broadcast_to %mask : tensor<5x7xi1> -> tensor<2x3x1x5x7xi1>
  %hidden = ptir.select %m, %scores, %low : tensor<2x3x1x5x7xi1>, tensor<2x3x1x5x7xf32>
  %max = ptir.reduce max, %hidden axes [4] keepdims : tensor<2x3x1x5x7xf32> -> tensor<2x3x1x5x1xf32>
  %mb = ptir.broadcast_to %max : tensor<2x3x1x5x1xf32> -> tensor<2x3x1x5x7xf32>
  %d = ptir.sub %hidden, %mb : tensor<2x3x1x5x7xf32>
  %e = ptir.exp %d : tensor<2x3x1x5x7xf32>
  %sum = ptir.reduce sum, %e axes [4] keepdims : tensor<2x3x1x5x7xf32> -> tensor<2x3x1x5x1xf32>
  %sb = ptir.broadcast_to %sum : tensor<2x3x1x5x1xf32> -> tensor<2x3x1x5x7xf32>
  %w = ptir.div %e, %sb : tensor<2x3x1x5x7xf32>
  %context = ptir.dot_general %w, %v batch [0, 1] x [0, 1] contract [4] x [2]
      : (tensor<2x3x1x5x7xf32>, tensor<2x3x7x4xf32>) -> tensor<2x3x1x5x4xf32>
  // expected-remark @below {{not raised to 'scaled_dot_product_attention': expected ptir.constant {value = dense<0xFF800000>}}
  %y = ptir.reshape %context : tensor<2x3x1x5x4xf32> -> tensor<2x3x5x4xf32>
  return %y : tensor<2x3x5x4xf32>
}

// -----

// Queries and keys of one tensor before values of another.
// CHECK-LABEL: func.func @other_values
// CHECK-NOT: ptir.composite "apply_rope_qkv_packed"
// CHECK: return
func.func @other_values(%x: tensor<5x16xf32>, %z: tensor<5x16xf32>, %c: tensor<5x2xf32>, %s: tensor<5x2xf32>)
    -> tensor<5x16xf32> {
  %qk = ptir.slice %x starts [0, 0] sizes [5, 12] : tensor<5x16xf32>
  %v = ptir.slice %z starts [0, 12] sizes [5, 4] : tensor<5x16xf32>
  %h = ptir.reshape %qk : tensor<5x12xf32> -> tensor<5x3x4xf32>
  %c1 = ptir.reshape %c : tensor<5x2xf32> -> tensor<5x1x2xf32>
  %s1 = ptir.reshape %s : tensor<5x2xf32> -> tensor<5x1x2xf32>
  %cos = ptir.broadcast_to %c1 : tensor<5x1x2xf32> -> tensor<5x3x2xf32>
  %sin = ptir.broadcast_to %s1 : tensor<5x1x2xf32> -> tensor<5x3x2xf32>
  %a = ptir.slice %h starts [0, 0, 0] sizes [5, 3, 2] : tensor<5x3x4xf32>
  %b = ptir.slice %h starts [0, 0, 2] sizes [5, 3, 2] : tensor<5x3x4xf32>
  %ac = ptir.mul %a, %cos : tensor<5x3x2xf32>
  %bs = ptir.mul %b, %sin : tensor<5x3x2xf32>
  %bc = ptir.mul %b, %cos : tensor<5x3x2xf32>
  %as = ptir.mul %a, %sin : tensor<5x3x2xf32>
  %first = ptir.sub %ac, %bs : tensor<5x3x2xf32>
  %second = ptir.add %bc, %as : tensor<5x3x2xf32>
  // expected-remark @below {{not raised to 'apply_rope': functional 'apply_rope': expected cos of rank 2, found rank 3}}
  %turned = ptir.concat %first, %second axis 2 : tensor<5x3x2xf32>, tensor<5x3x2xf32>
  %rows = ptir.reshape %turned : tensor<5x3x4xf32> -> tensor<5x12xf32>
  // expected-remark @below {{not raised to 'apply_rope_qkv_packed': expected argument 1, found argument 0}}
  %y = ptir.concat %rows, %v axis 1 : tensor<5x12xf32>, tensor<5x4xf32>
  return %y : tensor<5x16xf32>
}
