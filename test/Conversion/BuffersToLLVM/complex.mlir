// Complex arithmetic is real arithmetic, elementary functions are the library's.
// RUN: ptir-opt %s -convert-ptir-buffers-to-llvm | FileCheck %s

// CHECK-DAG: llvm.func @cexp(!llvm.struct<(f64, f64)>) -> !llvm.struct<(f64, f64)>
// CHECK-DAG: llvm.func @cabs(!llvm.struct<(f64, f64)>) -> f64

// CHECK-LABEL: llvm.func @calls(
// CHECK: llvm.call @cexp(
// CHECK: llvm.call @cabs(
func.func @calls(%x: complex<f64>) -> f64 {
  %0 = complex.exp %x : complex<f64>
  %1 = complex.abs %0 : complex<f64>
  return %1 : f64
}

// Infinities are recovered.
// CHECK-LABEL: llvm.func @arithmetic(
// CHECK: llvm.fmul
// CHECK: llvm.intr.copysign
// CHECK: llvm.fdiv
// CHECK: llvm.return
func.func @arithmetic(%x: complex<f64>, %y: complex<f64>) -> complex<f64> {
  %0 = complex.mul %x, %y : complex<f64>
  %1 = complex.div %0, %y : complex<f64>
  return %1 : complex<f64>
}

// A function with the name of one of the library makes room.
// CHECK-LABEL: llvm.func @sin.ptir(
// CHECK: llvm.call @sin(%{{.*}}) : (f64) -> f64
// CHECK-LABEL: llvm.func @caller(
// CHECK: llvm.call @sin.ptir(
func.func private @sin(%x: vector<1xf64>) -> vector<1xf64> {
  %0 = math.sin %x : vector<1xf64>
  return %0 : vector<1xf64>
}
func.func @caller(%x: vector<1xf64>) -> vector<1xf64> {
  %0 = call @sin(%x) : (vector<1xf64>) -> vector<1xf64>
  return %0 : vector<1xf64>
}
