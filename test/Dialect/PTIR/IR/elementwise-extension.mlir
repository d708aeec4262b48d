// RUN: ptir-opt %s --verify-roundtrip | FileCheck %s
// RUN: ptir-opt %s -mlir-print-op-generic | ptir-opt | FileCheck %s
// RUN: ptir-opt %s -emit-bytecode | ptir-opt | FileCheck %s

// Every elementwise op beyond the contract in its pretty form, for every type;
// text, generic form and bytecode mean the same.

// CHECK-LABEL: func @sqrt(
func.func @sqrt(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>, %arg6: tensor<2xcomplex<f32>>, %arg7: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.sqrt %arg0 : tensor<f32>
  %0 = ptir.sqrt %arg0 : tensor<f32>
  // CHECK: %1 = ptir.sqrt %arg1 : tensor<2x?xf64>
  %1 = ptir.sqrt %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.sqrt %arg2 : tensor<0x3xbf16>
  %2 = ptir.sqrt %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.sqrt %arg3 : tensor<5xf16>
  %3 = ptir.sqrt %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.sqrt %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.sqrt %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.sqrt %arg5 : tensor<?xf8E5M2>
  %5 = ptir.sqrt %arg5 : tensor<?xf8E5M2>
  // CHECK: %6 = ptir.sqrt %arg6 : tensor<2xcomplex<f32>>
  %6 = ptir.sqrt %arg6 : tensor<2xcomplex<f32>>
  // CHECK: %7 = ptir.sqrt %arg7 : tensor<?xcomplex<f64>>
  %7 = ptir.sqrt %arg7 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @sin(
func.func @sin(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>, %arg6: tensor<2xcomplex<f32>>, %arg7: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.sin %arg0 : tensor<f32>
  %0 = ptir.sin %arg0 : tensor<f32>
  // CHECK: %1 = ptir.sin %arg1 : tensor<2x?xf64>
  %1 = ptir.sin %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.sin %arg2 : tensor<0x3xbf16>
  %2 = ptir.sin %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.sin %arg3 : tensor<5xf16>
  %3 = ptir.sin %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.sin %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.sin %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.sin %arg5 : tensor<?xf8E5M2>
  %5 = ptir.sin %arg5 : tensor<?xf8E5M2>
  // CHECK: %6 = ptir.sin %arg6 : tensor<2xcomplex<f32>>
  %6 = ptir.sin %arg6 : tensor<2xcomplex<f32>>
  // CHECK: %7 = ptir.sin %arg7 : tensor<?xcomplex<f64>>
  %7 = ptir.sin %arg7 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @cos(
func.func @cos(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>, %arg6: tensor<2xcomplex<f32>>, %arg7: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.cos %arg0 : tensor<f32>
  %0 = ptir.cos %arg0 : tensor<f32>
  // CHECK: %1 = ptir.cos %arg1 : tensor<2x?xf64>
  %1 = ptir.cos %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.cos %arg2 : tensor<0x3xbf16>
  %2 = ptir.cos %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.cos %arg3 : tensor<5xf16>
  %3 = ptir.cos %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.cos %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.cos %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.cos %arg5 : tensor<?xf8E5M2>
  %5 = ptir.cos %arg5 : tensor<?xf8E5M2>
  // CHECK: %6 = ptir.cos %arg6 : tensor<2xcomplex<f32>>
  %6 = ptir.cos %arg6 : tensor<2xcomplex<f32>>
  // CHECK: %7 = ptir.cos %arg7 : tensor<?xcomplex<f64>>
  %7 = ptir.cos %arg7 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @logistic(
func.func @logistic(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>, %arg6: tensor<2xcomplex<f32>>, %arg7: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.logistic %arg0 : tensor<f32>
  %0 = ptir.logistic %arg0 : tensor<f32>
  // CHECK: %1 = ptir.logistic %arg1 : tensor<2x?xf64>
  %1 = ptir.logistic %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.logistic %arg2 : tensor<0x3xbf16>
  %2 = ptir.logistic %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.logistic %arg3 : tensor<5xf16>
  %3 = ptir.logistic %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.logistic %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.logistic %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.logistic %arg5 : tensor<?xf8E5M2>
  %5 = ptir.logistic %arg5 : tensor<?xf8E5M2>
  // CHECK: %6 = ptir.logistic %arg6 : tensor<2xcomplex<f32>>
  %6 = ptir.logistic %arg6 : tensor<2xcomplex<f32>>
  // CHECK: %7 = ptir.logistic %arg7 : tensor<?xcomplex<f64>>
  %7 = ptir.logistic %arg7 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @floor(
func.func @floor(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>) {
  // CHECK: %0 = ptir.floor %arg0 : tensor<f32>
  %0 = ptir.floor %arg0 : tensor<f32>
  // CHECK: %1 = ptir.floor %arg1 : tensor<2x?xf64>
  %1 = ptir.floor %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.floor %arg2 : tensor<0x3xbf16>
  %2 = ptir.floor %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.floor %arg3 : tensor<5xf16>
  %3 = ptir.floor %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.floor %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.floor %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.floor %arg5 : tensor<?xf8E5M2>
  %5 = ptir.floor %arg5 : tensor<?xf8E5M2>
  return
}

// CHECK-LABEL: func @ceil(
func.func @ceil(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>) {
  // CHECK: %0 = ptir.ceil %arg0 : tensor<f32>
  %0 = ptir.ceil %arg0 : tensor<f32>
  // CHECK: %1 = ptir.ceil %arg1 : tensor<2x?xf64>
  %1 = ptir.ceil %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.ceil %arg2 : tensor<0x3xbf16>
  %2 = ptir.ceil %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.ceil %arg3 : tensor<5xf16>
  %3 = ptir.ceil %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.ceil %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.ceil %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.ceil %arg5 : tensor<?xf8E5M2>
  %5 = ptir.ceil %arg5 : tensor<?xf8E5M2>
  return
}

// CHECK-LABEL: func @round_nearest_even(
func.func @round_nearest_even(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>) {
  // CHECK: %0 = ptir.round_nearest_even %arg0 : tensor<f32>
  %0 = ptir.round_nearest_even %arg0 : tensor<f32>
  // CHECK: %1 = ptir.round_nearest_even %arg1 : tensor<2x?xf64>
  %1 = ptir.round_nearest_even %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.round_nearest_even %arg2 : tensor<0x3xbf16>
  %2 = ptir.round_nearest_even %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.round_nearest_even %arg3 : tensor<5xf16>
  %3 = ptir.round_nearest_even %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.round_nearest_even %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.round_nearest_even %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.round_nearest_even %arg5 : tensor<?xf8E5M2>
  %5 = ptir.round_nearest_even %arg5 : tensor<?xf8E5M2>
  return
}

// CHECK-LABEL: func @sign(
func.func @sign(%arg0: tensor<3xsi4>, %arg1: tensor<si8>, %arg2: tensor<?xsi16>, %arg3: tensor<2x0xsi32>, %arg4: tensor<?x?xsi64>, %arg5: tensor<3xui4>, %arg6: tensor<ui8>, %arg7: tensor<?xui16>, %arg8: tensor<2x0xui32>, %arg9: tensor<?x?xui64>, %arg10: tensor<f32>, %arg11: tensor<2x?xf64>, %arg12: tensor<0x3xbf16>, %arg13: tensor<5xf16>, %arg14: tensor<?xf8E4M3FN>, %arg15: tensor<?xf8E5M2>) {
  // CHECK: %0 = ptir.sign %arg0 : tensor<3xsi4>
  %0 = ptir.sign %arg0 : tensor<3xsi4>
  // CHECK: %1 = ptir.sign %arg1 : tensor<si8>
  %1 = ptir.sign %arg1 : tensor<si8>
  // CHECK: %2 = ptir.sign %arg2 : tensor<?xsi16>
  %2 = ptir.sign %arg2 : tensor<?xsi16>
  // CHECK: %3 = ptir.sign %arg3 : tensor<2x0xsi32>
  %3 = ptir.sign %arg3 : tensor<2x0xsi32>
  // CHECK: %4 = ptir.sign %arg4 : tensor<?x?xsi64>
  %4 = ptir.sign %arg4 : tensor<?x?xsi64>
  // CHECK: %5 = ptir.sign %arg5 : tensor<3xui4>
  %5 = ptir.sign %arg5 : tensor<3xui4>
  // CHECK: %6 = ptir.sign %arg6 : tensor<ui8>
  %6 = ptir.sign %arg6 : tensor<ui8>
  // CHECK: %7 = ptir.sign %arg7 : tensor<?xui16>
  %7 = ptir.sign %arg7 : tensor<?xui16>
  // CHECK: %8 = ptir.sign %arg8 : tensor<2x0xui32>
  %8 = ptir.sign %arg8 : tensor<2x0xui32>
  // CHECK: %9 = ptir.sign %arg9 : tensor<?x?xui64>
  %9 = ptir.sign %arg9 : tensor<?x?xui64>
  // CHECK: %10 = ptir.sign %arg10 : tensor<f32>
  %10 = ptir.sign %arg10 : tensor<f32>
  // CHECK: %11 = ptir.sign %arg11 : tensor<2x?xf64>
  %11 = ptir.sign %arg11 : tensor<2x?xf64>
  // CHECK: %12 = ptir.sign %arg12 : tensor<0x3xbf16>
  %12 = ptir.sign %arg12 : tensor<0x3xbf16>
  // CHECK: %13 = ptir.sign %arg13 : tensor<5xf16>
  %13 = ptir.sign %arg13 : tensor<5xf16>
  // CHECK: %14 = ptir.sign %arg14 : tensor<?xf8E4M3FN>
  %14 = ptir.sign %arg14 : tensor<?xf8E4M3FN>
  // CHECK: %15 = ptir.sign %arg15 : tensor<?xf8E5M2>
  %15 = ptir.sign %arg15 : tensor<?xf8E5M2>
  return
}

// CHECK-LABEL: func @not(
func.func @not(%arg0: tensor<3xi1>, %arg1: tensor<?xi1>, %arg2: tensor<3xsi4>, %arg3: tensor<si8>, %arg4: tensor<?xsi16>, %arg5: tensor<2x0xsi32>, %arg6: tensor<?x?xsi64>, %arg7: tensor<3xui4>, %arg8: tensor<ui8>, %arg9: tensor<?xui16>, %arg10: tensor<2x0xui32>, %arg11: tensor<?x?xui64>) {
  // CHECK: %0 = ptir.not %arg0 : tensor<3xi1>
  %0 = ptir.not %arg0 : tensor<3xi1>
  // CHECK: %1 = ptir.not %arg1 : tensor<?xi1>
  %1 = ptir.not %arg1 : tensor<?xi1>
  // CHECK: %2 = ptir.not %arg2 : tensor<3xsi4>
  %2 = ptir.not %arg2 : tensor<3xsi4>
  // CHECK: %3 = ptir.not %arg3 : tensor<si8>
  %3 = ptir.not %arg3 : tensor<si8>
  // CHECK: %4 = ptir.not %arg4 : tensor<?xsi16>
  %4 = ptir.not %arg4 : tensor<?xsi16>
  // CHECK: %5 = ptir.not %arg5 : tensor<2x0xsi32>
  %5 = ptir.not %arg5 : tensor<2x0xsi32>
  // CHECK: %6 = ptir.not %arg6 : tensor<?x?xsi64>
  %6 = ptir.not %arg6 : tensor<?x?xsi64>
  // CHECK: %7 = ptir.not %arg7 : tensor<3xui4>
  %7 = ptir.not %arg7 : tensor<3xui4>
  // CHECK: %8 = ptir.not %arg8 : tensor<ui8>
  %8 = ptir.not %arg8 : tensor<ui8>
  // CHECK: %9 = ptir.not %arg9 : tensor<?xui16>
  %9 = ptir.not %arg9 : tensor<?xui16>
  // CHECK: %10 = ptir.not %arg10 : tensor<2x0xui32>
  %10 = ptir.not %arg10 : tensor<2x0xui32>
  // CHECK: %11 = ptir.not %arg11 : tensor<?x?xui64>
  %11 = ptir.not %arg11 : tensor<?x?xui64>
  return
}

// CHECK-LABEL: func @is_finite(
func.func @is_finite(%arg0: tensor<f32>, %arg1: tensor<2x?xf64>, %arg2: tensor<0x3xbf16>, %arg3: tensor<5xf16>, %arg4: tensor<?xf8E4M3FN>, %arg5: tensor<?xf8E5M2>) {
  // CHECK: %0 = ptir.is_finite %arg0 : tensor<f32>
  %0 = ptir.is_finite %arg0 : tensor<f32>
  // CHECK: %1 = ptir.is_finite %arg1 : tensor<2x?xf64>
  %1 = ptir.is_finite %arg1 : tensor<2x?xf64>
  // CHECK: %2 = ptir.is_finite %arg2 : tensor<0x3xbf16>
  %2 = ptir.is_finite %arg2 : tensor<0x3xbf16>
  // CHECK: %3 = ptir.is_finite %arg3 : tensor<5xf16>
  %3 = ptir.is_finite %arg3 : tensor<5xf16>
  // CHECK: %4 = ptir.is_finite %arg4 : tensor<?xf8E4M3FN>
  %4 = ptir.is_finite %arg4 : tensor<?xf8E4M3FN>
  // CHECK: %5 = ptir.is_finite %arg5 : tensor<?xf8E5M2>
  %5 = ptir.is_finite %arg5 : tensor<?xf8E5M2>
  return
}

// CHECK-LABEL: func @stop_gradient(
func.func @stop_gradient(%arg0: tensor<3xi1>, %arg1: tensor<?xi1>, %arg2: tensor<3xsi4>, %arg3: tensor<si8>, %arg4: tensor<?xsi16>, %arg5: tensor<2x0xsi32>, %arg6: tensor<?x?xsi64>, %arg7: tensor<3xui4>, %arg8: tensor<ui8>, %arg9: tensor<?xui16>, %arg10: tensor<2x0xui32>, %arg11: tensor<?x?xui64>, %arg12: tensor<f32>, %arg13: tensor<2x?xf64>, %arg14: tensor<0x3xbf16>, %arg15: tensor<5xf16>, %arg16: tensor<?xf8E4M3FN>, %arg17: tensor<?xf8E5M2>, %arg18: tensor<2xcomplex<f32>>, %arg19: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.stop_gradient %arg0 : tensor<3xi1>
  %0 = ptir.stop_gradient %arg0 : tensor<3xi1>
  // CHECK: %1 = ptir.stop_gradient %arg1 : tensor<?xi1>
  %1 = ptir.stop_gradient %arg1 : tensor<?xi1>
  // CHECK: %2 = ptir.stop_gradient %arg2 : tensor<3xsi4>
  %2 = ptir.stop_gradient %arg2 : tensor<3xsi4>
  // CHECK: %3 = ptir.stop_gradient %arg3 : tensor<si8>
  %3 = ptir.stop_gradient %arg3 : tensor<si8>
  // CHECK: %4 = ptir.stop_gradient %arg4 : tensor<?xsi16>
  %4 = ptir.stop_gradient %arg4 : tensor<?xsi16>
  // CHECK: %5 = ptir.stop_gradient %arg5 : tensor<2x0xsi32>
  %5 = ptir.stop_gradient %arg5 : tensor<2x0xsi32>
  // CHECK: %6 = ptir.stop_gradient %arg6 : tensor<?x?xsi64>
  %6 = ptir.stop_gradient %arg6 : tensor<?x?xsi64>
  // CHECK: %7 = ptir.stop_gradient %arg7 : tensor<3xui4>
  %7 = ptir.stop_gradient %arg7 : tensor<3xui4>
  // CHECK: %8 = ptir.stop_gradient %arg8 : tensor<ui8>
  %8 = ptir.stop_gradient %arg8 : tensor<ui8>
  // CHECK: %9 = ptir.stop_gradient %arg9 : tensor<?xui16>
  %9 = ptir.stop_gradient %arg9 : tensor<?xui16>
  // CHECK: %10 = ptir.stop_gradient %arg10 : tensor<2x0xui32>
  %10 = ptir.stop_gradient %arg10 : tensor<2x0xui32>
  // CHECK: %11 = ptir.stop_gradient %arg11 : tensor<?x?xui64>
  %11 = ptir.stop_gradient %arg11 : tensor<?x?xui64>
  // CHECK: %12 = ptir.stop_gradient %arg12 : tensor<f32>
  %12 = ptir.stop_gradient %arg12 : tensor<f32>
  // CHECK: %13 = ptir.stop_gradient %arg13 : tensor<2x?xf64>
  %13 = ptir.stop_gradient %arg13 : tensor<2x?xf64>
  // CHECK: %14 = ptir.stop_gradient %arg14 : tensor<0x3xbf16>
  %14 = ptir.stop_gradient %arg14 : tensor<0x3xbf16>
  // CHECK: %15 = ptir.stop_gradient %arg15 : tensor<5xf16>
  %15 = ptir.stop_gradient %arg15 : tensor<5xf16>
  // CHECK: %16 = ptir.stop_gradient %arg16 : tensor<?xf8E4M3FN>
  %16 = ptir.stop_gradient %arg16 : tensor<?xf8E4M3FN>
  // CHECK: %17 = ptir.stop_gradient %arg17 : tensor<?xf8E5M2>
  %17 = ptir.stop_gradient %arg17 : tensor<?xf8E5M2>
  // CHECK: %18 = ptir.stop_gradient %arg18 : tensor<2xcomplex<f32>>
  %18 = ptir.stop_gradient %arg18 : tensor<2xcomplex<f32>>
  // CHECK: %19 = ptir.stop_gradient %arg19 : tensor<?xcomplex<f64>>
  %19 = ptir.stop_gradient %arg19 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @pow(
func.func @pow(%arg0: tensor<3xsi4>, %arg1: tensor<si8>, %arg2: tensor<?xsi16>, %arg3: tensor<2x0xsi32>, %arg4: tensor<?x?xsi64>, %arg5: tensor<3xui4>, %arg6: tensor<ui8>, %arg7: tensor<?xui16>, %arg8: tensor<2x0xui32>, %arg9: tensor<?x?xui64>, %arg10: tensor<f32>, %arg11: tensor<2x?xf64>, %arg12: tensor<0x3xbf16>, %arg13: tensor<5xf16>, %arg14: tensor<?xf8E4M3FN>, %arg15: tensor<?xf8E5M2>, %arg16: tensor<2xcomplex<f32>>, %arg17: tensor<?xcomplex<f64>>) {
  // CHECK: %0 = ptir.pow %arg0, %arg0 : tensor<3xsi4>
  %0 = ptir.pow %arg0, %arg0 : tensor<3xsi4>
  // CHECK: %1 = ptir.pow %arg1, %arg1 : tensor<si8>
  %1 = ptir.pow %arg1, %arg1 : tensor<si8>
  // CHECK: %2 = ptir.pow %arg2, %arg2 : tensor<?xsi16>
  %2 = ptir.pow %arg2, %arg2 : tensor<?xsi16>
  // CHECK: %3 = ptir.pow %arg3, %arg3 : tensor<2x0xsi32>
  %3 = ptir.pow %arg3, %arg3 : tensor<2x0xsi32>
  // CHECK: %4 = ptir.pow %arg4, %arg4 : tensor<?x?xsi64>
  %4 = ptir.pow %arg4, %arg4 : tensor<?x?xsi64>
  // CHECK: %5 = ptir.pow %arg5, %arg5 : tensor<3xui4>
  %5 = ptir.pow %arg5, %arg5 : tensor<3xui4>
  // CHECK: %6 = ptir.pow %arg6, %arg6 : tensor<ui8>
  %6 = ptir.pow %arg6, %arg6 : tensor<ui8>
  // CHECK: %7 = ptir.pow %arg7, %arg7 : tensor<?xui16>
  %7 = ptir.pow %arg7, %arg7 : tensor<?xui16>
  // CHECK: %8 = ptir.pow %arg8, %arg8 : tensor<2x0xui32>
  %8 = ptir.pow %arg8, %arg8 : tensor<2x0xui32>
  // CHECK: %9 = ptir.pow %arg9, %arg9 : tensor<?x?xui64>
  %9 = ptir.pow %arg9, %arg9 : tensor<?x?xui64>
  // CHECK: %10 = ptir.pow %arg10, %arg10 : tensor<f32>
  %10 = ptir.pow %arg10, %arg10 : tensor<f32>
  // CHECK: %11 = ptir.pow %arg11, %arg11 : tensor<2x?xf64>
  %11 = ptir.pow %arg11, %arg11 : tensor<2x?xf64>
  // CHECK: %12 = ptir.pow %arg12, %arg12 : tensor<0x3xbf16>
  %12 = ptir.pow %arg12, %arg12 : tensor<0x3xbf16>
  // CHECK: %13 = ptir.pow %arg13, %arg13 : tensor<5xf16>
  %13 = ptir.pow %arg13, %arg13 : tensor<5xf16>
  // CHECK: %14 = ptir.pow %arg14, %arg14 : tensor<?xf8E4M3FN>
  %14 = ptir.pow %arg14, %arg14 : tensor<?xf8E4M3FN>
  // CHECK: %15 = ptir.pow %arg15, %arg15 : tensor<?xf8E5M2>
  %15 = ptir.pow %arg15, %arg15 : tensor<?xf8E5M2>
  // CHECK: %16 = ptir.pow %arg16, %arg16 : tensor<2xcomplex<f32>>
  %16 = ptir.pow %arg16, %arg16 : tensor<2xcomplex<f32>>
  // CHECK: %17 = ptir.pow %arg17, %arg17 : tensor<?xcomplex<f64>>
  %17 = ptir.pow %arg17, %arg17 : tensor<?xcomplex<f64>>
  return
}

// CHECK-LABEL: func @remainder(
func.func @remainder(%arg0: tensor<3xsi4>, %arg1: tensor<si8>, %arg2: tensor<?xsi16>, %arg3: tensor<2x0xsi32>, %arg4: tensor<?x?xsi64>, %arg5: tensor<3xui4>, %arg6: tensor<ui8>, %arg7: tensor<?xui16>, %arg8: tensor<2x0xui32>, %arg9: tensor<?x?xui64>, %arg10: tensor<f32>, %arg11: tensor<2x?xf64>, %arg12: tensor<0x3xbf16>, %arg13: tensor<5xf16>, %arg14: tensor<?xf8E4M3FN>, %arg15: tensor<?xf8E5M2>) {
  // CHECK: %0 = ptir.remainder %arg0, %arg0 : tensor<3xsi4>
  %0 = ptir.remainder %arg0, %arg0 : tensor<3xsi4>
  // CHECK: %1 = ptir.remainder %arg1, %arg1 : tensor<si8>
  %1 = ptir.remainder %arg1, %arg1 : tensor<si8>
  // CHECK: %2 = ptir.remainder %arg2, %arg2 : tensor<?xsi16>
  %2 = ptir.remainder %arg2, %arg2 : tensor<?xsi16>
  // CHECK: %3 = ptir.remainder %arg3, %arg3 : tensor<2x0xsi32>
  %3 = ptir.remainder %arg3, %arg3 : tensor<2x0xsi32>
  // CHECK: %4 = ptir.remainder %arg4, %arg4 : tensor<?x?xsi64>
  %4 = ptir.remainder %arg4, %arg4 : tensor<?x?xsi64>
  // CHECK: %5 = ptir.remainder %arg5, %arg5 : tensor<3xui4>
  %5 = ptir.remainder %arg5, %arg5 : tensor<3xui4>
  // CHECK: %6 = ptir.remainder %arg6, %arg6 : tensor<ui8>
  %6 = ptir.remainder %arg6, %arg6 : tensor<ui8>
  // CHECK: %7 = ptir.remainder %arg7, %arg7 : tensor<?xui16>
  %7 = ptir.remainder %arg7, %arg7 : tensor<?xui16>
  // CHECK: %8 = ptir.remainder %arg8, %arg8 : tensor<2x0xui32>
  %8 = ptir.remainder %arg8, %arg8 : tensor<2x0xui32>
  // CHECK: %9 = ptir.remainder %arg9, %arg9 : tensor<?x?xui64>
  %9 = ptir.remainder %arg9, %arg9 : tensor<?x?xui64>
  // CHECK: %10 = ptir.remainder %arg10, %arg10 : tensor<f32>
  %10 = ptir.remainder %arg10, %arg10 : tensor<f32>
  // CHECK: %11 = ptir.remainder %arg11, %arg11 : tensor<2x?xf64>
  %11 = ptir.remainder %arg11, %arg11 : tensor<2x?xf64>
  // CHECK: %12 = ptir.remainder %arg12, %arg12 : tensor<0x3xbf16>
  %12 = ptir.remainder %arg12, %arg12 : tensor<0x3xbf16>
  // CHECK: %13 = ptir.remainder %arg13, %arg13 : tensor<5xf16>
  %13 = ptir.remainder %arg13, %arg13 : tensor<5xf16>
  // CHECK: %14 = ptir.remainder %arg14, %arg14 : tensor<?xf8E4M3FN>
  %14 = ptir.remainder %arg14, %arg14 : tensor<?xf8E4M3FN>
  // CHECK: %15 = ptir.remainder %arg15, %arg15 : tensor<?xf8E5M2>
  %15 = ptir.remainder %arg15, %arg15 : tensor<?xf8E5M2>
  return
}

// CHECK-LABEL: func @and(
func.func @and(%arg0: tensor<3xi1>, %arg1: tensor<?xi1>, %arg2: tensor<3xsi4>, %arg3: tensor<si8>, %arg4: tensor<?xsi16>, %arg5: tensor<2x0xsi32>, %arg6: tensor<?x?xsi64>, %arg7: tensor<3xui4>, %arg8: tensor<ui8>, %arg9: tensor<?xui16>, %arg10: tensor<2x0xui32>, %arg11: tensor<?x?xui64>) {
  // CHECK: %0 = ptir.and %arg0, %arg0 : tensor<3xi1>
  %0 = ptir.and %arg0, %arg0 : tensor<3xi1>
  // CHECK: %1 = ptir.and %arg1, %arg1 : tensor<?xi1>
  %1 = ptir.and %arg1, %arg1 : tensor<?xi1>
  // CHECK: %2 = ptir.and %arg2, %arg2 : tensor<3xsi4>
  %2 = ptir.and %arg2, %arg2 : tensor<3xsi4>
  // CHECK: %3 = ptir.and %arg3, %arg3 : tensor<si8>
  %3 = ptir.and %arg3, %arg3 : tensor<si8>
  // CHECK: %4 = ptir.and %arg4, %arg4 : tensor<?xsi16>
  %4 = ptir.and %arg4, %arg4 : tensor<?xsi16>
  // CHECK: %5 = ptir.and %arg5, %arg5 : tensor<2x0xsi32>
  %5 = ptir.and %arg5, %arg5 : tensor<2x0xsi32>
  // CHECK: %6 = ptir.and %arg6, %arg6 : tensor<?x?xsi64>
  %6 = ptir.and %arg6, %arg6 : tensor<?x?xsi64>
  // CHECK: %7 = ptir.and %arg7, %arg7 : tensor<3xui4>
  %7 = ptir.and %arg7, %arg7 : tensor<3xui4>
  // CHECK: %8 = ptir.and %arg8, %arg8 : tensor<ui8>
  %8 = ptir.and %arg8, %arg8 : tensor<ui8>
  // CHECK: %9 = ptir.and %arg9, %arg9 : tensor<?xui16>
  %9 = ptir.and %arg9, %arg9 : tensor<?xui16>
  // CHECK: %10 = ptir.and %arg10, %arg10 : tensor<2x0xui32>
  %10 = ptir.and %arg10, %arg10 : tensor<2x0xui32>
  // CHECK: %11 = ptir.and %arg11, %arg11 : tensor<?x?xui64>
  %11 = ptir.and %arg11, %arg11 : tensor<?x?xui64>
  return
}

// CHECK-LABEL: func @or(
func.func @or(%arg0: tensor<3xi1>, %arg1: tensor<?xi1>, %arg2: tensor<3xsi4>, %arg3: tensor<si8>, %arg4: tensor<?xsi16>, %arg5: tensor<2x0xsi32>, %arg6: tensor<?x?xsi64>, %arg7: tensor<3xui4>, %arg8: tensor<ui8>, %arg9: tensor<?xui16>, %arg10: tensor<2x0xui32>, %arg11: tensor<?x?xui64>) {
  // CHECK: %0 = ptir.or %arg0, %arg0 : tensor<3xi1>
  %0 = ptir.or %arg0, %arg0 : tensor<3xi1>
  // CHECK: %1 = ptir.or %arg1, %arg1 : tensor<?xi1>
  %1 = ptir.or %arg1, %arg1 : tensor<?xi1>
  // CHECK: %2 = ptir.or %arg2, %arg2 : tensor<3xsi4>
  %2 = ptir.or %arg2, %arg2 : tensor<3xsi4>
  // CHECK: %3 = ptir.or %arg3, %arg3 : tensor<si8>
  %3 = ptir.or %arg3, %arg3 : tensor<si8>
  // CHECK: %4 = ptir.or %arg4, %arg4 : tensor<?xsi16>
  %4 = ptir.or %arg4, %arg4 : tensor<?xsi16>
  // CHECK: %5 = ptir.or %arg5, %arg5 : tensor<2x0xsi32>
  %5 = ptir.or %arg5, %arg5 : tensor<2x0xsi32>
  // CHECK: %6 = ptir.or %arg6, %arg6 : tensor<?x?xsi64>
  %6 = ptir.or %arg6, %arg6 : tensor<?x?xsi64>
  // CHECK: %7 = ptir.or %arg7, %arg7 : tensor<3xui4>
  %7 = ptir.or %arg7, %arg7 : tensor<3xui4>
  // CHECK: %8 = ptir.or %arg8, %arg8 : tensor<ui8>
  %8 = ptir.or %arg8, %arg8 : tensor<ui8>
  // CHECK: %9 = ptir.or %arg9, %arg9 : tensor<?xui16>
  %9 = ptir.or %arg9, %arg9 : tensor<?xui16>
  // CHECK: %10 = ptir.or %arg10, %arg10 : tensor<2x0xui32>
  %10 = ptir.or %arg10, %arg10 : tensor<2x0xui32>
  // CHECK: %11 = ptir.or %arg11, %arg11 : tensor<?x?xui64>
  %11 = ptir.or %arg11, %arg11 : tensor<?x?xui64>
  return
}

// CHECK-LABEL: func @xor(
func.func @xor(%arg0: tensor<3xi1>, %arg1: tensor<?xi1>, %arg2: tensor<3xsi4>, %arg3: tensor<si8>, %arg4: tensor<?xsi16>, %arg5: tensor<2x0xsi32>, %arg6: tensor<?x?xsi64>, %arg7: tensor<3xui4>, %arg8: tensor<ui8>, %arg9: tensor<?xui16>, %arg10: tensor<2x0xui32>, %arg11: tensor<?x?xui64>) {
  // CHECK: %0 = ptir.xor %arg0, %arg0 : tensor<3xi1>
  %0 = ptir.xor %arg0, %arg0 : tensor<3xi1>
  // CHECK: %1 = ptir.xor %arg1, %arg1 : tensor<?xi1>
  %1 = ptir.xor %arg1, %arg1 : tensor<?xi1>
  // CHECK: %2 = ptir.xor %arg2, %arg2 : tensor<3xsi4>
  %2 = ptir.xor %arg2, %arg2 : tensor<3xsi4>
  // CHECK: %3 = ptir.xor %arg3, %arg3 : tensor<si8>
  %3 = ptir.xor %arg3, %arg3 : tensor<si8>
  // CHECK: %4 = ptir.xor %arg4, %arg4 : tensor<?xsi16>
  %4 = ptir.xor %arg4, %arg4 : tensor<?xsi16>
  // CHECK: %5 = ptir.xor %arg5, %arg5 : tensor<2x0xsi32>
  %5 = ptir.xor %arg5, %arg5 : tensor<2x0xsi32>
  // CHECK: %6 = ptir.xor %arg6, %arg6 : tensor<?x?xsi64>
  %6 = ptir.xor %arg6, %arg6 : tensor<?x?xsi64>
  // CHECK: %7 = ptir.xor %arg7, %arg7 : tensor<3xui4>
  %7 = ptir.xor %arg7, %arg7 : tensor<3xui4>
  // CHECK: %8 = ptir.xor %arg8, %arg8 : tensor<ui8>
  %8 = ptir.xor %arg8, %arg8 : tensor<ui8>
  // CHECK: %9 = ptir.xor %arg9, %arg9 : tensor<?xui16>
  %9 = ptir.xor %arg9, %arg9 : tensor<?xui16>
  // CHECK: %10 = ptir.xor %arg10, %arg10 : tensor<2x0xui32>
  %10 = ptir.xor %arg10, %arg10 : tensor<2x0xui32>
  // CHECK: %11 = ptir.xor %arg11, %arg11 : tensor<?x?xui64>
  %11 = ptir.xor %arg11, %arg11 : tensor<?x?xui64>
  return
}

// CHECK-LABEL: func @clamp(
func.func @clamp(%arg0: tensor<3xi1>, %arg1: tensor<?xi1>, %arg2: tensor<3xsi4>, %arg3: tensor<si8>, %arg4: tensor<?xsi16>, %arg5: tensor<2x0xsi32>, %arg6: tensor<?x?xsi64>, %arg7: tensor<3xui4>, %arg8: tensor<ui8>, %arg9: tensor<?xui16>, %arg10: tensor<2x0xui32>, %arg11: tensor<?x?xui64>, %arg12: tensor<f32>, %arg13: tensor<2x?xf64>, %arg14: tensor<0x3xbf16>, %arg15: tensor<5xf16>, %arg16: tensor<?xf8E4M3FN>, %arg17: tensor<?xf8E5M2>) {
  // CHECK: %0 = ptir.clamp %arg0, %arg0, %arg0 : tensor<3xi1>
  %0 = ptir.clamp %arg0, %arg0, %arg0 : tensor<3xi1>
  // CHECK: %1 = ptir.clamp %arg1, %arg1, %arg1 : tensor<?xi1>
  %1 = ptir.clamp %arg1, %arg1, %arg1 : tensor<?xi1>
  // CHECK: %2 = ptir.clamp %arg2, %arg2, %arg2 : tensor<3xsi4>
  %2 = ptir.clamp %arg2, %arg2, %arg2 : tensor<3xsi4>
  // CHECK: %3 = ptir.clamp %arg3, %arg3, %arg3 : tensor<si8>
  %3 = ptir.clamp %arg3, %arg3, %arg3 : tensor<si8>
  // CHECK: %4 = ptir.clamp %arg4, %arg4, %arg4 : tensor<?xsi16>
  %4 = ptir.clamp %arg4, %arg4, %arg4 : tensor<?xsi16>
  // CHECK: %5 = ptir.clamp %arg5, %arg5, %arg5 : tensor<2x0xsi32>
  %5 = ptir.clamp %arg5, %arg5, %arg5 : tensor<2x0xsi32>
  // CHECK: %6 = ptir.clamp %arg6, %arg6, %arg6 : tensor<?x?xsi64>
  %6 = ptir.clamp %arg6, %arg6, %arg6 : tensor<?x?xsi64>
  // CHECK: %7 = ptir.clamp %arg7, %arg7, %arg7 : tensor<3xui4>
  %7 = ptir.clamp %arg7, %arg7, %arg7 : tensor<3xui4>
  // CHECK: %8 = ptir.clamp %arg8, %arg8, %arg8 : tensor<ui8>
  %8 = ptir.clamp %arg8, %arg8, %arg8 : tensor<ui8>
  // CHECK: %9 = ptir.clamp %arg9, %arg9, %arg9 : tensor<?xui16>
  %9 = ptir.clamp %arg9, %arg9, %arg9 : tensor<?xui16>
  // CHECK: %10 = ptir.clamp %arg10, %arg10, %arg10 : tensor<2x0xui32>
  %10 = ptir.clamp %arg10, %arg10, %arg10 : tensor<2x0xui32>
  // CHECK: %11 = ptir.clamp %arg11, %arg11, %arg11 : tensor<?x?xui64>
  %11 = ptir.clamp %arg11, %arg11, %arg11 : tensor<?x?xui64>
  // CHECK: %12 = ptir.clamp %arg12, %arg12, %arg12 : tensor<f32>
  %12 = ptir.clamp %arg12, %arg12, %arg12 : tensor<f32>
  // CHECK: %13 = ptir.clamp %arg13, %arg13, %arg13 : tensor<2x?xf64>
  %13 = ptir.clamp %arg13, %arg13, %arg13 : tensor<2x?xf64>
  // CHECK: %14 = ptir.clamp %arg14, %arg14, %arg14 : tensor<0x3xbf16>
  %14 = ptir.clamp %arg14, %arg14, %arg14 : tensor<0x3xbf16>
  // CHECK: %15 = ptir.clamp %arg15, %arg15, %arg15 : tensor<5xf16>
  %15 = ptir.clamp %arg15, %arg15, %arg15 : tensor<5xf16>
  // CHECK: %16 = ptir.clamp %arg16, %arg16, %arg16 : tensor<?xf8E4M3FN>
  %16 = ptir.clamp %arg16, %arg16, %arg16 : tensor<?xf8E4M3FN>
  // CHECK: %17 = ptir.clamp %arg17, %arg17, %arg17 : tensor<?xf8E5M2>
  %17 = ptir.clamp %arg17, %arg17, %arg17 : tensor<?xf8E5M2>
  return
}
