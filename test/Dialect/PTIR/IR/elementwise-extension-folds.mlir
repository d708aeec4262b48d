// RUN: ptir-opt %s -canonicalize | FileCheck %s

// Constants of the elementwise ops beyond the contract fold where the result is
// exact or rounded correctly; identities hold for NaN, infinities and both zeros.

// CHECK-LABEL: func @sqrt_float(
func.func @sqrt_float() -> tensor<4xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[2.000000e+00, 1.41421354, -0.000000e+00, 0x7F800000]> : tensor<4xf32>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[4.0, 2.0, -0.0, 0x7F800000]> : tensor<4xf32>
  %r = ptir.sqrt %a : tensor<4xf32>
  return %r : tensor<4xf32>
}

// The smallest subnormal has a root.
// CHECK-LABEL: func @sqrt_narrow(
func.func @sqrt_narrow() -> tensor<2xbf16> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[1.414060e+00, 9.582060e-21]> : tensor<2xbf16>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[2.0, 0x0001]> : tensor<2xbf16>
  %r = ptir.sqrt %a : tensor<2xbf16>
  return %r : tensor<2xbf16>
}

// CHECK-LABEL: func @floor_values(
func.func @floor_values() -> tensor<5xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-1.000000e+00, -0.000000e+00, 2.000000e+00, 0x7F800000, 0x7FC00000]> : tensor<5xf32>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[-0.5, -0.0, 2.5, 0x7F800000, 0x7FC00000]> : tensor<5xf32>
  %r = ptir.floor %a : tensor<5xf32>
  return %r : tensor<5xf32>
}

// CHECK-LABEL: func @ceil_values(
func.func @ceil_values() -> tensor<3xf64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-0.000000e+00, 1.000000e+00, 2.000000e+00]> : tensor<3xf64>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[-0.5, 0.5, 2.0]> : tensor<3xf64>
  %r = ptir.ceil %a : tensor<3xf64>
  return %r : tensor<3xf64>
}

// CHECK-LABEL: func @round_ties(
func.func @round_ties() -> tensor<6xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0.000000e+00, 2.000000e+00, 2.000000e+00, -0.000000e+00, -2.000000e+00, 0x7FC00000]> : tensor<6xf32>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[0.5, 1.5, 2.5, -0.5, -2.5, 0x7FC00000]> : tensor<6xf32>
  %r = ptir.round_nearest_even %a : tensor<6xf32>
  return %r : tensor<6xf32>
}

// CHECK-LABEL: func @sign_values(
func.func @sign_values() -> tensor<4xf16> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-1.000000e+00, -0.000000e+00, 0.000000e+00, 1.000000e+00]> : tensor<4xf16>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[-2.0, -0.0, 0.0, 3.0]> : tensor<4xf16>
  %r = ptir.sign %a : tensor<4xf16>
  return %r : tensor<4xf16>
}

// CHECK-LABEL: func @sign_integers(
func.func @sign_integers() -> tensor<3xsi4> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-1, 0, 1]> : tensor<3xsi4>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[-8, 0, 7]> : tensor<3xsi4>
  %r = ptir.sign %a : tensor<3xsi4>
  return %r : tensor<3xsi4>
}

// CHECK-LABEL: func @sign_unsigned(
func.func @sign_unsigned() -> tensor<2xui8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0, 1]> : tensor<2xui8>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[0, 255]> : tensor<2xui8>
  %r = ptir.sign %a : tensor<2xui8>
  return %r : tensor<2xui8>
}

// CHECK-LABEL: func @not_integers(
func.func @not_integers() -> tensor<3xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-1, -6, 0]> : tensor<3xsi8>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[0, 5, -1]> : tensor<3xsi8>
  %r = ptir.not %a : tensor<3xsi8>
  return %r : tensor<3xsi8>
}

// CHECK-LABEL: func @not_unsigned(
func.func @not_unsigned() -> tensor<3xui4> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[15, 10, 0]> : tensor<3xui4>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[0, 5, 15]> : tensor<3xui4>
  %r = ptir.not %a : tensor<3xui4>
  return %r : tensor<3xui4>
}

// CHECK-LABEL: func @not_predicates(
func.func @not_predicates() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[false, true]> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[true, false]> : tensor<2xi1>
  %r = ptir.not %a : tensor<2xi1>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @is_finite_values(
func.func @is_finite_values() -> tensor<4xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[true, false, false, false]> : tensor<4xi1>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[1.0, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<4xf32>
  %r = ptir.is_finite %a : tensor<4xf32>
  return %r : tensor<4xi1>
}

// f8E4M3FN has no infinity; all ones are NaN.
// CHECK-LABEL: func @is_finite_f8(
func.func @is_finite_f8() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[true, false]> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[0x7E, 0x7F]> : tensor<2xf8E4M3FN>
  %r = ptir.is_finite %a : tensor<2xf8E4M3FN>
  return %r : tensor<2xi1>
}

