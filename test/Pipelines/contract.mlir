// A phase fails at the first op that it must not leave.
// RUN: ptir-opt %s --ptir-phase-kernels -split-input-file -verify-diagnostics

func.func @custom_call(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @below {{phase 'kernels' must not leave 'ptir.custom_call': no backend knows target "tpu.softmax.v1"}}
  %0 = ptir.custom_call "tpu.softmax.v1"(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// A claimed composite would be a call; nobody claims this, so it is inlined.
func.func @composite(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = ptir.composite "unknown"(%x) : (tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: tensor<4xf32>):
    %s = ptir.add %a, %a : tensor<4xf32>
    ptir.yield %s : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}

// -----

func.func @foreign(%x: memref<4xf32>, %i: index) -> f32 {
  // expected-error @below {{phase 'kernels' must not leave 'memref.load'}}
  %0 = memref.load %x[%i] : memref<4xf32>
  return %0 : f32
}
