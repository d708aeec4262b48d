// layer_norm along any axis: the reference evaluates the op, native compiles
// the composite that canonicalisation makes of it.
// RUN: %python %S/Inputs/against_reference.py ptir-run %s %t.modules | FileCheck %s
// CHECK: {{[1-9][0-9]*}} calls, 0 bad

// Mean 2, variance 4, epsilon 0; along the other axis mean 1 and 3, variance 1.
// is: by_hand: [[[-1.0, 12.0], [-1.0, 12.0]], [[-1.0, -1.0], [12.0, 12.0]]]
func.func @by_hand() -> (tensor<2x2xf32>, tensor<2x2xf32>) {
  %x = ptir.constant dense<[[0.0, 4.0], [0.0, 4.0]]> : tensor<2x2xf32>
  %y = ptir.constant dense<[[0.0, 2.0], [2.0, 4.0]]> : tensor<2x2xf32>
  %g = ptir.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %b = ptir.constant dense<[0.0, 10.0]> : tensor<2xf32>
  %0 = ptir.layer_norm %x, %g, %b epsilon 0.0 axis -1 : tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>
  %1 = ptir.layer_norm %y, %g, %b epsilon 0.0 axis 0 : tensor<2x2xf32>, tensor<2xf32>, tensor<2xf32>
  return %0, %1 : tensor<2x2xf32>, tensor<2x2xf32>
}

// run: middle 5 7 3 7 7
// run: middle 0 7 3 7 7
// run: middle 2 0 3 0 0
func.func @middle(%x: tensor<?x?x?xf32>, %g: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?x?x?xf32> {
  %0 = ptir.layer_norm %x, %g, %b epsilon 1.0e-5 axis 1 : tensor<?x?x?xf32>, tensor<?xf32>, tensor<?xf32>
  return %0 : tensor<?x?x?xf32>
}

// run: wide 5
func.func @wide(%x: tensor<?x11xf64>, %g: tensor<11xf64>, %b: tensor<11xf64>) -> tensor<?x11xf64> {
  %0 = ptir.layer_norm %x, %g, %b epsilon 1.0e-5 axis 1 : tensor<?x11xf64>, tensor<11xf64>, tensor<11xf64>
  return %0 : tensor<?x11xf64>
}

// run: narrow 5
func.func @narrow(%x: tensor<11x?xbf16>, %g: tensor<11xbf16>, %b: tensor<11xbf16>) -> tensor<11x?xbf16> {
  %0 = ptir.layer_norm %x, %g, %b epsilon 1.0e-5 axis -2 : tensor<11x?xbf16>, tensor<11xbf16>, tensor<11xbf16>
  return %0 : tensor<11x?xbf16>
}

// run: vector
func.func @vector(%x: tensor<13xf32>) -> tensor<13xf32> {
  %0 = ptir.layer_norm %x, %x, %x epsilon 1.0e-5 axis 0 : tensor<13xf32>, tensor<13xf32>, tensor<13xf32>
  return %0 : tensor<13xf32>
}
