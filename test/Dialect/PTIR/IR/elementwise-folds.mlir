// RUN: ptir-opt %s -canonicalize | FileCheck %s

// Constants of elementwise ops fold in the arithmetic of the reference
// interpreter; what backends may round differently stays.

// The smallest integer is its own negation.
// CHECK-LABEL: func @neg_integer(
func.func @neg_integer() -> tensor<3xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-128, -127, -1]> : tensor<3xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[-128, 127, 1]> : tensor<3xsi8>
  %r = ptir.neg %x : tensor<3xsi8>
  return %r : tensor<3xsi8>
}

// CHECK-LABEL: func @neg_unsigned(
func.func @neg_unsigned() -> tensor<2xui8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0, 255]> : tensor<2xui8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[0, 1]> : tensor<2xui8>
  %r = ptir.neg %x : tensor<2xui8>
  return %r : tensor<2xui8>
}

// Only the sign changes, of zeros and NaN too.
// CHECK-LABEL: func @neg_float(
func.func @neg_float() -> tensor<2xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-0.000000e+00, 0xFFC00001]> : tensor<2xf32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[0.0, 0x7FC00001]> : tensor<2xf32>
  %r = ptir.neg %x : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @neg_complex(
func.func @neg_complex() -> tensor<complex<f32>> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<(-1.000000e+00,2.000000e+00)> : tensor<complex<f32>>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<(1.0, -2.0)> : tensor<complex<f32>>
  %r = ptir.neg %x : tensor<complex<f32>>
  return %r : tensor<complex<f32>>
}

// abs(min) = min.
// CHECK-LABEL: func @abs_integer(
func.func @abs_integer() -> tensor<3xsi4> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-8, 7, 1]> : tensor<3xsi4>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[-8, 7, -1]> : tensor<3xsi4>
  %r = ptir.abs %x : tensor<3xsi4>
  return %r : tensor<3xsi4>
}

// CHECK-LABEL: func @abs_float(
func.func @abs_float() -> tensor<3xbf16> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0.000000e+00, 1.500000e+00, 0x7F80]> : tensor<3xbf16>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[-0.0, -1.5, 0xFF80]> : tensor<3xbf16>
  %r = ptir.abs %x : tensor<3xbf16>
  return %r : tensor<3xbf16>
}

// CHECK-LABEL: func @abs_complex_stays(
func.func @abs_complex_stays() -> tensor<f32> {
  // CHECK: %[[R:.*]] = ptir.abs
  // CHECK: return %[[R]]
  %x = ptir.constant dense<(3.0, 4.0)> : tensor<complex<f32>>
  %r = ptir.abs %x : tensor<complex<f32>>
  return %r : tensor<f32>
}

// CHECK-LABEL: func @reciprocal(
func.func @reciprocal() -> tensor<2xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0xFF800000, 2.500000e-01]> : tensor<2xf32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[-0.0, 4.0]> : tensor<2xf32>
  %r = ptir.reciprocal %x : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @exp_stays(
func.func @exp_stays() -> tensor<f32> {
  // CHECK: %[[R:.*]] = ptir.exp
  // CHECK: return %[[R]]
  %x = ptir.constant dense<1.0> : tensor<f32>
  %r = ptir.exp %x : tensor<f32>
  return %r : tensor<f32>
}

// CHECK-LABEL: func @log_stays(
func.func @log_stays() -> tensor<f32> {
  // CHECK: %[[R:.*]] = ptir.log
  // CHECK: return %[[R]]
  %x = ptir.constant dense<1.0> : tensor<f32>
  %r = ptir.log %x : tensor<f32>
  return %r : tensor<f32>
}

// CHECK-LABEL: func @tanh_stays(
func.func @tanh_stays() -> tensor<f32> {
  // CHECK: %[[R:.*]] = ptir.tanh
  // CHECK: return %[[R]]
  %x = ptir.constant dense<1.0> : tensor<f32>
  %r = ptir.tanh %x : tensor<f32>
  return %r : tensor<f32>
}

// CHECK-LABEL: func @erf_stays(
func.func @erf_stays() -> tensor<f32> {
  // CHECK: %[[R:.*]] = ptir.erf
  // CHECK: return %[[R]]
  %x = ptir.constant dense<1.0> : tensor<f32>
  %r = ptir.erf %x : tensor<f32>
  return %r : tensor<f32>
}

// CHECK-LABEL: func @rsqrt_stays(
func.func @rsqrt_stays() -> tensor<f32> {
  // CHECK: %[[R:.*]] = ptir.rsqrt
  // CHECK: return %[[R]]
  %x = ptir.constant dense<1.0> : tensor<f32>
  %r = ptir.rsqrt %x : tensor<f32>
  return %r : tensor<f32>
}

// CHECK-LABEL: func @add_wraps(
func.func @add_wraps() -> tensor<2xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-128, 127]> : tensor<2xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[127, -128]> : tensor<2xsi8>
  %y = ptir.constant dense<[1, -1]> : tensor<2xsi8>
  %r = ptir.add %x, %y : tensor<2xsi8>
  return %r : tensor<2xsi8>
}

