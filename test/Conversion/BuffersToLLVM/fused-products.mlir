// math.fma is an instruction, not a call of the C library for every lane.
// RUN: ptir-opt %s -convert-ptir-buffers-to-llvm | FileCheck %s

// CHECK-NOT: @fma
// CHECK: llvm.intr.fma({{.*}}) : (vector<16xf32>, vector<16xf32>, vector<16xf32>) -> vector<16xf32>
// CHECK: llvm.intr.fma({{.*}}) : (f64, f64, f64) -> f64
// CHECK-NOT: @fma
func.func private @products(%v: vector<16xf32>, %x: f64, %to: memref<16xf32>, %out: memref<1xf64>) {
  %c0 = arith.constant 0 : index
  %0 = math.fma %v, %v, %v : vector<16xf32>
  %1 = math.fma %x, %x, %x : f64
  vector.store %0, %to[%c0] : memref<16xf32>, vector<16xf32>
  memref.store %1, %out[%c0] : memref<1xf64>
  return
}
