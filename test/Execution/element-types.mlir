// Conversions and arithmetic at the limits of the element types, to the bit, on
// both backends. The values come from a function that is called, so that they
// do not fold.
// RUN: ptir-run exec %s --backend reference --json --no-cache | FileCheck %s
// RUN: ptir-run exec %s --backend native --json --no-cache | FileCheck %s

func.func private @f32() -> (tensor<6xf32>, tensor<9xf32>, tensor<2xf32>) {
  %0 = ptir.constant dense<[300.0, -1.0, 0x7FC00000, 2.9, 0x7F800000, -8.9]> : tensor<6xf32>
  // Around the largest number of f8E4M3FN, half of its smallest, and a tie
  // between its largest subnormal and its smallest normal number.
  %1 = ptir.constant dense<[448.0, 464.0, 465.0, -448.5, 0.0009765625, 0.00097657, 0.0146484375, -0.0, 0x7FC00000]> : tensor<9xf32>
  // 1.5 and 2.5 times the smallest subnormal of bf16.
  %2 = ptir.constant dense<[0x00018000, 0x80028000]> : tensor<2xf32>
  return %0, %1, %2 : tensor<6xf32>, tensor<9xf32>, tensor<2xf32>
}

func.func private @f64() -> (tensor<4xf64>, tensor<4xf64>, tensor<3xf64>) {
  %0 = ptir.constant dense<[9223372036854775808.0, -9223372036854775808.0, 18446744073709551616.0, -0.99]> : tensor<4xf64>
  // Just above a tie of bf16, f16, f8E5M2 and f8E4M3FN.
  %1 = ptir.constant dense<[0x3FF0100000000001, 0x3FF0020000000001, 0x3FF2000000000001, 0x3FF1000000000001]> : tensor<4xf64>
  // Half of the smallest subnormal of f16 and the next f64, overflow of f16.
  %2 = ptir.constant dense<[0x3E60000000000000, 0x3E60000000000001, 65520.0]> : tensor<3xf64>
  return %0, %1, %2 : tensor<4xf64>, tensor<4xf64>, tensor<3xf64>
}

func.func private @integers()
    -> (tensor<3xsi64>, tensor<4xui64>, tensor<4xsi4>, tensor<4xui4>, tensor<3xsi8>) {
  // The last one is just beyond a tie of bf16, which f32 cannot tell.
  %0 = ptir.constant dense<[16777217, 9223372036854775807, -4629700416936869889]> : tensor<3xsi64>
  %1 = ptir.constant dense<[57344, 61439, 61440, 18446744073709551615]> : tensor<4xui64>
  %2 = ptir.constant dense<[-8, -7, 0, 7]> : tensor<4xsi4>
  %3 = ptir.constant dense<[0, 1, 8, 15]> : tensor<4xui4>
  %4 = ptir.constant dense<[-128, 7, -7]> : tensor<3xsi8>
  return %0, %1, %2, %3, %4
      : tensor<3xsi64>, tensor<4xui64>, tensor<4xsi4>, tensor<4xui4>, tensor<3xsi8>
}

func.func private @complex() -> (tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) {
  %0 = ptir.constant dense<[(3.0, 4.0), (0x7F800000, 0x7FC00000), (1.0, 0.0), (1.0e30, 1.0e30)]> : tensor<4xcomplex<f32>>
  %1 = ptir.constant dense<[(1.0, 2.0), (0.0, 1.0), (0.0, 0.0), (1.0e30, 1.0e30)]> : tensor<4xcomplex<f32>>
  return %0, %1 : tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>
}

