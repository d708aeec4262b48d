// The elementwise ops beyond the contract at their corners, on both backends.
// RUN: ptir-run exec %s --backend reference --json --no-cache | FileCheck %s
// RUN: ptir-run exec %s --backend native --json --no-cache | FileCheck %s

func.func private @values()
    -> (tensor<7xf32>, tensor<7xf32>, tensor<6xsi8>, tensor<6xsi8>, tensor<3xui4>, tensor<3xi1>,
        tensor<3xf64>) {
  %0 = ptir.constant dense<[-1000.0, -0.0, 2.5, -2.5, 0x7F800000, 0x7FC00000, 0x00000001]> : tensor<7xf32>
  %1 = ptir.constant dense<[2.0, 0.0, 2.0, 2.0, 0.0, 0.0, 1.0]> : tensor<7xf32>
  %2 = ptir.constant dense<[-128, 7, -7, 3, -1, 0]> : tensor<6xsi8>
  %3 = ptir.constant dense<[-1, 3, 3, 5, -3, 0]> : tensor<6xsi8>
  %4 = ptir.constant dense<[0, 5, 15]> : tensor<3xui4>
  %5 = ptir.constant dense<[true, false, true]> : tensor<3xi1>
  %6 = ptir.constant dense<[1.0e22, -745.0, 1.0e300]> : tensor<3xf64>
  return %0, %1, %2, %3, %4, %5, %6
      : tensor<7xf32>, tensor<7xf32>, tensor<6xsi8>, tensor<6xsi8>, tensor<3xui4>, tensor<3xi1>,
        tensor<3xf64>
}

func.func @main()
    -> (tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>,
        tensor<7xi1>, tensor<7xf32>, tensor<6xsi8>, tensor<6xsi8>, tensor<6xsi8>, tensor<3xui4>,
        tensor<3xui4>, tensor<3xi1>, tensor<3xi1>, tensor<3xui4>, tensor<3xf64>, tensor<3xf64>,
        tensor<7xf32>) {
  %x, %y, %i, %j, %u, %p, %d = call @values()
      : () -> (tensor<7xf32>, tensor<7xf32>, tensor<6xsi8>, tensor<6xsi8>, tensor<3xui4>,
               tensor<3xi1>, tensor<3xf64>)
  // CHECK: "data":["nan",-0.0,1.5811388,"nan","inf","nan",3.743392e-23]}
  %0 = ptir.sqrt %x : tensor<7xf32>
  // CHECK-SAME: "data":[-1000.0,-0.0,2.0,-3.0,"inf","nan",0.0]}
  %1 = ptir.floor %x : tensor<7xf32>
  // CHECK-SAME: "data":[-1000.0,-0.0,3.0,-2.0,"inf","nan",1.0]}
  %2 = ptir.ceil %x : tensor<7xf32>
  // CHECK-SAME: "data":[-1000.0,-0.0,2.0,-2.0,"inf","nan",0.0]}
  %3 = ptir.round_nearest_even %x : tensor<7xf32>
  // CHECK-SAME: "data":[-1.0,-0.0,1.0,-1.0,1.0,"nan",1.0]}
  %4 = ptir.sign %x : tensor<7xf32>
  // No overflow into NaN on either side.
  // CHECK-SAME: "data":[0.0,0.5,{{0.924141[0-9]+}},{{0.0758581[0-9]+}},1.0,"nan",0.5]}
  %5 = ptir.logistic %x : tensor<7xf32>
  // CHECK-SAME: "data":[true,true,true,true,false,false,true]}
  %6 = ptir.is_finite %x : tensor<7xf32>
  // x^0 is 1, of NaN as well.
  // CHECK-SAME: "data":[1e+06,1.0,6.25,6.25,1.0,1.0,1e-45]}
  %7 = ptir.pow %x, %y : tensor<7xf32>
  // CHECK-SAME: "data":[0,87,-87,-13,-1,1]}
  %8 = ptir.pow %i, %j : tensor<6xsi8>
  %one = ptir.constant dense<1> : tensor<6xsi8>
  %odd = ptir.or %j, %one : tensor<6xsi8>
  // CHECK-SAME: "data":[0,1,-1,3,-1,0]}
  %9 = ptir.remainder %i, %odd : tensor<6xsi8>
  // CHECK-SAME: "data":[-1,1,-1,1,-1,0]}
  %10 = ptir.sign %i : tensor<6xsi8>
  // CHECK-SAME: "data":[15,10,0]}
  %11 = ptir.not %u : tensor<3xui4>
  // CHECK-SAME: "data":[1,5,15]}
  %12 = ptir.pow %u, %u : tensor<3xui4>
  // CHECK-SAME: "data":[false,true,false]}
  %13 = ptir.not %p : tensor<3xi1>
  // CHECK-SAME: "data":[true,true,true]}
  %14 = ptir.xor %p, %13 : tensor<3xi1>
  // CHECK-SAME: "data":[1,5,9]}
  %low = ptir.constant dense<1> : tensor<3xui4>
  %high = ptir.constant dense<9> : tensor<3xui4>
  %15 = ptir.clamp %u, %low, %high : tensor<3xui4>
  // CHECK-SAME: "data":[-0.8522008497671{{[0-9]+}},0.4282371511522{{[0-9]+}},-0.8178819121159{{[0-9]+}}]}
  %16 = ptir.sin %d : tensor<3xf64>
  // The smallest numbers are not lost.
  // CHECK-SAME: "data":[1.0,{{5e-324|4.94[0-9]*e-324}},1.0]}
  %17 = ptir.logistic %d : tensor<3xf64>
  // CHECK-SAME: "data":[-0.0,"nan",0.5,-0.5,"nan","nan",1e-45]}
  %18 = ptir.remainder %x, %y : tensor<7xf32>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15, %16, %17, %18
      : tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<7xf32>,
        tensor<7xi1>, tensor<7xf32>, tensor<6xsi8>, tensor<6xsi8>, tensor<6xsi8>, tensor<3xui4>,
        tensor<3xui4>, tensor<3xi1>, tensor<3xi1>, tensor<3xui4>, tensor<3xf64>, tensor<3xf64>,
        tensor<7xf32>
}
