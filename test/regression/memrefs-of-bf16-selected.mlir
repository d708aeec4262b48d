// Found by ptir-fuzz --seed 787.
// RUN: ptir-fuzz --check %s | FileCheck %s
// CHECK: 1 programs, 0 findings

module {
  func.func @p787(%arg0: tensor<i1>, %arg1: tensor<16xbf16>, %arg2: tensor<16xbf16>) -> tensor<16xbf16> attributes {fuzz.inputs = [[dense<false> : tensor<i1>, dense<[1.000000e+00, 1.000000e+00, 0xFFC0, 1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00, 0xFFC0, 1.000000e+00, 1.000000e+00, 1.000000e+00, 1.000000e+00]> : tensor<16xbf16>, dense<[1.000000e+00, 1.000000e+00, 0.000000e+00, -3.000000e+00, 2.000000e+00, 3.000000e+00, 3.000000e+00, -3.000000e+00, 1.000000e+00, -1.000000e+00, 2.000000e+00, 0.000000e+00, -2.000000e+00, 4.000000e+00, -3.000000e+00, -3.000000e+00]> : tensor<16xbf16>]]} {
    %0:2 = ptir.cond %arg0(%arg1, %arg2) : (tensor<16xbf16>, tensor<16xbf16>) -> (tensor<16xbf16>, tensor<16xbf16>) {
    ^bb0(%arg3: tensor<16xbf16>, %arg4: tensor<16xbf16>):
      %1 = ptir.rsqrt %arg3 : tensor<16xbf16>
      ptir.yield %arg3, %1 : tensor<16xbf16>, tensor<16xbf16>
    } else {
    ^bb0(%arg3: tensor<16xbf16>, %arg4: tensor<16xbf16>):
      ptir.yield %arg4, %arg3 : tensor<16xbf16>, tensor<16xbf16>
    }
    return %0#0 : tensor<16xbf16>
  }
}

