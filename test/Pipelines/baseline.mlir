// Without optimisation a phase only lowers, under the same contract.
// RUN: ptir-opt %s --ptir-compile="to=fused optimize=false" | FileCheck %s --check-prefix=FUSED
// RUN: ptir-opt %s --ptir-phase-fused | FileCheck %s --check-prefix=OPTIMIZED
// RUN: ptir-opt %s --ptir-compile="to=kernels optimize=false" | FileCheck %s --check-prefix=KERNELS
// RUN: ptir-opt %s --ptir-compile="to=linalg optimize=false" | FileCheck %s --check-prefix=LINALG
// RUN: ptir-opt %s --ptir-compile="to=tiled optimize=false" | FileCheck %s --check-prefix=TILED
// RUN: ptir-opt %s --ptir-compile=to=kernels \
// RUN:   | ptir-opt --ptir-phase-linalg=optimize=false \
// RUN:   | ptir-opt --ptir-compile=from=linalg | FileCheck %s --check-prefix=LLVM
// RUN: ptir-opt %s --ptir-compile=optimize=false | FileCheck %s --check-prefix=LLVM

// Nothing is recognised, folded or merged,
// FUSED-LABEL: func.func @rows
// FUSED-COUNT-2: ptir.exp
// FUSED: ptir.layer_norm
// FUSED-NOT: ptir.composite
// OPTIMIZED-LABEL: func.func @rows
// OPTIMIZED: ptir.exp
// OPTIMIZED-NOT: ptir.exp
// OPTIMIZED: ptir.composite "layer_norm"
// no parameter is packed,
// KERNELS-LABEL: func.func @rows
// KERNELS-NOT: ptir.layer_norm
// KERNELS: ptir.rsqrt
// KERNELS-LABEL: func.func @product
// KERNELS: ptir.param
// KERNELS-NOT: ptirrt.panel_matmul
// no loop is fused,
// LINALG-LABEL: func.func @rows
// LINALG: math.exp
// LINALG: linalg.yield
// LINALG: math.exp
// and none is divided over threads.
// TILED-NOT: ptirrt.parallel
// TILED: vector.
// LLVM: llvm.func @ptir_entry_rows(
func.func @rows(%x: tensor<?x8xf32>, %g: tensor<8xf32>) -> tensor<?x8xf32> {
  %0 = ptir.exp %x : tensor<?x8xf32>
  %1 = ptir.exp %x : tensor<?x8xf32>
  %2 = ptir.add %0, %1 : tensor<?x8xf32>
  %3 = ptir.layer_norm %2, %g, %g epsilon 1.0e-5 axis 1
      : tensor<?x8xf32>, tensor<8xf32>, tensor<8xf32>
  return %3 : tensor<?x8xf32>
}

func.func @product(%x: tensor<128x128xf32>) -> tensor<128x128xf32> {
  %w = ptir.param "w" : tensor<128x128xf32>
  %0 = ptir.dot_general %x, %w contract [1] x [0]
      : (tensor<128x128xf32>, tensor<128x128xf32>) -> tensor<128x128xf32>
  return %0 : tensor<128x128xf32>
}
