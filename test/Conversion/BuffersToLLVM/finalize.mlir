// Every function takes the context first, and the module describes itself.
// RUN: ptir-opt %s -convert-ptir-buffers-to-llvm -ptir-finalize-module | FileCheck %s

// CHECK: module {
// CHECK-DAG: llvm.mlir.global internal constant @{{.*}}("w\00")
// CHECK-DAG: llvm.mlir.global internal constant @{{.*}}("panels64\00")
// CHECK-DAG: llvm.mlir.global internal constant @{{.*}}("f\00")
// CHECK: llvm.mlir.global external constant @ptir_module() {{.*}} : !llvm.struct<(i32, i32, ptr, ptr, ptr, i32, i32, ptr, i32, i32)>

// CHECK: llvm.func @ptir_entry_f(%[[C:.*]]: !llvm.ptr, %{{.*}}: !llvm.ptr) -> i32
// CHECK-NOT: ptirrt.context
// CHECK: llvm.call @ptir_rt_result(%[[C]],
// CHECK: llvm.call @hidden(%[[C]],
// CHECK: llvm.func internal @hidden(%{{[^:]*}}: !llvm.ptr,
// CHECK-NOT: ptirrt.
func.func @f(%x: memref<4xf32>)
    attributes {ptir.signature = (tensor<4xf32>) -> tensor<4xf32>,
                ptir.inplace = array<i64: -1>} {
  %w = ptirrt.param "w" layout "panels64" of tensor<8x4xf32> : memref<1x8x64xf32>
  %c0 = arith.constant 0 : index
  %v = memref.load %w[%c0, %c0, %c0] : memref<1x8x64xf32>
  %r = ptirrt.result 0 () : memref<4xf32>
  memref.store %v, %r[%c0] : memref<4xf32>
  call @hidden(%r) : (memref<4xf32>) -> ()
  return
}

func.func private @hidden(%x: memref<4xf32>) {
  return
}
