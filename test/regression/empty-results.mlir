// Results without elements that are arguments, parameters or parts of them: the
// copy vanishes, the result must not.
// RUN: ptir-fuzz --check %s | FileCheck %s
// CHECK: 3 programs, 0 findings

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
