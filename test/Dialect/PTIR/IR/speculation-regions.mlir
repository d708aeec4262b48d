// RUN: ptir-opt %s -split-input-file -loop-invariant-code-motion | FileCheck %s

// An op with regions may run where nobody asked for it if all that its regions
// do may.

// CHECK-LABEL: func @hoisted(
// CHECK: ptir.cond
// CHECK: ptir.scan
// CHECK: ptir.rng_uniform
// CHECK: ptir.rng_normal
// CHECK: ptir.quantize
// CHECK: ptir.dequantize
// CHECK: ptir.requantize
// CHECK: ptir.layer_norm
// CHECK: scf.for
// CHECK-NEXT: }
func.func @hoisted(%n: index, %p: tensor<i1>, %x: tensor<4xf32>, %s: tensor<ui64>,
                   %f: tensor<f32>, %z: tensor<si8>, %q: tensor<4xsi8>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %0 = ptir.cond %p(%x) : (tensor<4xf32>) -> tensor<4xf32> {
    ^bb0(%a: tensor<4xf32>):
      ptir.yield %a : tensor<4xf32>
    } else {
    ^bb0(%a: tensor<4xf32>):
      %b = ptir.neg %a : tensor<4xf32>
      ptir.yield %b : tensor<4xf32>
    }
    %1 = ptir.scan(%f, %x) carries 1 : (tensor<f32>, tensor<4xf32>) -> tensor<f32> {
    ^bb0(%a: tensor<f32>, %b: tensor<f32>):
      %c = ptir.add %a, %b : tensor<f32>
      ptir.yield %c : tensor<f32>
    }
    %2 = ptir.rng_uniform %s : tensor<4xf32>
    %3 = ptir.rng_normal %s : tensor<4xf32>
    %4 = ptir.quantize %x, %f, %z : tensor<4xf32>, tensor<f32>, tensor<si8> -> tensor<4xsi8>
    %5 = ptir.dequantize %q, %f, %z : tensor<4xsi8>, tensor<f32>, tensor<si8> -> tensor<4xf32>
    %6 = ptir.requantize %q, %f, %z, %f, %z : (tensor<4xsi8>, tensor<f32>, tensor<si8>, tensor<f32>, tensor<si8>) -> tensor<4xsi8>
    %7 = ptir.layer_norm %x, %x, %x epsilon 1.0e-5 axis 0 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
  }
  return
}

// -----

// A branch that fails, a loop that may not end, extents that may disagree.

// CHECK-LABEL: func @kept(
// CHECK: scf.for
// CHECK-NEXT: ptir.cond
// CHECK: ptir.while
// CHECK: ptir.scan
// CHECK: ptir.scan
// CHECK: ptir.rng_uniform
// CHECK-NEXT: ptir.quantize
// CHECK-NEXT: ptir.layer_norm
func.func @kept(%n: index, %p: tensor<i1>, %i32: tensor<4xsi32>, %d: tensor<?xf32>,
                %s: tensor<ui64>, %e: tensor<si64>, %f: tensor<f32>, %z: tensor<si8>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %0 = ptir.cond %p(%i32) : (tensor<4xsi32>) -> tensor<4xsi32> {
    ^bb0(%a: tensor<4xsi32>):
      ptir.yield %a : tensor<4xsi32>
    } else {
    ^bb0(%a: tensor<4xsi32>):
      %b = ptir.div %a, %a : tensor<4xsi32>
      ptir.yield %b : tensor<4xsi32>
    }
    %1 = ptir.while(%i32) : tensor<4xsi32> cond {
    ^bb0(%a: tensor<4xsi32>):
      %b = ptir.constant dense<true> : tensor<i1>
      ptir.yield %b : tensor<i1>
    } body {
    ^bb0(%a: tensor<4xsi32>):
      ptir.yield %a : tensor<4xsi32>
    }
    %2 = ptir.scan(%i32) carries 0 : (tensor<4xsi32>) -> tensor<4xsi32> {
    ^bb0(%a: tensor<si32>):
      %b = ptir.div %a, %a : tensor<si32>
      ptir.yield %b : tensor<si32>
    }
    %3 = ptir.scan(%d, %d) carries 0 : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32> {
    ^bb0(%a: tensor<f32>, %b: tensor<f32>):
      ptir.yield %a : tensor<f32>
    }
    %4 = ptir.rng_uniform %s dims(%e) : tensor<?xf32>
    %5 = ptir.quantize %d, %f, %z : tensor<?xf32>, tensor<f32>, tensor<si8> -> tensor<?xsi8>
    %6 = ptir.layer_norm %d, %d, %d epsilon 1.0e-5 axis 0 : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>
  }
  return
}