// Wraps; a negative exponent leaves nothing but of 1 and -1.
// CHECK-LABEL: func @pow_integers(
func.func @pow_integers() -> tensor<6xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[8, -27, -13, -1, 0, 1]> : tensor<6xsi8>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[2, -3, 3, -1, 2, 0]> : tensor<6xsi8>
  %b = ptir.constant dense<[3, 3, 5, -3, -1, 0]> : tensor<6xsi8>
  %r = ptir.pow %a, %b : tensor<6xsi8>
  return %r : tensor<6xsi8>
}

// CHECK-LABEL: func @pow_unsigned(
func.func @pow_unsigned() -> tensor<2xui4> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[11, 0]> : tensor<2xui4>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[3, 2]> : tensor<2xui4>
  %b = ptir.constant dense<[3, 4]> : tensor<2xui4>
  %r = ptir.pow %a, %b : tensor<2xui4>
  return %r : tensor<2xui4>
}

// CHECK-LABEL: func @remainder_integers(
func.func @remainder_integers() -> tensor<4xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[1, -1, 1, 0]> : tensor<4xsi8>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[7, -7, 7, -128]> : tensor<4xsi8>
  %b = ptir.constant dense<[3, 3, -3, -1]> : tensor<4xsi8>
  %r = ptir.remainder %a, %b : tensor<4xsi8>
  return %r : tensor<4xsi8>
}

// CHECK-LABEL: func @remainder_floats(
func.func @remainder_floats() -> tensor<4xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[1.500000e+00, -1.500000e+00, -0.000000e+00, 1.000000e+00]> : tensor<4xf32>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[5.5, -5.5, -4.0, 1.0]> : tensor<4xf32>
  %b = ptir.constant dense<[2.0, 2.0, 2.0, 0x7F800000]> : tensor<4xf32>
  %r = ptir.remainder %a, %b : tensor<4xf32>
  return %r : tensor<4xf32>
}

// CHECK-LABEL: func @and_integers(
func.func @and_integers() -> tensor<2xsi16> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[8, 5]> : tensor<2xsi16>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[12, -1]> : tensor<2xsi16>
  %b = ptir.constant dense<[10, 5]> : tensor<2xsi16>
  %r = ptir.and %a, %b : tensor<2xsi16>
  return %r : tensor<2xsi16>
}

// CHECK-LABEL: func @or_integers(
func.func @or_integers() -> tensor<2xui4> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[14, 3]> : tensor<2xui4>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[12, 1]> : tensor<2xui4>
  %b = ptir.constant dense<[10, 2]> : tensor<2xui4>
  %r = ptir.or %a, %b : tensor<2xui4>
  return %r : tensor<2xui4>
}

// CHECK-LABEL: func @xor_predicates(
func.func @xor_predicates() -> tensor<3xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[false, true, false]> : tensor<3xi1>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[true, true, false]> : tensor<3xi1>
  %b = ptir.constant dense<[true, false, false]> : tensor<3xi1>
  %r = ptir.xor %a, %b : tensor<3xi1>
  return %r : tensor<3xi1>
}

// CHECK-LABEL: func @clamp_values(
func.func @clamp_values() -> tensor<4xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-1.000000e+00, 5.000000e-01, 1.000000e+00, 0x7FC00000]> : tensor<4xf32>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[-2.0, 0.5, 9.0, 0x7FC00000]> : tensor<4xf32>
  %b = ptir.constant dense<[-1.0, 0.0, 0.0, 0.0]> : tensor<4xf32>
  %c = ptir.constant dense<[1.0, 1.0, 1.0, 1.0]> : tensor<4xf32>
  %r = ptir.clamp %a, %b, %c : tensor<4xf32>
  return %r : tensor<4xf32>
}

// The upper bound wins.
// CHECK-LABEL: func @clamp_crossed(
func.func @clamp_crossed() -> tensor<1xsi32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<1> : tensor<1xsi32>
  // CHECK-NEXT: return %[[R]]
  %a = ptir.constant dense<[3]> : tensor<1xsi32>
  %b = ptir.constant dense<[5]> : tensor<1xsi32>
  %c = ptir.constant dense<[1]> : tensor<1xsi32>
  %r = ptir.clamp %a, %b, %c : tensor<1xsi32>
  return %r : tensor<1xsi32>
}

