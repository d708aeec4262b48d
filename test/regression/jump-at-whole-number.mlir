// A power of a negative number is NaN unless the exponent is whole: whether a
// computed exponent is, may depend on its last bits.
// RUN: ptir-fuzz --check %s | FileCheck %s
// CHECK: 1 programs, 0 findings

func.func @power_of_negative(%x: tensor<3xf32>, %y: tensor<3xf32>) -> tensor<3xf32>
    attributes {fuzz.inputs = [[dense<[-3.75, -2.0, 2.0]> : tensor<3xf32>, dense<[-3.75, 3.75, 0.5]> : tensor<3xf32>]]} {
  %0 = ptir.erf %y : tensor<3xf32>
  %1 = ptir.pow %x, %0 : tensor<3xf32>
  return %1 : tensor<3xf32>
}
