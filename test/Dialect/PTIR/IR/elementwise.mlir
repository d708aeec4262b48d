// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// Every elementwise op in its pretty form; text, generic form and bytecode mean
// the same.

// CHECK-LABEL: func @neg(
func.func @neg(%arg0: tensor<3xsi4>, %arg1: tensor<si8>, %arg2: tensor<?xsi16>, %arg3: tensor<2x0xsi32>, %arg4: tensor<?x?xsi64>, %arg5: tensor<3xui4>, %arg6: tensor<ui8>, %arg7: tensor<?xui16>, %arg8: tensor<2x0xui32>, %arg9: tensor<?x?xui64>, %arg10: tensor<f32>, %arg11: tensor<2x?xf64>, %arg12: tensor<0x3xbf16>, %arg13: tensor<5xf16>, %arg14: tensor<?xf8E4M3FN>, %arg15: tensor<?xf8E5M2>, %arg16: tensor<2xcomplex<f32>>, %arg17: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.neg %arg0 : tensor<3xsi4>
  %0 = ptir.neg %arg0 : tensor<3xsi4>
  // CHECK: %1 = ptir.neg %arg1 : tensor<si8>
  %1 = ptir.neg %arg1 : tensor<si8>
  // CHECK: %2 = ptir.neg %arg2 : tensor<?xsi16>
  %2 = ptir.neg %arg2 : tensor<?xsi16>
  // CHECK: %3 = ptir.neg %arg3 : tensor<2x0xsi32>
  %3 = ptir.neg %arg3 : tensor<2x0xsi32>
  // CHECK: %4 = ptir.neg %arg4 : tensor<?x?xsi64>
  %4 = ptir.neg %arg4 : tensor<?x?xsi64>
  // CHECK: %5 = ptir.neg %arg5 : tensor<3xui4>
  %5 = ptir.neg %arg5 : tensor<3xui4>
  // CHECK: %6 = ptir.neg %arg6 : tensor<ui8>
  %6 = ptir.neg %arg6 : tensor<ui8>
  // CHECK: %7 = ptir.neg %arg7 : tensor<?xui16>
  %7 = ptir.neg %arg7 : tensor<?xui16>
  // CHECK: %8 = ptir.neg %arg8 : tensor<2x0xui32>
  %8 = ptir.neg %arg8 : tensor<2x0xui32>
  // CHECK: %9 = ptir.neg %arg9 : tensor<?x?xui64>
  %9 = ptir.neg %arg9 : tensor<?x?xui64>
  // CHECK: %10 = ptir.neg %arg10 : tensor<f32>
  %10 = ptir.neg %arg10 : tensor<f32>
  // CHECK: %11 = ptir.neg %arg11 : tensor<2x?xf64>
  %11 = ptir.neg %arg11 : tensor<2x?xf64>
  // CHECK: %12 = ptir.neg %arg12 : tensor<0x3xbf16>
  %12 = ptir.neg %arg12 : tensor<0x3xbf16>
  // CHECK: %13 = ptir.neg %arg13 : tensor<5xf16>
  %13 = ptir.neg %arg13 : tensor<5xf16>
  // CHECK: %14 = ptir.neg %arg14 : tensor<?xf8E4M3FN>
  %14 = ptir.neg %arg14 : tensor<?xf8E4M3FN>
  // CHECK: %15 = ptir.neg %arg15 : tensor<?xf8E5M2>
  %15 = ptir.neg %arg15 : tensor<?xf8E5M2>
  // CHECK: %16 = ptir.neg %arg16 : tensor<2xcomplex<f32>>
  %16 = ptir.neg %arg16 : tensor<2xcomplex<f32>>
  // CHECK: %17 = ptir.neg %arg17 : tensor<?xcomplex<f64>>
  %17 = ptir.neg %arg17 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @abs(
func.func @abs(%arg0: tensor<3xsi4>, %arg1: tensor<si8>, %arg2: tensor<?xsi16>, %arg3: tensor<2x0xsi32>, %arg4: tensor<?x?xsi64>, %arg5: tensor<3xui4>, %arg6: tensor<ui8>, %arg7: tensor<?xui16>, %arg8: tensor<2x0xui32>, %arg9: tensor<?x?xui64>, %arg10: tensor<f32>, %arg11: tensor<2x?xf64>, %arg12: tensor<0x3xbf16>, %arg13: tensor<5xf16>, %arg14: tensor<?xf8E4M3FN>, %arg15: tensor<?xf8E5M2>, %arg16: tensor<2xcomplex<f32>>, %arg17: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.abs %arg0 : tensor<3xsi4>
  %0 = ptir.abs %arg0 : tensor<3xsi4>
  // CHECK: %1 = ptir.abs %arg1 : tensor<si8>
  %1 = ptir.abs %arg1 : tensor<si8>
  // CHECK: %2 = ptir.abs %arg2 : tensor<?xsi16>
  %2 = ptir.abs %arg2 : tensor<?xsi16>
  // CHECK: %3 = ptir.abs %arg3 : tensor<2x0xsi32>
  %3 = ptir.abs %arg3 : tensor<2x0xsi32>
  // CHECK: %4 = ptir.abs %arg4 : tensor<?x?xsi64>
  %4 = ptir.abs %arg4 : tensor<?x?xsi64>
  // CHECK: %5 = ptir.abs %arg5 : tensor<3xui4>
  %5 = ptir.abs %arg5 : tensor<3xui4>
  // CHECK: %6 = ptir.abs %arg6 : tensor<ui8>
  %6 = ptir.abs %arg6 : tensor<ui8>
  // CHECK: %7 = ptir.abs %arg7 : tensor<?xui16>
  %7 = ptir.abs %arg7 : tensor<?xui16>
  // CHECK: %8 = ptir.abs %arg8 : tensor<2x0xui32>
  %8 = ptir.abs %arg8 : tensor<2x0xui32>
  // CHECK: %9 = ptir.abs %arg9 : tensor<?x?xui64>
  %9 = ptir.abs %arg9 : tensor<?x?xui64>
  // CHECK: %10 = ptir.abs %arg10 : tensor<f32>
  %10 = ptir.abs %arg10 : tensor<f32>
  // CHECK: %11 = ptir.abs %arg11 : tensor<2x?xf64>
  %11 = ptir.abs %arg11 : tensor<2x?xf64>
  // CHECK: %12 = ptir.abs %arg12 : tensor<0x3xbf16>
  %12 = ptir.abs %arg12 : tensor<0x3xbf16>
  // CHECK: %13 = ptir.abs %arg13 : tensor<5xf16>
  %13 = ptir.abs %arg13 : tensor<5xf16>
  // CHECK: %14 = ptir.abs %arg14 : tensor<?xf8E4M3FN>
  %14 = ptir.abs %arg14 : tensor<?xf8E4M3FN>
  // CHECK: %15 = ptir.abs %arg15 : tensor<?xf8E5M2>
  %15 = ptir.abs %arg15 : tensor<?xf8E5M2>
  // CHECK: %16 = ptir.abs %arg16 : tensor<2xcomplex<f32>>
  %16 = ptir.abs %arg16 : tensor<2xcomplex<f32>>
  // CHECK: %17 = ptir.abs %arg17 : tensor<?xcomplex<f64>>
  %17 = ptir.abs %arg17 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @exp(
func.func @exp(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>, %arg6: tensor<2xcomplex<f32>>, %arg7: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.exp %arg0 : tensor<f32>
  %0 = ptir.exp %arg0 : tensor<f32>
  // CHECK: %1 = ptir.exp %arg1 : tensor<2x?xf64>
  %1 = ptir.exp %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.exp %arg2 : tensor<0x3xbf16>
  %2 = ptir.exp %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.exp %arg3 : tensor<5xf16>
  %3 = ptir.exp %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.exp %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.exp %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.exp %arg5 : tensor<?xf8E5M2>
  %5 = ptir.exp %arg5 : tensor<?xf8E5M2>
  // CHECK: %6 = ptir.exp %arg6 : tensor<2xcomplex<f32>>
  %6 = ptir.exp %arg6 : tensor<2xcomplex<f32>>
  // CHECK: %7 = ptir.exp %arg7 : tensor<?xcomplex<f64>>
  %7 = ptir.exp %arg7 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @log(
func.func @log(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>, %arg6: tensor<2xcomplex<f32>>, %arg7: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.log %arg0 : tensor<f32>
  %0 = ptir.log %arg0 : tensor<f32>
  // CHECK: %1 = ptir.log %arg1 : tensor<2x?xf64>
  %1 = ptir.log %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.log %arg2 : tensor<0x3xbf16>
  %2 = ptir.log %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.log %arg3 : tensor<5xf16>
  %3 = ptir.log %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.log %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.log %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.log %arg5 : tensor<?xf8E5M2>
  %5 = ptir.log %arg5 : tensor<?xf8E5M2>
  // CHECK: %6 = ptir.log %arg6 : tensor<2xcomplex<f32>>
  %6 = ptir.log %arg6 : tensor<2xcomplex<f32>>
  // CHECK: %7 = ptir.log %arg7 : tensor<?xcomplex<f64>>
  %7 = ptir.log %arg7 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @tanh(
func.func @tanh(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>, %arg6: tensor<2xcomplex<f32>>, %arg7: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.tanh %arg0 : tensor<f32>
  %0 = ptir.tanh %arg0 : tensor<f32>
  // CHECK: %1 = ptir.tanh %arg1 : tensor<2x?xf64>
  %1 = ptir.tanh %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.tanh %arg2 : tensor<0x3xbf16>
  %2 = ptir.tanh %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.tanh %arg3 : tensor<5xf16>
  %3 = ptir.tanh %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.tanh %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.tanh %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.tanh %arg5 : tensor<?xf8E5M2>
  %5 = ptir.tanh %arg5 : tensor<?xf8E5M2>
  // CHECK: %6 = ptir.tanh %arg6 : tensor<2xcomplex<f32>>
  %6 = ptir.tanh %arg6 : tensor<2xcomplex<f32>>
  // CHECK: %7 = ptir.tanh %arg7 : tensor<?xcomplex<f64>>
  %7 = ptir.tanh %arg7 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @rsqrt(
func.func @rsqrt(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>, %arg6: tensor<2xcomplex<f32>>, %arg7: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.rsqrt %arg0 : tensor<f32>
  %0 = ptir.rsqrt %arg0 : tensor<f32>
  // CHECK: %1 = ptir.rsqrt %arg1 : tensor<2x?xf64>
  %1 = ptir.rsqrt %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.rsqrt %arg2 : tensor<0x3xbf16>
  %2 = ptir.rsqrt %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.rsqrt %arg3 : tensor<5xf16>
  %3 = ptir.rsqrt %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.rsqrt %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.rsqrt %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.rsqrt %arg5 : tensor<?xf8E5M2>
  %5 = ptir.rsqrt %arg5 : tensor<?xf8E5M2>
  // CHECK: %6 = ptir.rsqrt %arg6 : tensor<2xcomplex<f32>>
  %6 = ptir.rsqrt %arg6 : tensor<2xcomplex<f32>>
  // CHECK: %7 = ptir.rsqrt %arg7 : tensor<?xcomplex<f64>>
  %7 = ptir.rsqrt %arg7 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @reciprocal(
func.func @reciprocal(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>, %arg6: tensor<2xcomplex<f32>>, %arg7: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.reciprocal %arg0 : tensor<f32>
  %0 = ptir.reciprocal %arg0 : tensor<f32>
  // CHECK: %1 = ptir.reciprocal %arg1 : tensor<2x?xf64>
  %1 = ptir.reciprocal %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.reciprocal %arg2 : tensor<0x3xbf16>
  %2 = ptir.reciprocal %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.reciprocal %arg3 : tensor<5xf16>
  %3 = ptir.reciprocal %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.reciprocal %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.reciprocal %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.reciprocal %arg5 : tensor<?xf8E5M2>
  %5 = ptir.reciprocal %arg5 : tensor<?xf8E5M2>
  // CHECK: %6 = ptir.reciprocal %arg6 : tensor<2xcomplex<f32>>
  %6 = ptir.reciprocal %arg6 : tensor<2xcomplex<f32>>
  // CHECK: %7 = ptir.reciprocal %arg7 : tensor<?xcomplex<f64>>
  %7 = ptir.reciprocal %arg7 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @erf(
func.func @erf(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>) {
  // CHECK: %0 = ptir.erf %arg0 : tensor<f32>
  %0 = ptir.erf %arg0 : tensor<f32>
  // CHECK: %1 = ptir.erf %arg1 : tensor<2x?xf64>
  %1 = ptir.erf %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.erf %arg2 : tensor<0x3xbf16>
  %2 = ptir.erf %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.erf %arg3 : tensor<5xf16>
  %3 = ptir.erf %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.erf %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.erf %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.erf %arg5 : tensor<?xf8E5M2>
  %5 = ptir.erf %arg5 : tensor<?xf8E5M2>
  return
}

// CHECK-LABEL: func @add(
func.func @add(%arg0: tensor<3xsi4>, %arg1: tensor<si8>, %arg2: tensor<?xsi16>, %arg3: tensor<2x0xsi32>, %arg4: tensor<?x?xsi64>, %arg5: tensor<3xui4>, %arg6: tensor<ui8>, %arg7: tensor<?xui16>, %arg8: tensor<2x0xui32>, %arg9: tensor<?x?xui64>, %arg10: tensor<f32>, %arg11: tensor<2x?xf64>, %arg12: tensor<0x3xbf16>, %arg13: tensor<5xf16>, %arg14: tensor<?xf8E4M3FN>, %arg15: tensor<?xf8E5M2>, %arg16: tensor<2xcomplex<f32>>, %arg17: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.add %arg0, %arg0 : tensor<3xsi4>
  %0 = ptir.add %arg0, %arg0 : tensor<3xsi4>
  // CHECK: %1 = ptir.add %arg1, %arg1 : tensor<si8>
  %1 = ptir.add %arg1, %arg1 : tensor<si8>
  // CHECK: %2 = ptir.add %arg2, %arg2 : tensor<?xsi16>
  %2 = ptir.add %arg2, %arg2 : tensor<?xsi16>
  // CHECK: %3 = ptir.add %arg3, %arg3 : tensor<2x0xsi32>
  %3 = ptir.add %arg3, %arg3 : tensor<2x0xsi32>
  // CHECK: %4 = ptir.add %arg4, %arg4 : tensor<?x?xsi64>
  %4 = ptir.add %arg4, %arg4 : tensor<?x?xsi64>
  // CHECK: %5 = ptir.add %arg5, %arg5 : tensor<3xui4>
  %5 = ptir.add %arg5, %arg5 : tensor<3xui4>
  // CHECK: %6 = ptir.add %arg6, %arg6 : tensor<ui8>
  %6 = ptir.add %arg6, %arg6 : tensor<ui8>
  // CHECK: %7 = ptir.add %arg7, %arg7 : tensor<?xui16>
  %7 = ptir.add %arg7, %arg7 : tensor<?xui16>
  // CHECK: %8 = ptir.add %arg8, %arg8 : tensor<2x0xui32>
  %8 = ptir.add %arg8, %arg8 : tensor<2x0xui32>
  // CHECK: %9 = ptir.add %arg9, %arg9 : tensor<?x?xui64>
  %9 = ptir.add %arg9, %arg9 : tensor<?x?xui64>
  // CHECK: %10 = ptir.add %arg10, %arg10 : tensor<f32>
  %10 = ptir.add %arg10, %arg10 : tensor<f32>
  // CHECK: %11 = ptir.add %arg11, %arg11 : tensor<2x?xf64>
  %11 = ptir.add %arg11, %arg11 : tensor<2x?xf64>
  // CHECK: %12 = ptir.add %arg12, %arg12 : tensor<0x3xbf16>
  %12 = ptir.add %arg12, %arg12 : tensor<0x3xbf16>
  // CHECK: %13 = ptir.add %arg13, %arg13 : tensor<5xf16>
  %13 = ptir.add %arg13, %arg13 : tensor<5xf16>
  // CHECK: %14 = ptir.add %arg14, %arg14 : tensor<?xf8E4M3FN>
  %14 = ptir.add %arg14, %arg14 : tensor<?xf8E4M3FN>
  // CHECK: %15 = ptir.add %arg15, %arg15 : tensor<?xf8E5M2>
  %15 = ptir.add %arg15, %arg15 : tensor<?xf8E5M2>
  // CHECK: %16 = ptir.add %arg16, %arg16 : tensor<2xcomplex<f32>>
  %16 = ptir.add %arg16, %arg16 : tensor<2xcomplex<f32>>
  // CHECK: %17 = ptir.add %arg17, %arg17 : tensor<?xcomplex<f64>>
  %17 = ptir.add %arg17, %arg17 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @sub(
func.func @sub(%arg0: tensor<3xsi4>, %arg1: tensor<si8>, %arg2: tensor<?xsi16>, %arg3: tensor<2x0xsi32>, %arg4: tensor<?x?xsi64>, %arg5: tensor<3xui4>, %arg6: tensor<ui8>, %arg7: tensor<?xui16>, %arg8: tensor<2x0xui32>, %arg9: tensor<?x?xui64>, %arg10: tensor<f32>, %arg11: tensor<2x?xf64>, %arg12: tensor<0x3xbf16>, %arg13: tensor<5xf16>, %arg14: tensor<?xf8E4M3FN>, %arg15: tensor<?xf8E5M2>, %arg16: tensor<2xcomplex<f32>>, %arg17: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.sub %arg0, %arg0 : tensor<3xsi4>
  %0 = ptir.sub %arg0, %arg0 : tensor<3xsi4>
  // CHECK: %1 = ptir.sub %arg1, %arg1 : tensor<si8>
  %1 = ptir.sub %arg1, %arg1 : tensor<si8>
  // CHECK: %2 = ptir.sub %arg2, %arg2 : tensor<?xsi16>
  %2 = ptir.sub %arg2, %arg2 : tensor<?xsi16>
  // CHECK: %3 = ptir.sub %arg3, %arg3 : tensor<2x0xsi32>
  %3 = ptir.sub %arg3, %arg3 : tensor<2x0xsi32>
  // CHECK: %4 = ptir.sub %arg4, %arg4 : tensor<?x?xsi64>
  %4 = ptir.sub %arg4, %arg4 : tensor<?x?xsi64>
  // CHECK: %5 = ptir.sub %arg5, %arg5 : tensor<3xui4>
  %5 = ptir.sub %arg5, %arg5 : tensor<3xui4>
  // CHECK: %6 = ptir.sub %arg6, %arg6 : tensor<ui8>
  %6 = ptir.sub %arg6, %arg6 : tensor<ui8>
  // CHECK: %7 = ptir.sub %arg7, %arg7 : tensor<?xui16>
  %7 = ptir.sub %arg7, %arg7 : tensor<?xui16>
  // CHECK: %8 = ptir.sub %arg8, %arg8 : tensor<2x0xui32>
  %8 = ptir.sub %arg8, %arg8 : tensor<2x0xui32>
  // CHECK: %9 = ptir.sub %arg9, %arg9 : tensor<?x?xui64>
  %9 = ptir.sub %arg9, %arg9 : tensor<?x?xui64>
  // CHECK: %10 = ptir.sub %arg10, %arg10 : tensor<f32>
  %10 = ptir.sub %arg10, %arg10 : tensor<f32>
  // CHECK: %11 = ptir.sub %arg11, %arg11 : tensor<2x?xf64>
  %11 = ptir.sub %arg11, %arg11 : tensor<2x?xf64>
  // CHECK: %12 = ptir.sub %arg12, %arg12 : tensor<0x3xbf16>
  %12 = ptir.sub %arg12, %arg12 : tensor<0x3xbf16>
  // CHECK: %13 = ptir.sub %arg13, %arg13 : tensor<5xf16>
  %13 = ptir.sub %arg13, %arg13 : tensor<5xf16>
  // CHECK: %14 = ptir.sub %arg14, %arg14 : tensor<?xf8E4M3FN>
  %14 = ptir.sub %arg14, %arg14 : tensor<?xf8E4M3FN>
  // CHECK: %15 = ptir.sub %arg15, %arg15 : tensor<?xf8E5M2>
  %15 = ptir.sub %arg15, %arg15 : tensor<?xf8E5M2>
  // CHECK: %16 = ptir.sub %arg16, %arg16 : tensor<2xcomplex<f32>>
  %16 = ptir.sub %arg16, %arg16 : tensor<2xcomplex<f32>>
  // CHECK: %17 = ptir.sub %arg17, %arg17 : tensor<?xcomplex<f64>>
  %17 = ptir.sub %arg17, %arg17 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @mul(
func.func @mul(%arg0: tensor<3xsi4>, %arg1: tensor<si8>, %arg2: tensor<?xsi16>, %arg3: tensor<2x0xsi32>, %arg4: tensor<?x?xsi64>, %arg5: tensor<3xui4>, %arg6: tensor<ui8>, %arg7: tensor<?xui16>, %arg8: tensor<2x0xui32>, %arg9: tensor<?x?xui64>, %arg10: tensor<f32>, %arg11: tensor<2x?xf64>, %arg12: tensor<0x3xbf16>, %arg13: tensor<5xf16>, %arg14: tensor<?xf8E4M3FN>, %arg15: tensor<?xf8E5M2>, %arg16: tensor<2xcomplex<f32>>, %arg17: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.mul %arg0, %arg0 : tensor<3xsi4>
  %0 = ptir.mul %arg0, %arg0 : tensor<3xsi4>
  // CHECK: %1 = ptir.mul %arg1, %arg1 : tensor<si8>
  %1 = ptir.mul %arg1, %arg1 : tensor<si8>
  // CHECK: %2 = ptir.mul %arg2, %arg2 : tensor<?xsi16>
  %2 = ptir.mul %arg2, %arg2 : tensor<?xsi16>
  // CHECK: %3 = ptir.mul %arg3, %arg3 : tensor<2x0xsi32>
  %3 = ptir.mul %arg3, %arg3 : tensor<2x0xsi32>
  // CHECK: %4 = ptir.mul %arg4, %arg4 : tensor<?x?xsi64>
  %4 = ptir.mul %arg4, %arg4 : tensor<?x?xsi64>
  // CHECK: %5 = ptir.mul %arg5, %arg5 : tensor<3xui4>
  %5 = ptir.mul %arg5, %arg5 : tensor<3xui4>
  // CHECK: %6 = ptir.mul %arg6, %arg6 : tensor<ui8>
  %6 = ptir.mul %arg6, %arg6 : tensor<ui8>
  // CHECK: %7 = ptir.mul %arg7, %arg7 : tensor<?xui16>
  %7 = ptir.mul %arg7, %arg7 : tensor<?xui16>
  // CHECK: %8 = ptir.mul %arg8, %arg8 : tensor<2x0xui32>
  %8 = ptir.mul %arg8, %arg8 : tensor<2x0xui32>
  // CHECK: %9 = ptir.mul %arg9, %arg9 : tensor<?x?xui64>
  %9 = ptir.mul %arg9, %arg9 : tensor<?x?xui64>
  // CHECK: %10 = ptir.mul %arg10, %arg10 : tensor<f32>
  %10 = ptir.mul %arg10, %arg10 : tensor<f32>
  // CHECK: %11 = ptir.mul %arg11, %arg11 : tensor<2x?xf64>
  %11 = ptir.mul %arg11, %arg11 : tensor<2x?xf64>
  // CHECK: %12 = ptir.mul %arg12, %arg12 : tensor<0x3xbf16>
  %12 = ptir.mul %arg12, %arg12 : tensor<0x3xbf16>
  // CHECK: %13 = ptir.mul %arg13, %arg13 : tensor<5xf16>
  %13 = ptir.mul %arg13, %arg13 : tensor<5xf16>
  // CHECK: %14 = ptir.mul %arg14, %arg14 : tensor<?xf8E4M3FN>
  %14 = ptir.mul %arg14, %arg14 : tensor<?xf8E4M3FN>
  // CHECK: %15 = ptir.mul %arg15, %arg15 : tensor<?xf8E5M2>
  %15 = ptir.mul %arg15, %arg15 : tensor<?xf8E5M2>
  // CHECK: %16 = ptir.mul %arg16, %arg16 : tensor<2xcomplex<f32>>
  %16 = ptir.mul %arg16, %arg16 : tensor<2xcomplex<f32>>
  // CHECK: %17 = ptir.mul %arg17, %arg17 : tensor<?xcomplex<f64>>
  %17 = ptir.mul %arg17, %arg17 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @div(
func.func @div(%arg0: tensor<3xsi4>, %arg1: tensor<si8>, %arg2: tensor<?xsi16>, %arg3: tensor<2x0xsi32>, %arg4: tensor<?x?xsi64>, %arg5: tensor<3xui4>, %arg6: tensor<ui8>, %arg7: tensor<?xui16>, %arg8: tensor<2x0xui32>, %arg9: tensor<?x?xui64>, %arg10: tensor<f32>, %arg11: tensor<2x?xf64>, %arg12: tensor<0x3xbf16>, %arg13: tensor<5xf16>, %arg14: tensor<?xf8E4M3FN>, %arg15: tensor<?xf8E5M2>, %arg16: tensor<2xcomplex<f32>>, %arg17: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.div %arg0, %arg0 : tensor<3xsi4>
  %0 = ptir.div %arg0, %arg0 : tensor<3xsi4>
  // CHECK: %1 = ptir.div %arg1, %arg1 : tensor<si8>
  %1 = ptir.div %arg1, %arg1 : tensor<si8>
  // CHECK: %2 = ptir.div %arg2, %arg2 : tensor<?xsi16>
  %2 = ptir.div %arg2, %arg2 : tensor<?xsi16>
  // CHECK: %3 = ptir.div %arg3, %arg3 : tensor<2x0xsi32>
  %3 = ptir.div %arg3, %arg3 : tensor<2x0xsi32>
  // CHECK: %4 = ptir.div %arg4, %arg4 : tensor<?x?xsi64>
  %4 = ptir.div %arg4, %arg4 : tensor<?x?xsi64>
  // CHECK: %5 = ptir.div %arg5, %arg5 : tensor<3xui4>
  %5 = ptir.div %arg5, %arg5 : tensor<3xui4>
  // CHECK: %6 = ptir.div %arg6, %arg6 : tensor<ui8>
  %6 = ptir.div %arg6, %arg6 : tensor<ui8>
  // CHECK: %7 = ptir.div %arg7, %arg7 : tensor<?xui16>
  %7 = ptir.div %arg7, %arg7 : tensor<?xui16>
  // CHECK: %8 = ptir.div %arg8, %arg8 : tensor<2x0xui32>
  %8 = ptir.div %arg8, %arg8 : tensor<2x0xui32>
  // CHECK: %9 = ptir.div %arg9, %arg9 : tensor<?x?xui64>
  %9 = ptir.div %arg9, %arg9 : tensor<?x?xui64>
  // CHECK: %10 = ptir.div %arg10, %arg10 : tensor<f32>
  %10 = ptir.div %arg10, %arg10 : tensor<f32>
  // CHECK: %11 = ptir.div %arg11, %arg11 : tensor<2x?xf64>
  %11 = ptir.div %arg11, %arg11 : tensor<2x?xf64>
  // CHECK: %12 = ptir.div %arg12, %arg12 : tensor<0x3xbf16>
  %12 = ptir.div %arg12, %arg12 : tensor<0x3xbf16>
  // CHECK: %13 = ptir.div %arg13, %arg13 : tensor<5xf16>
  %13 = ptir.div %arg13, %arg13 : tensor<5xf16>
  // CHECK: %14 = ptir.div %arg14, %arg14 : tensor<?xf8E4M3FN>
  %14 = ptir.div %arg14, %arg14 : tensor<?xf8E4M3FN>
  // CHECK: %15 = ptir.div %arg15, %arg15 : tensor<?xf8E5M2>
  %15 = ptir.div %arg15, %arg15 : tensor<?xf8E5M2>
  // CHECK: %16 = ptir.div %arg16, %arg16 : tensor<2xcomplex<f32>>
  %16 = ptir.div %arg16, %arg16 : tensor<2xcomplex<f32>>
  // CHECK: %17 = ptir.div %arg17, %arg17 : tensor<?xcomplex<f64>>
  %17 = ptir.div %arg17, %arg17 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @maximum(
func.func @maximum(%arg0: tensor<2x?xi1>, %arg1: tensor<3xsi4>, %arg2: tensor<si8>, %arg3: tensor<?xsi16>, %arg4: tensor<2x0xsi32>, %arg5: tensor<?x?xsi64>, %arg6: tensor<3xui4>, %arg7: tensor<ui8>, %arg8: tensor<?xui16>, %arg9: tensor<2x0xui32>, %arg10: tensor<?x?xui64>, %arg11: tensor<f32>, %arg12: tensor<2x?xf64>, %arg13: tensor<0x3xbf16>, %arg14: tensor<5xf16>, %arg15: tensor<?xf8E4M3FN>, %arg16: tensor<?xf8E5M2>) {
  // CHECK: %0 = ptir.maximum %arg0, %arg0 : tensor<2x?xi1>
  %0 = ptir.maximum %arg0, %arg0 : tensor<2x?xi1>
  // CHECK: %1 = ptir.maximum %arg1, %arg1 : tensor<3xsi4>
  %1 = ptir.maximum %arg1, %arg1 : tensor<3xsi4>
  // CHECK: %2 = ptir.maximum %arg2, %arg2 : tensor<si8>
  %2 = ptir.maximum %arg2, %arg2 : tensor<si8>
  // CHECK: %3 = ptir.maximum %arg3, %arg3 : tensor<?xsi16>
  %3 = ptir.maximum %arg3, %arg3 : tensor<?xsi16>
  // CHECK: %4 = ptir.maximum %arg4, %arg4 : tensor<2x0xsi32>
  %4 = ptir.maximum %arg4, %arg4 : tensor<2x0xsi32>
  // CHECK: %5 = ptir.maximum %arg5, %arg5 : tensor<?x?xsi64>
  %5 = ptir.maximum %arg5, %arg5 : tensor<?x?xsi64>
  // CHECK: %6 = ptir.maximum %arg6, %arg6 : tensor<3xui4>
  %6 = ptir.maximum %arg6, %arg6 : tensor<3xui4>
  // CHECK: %7 = ptir.maximum %arg7, %arg7 : tensor<ui8>
  %7 = ptir.maximum %arg7, %arg7 : tensor<ui8>
  // CHECK: %8 = ptir.maximum %arg8, %arg8 : tensor<?xui16>
  %8 = ptir.maximum %arg8, %arg8 : tensor<?xui16>
  // CHECK: %9 = ptir.maximum %arg9, %arg9 : tensor<2x0xui32>
  %9 = ptir.maximum %arg9, %arg9 : tensor<2x0xui32>
  // CHECK: %10 = ptir.maximum %arg10, %arg10 : tensor<?x?xui64>
  %10 = ptir.maximum %arg10, %arg10 : tensor<?x?xui64>
  // CHECK: %11 = ptir.maximum %arg11, %arg11 : tensor<f32>
  %11 = ptir.maximum %arg11, %arg11 : tensor<f32>
  // CHECK: %12 = ptir.maximum %arg12, %arg12 : tensor<2x?xf64>
  %12 = ptir.maximum %arg12, %arg12 : tensor<2x?xf64>
  // CHECK: %13 = ptir.maximum %arg13, %arg13 : tensor<0x3xbf16>
  %13 = ptir.maximum %arg13, %arg13 : tensor<0x3xbf16>
  // CHECK: %14 = ptir.maximum %arg14, %arg14 : tensor<5xf16>
  %14 = ptir.maximum %arg14, %arg14 : tensor<5xf16>
  // CHECK: %15 = ptir.maximum %arg15, %arg15 : tensor<?xf8E4M3FN>
  %15 = ptir.maximum %arg15, %arg15 : tensor<?xf8E4M3FN>
  // CHECK: %16 = ptir.maximum %arg16, %arg16 : tensor<?xf8E5M2>
  %16 = ptir.maximum %arg16, %arg16 : tensor<?xf8E5M2>
  return
}

// CHECK-LABEL: func @minimum(
func.func @minimum(%arg0: tensor<2x?xi1>, %arg1: tensor<3xsi4>, %arg2: tensor<si8>, %arg3: tensor<?xsi16>, %arg4: tensor<2x0xsi32>, %arg5: tensor<?x?xsi64>, %arg6: tensor<3xui4>, %arg7: tensor<ui8>, %arg8: tensor<?xui16>, %arg9: tensor<2x0xui32>, %arg10: tensor<?x?xui64>, %arg11: tensor<f32>, %arg12: tensor<2x?xf64>, %arg13: tensor<0x3xbf16>, %arg14: tensor<5xf16>, %arg15: tensor<?xf8E4M3FN>, %arg16: tensor<?xf8E5M2>) {
  // CHECK: %0 = ptir.minimum %arg0, %arg0 : tensor<2x?xi1>
  %0 = ptir.minimum %arg0, %arg0 : tensor<2x?xi1>
  // CHECK: %1 = ptir.minimum %arg1, %arg1 : tensor<3xsi4>
  %1 = ptir.minimum %arg1, %arg1 : tensor<3xsi4>
  // CHECK: %2 = ptir.minimum %arg2, %arg2 : tensor<si8>
  %2 = ptir.minimum %arg2, %arg2 : tensor<si8>
  // CHECK: %3 = ptir.minimum %arg3, %arg3 : tensor<?xsi16>
  %3 = ptir.minimum %arg3, %arg3 : tensor<?xsi16>
  // CHECK: %4 = ptir.minimum %arg4, %arg4 : tensor<2x0xsi32>
  %4 = ptir.minimum %arg4, %arg4 : tensor<2x0xsi32>
  // CHECK: %5 = ptir.minimum %arg5, %arg5 : tensor<?x?xsi64>
  %5 = ptir.minimum %arg5, %arg5 : tensor<?x?xsi64>
  // CHECK: %6 = ptir.minimum %arg6, %arg6 : tensor<3xui4>
  %6 = ptir.minimum %arg6, %arg6 : tensor<3xui4>
  // CHECK: %7 = ptir.minimum %arg7, %arg7 : tensor<ui8>
  %7 = ptir.minimum %arg7, %arg7 : tensor<ui8>
  // CHECK: %8 = ptir.minimum %arg8, %arg8 : tensor<?xui16>
  %8 = ptir.minimum %arg8, %arg8 : tensor<?xui16>
  // CHECK: %9 = ptir.minimum %arg9, %arg9 : tensor<2x0xui32>
  %9 = ptir.minimum %arg9, %arg9 : tensor<2x0xui32>
  // CHECK: %10 = ptir.minimum %arg10, %arg10 : tensor<?x?xui64>
  %10 = ptir.minimum %arg10, %arg10 : tensor<?x?xui64>
  // CHECK: %11 = ptir.minimum %arg11, %arg11 : tensor<f32>
  %11 = ptir.minimum %arg11, %arg11 : tensor<f32>
  // CHECK: %12 = ptir.minimum %arg12, %arg12 : tensor<2x?xf64>
  %12 = ptir.minimum %arg12, %arg12 : tensor<2x?xf64>
  // CHECK: %13 = ptir.minimum %arg13, %arg13 : tensor<0x3xbf16>
  %13 = ptir.minimum %arg13, %arg13 : tensor<0x3xbf16>
  // CHECK: %14 = ptir.minimum %arg14, %arg14 : tensor<5xf16>
  %14 = ptir.minimum %arg14, %arg14 : tensor<5xf16>
  // CHECK: %15 = ptir.minimum %arg15, %arg15 : tensor<?xf8E4M3FN>
  %15 = ptir.minimum %arg15, %arg15 : tensor<?xf8E4M3FN>
  // CHECK: %16 = ptir.minimum %arg16, %arg16 : tensor<?xf8E5M2>
  %16 = ptir.minimum %arg16, %arg16 : tensor<?xf8E5M2>
  return
}

// CHECK-LABEL: func @compare(
func.func @compare(%arg0: tensor<2x?xf32>, %arg1: tensor<i1>, %arg2: tensor<0xcomplex<f32>>, %arg3: tensor<3xui4>) {
  // CHECK: %0 = ptir.compare lt, %arg0, %arg0 : tensor<2x?xf32>
  %0 = ptir.compare lt, %arg0, %arg0 : tensor<2x?xf32>
  // CHECK: %1 = ptir.compare le, %arg0, %arg0 : tensor<2x?xf32>
  %1 = ptir.compare le, %arg0, %arg0 : tensor<2x?xf32>
  // CHECK: %2 = ptir.compare eq, %arg0, %arg0 : tensor<2x?xf32>
  %2 = ptir.compare eq, %arg0, %arg0 : tensor<2x?xf32>
  // CHECK: %3 = ptir.compare ge, %arg0, %arg0 : tensor<2x?xf32>
  %3 = ptir.compare ge, %arg0, %arg0 : tensor<2x?xf32>
  // CHECK: %4 = ptir.compare gt, %arg0, %arg0 : tensor<2x?xf32>
  %4 = ptir.compare gt, %arg0, %arg0 : tensor<2x?xf32>
  // CHECK: %5 = ptir.compare ne, %arg0, %arg0 : tensor<2x?xf32>
  %5 = ptir.compare ne, %arg0, %arg0 : tensor<2x?xf32>
  // CHECK: %6 = ptir.compare lt, %arg1, %arg1 : tensor<i1>
  %6 = ptir.compare lt, %arg1, %arg1 : tensor<i1>
  // CHECK: %7 = ptir.compare eq, %arg2, %arg2 : tensor<0xcomplex<f32>>
  %7 = ptir.compare eq, %arg2, %arg2 : tensor<0xcomplex<f32>>
  // CHECK: %8 = ptir.compare ne, %arg2, %arg2 : tensor<0xcomplex<f32>>
  %8 = ptir.compare ne, %arg2, %arg2 : tensor<0xcomplex<f32>>
  // CHECK: %9 = ptir.compare ge, %arg3, %arg3 : tensor<3xui4>
  %9 = ptir.compare ge, %arg3, %arg3 : tensor<3xui4>
  return
}

// CHECK-LABEL: func @select(
func.func @select(%arg0: tensor<2x?xi1>, %arg1: tensor<2x?xf32>, %arg2: tensor<i1>, %arg3: tensor<si64>, %arg4: tensor<0xi1>) {
  // CHECK: %0 = ptir.select %arg0, %arg1, %arg1 : tensor<2x?xi1>, tensor<2x?xf32>
  %0 = ptir.select %arg0, %arg1, %arg1 : tensor<2x?xi1>, tensor<2x?xf32>
  // CHECK: %1 = ptir.select %arg2, %arg3, %arg3 : tensor<i1>, tensor<si64>
  %1 = ptir.select %arg2, %arg3, %arg3 : tensor<i1>, tensor<si64>
  // CHECK: %2 = ptir.select %arg4, %arg4, %arg4 : tensor<0xi1>, tensor<0xi1>
  %2 = ptir.select %arg4, %arg4, %arg4 : tensor<0xi1>, tensor<0xi1>
  return
}

// CHECK-LABEL: func @cast(
func.func @cast(%arg0: tensor<2x?xf32>, %arg1: tensor<i1>, %arg2: tensor<0xcomplex<f32>>) {
  // CHECK: %0 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xi1>
  %0 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xi1>
  // CHECK: %1 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xsi4>
  %1 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xsi4>
  // CHECK: %2 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xsi8>
  %2 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xsi8>
  // CHECK: %3 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xsi16>
  %3 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xsi16>
  // CHECK: %4 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xsi32>
  %4 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xsi32>
  // CHECK: %5 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xsi64>
  %5 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xsi64>
  // CHECK: %6 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xui4>
  %6 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xui4>
  // CHECK: %7 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xui8>
  %7 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xui8>
  // CHECK: %8 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xui16>
  %8 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xui16>
  // CHECK: %9 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xui32>
  %9 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xui32>
  // CHECK: %10 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xui64>
  %10 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xui64>
  // CHECK: %11 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xf8E4M3FN>
  %11 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xf8E4M3FN>
  // CHECK: %12 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xf8E5M2>
  %12 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xf8E5M2>
  // CHECK: %13 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xbf16>
  %13 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xbf16>
  // CHECK: %14 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xf16>
  %14 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xf16>
  // CHECK: %15 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xf64>
  %15 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xf64>
  // CHECK: %16 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xcomplex<f32>>
  %16 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xcomplex<f32>>
  // CHECK: %17 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xcomplex<f64>>
  %17 = ptir.cast %arg0 : tensor<2x?xf32> -> tensor<2x?xcomplex<f64>>
  // CHECK: %18 = ptir.cast %arg1 : tensor<i1> -> tensor<bf16>
  %18 = ptir.cast %arg1 : tensor<i1> -> tensor<bf16>
  // CHECK: %19 = ptir.cast %arg2 : tensor<0xcomplex<f32>> -> tensor<0xcomplex<f64>>
  %19 = ptir.cast %arg2 : tensor<0xcomplex<f32>> -> tensor<0xcomplex<f64>>
  return
}

// A discardable attribute stays.
// CHECK-LABEL: func @attribute(
func.func @attribute(%arg0: tensor<2xf32>) {
  // CHECK: ptir.add %arg0, %arg0 {note = "kept"} : tensor<2xf32>
  %0 = ptir.add %arg0, %arg0 {note = "kept"} : tensor<2xf32>
  return
}
