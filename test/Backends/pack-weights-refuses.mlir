// REQUIRES: onednn
// Products that stay the library's, and why. Their weights are not narrowed
// where the library has no such products.
// RUN: ptir-opt %s -split-input-file -ptir-pack-weights="multiplies-floats multiplies-halves explain" -verify-diagnostics | FileCheck %s --implicit-check-not=ptir.matmul

// A word is no list of words, even if it is one that the kernel knows.
// CHECK-LABEL: func @word_as_steps(
// CHECK: ptirrt.param "w" layout "panels64" of tensor<32x70xf32> : tensor<2x32x64xf32>
// CHECK: "onednn.matmul" {{.*}}config = {epilogue = "gelu"}}
// CHECK: ptirrt.param "v" layout "panels64:bf16" of tensor<32x70xf32> : tensor<2x16x128xbf16>
// CHECK: "onednn.matmul" {{.*}}config = {epilogue = "relu", storage = "bf16"}}
// CHECK: ptir.param "u"
// CHECK: "onednn.matmul" {{.*}}config = {epilogue = "relu"}}
func.func @word_as_steps(%x: tensor<4x32xf32>, %y: tensor<4x70xf32>) -> (tensor<4x70xf32>, tensor<4x70xf32>, tensor<4x70xf32>) {
  %w = ptir.param "w" : tensor<32x70xf32>
  // expected-remark @below {{no product of the runtime: expected no steps but a sum and one of relu, relu6, gelu_tanh and silu}}
  %0 = ptirrt.call "onednn.matmul" ins(%x, %w : tensor<4x32xf32>, tensor<32x70xf32>) outs(%y : tensor<4x70xf32>) {config = {epilogue = "gelu"}} -> tensor<4x70xf32>
  %v = ptir.param "v" : tensor<32x70xf32>
  // expected-remark @below {{no product of the runtime: expected no steps but}}
  %1 = ptirrt.call "onednn.matmul" ins(%x, %v : tensor<4x32xf32>, tensor<32x70xf32>) outs(%y : tensor<4x70xf32>) {config = {epilogue = "relu", storage = "bf16"}} -> tensor<4x70xf32>
  %u = ptir.param "u" : tensor<32x70xf32>
  // expected-remark @below {{no product of the runtime: expected no steps but}}
  %2 = ptirrt.call "onednn.matmul" ins(%x, %u : tensor<4x32xf32>, tensor<32x70xf32>) outs(%y : tensor<4x70xf32>) {config = {epilogue = "relu", storage = "int8"}} -> tensor<4x70xf32>
  return %0, %1, %2 : tensor<4x70xf32>, tensor<4x70xf32>, tensor<4x70xf32>
}

// -----

// CHECK-LABEL: func @numbers_and_other_steps(
// CHECK-COUNT-3: "onednn.matmul"
func.func @numbers_and_other_steps(%x: tensor<4x32xf32>, %y: tensor<4x70xf32>) -> (tensor<4x70xf32>, tensor<4x70xf32>, tensor<4x70xf32>) {
  %w = ptir.param "w" : tensor<32x70xf32>
  // expected-remark @below {{no product of the runtime: expected no steps but}}
  %0 = ptirrt.call "onednn.matmul" ins(%x, %w : tensor<4x32xf32>, tensor<32x70xf32>) outs(%y : tensor<4x70xf32>) {config = {epilogue = 1 : i64}} -> tensor<4x70xf32>
  // expected-remark @below {{no product of the runtime: expected no steps but}}
  %1 = ptirrt.call "onednn.matmul" ins(%x, %w : tensor<4x32xf32>, tensor<32x70xf32>) outs(%y : tensor<4x70xf32>) {config = {epilogue = ["relu", "sum"]}} -> tensor<4x70xf32>
  // expected-remark @below {{no product of the runtime: expected no steps but}}
  %2 = ptirrt.call "onednn.matmul" ins(%x, %w : tensor<4x32xf32>, tensor<32x70xf32>) outs(%y : tensor<4x70xf32>) {config = {epilogue = ["gelu"]}} -> tensor<4x70xf32>
  return %0, %1, %2 : tensor<4x70xf32>, tensor<4x70xf32>, tensor<4x70xf32>
}

