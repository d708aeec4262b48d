// RUN: ptir-opt %s -split-input-file -verify-diagnostics --verify-roundtrip | FileCheck %s

// CHECK-LABEL: func @call(
// CHECK: ptirrt.call "lib.kernel" ins(%{{.*}}, %{{.*}} : tensor<2xf32>, !ptirrt.packed<tensor<3x4xf32>, "lib.form;a=1">) outs(%{{.*}} : tensor<?xf32>) {accumulates, config = {a = 1 : i64, b = "x", c = ["y"], d = array<i64: 1, 2>, e = 5.000000e-01 : f64}} -> tensor<?xf32>
func.func @call(%x: tensor<2xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %w = ptirrt.param "w" layout "lib.form;a=1" of tensor<3x4xf32> : !ptirrt.packed<tensor<3x4xf32>, "lib.form;a=1">
  %0 = ptirrt.call "lib.kernel" ins(%x, %w : tensor<2xf32>, !ptirrt.packed<tensor<3x4xf32>, "lib.form;a=1">)
      outs(%y : tensor<?xf32>) {accumulates, config = {a = 1 : i64, b = "x", c = ["y"], d = array<i64: 1, 2>, e = 0.5 : f64}} -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

func.func @config(%x: tensor<2xf32>, %y: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @+1 {{expected config 'a' to be a number, a string, strings or array<i64>, found unit}}
  %0 = ptirrt.call "lib.kernel" ins(%x : tensor<2xf32>) outs(%y : tensor<2xf32>) {config = {a}} -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @unranked(%x: tensor<2xf32>, %y: tensor<*xf32>) {
  // expected-error @+1 {{expected a ranked destination, found 'tensor<*xf32>'}}
  ptirrt.call "lib.kernel" ins(%x : tensor<2xf32>) outs(%y : tensor<*xf32>) {config = {}}
  return
}
