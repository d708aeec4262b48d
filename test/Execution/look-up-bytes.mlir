// REQUIRES: avx512
// The code that unpacks weights of 12 bits looks bytes up. Compiled as the CPU's
// instruction and as choices, it gives the same rows and products.
// DEFINE: %{exec} = ptir-run exec --backend native --model %test_root/../models/tiny-gpt2 \
// DEFINE:   --extent 6 --extent 3 --threads 2 --no-cache
// DEFINE: %{loops} = ptir-outline-parallel,func.func(ptir-approximate-math,convert-vector-to-scf,\
// DEFINE:   ptir-expand-dynamic-shapes,expand-strided-metadata,lower-affine,canonicalize,cse,\
// DEFINE:   convert-scf-to-cf,convert-vector-to-llvm)
// DEFINE: %{rest} = llvm.func(reconcile-unrealized-casts,canonicalize,cse),ptir-finalize-module
// RUN: %{exec} %s --weights bf16 --compile-to tiled > %t.tiled.mlir
// RUN: FileCheck %s --check-prefix=TILED --input-file %t.tiled.mlir
// RUN: ptir-opt %t.tiled.mlir -o %t.shuffles.mlir \
// RUN:   --pass-pipeline="builtin.module(%{loops},convert-ptir-buffers-to-llvm{look-up-bytes},%{rest})"
// RUN: FileCheck %s --check-prefix=SHUFFLE --input-file %t.shuffles.mlir
// RUN: ptir-opt %t.tiled.mlir -o %t.selects.mlir \
// RUN:   --pass-pipeline="builtin.module(%{loops},convert-ptir-buffers-to-llvm,%{rest})"
// RUN: FileCheck %s --check-prefix=SELECT --input-file %t.selects.mlir
// RUN: %{exec} %t.shuffles.mlir --compile-from llvm --json > %t.shuffles
// RUN: %{exec} %t.selects.mlir --compile-from llvm --json | cmp - %t.shuffles
// RUN: %{exec} %s --weights bf16 --json | cmp - %t.shuffles
// RUN: FileCheck %s --input-file %t.shuffles
// TILED: layout "panels64t:f12"
// TILED: ptirrt.look_up_bytes {{.*}} : vector<64xi8>
// SHUFFLE: llvm.x86.avx512.pshuf.b.512
// SELECT-NOT: llvm.x86.avx512.pshuf.b.512
// CHECK: {"results":[{"shape":[6,256],"dtype":"f32","data":{{.*}}{"shape":[3,4096]
func.func @tied(%ids: tensor<?xsi32>, %steps: tensor<?x1x256xf32>)
    -> (tensor<?x256xf32>, tensor<?x4096xf32>) {
  %w = ptir.param "transformer.wte.weight" : tensor<4096x256xf32>
  %rows = ptir.take %w, %ids : tensor<4096x256xf32>, tensor<?xsi32>
  %x = ptir.reshape %steps : tensor<?x1x256xf32> -> tensor<?x256xf32>
  %y = ptir.dot_general %x, %w contract [1] x [1]
      : (tensor<?x256xf32>, tensor<4096x256xf32>) -> tensor<?x4096xf32>
  return %rows, %y : tensor<?x256xf32>, tensor<?x4096xf32>
}