// Its last digit is the implementation's.
// CHECK-LABEL: func @pow_float_stays(
func.func @pow_float_stays() -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.pow 
  // CHECK: return %[[R]]
  %a = ptir.constant dense<2.5> : tensor<2xf32>
  %b = ptir.constant dense<1.5> : tensor<2xf32>
  %r = ptir.pow %a, %b : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @sin_stays(
func.func @sin_stays() -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.sin 
  // CHECK: return %[[R]]
  %a = ptir.constant dense<0.5> : tensor<2xf32>
  %r = ptir.sin %a : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @at_zero(
func.func @at_zero() -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) {
  // CHECK-DAG: %[[S:.*]] = ptir.constant dense<[-0.000000e+00, 0.000000e+00]> : tensor<2xf32>
  // CHECK-DAG: %[[C:.*]] = ptir.constant dense<1.000000e+00> : tensor<2xf32>
  // CHECK-DAG: %[[L:.*]] = ptir.constant dense<5.000000e-01> : tensor<2xf32>
  // CHECK: return %[[S]], %[[C]], %[[L]]
  %a = ptir.constant dense<[-0.0, 0.0]> : tensor<2xf32>
  %s = ptir.sin %a : tensor<2xf32>
  %c = ptir.cos %a : tensor<2xf32>
  %l = ptir.logistic %a : tensor<2xf32>
  return %s, %c, %l : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
}

// CHECK-LABEL: func @logistic_stays(
func.func @logistic_stays() -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.logistic 
  // CHECK: return %[[R]]
  %a = ptir.constant dense<0.5> : tensor<2xf32>
  %r = ptir.logistic %a : tensor<2xf32>
  return %r : tensor<2xf32>
}