// CHECK-LABEL: func @add_unsigned_wraps(
func.func @add_unsigned_wraps() -> tensor<2xui4> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0, 7]> : tensor<2xui4>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[15, 3]> : tensor<2xui4>
  %y = ptir.constant dense<[1, 4]> : tensor<2xui4>
  %r = ptir.add %x, %y : tensor<2xui4>
  return %r : tensor<2xui4>
}

// Half of the last place rounds to even; overflow is infinite.
// CHECK-LABEL: func @add_float_once_rounded(
func.func @add_float_once_rounded() -> tensor<2xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[1.000000e+00, 0x7F800000]> : tensor<2xf32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[1.0, 0x7F7FFFFF]> : tensor<2xf32>
  %y = ptir.constant dense<[5.9604644775390625e-08, 0x7F7FFFFF]> : tensor<2xf32>
  %r = ptir.add %x, %y : tensor<2xf32>
  return %r : tensor<2xf32>
}

// CHECK-LABEL: func @add_complex(
func.func @add_complex() -> tensor<complex<f64>> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<(1.500000e+00,0.000000e+00)> : tensor<complex<f64>>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<(1.0, 2.0)> : tensor<complex<f64>>
  %y = ptir.constant dense<(0.5, -2.0)> : tensor<complex<f64>>
  %r = ptir.add %x, %y : tensor<complex<f64>>
  return %r : tensor<complex<f64>>
}

// Subnormals are kept.
// CHECK-LABEL: func @add_subnormal(
func.func @add_subnormal() -> tensor<f16> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<1.192090e-07> : tensor<f16>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<0x0001> : tensor<f16>
  %y = ptir.constant dense<0x0001> : tensor<f16>
  %r = ptir.add %x, %y : tensor<f16>
  return %r : tensor<f16>
}

// CHECK-LABEL: func @sub(
func.func @sub() -> tensor<2xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-1, 127]> : tensor<2xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[0, -128]> : tensor<2xsi8>
  %y = ptir.constant dense<[1, 1]> : tensor<2xsi8>
  %r = ptir.sub %x, %y : tensor<2xsi8>
  return %r : tensor<2xsi8>
}

// inf - inf is NaN, which does not equal itself.
// CHECK-LABEL: func @sub_infinities(
func.func @sub_infinities() -> tensor<i1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<true> : tensor<i1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<0x7F800000> : tensor<f32>
  %d = ptir.sub %x, %x : tensor<f32>
  %r = ptir.compare ne, %d, %d : tensor<f32>
  return %r : tensor<i1>
}

// CHECK-LABEL: func @mul_wraps(
func.func @mul_wraps() -> tensor<2xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0, 44]> : tensor<2xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[64, 100]> : tensor<2xsi8>
  %y = ptir.constant dense<[4, 3]> : tensor<2xsi8>
  %r = ptir.mul %x, %y : tensor<2xsi8>
  return %r : tensor<2xsi8>
}

// CHECK-LABEL: func @mul_f8_overflow_is_nan(
func.func @mul_f8_overflow_is_nan() -> tensor<2xf8E4M3FN> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0x7F, 6.000000e+00]> : tensor<2xf8E4M3FN>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[448.0, 2.0]> : tensor<2xf8E4M3FN>
  %y = ptir.constant dense<[2.0, 3.0]> : tensor<2xf8E4M3FN>
  %r = ptir.mul %x, %y : tensor<2xf8E4M3FN>
  return %r : tensor<2xf8E4M3FN>
}

