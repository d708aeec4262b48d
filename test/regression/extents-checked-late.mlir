// The extents that an op needs must not become those of the loops before its
// check: they would write past a buffer, and the check would vanish.
// RUN: ptir-fuzz --check %s | FileCheck %s
// CHECK: 2 programs, 0 findings

func.func @reduced(%x: tensor<?x17xui8>) -> tensor<3x4x8x2xui8>
    attributes {fuzz.inputs = [[dense<1> : tensor<9x17xui8>],
                               [dense<1> : tensor<7x17xui8>],
                               [dense<1> : tensor<8x17xui8>]]} {
  %0 = ptir.reduce sum, %x axes [1] keepdims : tensor<?x17xui8> -> tensor<?x1xui8>
  %1 = ptir.broadcast_to %0 : tensor<?x1xui8> -> tensor<3x4x8x2xui8>
  return %1 : tensor<3x4x8x2xui8>
}

func.func @elementwise(%x: tensor<?x?xui4>) -> tensor<2x1xui4>
    attributes {fuzz.inputs = [[dense<> : tensor<1x0xui4>],
                               [dense<1> : tensor<2x1xui4>]]} {
  %0 = ptir.neg %x : tensor<?x?xui4>
  %1 = ptir.broadcast_to %0 : tensor<?x?xui4> -> tensor<2x1xui4>
  return %1 : tensor<2x1xui4>
}
