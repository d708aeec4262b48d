// Right pipelines pass, whatever the phase; the output is what it is without
// validation.
// RUN: ptir-opt %s --ptir-validate-passes --ptir-compile=to=llvm -o %t.validated
// RUN: ptir-opt %s --ptir-compile=to=llvm | cmp - %t.validated
// RUN: ptir-opt %s --ptir-validate-passes --ptir-validate-draws=2 --ptir-validate-seed=7 --ptir-validate-extents=4,2 --ptir-phase-canonical --ptir-phase-fused --ptir-phase-kernels --ptir-phase-linalg -o %t.linalg
// RUN: FileCheck %s --input-file=%t.linalg

// A module that is lowered already.
// RUN: ptir-opt %t.linalg --ptir-validate-passes "--ptir-compile=from=linalg to=tiled" -o /dev/null

// What cannot be run is refused.
// RUN: echo 'func.func @main(%%x: f32) -> f32 { return %%x : f32 }' > %t.scalar.mlir
// RUN: not ptir-opt %t.scalar.mlir --ptir-validate-passes --canonicalize 2>&1 | FileCheck %s --check-prefix=REFUSED
// REFUSED: error: passes cannot be validated: entry 'main': expected ranked tensors of the contract's element types, found f32

// CHECK-LABEL: func.func @main
// CHECK: linalg.generic

// Sums, functions of free rounding, comparisons of them, and errors.
func.func @main(%x: tensor<?x3xf32>, %i: tensor<?xsi32>) -> (tensor<?x3xf32>, tensor<3xi1>, tensor<3xbf16>) {
  %0 = ptir.exp %x : tensor<?x3xf32>
  %1 = ptir.take %0, %i : tensor<?x3xf32>, tensor<?xsi32>
  %2 = ptir.reduce sum, %0 axes [0] : tensor<?x3xf32> -> tensor<3xf32>
  %3 = ptir.composite "twice"(%2) : (tensor<3xf32>) -> tensor<3xf32> {
  ^bb0(%a: tensor<3xf32>):
    %s = ptir.add %a, %a : tensor<3xf32>
    ptir.yield %s : tensor<3xf32>
  }
  %4 = ptir.compare lt, %2, %3 : tensor<3xf32>
  %5 = ptir.cast %3 : tensor<3xf32> -> tensor<3xbf16>
  return %1, %4, %5 : tensor<?x3xf32>, tensor<3xi1>, tensor<3xbf16>
}

func.func @weights(%x: tensor<2x3xf32>) -> tensor<2x4xf32> {
  %w = ptir.param "w" : tensor<3x4xf32>
  %0 = ptir.dot_general %x, %w contract [1] x [0]
      : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}

func.func @divide(%x: tensor<7xsi8>, %y: tensor<7xsi8>) -> tensor<7xsi8> {
  %0 = ptir.div %x, %y : tensor<7xsi8>
  return %0 : tensor<7xsi8>
}