// CHECK-LABEL: func @mul_f8_overflow_is_inf(
func.func @mul_f8_overflow_is_inf() -> tensor<f8E5M2> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<0x7C> : tensor<f8E5M2>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<57344.0> : tensor<f8E5M2>
  %y = ptir.constant dense<2.0> : tensor<f8E5M2>
  %r = ptir.mul %x, %y : tensor<f8E5M2>
  return %r : tensor<f8E5M2>
}

// Toward zero; min / -1 wraps.
// CHECK-LABEL: func @div_truncates(
func.func @div_truncates() -> tensor<3xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-3, -3, -128]> : tensor<3xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[-7, 7, -128]> : tensor<3xsi8>
  %y = ptir.constant dense<[2, -2, -1]> : tensor<3xsi8>
  %r = ptir.div %x, %y : tensor<3xsi8>
  return %r : tensor<3xsi8>
}

// A run-time error is not folded away.
// CHECK-LABEL: func @div_by_zero_stays(
func.func @div_by_zero_stays() -> tensor<2xsi32> {
  // CHECK: %[[R:.*]] = ptir.div
  // CHECK: return %[[R]]
  %x = ptir.constant dense<[1, 2]> : tensor<2xsi32>
  %y = ptir.constant dense<[1, 0]> : tensor<2xsi32>
  %r = ptir.div %x, %y : tensor<2xsi32>
  return %r : tensor<2xsi32>
}

// CHECK-LABEL: func @div_float(
func.func @div_float() -> tensor<3xf64> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0x7FF0000000000000, 0xFFF0000000000000, 1.500000e+00]> : tensor<3xf64>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[1.0, -1.0, 3.0]> : tensor<3xf64>
  %y = ptir.constant dense<[0.0, 0.0, 2.0]> : tensor<3xf64>
  %r = ptir.div %x, %y : tensor<3xf64>
  return %r : tensor<3xf64>
}

// CHECK-LABEL: func @maximum_zeros(
func.func @maximum_zeros() -> tensor<3xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0.000000e+00, 0.000000e+00, 2.000000e+00]> : tensor<3xf32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[-0.0, 0.0, 1.0]> : tensor<3xf32>
  %y = ptir.constant dense<[0.0, -0.0, 2.0]> : tensor<3xf32>
  %r = ptir.maximum %x, %y : tensor<3xf32>
  return %r : tensor<3xf32>
}

// CHECK-LABEL: func @minimum_zeros_nan(
func.func @minimum_zeros_nan() -> tensor<3xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-0.000000e+00, -0.000000e+00, 0x7FC00000]> : tensor<3xf32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[-0.0, 0.0, 0x7FC00000]> : tensor<3xf32>
  %y = ptir.constant dense<[0.0, -0.0, 1.0]> : tensor<3xf32>
  %r = ptir.minimum %x, %y : tensor<3xf32>
  return %r : tensor<3xf32>
}

// CHECK-LABEL: func @maximum_i1(
func.func @maximum_i1() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[true, false]> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[true, false]> : tensor<2xi1>
  %y = ptir.constant dense<[false, false]> : tensor<2xi1>
  %r = ptir.maximum %x, %y : tensor<2xi1>
  return %r : tensor<2xi1>
}

// Every element is equal: a splat.
// CHECK-LABEL: func @minimum_unsigned(
func.func @minimum_unsigned() -> tensor<2xui8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<1> : tensor<2xui8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[255, 1]> : tensor<2xui8>
  %y = ptir.constant dense<[1, 255]> : tensor<2xui8>
  %r = ptir.minimum %x, %y : tensor<2xui8>
  return %r : tensor<2xui8>
}

// CHECK-LABEL: func @compare_signed(
func.func @compare_signed() -> tensor<3xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[true, false, false]> : tensor<3xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[-1, 1, 0]> : tensor<3xsi8>
  %y = ptir.constant dense<[1, -1, 0]> : tensor<3xsi8>
  %r = ptir.compare lt, %x, %y : tensor<3xsi8>
  return %r : tensor<3xi1>
}

