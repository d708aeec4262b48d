// A bf16 in memory is its bits, so that registers never hold one that LLVM has
// to convert. Values: Execution/movement-values.mlir.
// RUN: ptir-opt %s -convert-ptir-buffers-to-llvm | FileCheck %s

// CHECK-LABEL: llvm.func @move(
// CHECK: %[[BITS:.*]] = llvm.load %{{.*}} : !llvm.ptr -> i16
// CHECK: %[[X:.*]] = llvm.bitcast %[[BITS]] : i16 to bf16
// CHECK: %[[STORED:.*]] = llvm.bitcast %[[X]] : bf16 to i16
// CHECK: llvm.store %[[STORED]], %{{.*}} : i16, !llvm.ptr
func.func private @move(%m: memref<4xbf16>, %i: index, %j: index) {
  %x = memref.load %m[%i] : memref<4xbf16>
  memref.store %x, %m[%j] : memref<4xbf16>
  return
}
