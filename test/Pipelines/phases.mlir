// One module at every phase.
// RUN: ptir-opt %s --ptir-phase-canonical | FileCheck %s --check-prefix=CANONICAL
// RUN: ptir-opt %s --ptir-phase-canonical --ptir-phase-fused | FileCheck %s --check-prefix=FUSED
// RUN: ptir-opt %s --ptir-compile=to=fused | FileCheck %s --check-prefix=FUSED
// RUN: ptir-opt %s --ptir-compile=to=fused --ptir-phase-kernels | FileCheck %s --check-prefix=KERNELS
// RUN: ptir-opt %s --ptir-compile=to=kernels --ptir-phase-linalg | FileCheck %s --check-prefix=LINALG
// RUN: ptir-opt %s --ptir-compile=to=linalg --ptir-phase-buffers | FileCheck %s --check-prefix=BUFFERS
// RUN: ptir-opt %s --ptir-compile=to=buffers --ptir-phase-tiled | FileCheck %s --check-prefix=TILED
// RUN: ptir-opt %s --ptir-compile=to=tiled --ptir-phase-llvm | FileCheck %s --check-prefix=LLVM

// The whole way, at once and in two parts.
// RUN: ptir-opt %s --ptir-compile | FileCheck %s --check-prefix=LLVM
// RUN: ptir-opt %s --ptir-compile="to=linalg backend=native" -o %t
// RUN: ptir-opt %t --ptir-compile=from=linalg | FileCheck %s --check-prefix=LLVM
// RUN: ptir-opt %t --ptir-compile="from=linalg to=buffers" | FileCheck %s --check-prefix=BUFFERS
// Nothing is left after the phase that the module is at.
// RUN: ptir-opt %t --ptir-compile="from=linalg to=canonical" | FileCheck %s --check-prefix=LINALG

// RUN: not ptir-opt %s --ptir-compile=to=loops 2>&1 | FileCheck %s --check-prefix=PHASE
// RUN: not ptir-opt %s --ptir-compile="from=loops to=llvm" 2>&1 | FileCheck %s --check-prefix=PHASE
// PHASE: expected a phase of canonical, fused, kernels, linalg, buffers, tiled, llvm, found 'loops'
// RUN: not ptir-opt %s --ptir-compile=backend=tpu 2>&1 | FileCheck %s --check-prefix=BACKEND
// RUN: not ptir-opt %s --ptir-phase-kernels=backend=tpu 2>&1 | FileCheck %s --check-prefix=BACKEND
// BACKEND: expected a backend of {{.*}}native{{.*}}, found 'tpu'

// CANONICAL: ptir.composite "double"
// CANONICAL: ptir.add
// CANONICAL: ptir.dot_general
// FUSED: ptir.composite "double"
// KERNELS-NOT: ptir.composite
// KERNELS: ptir.add
// KERNELS: ptirrt.panel_matmul
// LINALG-NOT: ptir.{{[a-z]+ }}%
// LINALG: linalg.generic
// LINALG: ptirrt.panel_matmul {{.*}} -> tensor<?x128xf32>
// BUFFERS: func.func @main(%{{.*}}: memref<?x128xf32>
// BUFFERS: linalg.generic
// BUFFERS: ptirrt.panel_matmul ins({{.*}}) outs(%{{.*}} : memref<?x128xf32>)
// BUFFERS-NOT: tensor.
// TILED-NOT: linalg.
// TILED: ptirrt.parallel
// TILED: vector.
// TILED-NOT: ptirrt.panel_matmul
// LLVM: llvm.mlir.global external constant @ptir_module()
// LLVM: llvm.func @ptir_entry_main(
// LLVM-NOT: ptirrt.param "
func.func @main(%x: tensor<?x128xf32>) -> tensor<?x128xf32> {
  %w = ptir.param "w" : tensor<128x128xf32>
  %0 = ptir.composite "double"(%x) : (tensor<?x128xf32>) -> tensor<?x128xf32> {
  ^bb0(%a: tensor<?x128xf32>):
    %s = ptir.add %a, %a : tensor<?x128xf32>
    ptir.yield %s : tensor<?x128xf32>
  }
  %1 = ptir.dot_general %0, %w contract [1] x [0]
      : (tensor<?x128xf32>, tensor<128x128xf32>) -> tensor<?x128xf32>
  return %1 : tensor<?x128xf32>
}