// CHECK-LABEL: func @compare_unsigned(
func.func @compare_unsigned() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[true, false]> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[255, 1]> : tensor<2xui8>
  %y = ptir.constant dense<[1, 255]> : tensor<2xui8>
  %r = ptir.compare gt, %x, %y : tensor<2xui8>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @compare_nan_lt(
func.func @compare_nan_lt() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<false> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[0.0, 0x7FC00000]> : tensor<2xf32>
  %y = ptir.constant dense<[-0.0, 0x7FC00000]> : tensor<2xf32>
  %r = ptir.compare lt, %x, %y : tensor<2xf32>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @compare_nan_le(
func.func @compare_nan_le() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[true, false]> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[0.0, 0x7FC00000]> : tensor<2xf32>
  %y = ptir.constant dense<[-0.0, 0x7FC00000]> : tensor<2xf32>
  %r = ptir.compare le, %x, %y : tensor<2xf32>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @compare_nan_eq(
func.func @compare_nan_eq() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[true, false]> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[0.0, 0x7FC00000]> : tensor<2xf32>
  %y = ptir.constant dense<[-0.0, 0x7FC00000]> : tensor<2xf32>
  %r = ptir.compare eq, %x, %y : tensor<2xf32>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @compare_nan_ge(
func.func @compare_nan_ge() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[true, false]> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[0.0, 0x7FC00000]> : tensor<2xf32>
  %y = ptir.constant dense<[-0.0, 0x7FC00000]> : tensor<2xf32>
  %r = ptir.compare ge, %x, %y : tensor<2xf32>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @compare_nan_gt(
func.func @compare_nan_gt() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<false> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[0.0, 0x7FC00000]> : tensor<2xf32>
  %y = ptir.constant dense<[-0.0, 0x7FC00000]> : tensor<2xf32>
  %r = ptir.compare gt, %x, %y : tensor<2xf32>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @compare_nan_ne(
func.func @compare_nan_ne() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[false, true]> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[0.0, 0x7FC00000]> : tensor<2xf32>
  %y = ptir.constant dense<[-0.0, 0x7FC00000]> : tensor<2xf32>
  %r = ptir.compare ne, %x, %y : tensor<2xf32>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @compare_complex(
func.func @compare_complex() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[true, false]> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[(1.0, 2.0), (1.0, 2.0)]> : tensor<2xcomplex<f32>>
  %y = ptir.constant dense<[(1.0, 2.0), (1.0, 3.0)]> : tensor<2xcomplex<f32>>
  %r = ptir.compare eq, %x, %y : tensor<2xcomplex<f32>>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @compare_i1(
func.func @compare_i1() -> tensor<2xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[true, false]> : tensor<2xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[false, true]> : tensor<2xi1>
  %y = ptir.constant dense<[false, false]> : tensor<2xi1>
  %r = ptir.compare le, %x, %y : tensor<2xi1>
  return %r : tensor<2xi1>
}

// CHECK-LABEL: func @select(
func.func @select() -> tensor<3xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[1.000000e+00, 9.000000e+00, 3.000000e+00]> : tensor<3xf32>
  // CHECK-NEXT: return %[[R]]
  %p = ptir.constant dense<[true, false, true]> : tensor<3xi1>
  %x = ptir.constant dense<[1.0, 2.0, 3.0]> : tensor<3xf32>
  %y = ptir.constant dense<9.0> : tensor<3xf32>
  %r = ptir.select %p, %x, %y : tensor<3xi1>, tensor<3xf32>
  return %r : tensor<3xf32>
}

// Truncates, saturates, NaN gives 0.
// CHECK-LABEL: func @cast_float_to_int(
func.func @cast_float_to_int() -> tensor<4xsi8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[-1, 127, 0, -128]> : tensor<4xsi8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[-1.9, 300.0, 0x7FC00000, 0xFF800000]> : tensor<4xf32>
  %r = ptir.cast %x : tensor<4xf32> -> tensor<4xsi8>
  return %r : tensor<4xsi8>
}

// CHECK-LABEL: func @cast_int_to_int(
func.func @cast_int_to_int() -> tensor<2xui8> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0, 255]> : tensor<2xui8>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[-1, 300]> : tensor<2xsi32>
  %r = ptir.cast %x : tensor<2xsi32> -> tensor<2xui8>
  return %r : tensor<2xui8>
}

// Nearest even.
// CHECK-LABEL: func @cast_int_to_float(
func.func @cast_int_to_float() -> tensor<2xf16> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[2.048000e+03, -1.000000e+00]> : tensor<2xf16>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[2049, -1]> : tensor<2xsi32>
  %r = ptir.cast %x : tensor<2xsi32> -> tensor<2xf16>
  return %r : tensor<2xf16>
}

// CHECK-LABEL: func @cast_to_i1(
func.func @cast_to_i1() -> tensor<4xi1> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[false, false, true, true]> : tensor<4xi1>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[0.0, -0.0, 0x7FC00000, 0.5]> : tensor<4xf32>
  %r = ptir.cast %x : tensor<4xf32> -> tensor<4xi1>
  return %r : tensor<4xi1>
}

// CHECK-LABEL: func @cast_from_i1(
func.func @cast_from_i1() -> tensor<2xcomplex<f32>> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[(1.000000e+00,0.000000e+00), (0.000000e+00,0.000000e+00)]> : tensor<2xcomplex<f32>>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[true, false]> : tensor<2xi1>
  %r = ptir.cast %x : tensor<2xi1> -> tensor<2xcomplex<f32>>
  return %r : tensor<2xcomplex<f32>>
}

