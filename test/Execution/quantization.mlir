// Quantised arithmetic, with values found by hand.
// RUN: %python %S/Inputs/against_reference.py ptir-run %s %t.modules | FileCheck %s
// CHECK: {{[1-9][0-9]*}} calls, 0 bad

// Halves round to even, infinities saturate, NaN gives the zero point.
// is: edges: [[1, 3, 3, -1, 7, -8, 1, 7, -8], [1, 3, 3, 0, 15, 0, 1, 15, 0]]
func.func @edges() -> (tensor<9xsi4>, tensor<9xui4>) {
  %x = ptir.constant dense<[0.25, 0.75, 1.25, -1.25, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e30, -4.5]> : tensor<9xf32>
  %s = ptir.constant dense<0.5> : tensor<f32>
  %z = ptir.constant dense<1> : tensor<si4>
  %u = ptir.constant dense<1> : tensor<ui4>
  %0 = ptir.quantize %x, %s, %z : tensor<9xf32>, tensor<f32>, tensor<si4> -> tensor<9xsi4>
  %1 = ptir.quantize %x, %s, %u : tensor<9xf32>, tensor<f32>, tensor<ui4> -> tensor<9xui4>
  return %0, %1 : tensor<9xsi4>, tensor<9xui4>
}

// x / 0 is infinite, 0 / 0 is NaN.
// is: by_zero: [[[127, 5, -128], [1, 0, -1]]]
func.func @by_zero() -> tensor<2x3xsi8> {
  %x = ptir.constant dense<[[2.0, 0.0, -2.0], [0.5, 0.0, -0.5]]> : tensor<2x3xbf16>
  %s = ptir.constant dense<[0.0, 0.5]> : tensor<2xbf16>
  %z = ptir.constant dense<[5, 0]> : tensor<2xsi8>
  %0 = ptir.quantize %x, %s, %z axis -2 : tensor<2x3xbf16>, tensor<2xbf16>, tensor<2xsi8> -> tensor<2x3xsi8>
  return %0 : tensor<2x3xsi8>
}

// Sums that do not fit in 64 bits.
// is: wide: [[-1, 9223372036854775807, -9223372036854775808], [18446744073709551615, 18446744073709551615, 0], [2147483647, 2147483647, -1]]
func.func @wide() -> (tensor<3xsi64>, tensor<3xui64>, tensor<3xsi32>) {
  %one = ptir.constant dense<1.0> : tensor<f64>
  %x = ptir.constant dense<[9223372036854775808.0, 1.8446744073709552e19, -1.0e30]> : tensor<3xf64>
  %xs = ptir.constant dense<[9223372036854773760.0, 1.8446744073709552e19, -1.0e30]> : tensor<3xf64>
  %z = ptir.constant dense<-9223372036854773761> : tensor<si64>
  %0 = ptir.quantize %xs, %one, %z : tensor<3xf64>, tensor<f64>, tensor<si64> -> tensor<3xsi64>
  %u = ptir.constant dense<9223372036854775807> : tensor<ui64>
  %1 = ptir.quantize %x, %one, %u : tensor<3xf64>, tensor<f64>, tensor<ui64> -> tensor<3xui64>
  %y = ptir.constant dense<[2147483520.0, 4294967296.0, -2147483648.0]> : tensor<3xf32>
  %t = ptir.constant dense<1.0> : tensor<f32>
  %w = ptir.constant dense<2147483647> : tensor<si32>
  %2 = ptir.quantize %y, %t, %w : tensor<3xf32>, tensor<f32>, tensor<si32> -> tensor<3xsi32>
  return %0, %1, %2 : tensor<3xsi64>, tensor<3xui64>, tensor<3xsi32>
}

