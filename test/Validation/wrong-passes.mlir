// The pass that changes a result is named, with the input, the element, and
// both modules in files that can be run.
// RUN: rm -rf %t && split-file %s %t
// RUN: not wrong-opt %t/sub.mlir --canonicalize --wrong-swap-sub --cse --ptir-validate-passes --ptir-validate-dir=%t/sub 2>&1 | FileCheck %t/sub.mlir
// RUN: ptir-opt %t/sub/pass-wrong-swap-sub.before.mlir | FileCheck %t/sub.mlir --check-prefix=BEFORE
// RUN: ptir-opt %t/sub/pass-wrong-swap-sub.after.mlir | FileCheck %t/sub.mlir --check-prefix=AFTER

// Without validation nobody notices; with it the same passes without the wrong
// one are fine.
// RUN: wrong-opt %t/sub.mlir --canonicalize --wrong-swap-sub --cse -o /dev/null
// RUN: wrong-opt %t/sub.mlir --canonicalize --cse --ptir-validate-passes -o /dev/null

// RUN: not wrong-opt %t/nan.mlir --wrong-zero-product --ptir-validate-passes --ptir-validate-dir=%t/nan 2>&1 | FileCheck %t/nan.mlir
// RUN: not wrong-opt %t/divide.mlir --wrong-safe-divisor --ptir-validate-passes --ptir-validate-dir=%t/divide 2>&1 | FileCheck %t/divide.mlir
// RUN: not wrong-opt %t/add.mlir --wrong-needless-division --ptir-validate-passes --ptir-validate-dir=%t/add 2>&1 | FileCheck %t/add.mlir

// After lowering, between two passes, and inside of phases.
// RUN: not wrong-opt %t/lowered.mlir --ptir-compile=to=linalg --wrong-swap-lowered-sub --ptir-validate-passes --ptir-validate-dir=%t/linalg 2>&1 | FileCheck %t/lowered.mlir --check-prefix=LINALG
// RUN: not wrong-opt %t/lowered.mlir --ptir-compile=to=buffers --wrong-swap-lowered-sub "--ptir-compile=from=buffers to=tiled" --ptir-validate-passes --ptir-validate-dir=%t/tiled 2>&1 | FileCheck %t/lowered.mlir --check-prefix=TILED

//--- sub.mlir
// CHECK: error: pass 'wrong-swap-sub' changes what 'main' answers: result 0, element [0]: expected [[WANT:[-0-9.]+]], found
// CHECK: note: argument 0: dense<{{.*}}> : tensor<3xf32>
// CHECK: note: argument 1: dense<{{.*}}> : tensor<3xf32>
// CHECK: note: the module before is in '{{.*}}sub{{.}}pass-wrong-swap-sub.before.mlir', the module after in '{{.*}}pass-wrong-swap-sub.after.mlir'
// BEFORE: ptir.sub %{{.*}}0, %{{.*}}1
// AFTER: ptir.sub %{{.*}}1, %{{.*}}0
func.func @main(%x: tensor<3xf32>, %y: tensor<3xf32>) -> tensor<3xf32> {
  %0 = ptir.sub %x, %y : tensor<3xf32>
  return %0 : tensor<3xf32>
}

//--- nan.mlir
// CHECK: error: pass 'wrong-zero-product' changes what 'main' answers: result 0, element [{{[0-9]+}}]: expected {{-0|-?nan}}, found 0
func.func @main(%x: tensor<?xf32>) -> tensor<?xf32> {
  %n = ptir.dim %x, 0 : tensor<?xf32>
  %s = ptir.slice %x starts [0] sizes [1] : tensor<?xf32>
  %zero = ptir.constant dense<0.0> : tensor<1xf32>
  %p = ptir.mul %s, %zero : tensor<1xf32>
  %r = ptir.broadcast_to %p dims(%n) : tensor<1xf32> -> tensor<?xf32>
  return %r : tensor<?xf32>
}

//--- divide.mlir
// CHECK: error: pass 'wrong-safe-divisor' changes what 'main' answers: expected an error, found results: 'ptir.div' op at {{.*}}: integer division by zero
func.func @main(%x: tensor<8xsi32>) -> tensor<8xsi32> {
  %z = ptir.sub %x, %x : tensor<8xsi32>
  %0 = ptir.div %x, %z : tensor<8xsi32>
  return %0 : tensor<8xsi32>
}

//--- add.mlir
// CHECK: error: pass 'wrong-needless-division' changes what 'main' answers: expected results, found an error: 'ptir.div' op at {{.*}}: integer division by zero
func.func @main(%x: tensor<8xsi32>) -> tensor<8xsi32> {
  %z = ptir.sub %x, %x : tensor<8xsi32>
  %0 = ptir.add %x, %z : tensor<8xsi32>
  return %0 : tensor<8xsi32>
}

//--- lowered.mlir
// LINALG: error: pass 'wrong-swap-lowered-sub' changes what 'main' answers: result 0, element
// TILED: error: phase 'tiled' changes what 'main' answers: result 0, element
func.func @main(%x: tensor<5xsi32>, %y: tensor<5xsi32>) -> tensor<5xsi32> {
  %0 = ptir.sub %x, %y : tensor<5xsi32>
  return %0 : tensor<5xsi32>
}