// A run-time error stays.
// CHECK-LABEL: func @pow_undefined_stays(
func.func @pow_undefined_stays() -> tensor<2xsi32> {
  // CHECK: %[[R:.*]] = ptir.pow 
  // CHECK: return %[[R]]
  %a = ptir.constant dense<0> : tensor<2xsi32>
  %b = ptir.constant dense<-1> : tensor<2xsi32>
  %r = ptir.pow %a, %b : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @remainder_by_zero_stays(
func.func @remainder_by_zero_stays() -> tensor<2xsi32> {
  // CHECK: %[[R:.*]] = ptir.remainder 
  // CHECK: return %[[R]]
  %a = ptir.constant dense<7> : tensor<2xsi32>
  %b = ptir.constant dense<0> : tensor<2xsi32>
  %r = ptir.remainder %a, %b : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// A barrier for derivatives, which may come later.
// CHECK-LABEL: func @stop_gradient_stays(
func.func @stop_gradient_stays() -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.stop_gradient 
  // CHECK: return %[[R]]
  %a = ptir.constant dense<0.5> : tensor<2xf32>
  %r = ptir.stop_gradient %a : tensor<2xf32>
  return %r : tensor<2xf32>
}

// An integer already.
// CHECK-LABEL: func @floor_of_ceil(
func.func @floor_of_ceil(%x: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK: %[[R:.*]] = ptir.ceil %arg0
  // CHECK-NEXT: return %[[R]]
  %c = ptir.ceil %x : tensor<?xf32>
  %r = ptir.floor %c : tensor<?xf32>
  return %r : tensor<?xf32>
}

// CHECK-LABEL: func @round_of_sign(
func.func @round_of_sign(%x: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK: %[[R:.*]] = ptir.sign %arg0
  // CHECK-NEXT: return %[[R]]
  %c = ptir.sign %x : tensor<?xf32>
  %r = ptir.round_nearest_even %c : tensor<?xf32>
  return %r : tensor<?xf32>
}

// CHECK-LABEL: func @sign_of_sign(
func.func @sign_of_sign(%x: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK: %[[R:.*]] = ptir.sign %arg0
  // CHECK-NEXT: return %[[R]]
  %c = ptir.sign %x : tensor<?xf32>
  %r = ptir.sign %c : tensor<?xf32>
  return %r : tensor<?xf32>
}

// CHECK-LABEL: func @sign_of_floor_stays(
func.func @sign_of_floor_stays(%x: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK: %[[R:.*]] = ptir.sign %
  // CHECK-NEXT: return %[[R]]
  %c = ptir.floor %x : tensor<?xf32>
  %r = ptir.sign %c : tensor<?xf32>
  return %r : tensor<?xf32>
}

// CHECK-LABEL: func @not_not(
func.func @not_not(%x: tensor<?xi1>) -> tensor<?xi1> {
  // CHECK-NEXT: return %arg0 :
  %c = ptir.not %x : tensor<?xi1>
  %r = ptir.not %c : tensor<?xi1>
  return %r : tensor<?xi1>
}

// CHECK-LABEL: func @and_self(
func.func @and_self(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK-NEXT: return %arg0 :
  %r = ptir.and %x, %x : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @or_self(
func.func @or_self(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK-NEXT: return %arg0 :
  %r = ptir.or %x, %x : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @xor_self(
func.func @xor_self(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK: %[[R:.*]] = ptir.constant dense<0>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.xor %x, %x : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// The constant moves to the right first.
// CHECK-LABEL: func @and_ones(
func.func @and_ones(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK-NEXT: return %arg0 :
  %c = ptir.constant dense<-1> : tensor<2xsi32>
  %r = ptir.and %c, %x : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @and_ones_ui4(
func.func @and_ones_ui4(%x: tensor<2xui4>) -> tensor<2xui4> {
  // CHECK-NEXT: return %arg0 :
  %c = ptir.constant dense<15> : tensor<2xui4>
  %r = ptir.and %x, %c : tensor<2xui4>
  return %r : tensor<2xui4>
}

// CHECK-LABEL: func @and_zero(
func.func @and_zero(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK: %[[R:.*]] = ptir.constant dense<0>
  // CHECK-NEXT: return %[[R]]
  %c = ptir.constant dense<0> : tensor<2xsi32>
  %r = ptir.and %x, %c : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @or_zero(
func.func @or_zero(%x: tensor<2xi1>) -> tensor<2xi1> {
  // CHECK-NEXT: return %arg0 :
  %c = ptir.constant dense<false> : tensor<2xi1>
  %r = ptir.or %x, %c : tensor<2xi1>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @or_ones(
func.func @or_ones(%x: tensor<2xi1>) -> tensor<2xi1> {
  // CHECK: %[[R:.*]] = ptir.constant dense<true>
  // CHECK-NEXT: return %[[R]]
  %c = ptir.constant dense<true> : tensor<2xi1>
  %r = ptir.or %x, %c : tensor<2xi1>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @xor_zero(
func.func @xor_zero(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK-NEXT: return %arg0 :
  %c = ptir.constant dense<0> : tensor<2xsi32>
  %r = ptir.xor %x, %c : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @pow_one(
func.func @pow_one(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK-NEXT: return %arg0 :
  %c = ptir.constant dense<1.0> : tensor<2xf32>
  %r = ptir.pow %x, %c : tensor<2xf32>
  return %r : tensor<2xf32>
}

// Of NaN as well.
// CHECK-LABEL: func @pow_zero(
func.func @pow_zero(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.constant dense<1.000000e+00>
  // CHECK-NEXT: return %[[R]]
  %c = ptir.constant dense<0.0> : tensor<2xf32>
  %r = ptir.pow %x, %c : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @remainder_one(
func.func @remainder_one(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK: %[[R:.*]] = ptir.constant dense<0>
  // CHECK-NEXT: return %[[R]]
  %c = ptir.constant dense<1> : tensor<2xsi32>
  %r = ptir.remainder %x, %c : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @clamp_twice(
func.func @clamp_twice(%x: tensor<?xf32>, %lo: tensor<?xf32>, %hi: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK: %[[R:.*]] = ptir.clamp %arg0, %arg1, %arg2
  // CHECK-NEXT: return %[[R]]
  %c = ptir.clamp %x, %lo, %hi : tensor<?xf32>
  %r = ptir.clamp %c, %lo, %hi : tensor<?xf32>
  return %r : tensor<?xf32>
}

// CHECK-LABEL: func @clamp_infinite(
func.func @clamp_infinite(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK-NEXT: return %arg0 :
  %lo = ptir.constant dense<0xFF800000> : tensor<2xf32>
  %hi = ptir.constant dense<0x7F800000> : tensor<2xf32>
  %r = ptir.clamp %x, %lo, %hi : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @clamp_whole_range(
func.func @clamp_whole_range(%x: tensor<2xsi4>) -> tensor<2xsi4> {
  // CHECK-NEXT: return %arg0 :
  %lo = ptir.constant dense<-8> : tensor<2xsi4>
  %hi = ptir.constant dense<7> : tensor<2xsi4>
  %r = ptir.clamp %x, %lo, %hi : tensor<2xsi4>
  return %r : tensor<2xsi4>
}