// Differences are exact before they are rounded: 2^64 - 1 is one of si64.
// is: back: [[-2.0, 3.5, 0.0], [1.8446744073709552e19, 0.0], [1.0, -4294967296.0]]
func.func @back() -> (tensor<3xf32>, tensor<2xf64>, tensor<2xf32>) {
  %q = ptir.constant dense<[-8, 3, -4]> : tensor<3xsi4>
  %s = ptir.constant dense<0.5> : tensor<f32>
  %z = ptir.constant dense<-4> : tensor<si4>
  %0 = ptir.dequantize %q, %s, %z : tensor<3xsi4>, tensor<f32>, tensor<si4> -> tensor<3xf32>
  %l = ptir.constant dense<[9223372036854775807, -9223372036854775808]> : tensor<2xsi64>
  %one = ptir.constant dense<1.0> : tensor<f64>
  %m = ptir.constant dense<-9223372036854775808> : tensor<si64>
  %1 = ptir.dequantize %l, %one, %m : tensor<2xsi64>, tensor<f64>, tensor<si64> -> tensor<2xf64>
  %u = ptir.constant dense<[4294967295, 0]> : tensor<2xui32>
  %t = ptir.constant dense<1.0> : tensor<f32>
  %v = ptir.constant dense<4294967294> : tensor<ui32>
  %2 = ptir.dequantize %u, %t, %v : tensor<2xui32>, tensor<f32>, tensor<ui32> -> tensor<2xf32>
  return %0, %1, %2 : tensor<3xf32>, tensor<2xf64>, tensor<2xf32>
}

// One rounding, in f64: 1 * 0.5 / 1 is even 0, 3 * 0.5 is 2.
// is: again: [[[10, 12], [8, 255]]]
func.func @again() -> tensor<2x2xui8> {
  %q = ptir.constant dense<[[1, 3], [-3, 127]]> : tensor<2x2xsi8>
  %s = ptir.constant dense<[0.5, 4.0]> : tensor<2xf32>
  %z = ptir.constant dense<[0, -2]> : tensor<2xsi8>
  %t = ptir.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %y = ptir.constant dense<10> : tensor<2xui8>
  %0 = ptir.requantize %q, %s, %z, %t, %y axis 0 : (tensor<2x2xsi8>, tensor<2xf32>, tensor<2xsi8>, tensor<2xf32>, tensor<2xui8>) -> tensor<2x2xui8>
  return %0 : tensor<2x2xui8>
}

// run: dynamic 5 3
// run: dynamic 0 3
func.func @dynamic(%x: tensor<?x?xf16>) -> (tensor<?x?xsi16>, tensor<?x?xf16>, tensor<?x?xsi8>) {
  %n = ptir.dim %x, 1 : tensor<?x?xf16>
  %one = ptir.constant dense<0.125> : tensor<f16>
  %s = ptir.broadcast_to %one dims(%n) : tensor<f16> -> tensor<?xf16>
  %three = ptir.constant dense<3> : tensor<si16>
  %z = ptir.broadcast_to %three dims(%n) : tensor<si16> -> tensor<?xsi16>
  %0 = ptir.quantize %x, %s, %z axis 1 : tensor<?x?xf16>, tensor<?xf16>, tensor<?xsi16> -> tensor<?x?xsi16>
  %1 = ptir.dequantize %0, %s, %z axis 1 : tensor<?x?xsi16>, tensor<?xf16>, tensor<?xsi16> -> tensor<?x?xf16>
  %two = ptir.constant dense<0.3> : tensor<f16>
  %t = ptir.broadcast_to %two dims(%n) : tensor<f16> -> tensor<?xf16>
  %five = ptir.constant dense<-5> : tensor<si8>
  %y = ptir.broadcast_to %five dims(%n) : tensor<si8> -> tensor<?xsi8>
  %2 = ptir.requantize %0, %s, %z, %t, %y axis 1 : (tensor<?x?xsi16>, tensor<?xf16>, tensor<?xsi16>, tensor<?xf16>, tensor<?xsi8>) -> tensor<?x?xsi8>
  return %0, %1, %2 : tensor<?x?xsi16>, tensor<?x?xf16>, tensor<?x?xsi8>
}

// fail: unequal 3 4: 'ptir.quantize' op at
func.func @unequal(%x: tensor<?xf32>, %s: tensor<?xf32>) -> tensor<?xsi8> {
  %n = ptir.dim %x, 0 : tensor<?xf32>
  %one = ptir.constant dense<1> : tensor<si8>
  %z = ptir.broadcast_to %one dims(%n) : tensor<si8> -> tensor<?xsi8>
  %0 = ptir.quantize %x, %s, %z axis 0 : tensor<?xf32>, tensor<?xf32>, tensor<?xsi8> -> tensor<?xsi8>
  return %0 : tensor<?xsi8>
}
