// RUN: ptir-opt %s -canonicalize | FileCheck %s

// Identities hold for NaN, infinities and both zeros, and keep the run-time
// check that extents agree.

// CHECK-LABEL: func @add_negative_zero(
func.func @add_negative_zero(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg0 :
  %z = ptir.constant dense<-0.0> : tensor<2xf32>
  %r = ptir.add %x, %z : tensor<2xf32>
  return %r : tensor<2xf32>
}

// -0 + 0 is +0.
// CHECK-LABEL: func @add_zero_stays(
func.func @add_zero_stays(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.add
  // CHECK: return %[[R]]
  %z = ptir.constant dense<0.0> : tensor<2xf32>
  %r = ptir.add %x, %z : tensor<2xf32>
  return %r : tensor<2xf32>
}

// The constant moves to the right first.
// CHECK-LABEL: func @add_zero_integer(
func.func @add_zero_integer(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK: return %arg0 :
  %z = ptir.constant dense<0> : tensor<2xsi32>
  %r = ptir.add %z, %x : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @add_zero_complex_stays(
func.func @add_zero_complex_stays(%x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  // CHECK: %[[R:.*]] = ptir.add
  // CHECK: return %[[R]]
  %z = ptir.constant dense<(0.0, 0.0)> : tensor<2xcomplex<f32>>
  %r = ptir.add %x, %z : tensor<2xcomplex<f32>>
  return %r : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func @sub_zero(
func.func @sub_zero(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg0 :
  %z = ptir.constant dense<0.0> : tensor<2xf32>
  %r = ptir.sub %x, %z : tensor<2xf32>
  return %r : tensor<2xf32>
}

// -0 - -0 is +0.
// CHECK-LABEL: func @sub_negative_zero_stays(
func.func @sub_negative_zero_stays(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.sub
  // CHECK: return %[[R]]
  %z = ptir.constant dense<-0.0> : tensor<2xf32>
  %r = ptir.sub %x, %z : tensor<2xf32>
  return %r : tensor<2xf32>
}

// inf - inf is NaN.
// CHECK-LABEL: func @sub_self_stays(
func.func @sub_self_stays(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.sub
  // CHECK: return %[[R]]
  %r = ptir.sub %x, %x : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @mul_one(
func.func @mul_one(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg0 :
  %o = ptir.constant dense<1.0> : tensor<f32>
  %b = ptir.broadcast_to %o : tensor<f32> -> tensor<2xf32>
  %r = ptir.mul %b, %x : tensor<2xf32>
  return %r : tensor<2xf32>
}

// inf * 0 is NaN.
// CHECK-LABEL: func @mul_zero_stays(
func.func @mul_zero_stays(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.mul
  // CHECK: return %[[R]]
  %z = ptir.constant dense<0.0> : tensor<2xf32>
  %r = ptir.mul %x, %z : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @mul_one_complex_stays(
func.func @mul_one_complex_stays(%x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  // CHECK: %[[R:.*]] = ptir.mul
  // CHECK: return %[[R]]
  %z = ptir.constant dense<(1.0, 0.0)> : tensor<2xcomplex<f32>>
  %r = ptir.mul %x, %z : tensor<2xcomplex<f32>>
  return %r : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func @mul_zero_integer(
func.func @mul_zero_integer(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<0> : tensor<2xsi32>
  // CHECK-NEXT: return %[[R]]
  %z = ptir.constant dense<0> : tensor<2xsi32>
  %r = ptir.mul %x, %z : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @div_one(
func.func @div_one(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK: return %arg0 :
  %o = ptir.constant dense<1> : tensor<2xsi32>
  %r = ptir.div %x, %o : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// 0 / 0 is an error.
// CHECK-LABEL: func @div_self_stays(
func.func @div_self_stays(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK: %[[R:.*]] = ptir.div
  // CHECK: return %[[R]]
  %r = ptir.div %x, %x : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @maximum_self(
func.func @maximum_self(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg0 :
  %r = ptir.maximum %x, %x : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @minimum_self(
func.func @minimum_self(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg0 :
  %r = ptir.minimum %x, %x : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @neg_neg(
func.func @neg_neg(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg0 :
  %n = ptir.neg %x : tensor<2xf32>
  %r = ptir.neg %n : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @compare_self_integer(
func.func @compare_self_integer(%x: tensor<2xsi32>) -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<true> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.compare le, %x, %x : tensor<2xsi32>
  return %r : tensor<2xi1>
}

// A NaN does not equal itself.
// CHECK-LABEL: func @compare_self_float_stays(
func.func @compare_self_float_stays(%x: tensor<2xf32>) -> tensor<2xi1> {
  // CHECK: %[[R:.*]] = ptir.compare
  // CHECK: return %[[R]]
  %r = ptir.compare eq, %x, %x : tensor<2xf32>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @select_true(
func.func @select_true(%p: tensor<2xi1>, %x: tensor<2xf32>, %y: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg1 :
  %t = ptir.constant dense<true> : tensor<2xi1>
  %r = ptir.select %t, %x, %y : tensor<2xi1>, tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @select_false(
func.func @select_false(%p: tensor<2xi1>, %x: tensor<2xf32>, %y: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg2 :
  %t = ptir.constant dense<false> : tensor<2xi1>
  %r = ptir.select %t, %x, %y : tensor<2xi1>, tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @select_same(
func.func @select_same(%p: tensor<2xi1>, %x: tensor<2xf32>, %y: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: return %arg1 :
  %r = ptir.select %p, %x, %x : tensor<2xi1>, tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @select_mixed_stays(
func.func @select_mixed_stays(%p: tensor<2xi1>, %x: tensor<2xf32>, %y: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.select
  // CHECK: return %[[R]]
  %t = ptir.constant dense<[true, false]> : tensor<2xi1>
  %r = ptir.select %t, %x, %y : tensor<2xi1>, tensor<2xf32>
  return %r : tensor<2xf32>
}

// With `?` the extents must be known to agree.

// CHECK-LABEL: func @mul_one_same_extent(
func.func @mul_one_same_extent(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  // CHECK: %[[T:.*]] = ptir.exp %arg0
  // CHECK-NEXT: return %[[T]] :
  %o = ptir.constant dense<1.0> : tensor<3xf32>
  %n = ptir.dim %x, 0 : tensor<?x3xf32>
  %b = ptir.broadcast_to %o dims(%n) : tensor<3xf32> -> tensor<?x3xf32>
  %t = ptir.exp %x : tensor<?x3xf32>
  %r = ptir.mul %t, %b : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// CHECK-LABEL: func @mul_one_other_extent_stays(
func.func @mul_one_other_extent_stays(%x: tensor<?x3xf32>, %n: tensor<si64>) -> tensor<?x3xf32> {
  // CHECK: %[[R:.*]] = ptir.mul
  // CHECK: return %[[R]]
  %o = ptir.constant dense<1.0> : tensor<3xf32>
  %b = ptir.broadcast_to %o dims(%n) : tensor<3xf32> -> tensor<?x3xf32>
  %r = ptir.mul %x, %b : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}

// CHECK-LABEL: func @select_same_other_extent_stays(
func.func @select_same_other_extent_stays(%p: tensor<?xi1>, %x: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK: %[[R:.*]] = ptir.select
  // CHECK: return %[[R]]
  %r = ptir.select %p, %x, %x : tensor<?xi1>, tensor<?xf32>
  return %r : tensor<?xf32>
}

// Casts merge where the one between holds every value.

// CHECK-LABEL: func @cast_round_trip(
func.func @cast_round_trip(%x: tensor<2xbf16>) -> tensor<2xbf16> {
  // CHECK-NEXT: return %arg0 :
  %m = ptir.cast %x : tensor<2xbf16> -> tensor<2xf32>
  %r = ptir.cast %m : tensor<2xf32> -> tensor<2xbf16>
  return %r : tensor<2xbf16>
}

// CHECK-LABEL: func @cast_chain(
func.func @cast_chain(%x: tensor<2xf16>) -> tensor<2xf64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.cast %arg0 : tensor<2xf16> -> tensor<2xf64>
  // CHECK-NEXT: return %[[R]]
  %m = ptir.cast %x : tensor<2xf16> -> tensor<2xf32>
  %r = ptir.cast %m : tensor<2xf32> -> tensor<2xf64>
  return %r : tensor<2xf64>
}

// CHECK-LABEL: func @cast_f8_through_f16(
func.func @cast_f8_through_f16(%x: tensor<2xf8E4M3FN>) -> tensor<2xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.cast %arg0 : tensor<2xf8E4M3FN> -> tensor<2xf32>
  // CHECK-NEXT: return %[[R]]
  %m = ptir.cast %x : tensor<2xf8E4M3FN> -> tensor<2xf16>
  %r = ptir.cast %m : tensor<2xf16> -> tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @cast_integer_through_float(
func.func @cast_integer_through_float(%x: tensor<2xsi8>) -> tensor<2xsi16> {
  // CHECK-NEXT: %[[R:.*]] = ptir.cast %arg0 : tensor<2xsi8> -> tensor<2xsi16>
  // CHECK-NEXT: return %[[R]]
  %m = ptir.cast %x : tensor<2xsi8> -> tensor<2xf32>
  %r = ptir.cast %m : tensor<2xf32> -> tensor<2xsi16>
  return %r : tensor<2xsi16>
}

// CHECK-LABEL: func @cast_unsigned_to_wider_signed(
func.func @cast_unsigned_to_wider_signed(%x: tensor<2xui8>) -> tensor<2xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.cast %arg0 : tensor<2xui8> -> tensor<2xf32>
  // CHECK-NEXT: return %[[R]]
  %m = ptir.cast %x : tensor<2xui8> -> tensor<2xsi16>
  %r = ptir.cast %m : tensor<2xsi16> -> tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @cast_from_i1(
func.func @cast_from_i1(%x: tensor<2xi1>) -> tensor<2xsi32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.cast %arg0 : tensor<2xi1> -> tensor<2xsi32>
  // CHECK-NEXT: return %[[R]]
  %m = ptir.cast %x : tensor<2xi1> -> tensor<2xf8E5M2>
  %r = ptir.cast %m : tensor<2xf8E5M2> -> tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @cast_narrowing_stays(
func.func @cast_narrowing_stays(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK-NEXT: %[[M:.*]] = ptir.cast %arg0 : tensor<2xf32> -> tensor<2xf16>
  // CHECK-NEXT: ptir.cast %[[M]]
  %m = ptir.cast %x : tensor<2xf32> -> tensor<2xf16>
  %r = ptir.cast %m : tensor<2xf16> -> tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @cast_bf16_f16_stays(
func.func @cast_bf16_f16_stays(%x: tensor<2xbf16>) -> tensor<2xf32> {
  // CHECK-NEXT: %[[M:.*]] = ptir.cast %arg0 : tensor<2xbf16> -> tensor<2xf16>
  // CHECK-NEXT: ptir.cast %[[M]]
  %m = ptir.cast %x : tensor<2xbf16> -> tensor<2xf16>
  %r = ptir.cast %m : tensor<2xf16> -> tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @cast_signed_to_unsigned_stays(
func.func @cast_signed_to_unsigned_stays(%x: tensor<2xsi8>) -> tensor<2xsi8> {
  // CHECK-NEXT: %[[M:.*]] = ptir.cast %arg0 : tensor<2xsi8> -> tensor<2xui8>
  // CHECK-NEXT: ptir.cast %[[M]]
  %m = ptir.cast %x : tensor<2xsi8> -> tensor<2xui8>
  %r = ptir.cast %m : tensor<2xui8> -> tensor<2xsi8>
  return %r : tensor<2xsi8>
}

// CHECK-LABEL: func @cast_integer_too_wide_stays(
func.func @cast_integer_too_wide_stays(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK-NEXT: %[[M:.*]] = ptir.cast %arg0 : tensor<2xsi32> -> tensor<2xf32>
  // CHECK-NEXT: ptir.cast %[[M]]
  %m = ptir.cast %x : tensor<2xsi32> -> tensor<2xf32>
  %r = ptir.cast %m : tensor<2xf32> -> tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @cast_through_i1_stays(
func.func @cast_through_i1_stays(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK-NEXT: %[[M:.*]] = ptir.cast %arg0 : tensor<2xf32> -> tensor<2xi1>
  // CHECK-NEXT: ptir.cast %[[M]]
  %m = ptir.cast %x : tensor<2xf32> -> tensor<2xi1>
  %r = ptir.cast %m : tensor<2xi1> -> tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @abs_unsigned(
func.func @abs_unsigned(%x: tensor<?xui8>) -> tensor<?xui8> {
  // CHECK-NEXT: return %arg0 :
  %r = ptir.abs %x : tensor<?xui8>
  return %r : tensor<?xui8>
}

// CHECK-LABEL: func @abs_abs(
func.func @abs_abs(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK: %[[R:.*]] = ptir.abs %arg0
  // CHECK-NEXT: return %[[R]]
  %c = ptir.abs %x : tensor<2xsi32>
  %r = ptir.abs %c : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @abs_neg(
func.func @abs_neg(%x: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK: %[[R:.*]] = ptir.abs %arg0
  // CHECK-NEXT: return %[[R]]
  %c = ptir.neg %x : tensor<?xf32>
  %r = ptir.abs %c : tensor<?xf32>
  return %r : tensor<?xf32>
}

// CHECK-LABEL: func @abs_neg_complex(
func.func @abs_neg_complex(%x: tensor<2xcomplex<f32>>) -> tensor<2xf32> {
  // CHECK: %[[R:.*]] = ptir.abs %arg0
  // CHECK-NEXT: return %[[R]]
  %c = ptir.neg %x : tensor<2xcomplex<f32>>
  %r = ptir.abs %c : tensor<2xcomplex<f32>>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @sub_self(
func.func @sub_self(%x: tensor<2xsi32>) -> tensor<2xsi32> {
  // CHECK: %[[R:.*]] = ptir.constant dense<0>
  // CHECK-NEXT: return %[[R]]
  %r = ptir.sub %x, %x : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// inf - inf is NaN.
// CHECK-LABEL: func @sub_self_float_stays(
func.func @sub_self_float_stays(%x: tensor<?xf32>) -> tensor<?xf32> {
  // CHECK: %[[R:.*]] = ptir.sub
  // CHECK-NEXT: return %[[R]]
  %r = ptir.sub %x, %x : tensor<?xf32>
  return %r : tensor<?xf32>
}

// CHECK-LABEL: func @maximum_lowest(
func.func @maximum_lowest(%x: tensor<2xf32>) -> tensor<2xf32> {
  // CHECK-NEXT: return %arg0 :
  %c = ptir.constant dense<0xFF800000> : tensor<2xf32>
  %r = ptir.maximum %x, %c : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @minimum_highest(
func.func @minimum_highest(%x: tensor<2xui4>) -> tensor<2xui4> {
  // CHECK-NEXT: return %arg0 :
  %c = ptir.constant dense<15> : tensor<2xui4>
  %r = ptir.minimum %x, %c : tensor<2xui4>
  return %r : tensor<2xui4>
}
