// Tables of more than 32 rows are arrays of 32, one behind the other; equal
// extents are one array, equal rows are made once.
// RUN: ptir-opt %s -convert-ptir-buffers-to-llvm -ptir-finalize-module | FileCheck %s

// CHECK: llvm.mlir.global internal constant @[[$DIMS:.*]](dense<4> : tensor<1xi64>) {{.*}} : !llvm.array<1 x i64>
// CHECK-NOT: tensor<1xi64>
// CHECK: llvm.mlir.global internal constant @{{.*}}() {{.*}} : !llvm.struct<(array<32 x struct<(ptr, i32, i32)>>, array<1 x struct<(ptr, i32, i32)>>)>
// CHECK: llvm.mlir.addressof @[[$DIMS]]
// CHECK-NOT: llvm.mlir.addressof
// CHECK-COUNT-33: !llvm.array<{{32|1}} x struct<(ptr, i32, i32)>>{{ *$}}
// CHECK: llvm.return %{{.*}} : !llvm.struct<(array<32 x struct<(ptr, i32, i32)>>, array<1 x struct<(ptr, i32, i32)>>)>
func.func @many(%a0: memref<4xf32>, %a1: memref<4xf32>, %a2: memref<4xf32>, %a3: memref<4xf32>, %a4: memref<4xf32>, %a5: memref<4xf32>, %a6: memref<4xf32>, %a7: memref<4xf32>, %a8: memref<4xf32>, %a9: memref<4xf32>, %a10: memref<4xf32>, %a11: memref<4xf32>, %a12: memref<4xf32>, %a13: memref<4xf32>, %a14: memref<4xf32>, %a15: memref<4xf32>, %a16: memref<4xf32>, %a17: memref<4xf32>, %a18: memref<4xf32>, %a19: memref<4xf32>, %a20: memref<4xf32>, %a21: memref<4xf32>, %a22: memref<4xf32>, %a23: memref<4xf32>, %a24: memref<4xf32>, %a25: memref<4xf32>, %a26: memref<4xf32>, %a27: memref<4xf32>, %a28: memref<4xf32>, %a29: memref<4xf32>, %a30: memref<4xf32>, %a31: memref<4xf32>, %a32: memref<4xf32>)
    attributes {ptir.signature = (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> ()} {
  return
}
