// Results without elements that are arguments, parameters or parts of them: the
// copy vanishes, the result must not.
// RUN: ptir-fuzz --check %s | FileCheck %s
// CHECK: 11 programs, 0 findings

func.func @argument(%x: tensor<7x0xbf16>) -> tensor<7x0xbf16> {
  return %x : tensor<7x0xbf16>
}

func.func @parameter() -> tensor<0x8xf32> {
  %0 = ptir.param "w" : tensor<0x8xf32>
  return %0 : tensor<0x8xf32>
}

func.func @slice(%x: tensor<?x?xsi64>) -> tensor<0x1xsi64> {
  %0 = ptir.slice %x starts [0, 0] sizes [0, 1] : tensor<?x?xsi64>
  return %0 : tensor<0x1xsi64>
}

// Slices that begin nowhere, from the start or once extents are folded in, and
// a group of extents that does not follow from an extent of 0.
func.func @slice_dynamic(%x: tensor<0x17x2xsi32>, %n: tensor<si64>, %m: tensor<si64>) -> tensor<0x?x?xsi32>
    attributes {fuzz.inputs = [[dense<> : tensor<0x17x2xsi32>, dense<8> : tensor<si64>, dense<0> : tensor<si64>]]} {
  %0 = ptir.slice %x starts [0, 5, 0] sizes [0, -1, -1] dims(%n, %m) : tensor<0x17x2xsi32>
  return %0 : tensor<0x?x?xsi32>
}

func.func @scan_of_nothing(%x: tensor<4xui16>) -> tensor<4x?x?x?xf32> {
  %0:2 = ptir.scan(%x) carries 0 : (tensor<4xui16>) -> (tensor<4x?x?x?xf32>, tensor<4xsi64>) {
  ^bb0(%element: tensor<ui16>):
    %none = ptir.constant dense<> : tensor<1x8x0xf32>
    %c8 = ptir.constant dense<8> : tensor<si64>
    %c1 = ptir.constant dense<1> : tensor<si64>
    %c0 = ptir.constant dense<0> : tensor<si64>
    %1 = ptir.reshape %none dims(%c1, %c8, %c0) : tensor<1x8x0xf32> -> tensor<?x?x?xf32>
    %2 = ptir.sin %1 : tensor<?x?x?xf32>
    ptir.yield %2, %c8 : tensor<?x?x?xf32>, tensor<si64>
  }
  return %0#0 : tensor<4x?x?x?xf32>
}

func.func @scan_slices_of_nothing(%x: tensor<5x3x2x4xf16>) -> tensor<5x?x0x1xf16> {
  %0 = ptir.scan(%x) carries 0 : (tensor<5x3x2x4xf16>) -> tensor<5x?x0x1xf16> {
  ^bb0(%part: tensor<3x2x4xf16>):
    %c2 = ptir.constant dense<2> : tensor<si64>
    %1 = ptir.slice %part starts [1, 0, 2] sizes [-1, 0, 1] dims(%c2) : tensor<3x2x4xf16>
    ptir.yield %1 : tensor<?x0x1xf16>
  }
  return %0 : tensor<5x?x0x1xf16>
}

func.func @expand_nothing(%n: tensor<si64>, %x: tensor<16x0xsi32>) -> tensor<16x2x0x?xsi32>
    attributes {fuzz.inputs = [[dense<1> : tensor<si64>, dense<> : tensor<16x0xsi32>]]} {
  %0 = ptir.reshape %x dims(%n) : tensor<16x0xsi32> -> tensor<16x2x0x?xsi32>
  return %0 : tensor<16x2x0x?xsi32>
}

func.func @carry_nothing(%x: tensor<3x2xf32>, %y: tensor<0x0x1x?xsi8>) -> tensor<0x0x1x?xsi8> {
  %0:2 = ptir.scan(%y, %x) carries 1 : (tensor<0x0x1x?xsi8>, tensor<3x2xf32>) -> (tensor<0x0x1x?xsi8>, tensor<3x2xf32>) {
  ^bb0(%carry: tensor<0x0x1x?xsi8>, %part: tensor<2xf32>):
    ptir.yield %carry, %part : tensor<0x0x1x?xsi8>, tensor<2xf32>
  }
  return %0#0 : tensor<0x0x1x?xsi8>
}

func.func @regroup_nothing(%x: tensor<?x7x0x?xi1>, %n: tensor<si64>, %m: tensor<si64>, %k: tensor<si64>) -> tensor<10x?x?x?xi1>
    attributes {fuzz.inputs = [[dense<> : tensor<10x7x0x6xi1>, dense<7> : tensor<si64>, dense<0> : tensor<si64>, dense<6> : tensor<si64>]]} {
  %0 = ptir.reshape %x dims(%n, %m, %k) : tensor<?x7x0x?xi1> -> tensor<10x?x?x?xi1>
  return %0 : tensor<10x?x?x?xi1>
}

func.func @extents_of_nothing(%x: tensor<3x1x0x?xsi32>) -> tensor<3x1x0x?xsi32>
    attributes {fuzz.inputs = [[dense<> : tensor<3x1x0x6xsi32>]]} {
  %0 = ptir.constant dense<> : tensor<3x1x0x5xsi32>
  %1 = ptir.dim %x, 3 : tensor<3x1x0x?xsi32>
  %2 = ptir.reshape %0 dims(%1) : tensor<3x1x0x5xsi32> -> tensor<3x1x0x?xsi32>
  return %2 : tensor<3x1x0x?xsi32>
}

func.func @concat_nothing_last(%x: tensor<16xsi32>, %y: tensor<0xsi32>, %n: tensor<si64>) -> tensor<?xsi32>
    attributes {fuzz.inputs = [[dense<3> : tensor<16xsi32>, dense<> : tensor<0xsi32>, dense<0> : tensor<si64>]]} {
  %0 = ptir.reshape %y dims(%n) : tensor<0xsi32> -> tensor<?xsi32>
  %1 = ptir.concat %x, %x, %x, %0 axis 0 : tensor<16xsi32>, tensor<16xsi32>, tensor<16xsi32>, tensor<?xsi32>
  return %1 : tensor<?xsi32>
}
