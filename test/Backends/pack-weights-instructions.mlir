// REQUIRES: onednn
// Without the instructions of its kernels no product is the runtime's: of f32
// these are AVX-512, of narrow weights AVX-512 BF16.
// RUN: ptir-opt %s -ptir-pack-weights="explain" -o /dev/null 2>&1 | FileCheck %s --check-prefix=NEITHER --implicit-check-not=remark
// RUN: ptir-opt %s -ptir-pack-weights="multiplies-floats explain" -o /dev/null 2>&1 | FileCheck %s --check-prefix=FLOATS --implicit-check-not=remark
// RUN: ptir-opt %s -ptir-pack-weights="multiplies-halves explain" -o /dev/null 2>&1 | FileCheck %s --check-prefix=HALVES --implicit-check-not=remark
// RUN: ptir-opt %s -ptir-pack-weights="multiplies-floats multiplies-halves explain" -o /dev/null 2>&1 | count 0
// RUN: ptir-opt %s -ptir-pack-weights -o /dev/null 2>&1 | count 0

// NEITHER: remark: no product of the runtime: expected a CPU with AVX-512{{$}}
// NEITHER: remark: no product of the runtime: expected a CPU with AVX-512 BF16{{$}}
// FLOATS: remark: no product of the runtime: expected a CPU with AVX-512 BF16{{$}}
// HALVES: remark: no product of the runtime: expected a CPU with AVX-512{{$}}
func.func @products(%x: tensor<4x32xf32>, %y: tensor<4x70xf32>) -> (tensor<4x70xf32>, tensor<4x70xf32>) {
  %w = ptir.param "w" : tensor<32x70xf32>
  %v = ptir.param "v" : tensor<32x70xf32>
  %0 = ptirrt.call "onednn.matmul" ins(%x, %w : tensor<4x32xf32>, tensor<32x70xf32>) outs(%y : tensor<4x70xf32>) {config = {}} -> tensor<4x70xf32>
  %1 = ptirrt.call "onednn.matmul" ins(%x, %v : tensor<4x32xf32>, tensor<32x70xf32>) outs(%y : tensor<4x70xf32>) {config = {storage = "bf16"}} -> tensor<4x70xf32>
  return %0, %1 : tensor<4x70xf32>, tensor<4x70xf32>
}