func.func @main()
    -> (tensor<6xui8>, tensor<6xsi4>, tensor<9xf8E4M3FN>, tensor<2xbf16>,
        tensor<4xsi64>, tensor<4xui64>,
        tensor<4xbf16>, tensor<4xf16>, tensor<4xf8E5M2>, tensor<4xf8E4M3FN>, tensor<3xf16>,
        tensor<3xf32>, tensor<3xbf16>, tensor<4xf8E5M2>, tensor<4xsi64>,
        tensor<4xsi4>, tensor<4xsi4>, tensor<4xui4>, tensor<4xui4>, tensor<4xi1>, tensor<4xsi4>,
        tensor<3xsi8>,
        tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>, tensor<4xf32>) {
  %a, %b, %c = call @f32() : () -> (tensor<6xf32>, tensor<9xf32>, tensor<2xf32>)
  %d, %e, %f = call @f64() : () -> (tensor<4xf64>, tensor<4xf64>, tensor<3xf64>)
  %g, %h, %i, %j, %k = call @integers()
      : () -> (tensor<3xsi64>, tensor<4xui64>, tensor<4xsi4>, tensor<4xui4>, tensor<3xsi8>)
  %l, %m = call @complex() : () -> (tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>)

  // CHECK: "dtype":"ui8","data":[255,0,0,2,255,0]}
  %0 = ptir.cast %a : tensor<6xf32> -> tensor<6xui8>
  // CHECK-SAME: "dtype":"si4","data":[7,-1,0,2,7,-8]}
  %1 = ptir.cast %a : tensor<6xf32> -> tensor<6xsi4>
  // CHECK-SAME: "dtype":"fp8_e4m3","data":[448.0,448.0,"nan",-448.0,0.0,0.001953125,0.015625,-0.0,"nan"]}
  %2 = ptir.cast %b : tensor<9xf32> -> tensor<9xf8E4M3FN>
  // CHECK-SAME: "dtype":"bf16","data":[1.83671e-40,-1.83671e-40]}
  %3 = ptir.cast %c : tensor<2xf32> -> tensor<2xbf16>

  // CHECK-SAME: "dtype":"si64","data":[9223372036854775807,-9223372036854775808,9223372036854775807,0]}
  %4 = ptir.cast %d : tensor<4xf64> -> tensor<4xsi64>
  // CHECK-SAME: "dtype":"ui64","data":[9223372036854775808,0,18446744073709551615,0]}
  %5 = ptir.cast %d : tensor<4xf64> -> tensor<4xui64>

  // Each is rounded once: the first of bf16, the second of f16, … goes up.
  // CHECK-SAME: "dtype":"bf16","data":[1.0078125,1.0,1.125,1.0625]}
  %6 = ptir.cast %e : tensor<4xf64> -> tensor<4xbf16>
  // CHECK-SAME: "dtype":"f16","data":[1.0039062,1.0009766,1.125,1.0625]}
  %7 = ptir.cast %e : tensor<4xf64> -> tensor<4xf16>
  // CHECK-SAME: "dtype":"fp8_e5m2","data":[1.0,1.0,1.25,1.0]}
  %8 = ptir.cast %e : tensor<4xf64> -> tensor<4xf8E5M2>
  // CHECK-SAME: "dtype":"fp8_e4m3","data":[1.0,1.0,1.125,1.125]}
  %9 = ptir.cast %e : tensor<4xf64> -> tensor<4xf8E4M3FN>
  // CHECK-SAME: "dtype":"f16","data":[0.0,5.9604645e-08,"inf"]}
  %10 = ptir.cast %f : tensor<3xf64> -> tensor<3xf16>

  // CHECK-SAME: "dtype":"f32","data":[16777216.0,{{9.2233[0-9]*e\+18}},{{-4.6297[0-9]*e\+18}}]}
  %11 = ptir.cast %g : tensor<3xsi64> -> tensor<3xf32>
  // CHECK-SAME: "dtype":"bf16","data":[16777216.0,{{9.2233[0-9]*e\+18}},-4.647715e+18]}
  %12 = ptir.cast %g : tensor<3xsi64> -> tensor<3xbf16>
  // CHECK-SAME: "dtype":"fp8_e5m2","data":[57344.0,57344.0,"inf","inf"]}
  %13 = ptir.cast %h : tensor<4xui64> -> tensor<4xf8E5M2>
  // CHECK-SAME: "dtype":"si64","data":[57344,61439,61440,9223372036854775807]}
  %14 = ptir.cast %h : tensor<4xui64> -> tensor<4xsi64>

  // CHECK-SAME: "dtype":"si4","data":[0,2,0,-2]}
  %15 = ptir.add %i, %i : tensor<4xsi4>
  // CHECK-SAME: "dtype":"si4","data":[-8,7,0,-7]}
  %16 = ptir.neg %i : tensor<4xsi4>
  // CHECK-SAME: "dtype":"ui4","data":[0,15,8,1]}
  %17 = ptir.neg %j : tensor<4xui4>
  // CHECK-SAME: "dtype":"ui4","data":[0,1,0,1]}
  %18 = ptir.mul %j, %j : tensor<4xui4>
  // CHECK-SAME: "dtype":"i1","data":[false,true,true,false]}
  %19 = ptir.compare lt, %18, %17 : tensor<4xui4>
  // CHECK-SAME: "dtype":"si4","data":[0,1,7,7]}
  %20 = ptir.cast %j : tensor<4xui4> -> tensor<4xsi4>
  // CHECK-SAME: "dtype":"si8","data":[-128,-7,7]}
  %minus = ptir.constant dense<-1> : tensor<3xsi8>
  %21 = ptir.div %k, %minus : tensor<3xsi8>

  // An infinite factor makes the product infinite; a quotient by zero is; the
  // squares of cf32 do not overflow.
  // CHECK-SAME: "dtype":"cf32","data":[{"re":-5.0,"im":10.0},{"re":"nan","im":"inf"},{"re":0.0,"im":0.0},{"re":0.0,"im":"inf"}]}
  %22 = ptir.mul %l, %m : tensor<4xcomplex<f32>>
  // CHECK-SAME: "dtype":"cf32","data":[{"re":2.2,"im":-0.4},{"re":"nan","im":"-inf"},{"re":"inf","im":"nan"},{"re":1.0,"im":0.0}]}
  %23 = ptir.div %l, %m : tensor<4xcomplex<f32>>
  // CHECK-SAME: "dtype":"f32","data":[5.0,"inf",1.0,1.4142135e+30]}
  %24 = ptir.abs %l : tensor<4xcomplex<f32>>

  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15, %16, %17, %18, %19,
      %20, %21, %22, %23, %24
      : tensor<6xui8>, tensor<6xsi4>, tensor<9xf8E4M3FN>, tensor<2xbf16>, tensor<4xsi64>,
        tensor<4xui64>, tensor<4xbf16>, tensor<4xf16>, tensor<4xf8E5M2>, tensor<4xf8E4M3FN>,
        tensor<3xf16>, tensor<3xf32>, tensor<3xbf16>, tensor<4xf8E5M2>, tensor<4xsi64>,
        tensor<4xsi4>, tensor<4xsi4>, tensor<4xui4>, tensor<4xui4>, tensor<4xi1>, tensor<4xsi4>,
        tensor<3xsi8>, tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>, tensor<4xf32>
}