// -----

// CHECK-LABEL: func @odd_depth(
// CHECK: ptir.param "w"
// CHECK: "onednn.matmul" {{.*}}config = {}}
// CHECK: ptir.param "v"
// CHECK: "onednn.matmul" {{.*}}config = {}}
func.func @odd_depth(%x: tensor<4x33xf32>, %y: tensor<4x70xf32>) -> (tensor<4x70xf32>, tensor<4x70xf32>) {
  %w = ptir.param "w" : tensor<33x70xf32>
  // expected-remark @below {{no product of the runtime: expected an even depth: narrow weights come in pairs}}
  %0 = ptirrt.call "onednn.matmul" ins(%x, %w : tensor<4x33xf32>, tensor<33x70xf32>) outs(%y : tensor<4x70xf32>) {config = {storage = "bf16"}} -> tensor<4x70xf32>
  %v = ptir.param "v" : tensor<33x70xf32>
  // expected-remark @below {{no product of the runtime: expected an even depth: narrow weights come in pairs}}
  %1 = ptirrt.call "onednn.matmul" ins(%x, %v : tensor<4x33xf32>, tensor<33x70xf32>) outs(%y : tensor<4x70xf32>) {config = {storage = "int8"}} -> tensor<4x70xf32>
  return %0, %1 : tensor<4x70xf32>, tensor<4x70xf32>
}

// -----

// Panels of bf16 are the library's if it need not pad them: 48 is 1.5 blocks.
// CHECK-LABEL: func @padded_depth(
// CHECK: ptir.param "w"
// CHECK: "onednn.matmul" {{.*}}config = {epilogue = ["gelu"]}}
func.func @padded_depth(%x: tensor<4x48xf32>, %y: tensor<4x70xf32>) -> tensor<4x70xf32> {
  %w = ptir.param "w" : tensor<48x70xf32>
  // expected-remark @below {{no product of the runtime: expected no steps but}}
  %0 = ptirrt.call "onednn.matmul" ins(%x, %w : tensor<4x48xf32>, tensor<48x70xf32>) outs(%y : tensor<4x70xf32>) {config = {epilogue = ["gelu"], storage = "bf16"}} -> tensor<4x70xf32>
  return %0 : tensor<4x70xf32>
}

// -----

// CHECK-LABEL: func @no_parameter(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<32x70xf32>
// CHECK: "onednn.matmul" ins(%{{.*}}, %[[W]], %{{.*}}config = {bias = 1 : i64}}
func.func @no_parameter(%w: tensor<32x70xf32>, %b: tensor<70xf32>, %x: tensor<4x32xf32>, %y: tensor<4x70xf32>) -> tensor<4x70xf32> {
  // expected-remark @below {{no product of the runtime: expected a parameter as weight}}
  %0 = ptirrt.call "onednn.matmul" ins(%x, %w, %b : tensor<4x32xf32>, tensor<32x70xf32>, tensor<70xf32>) outs(%y : tensor<4x70xf32>) {config = {bias = 1 : i64, storage = "bf16"}} -> tensor<4x70xf32>
  return %0 : tensor<4x70xf32>
}

// -----

// CHECK-LABEL: func @panels_as_weight(
// CHECK: ptir.param "w"
// CHECK: "onednn.matmul"
func.func @panels_as_weight(%x: tensor<4x32xf32>, %y: tensor<4x70xf32>) -> tensor<4x70xf32> {
  %w = ptir.param "w" : tensor<2x32x64xf32>
  // expected-remark @below {{no product of the runtime: expected a matrix as weight}}
  %0 = ptirrt.call "onednn.matmul" ins(%x, %w : tensor<4x32xf32>, tensor<2x32x64xf32>) outs(%y : tensor<4x70xf32>) {config = {}} -> tensor<4x70xf32>
  return %0 : tensor<4x70xf32>
}
