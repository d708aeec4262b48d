// Random numbers are bit by bit those of the spec, found with another program.
// RUN: %python %S/Inputs/against_reference.py ptir-run %s %t.modules | FileCheck %s
// CHECK: {{[1-9][0-9]*}} calls, 0 bad

// is: uniform_f64: [[[0.7199727405728023, 0.08068276207861291], [0.6788647413070451, 0.39550901337006594]], 0.9679895414758334]
func.func @uniform_f64() -> (tensor<2x2xf64>, tensor<f64>) {
  %s = ptir.constant dense<81985529216486895> : tensor<ui64>
  %0 = ptir.rng_uniform %s : tensor<5xf64>
  %1 = ptir.slice %0 starts [0] sizes [4] : tensor<5xf64>
  %2 = ptir.reshape %1 : tensor<4xf64> -> tensor<2x2xf64>
  %3 = ptir.slice %0 starts [4] sizes [1] : tensor<5xf64>
  %4 = ptir.reshape %3 : tensor<1xf64> -> tensor<f64>
  return %2, %4 : tensor<2x2xf64>, tensor<f64>
}

// Multiples of 2^-24, written as such.
// is: uniform_f32: [[[12079138, 12946608, 1353632], [8029439, 11389460, 5389837]]]
func.func @uniform_f32() -> tensor<2x3xsi32> {
  %s = ptir.constant dense<81985529216486895> : tensor<ui64>
  %0 = ptir.rng_uniform %s : tensor<2x3xf32>
  %1 = ptir.constant dense<16777216.0> : tensor<2x3xf32>
  %2 = ptir.mul %0, %1 : tensor<2x3xf32>
  %3 = ptir.cast %2 : tensor<2x3xf32> -> tensor<2x3xsi32>
  return %3 : tensor<2x3xsi32>
}

// run: uniform 7
// run: uniform 0
// run: uniform 1000
func.func @uniform(%x: tensor<?xf32>) -> (tensor<?x3xf32>, tensor<5x?xbf16>, tensor<?xf16>, tensor<f32>) {
  %s = ptir.constant dense<18446744073709551615> : tensor<ui64>
  %n = ptir.dim %x, 0 : tensor<?xf32>
  %0 = ptir.rng_uniform %s dims(%n) : tensor<?x3xf32>
  %1 = ptir.rng_uniform %s dims(%n) : tensor<5x?xbf16>
  %2 = ptir.rng_uniform %s dims(%n) : tensor<?xf16>
  %3 = ptir.rng_uniform %s : tensor<f32>
  return %0, %1, %2, %3 : tensor<?x3xf32>, tensor<5x?xbf16>, tensor<?xf16>, tensor<f32>
}

// run: normal 7
// run: normal 0
// run: normal 1000
func.func @normal(%x: tensor<?xf32>) -> (tensor<?x3xf32>, tensor<5x?xf64>, tensor<?xbf16>, tensor<f32>) {
  %s = ptir.constant dense<7> : tensor<ui64>
  %n = ptir.dim %x, 0 : tensor<?xf32>
  %0 = ptir.rng_normal %s dims(%n) : tensor<?x3xf32>
  %1 = ptir.rng_normal %s dims(%n) : tensor<5x?xf64>
  %2 = ptir.rng_normal %s dims(%n) : tensor<?xbf16>
  %3 = ptir.rng_normal %s : tensor<f32>
  return %0, %1, %2, %3 : tensor<?x3xf32>, tensor<5x?xf64>, tensor<?xbf16>, tensor<f32>
}
