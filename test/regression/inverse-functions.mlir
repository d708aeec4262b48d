// The logarithm of an exponential is not where it began: only on one branch.
// RUN: ptir-fuzz --check %s | FileCheck %s
// CHECK: 3 programs, 0 findings

func.func @branch(%x: tensor<2xcomplex<f64>>) -> tensor<2xcomplex<f64>>
    attributes {fuzz.inputs = [[dense<[(-2.125, -3.875), (1.0, 0.5)]> : tensor<2xcomplex<f64>>]]} {
  %0 = ptir.exp %x : tensor<2xcomplex<f64>>
  %1 = ptir.log %0 : tensor<2xcomplex<f64>>
  return %1 : tensor<2xcomplex<f64>>
}

func.func @and_back(%x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
    attributes {fuzz.inputs = [[dense<[(0x7FC00000, 1.0), (0.0, 0.0)]> : tensor<2xcomplex<f32>>]]} {
  %0 = ptir.log %x : tensor<2xcomplex<f32>>
  %1 = ptir.exp %0 : tensor<2xcomplex<f32>>
  return %1 : tensor<2xcomplex<f32>>
}

// Near a zero of the cosine the angle must be exact.
func.func @quarter_turn() -> tensor<3x8xf64> {
  %0 = ptir.constant dense<1> : tensor<ui64>
  %1 = ptir.rng_normal %0 : tensor<3x8xf64>
  return %1 : tensor<3x8xf64>
}
