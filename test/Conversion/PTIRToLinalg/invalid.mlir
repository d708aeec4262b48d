// What has no lowering is named.
// RUN: ptir-opt %s -convert-ptir-to-linalg -split-input-file -verify-diagnostics

func.func @composite(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @below {{failed to legalize operation 'ptir.composite'}}
  %0 = ptir.composite "double"(%x) : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: tensor<2xf32>):
    %s = ptir.add %a, %a : tensor<2xf32>
    ptir.yield %s : tensor<2xf32>
  }
  return %0 : tensor<2xf32>
}

// -----

func.func @custom_call(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @below {{failed to legalize operation 'ptir.custom_call'}}
  %0 = ptir.custom_call "onednn.matmul.v1"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @unknown(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @below {{failed to legalize operation 'memref.alloc'}}
  %0 = memref.alloc() : memref<2xf32>
  return %x : tensor<2xf32>
}