// CHECK-LABEL: func @cast_f8_overflow(
func.func @cast_f8_overflow() -> tensor<2xf8E4M3FN> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<0x7F> : tensor<2xf8E4M3FN>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[1000.0, 0x7F800000]> : tensor<2xf32>
  %r = ptir.cast %x : tensor<2xf32> -> tensor<2xf8E4M3FN>
  return %r : tensor<2xf8E4M3FN>
}

// CHECK-LABEL: func @cast_f8_infinity(
func.func @cast_f8_infinity() -> tensor<2xf8E5M2> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<[0x7C, 1.000000e+00]> : tensor<2xf8E5M2>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<[1000000.0, 1.0]> : tensor<2xf32>
  %r = ptir.cast %x : tensor<2xf32> -> tensor<2xf8E5M2>
  return %r : tensor<2xf8E5M2>
}

// CHECK-LABEL: func @cast_complex(
func.func @cast_complex() -> tensor<complex<f32>> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<(1.500000e+00,-0.000000e+00)> : tensor<complex<f32>>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<(1.5, -0.0)> : tensor<complex<f64>>
  %r = ptir.cast %x : tensor<complex<f64>> -> tensor<complex<f32>>
  return %r : tensor<complex<f32>>
}

// Extent 0.
// CHECK-LABEL: func @empty(
func.func @empty() -> tensor<0x3xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<> : tensor<0x3xf32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<> : tensor<0x3xf32>
  %y = ptir.constant dense<> : tensor<0x3xf32>
  %r = ptir.add %x, %y : tensor<0x3xf32>
  return %r : tensor<0x3xf32>
}

// CHECK-LABEL: func @splat_of_any_size(
func.func @splat_of_any_size() -> tensor<1000x1000xf32> {
  // CHECK-NEXT: %[[R:.*]] = ptir.constant dense<2.000000e+00> : tensor<1000x1000xf32>
  // CHECK-NEXT: return %[[R]]
  %x = ptir.constant dense<1.0> : tensor<1000x1000xf32>
  %r = ptir.add %x, %x : tensor<1000x1000xf32>
  return %r : tensor<1000x1000xf32>
}

// CHECK-LABEL: func @large_stays(
func.func @large_stays() -> tensor<4097xi1> {
  // CHECK: %[[R:.*]] = ptir.compare
  // CHECK: return %[[R]]
  %i = ptir.iota axis 0 : tensor<4097xsi32>
  %x = ptir.constant dense<5> : tensor<4097xsi32>
  %r = ptir.compare lt, %i, %x : tensor<4097xsi32>
  return %r : tensor<4097xi1>
}
