// RUN: not ptir-opt %s --ptir-linalg-to-vector-loops=vector-width=96 2>&1 | FileCheck %s --check-prefix=WIDTH
// WIDTH: error: expected vector-width to be a power of two of at least 64 bits, found 96

// Ops on tensors are not this pass's business.
// RUN: ptir-opt %s --ptir-linalg-to-vector-loops | FileCheck %s
// CHECK-LABEL: func @on_tensors(
// CHECK: linalg.fill
// CHECK-NOT: scf.for
func.func @on_tensors(%value: f32, %x: tensor<8xf32>) -> tensor<8xf32> {
  %y = linalg.fill ins(%value : f32) outs(%x : tensor<8xf32>) -> tensor<8xf32>
  return %y : tensor<8xf32>
}
