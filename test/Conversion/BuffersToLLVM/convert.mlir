// Runtime calls, parameters and entries; `ptirrt.context` is still a stand-in.
// RUN: ptir-opt %s -convert-ptir-buffers-to-llvm | FileCheck %s

// Equal parameters share a slot.
// CHECK: module attributes {ptirrt.entries = [{inplace = array<i64>, name = "f", signature = (tensor<?x4xf32>) -> tensor<?x4xf32>}], ptirrt.kernels = [], ptirrt.params = [{layout = "panels64", name = "w", piece_units = 0 : i64, type = tensor<8x4xf32>}, {layout = "", name = "w", piece_units = 0 : i64, type = tensor<8x4xf32>}]}
// CHECK-DAG: llvm.mlir.global internal constant @[[$OP:.*]]("ptir.take\00")
// CHECK-DAG: llvm.mlir.global internal constant @[[$WHAT:.*]]("index\00")
// CHECK-DAG: llvm.mlir.global internal constant @[[$PLACE:.*]]("{{.*}}convert.mlir:[[#@LINE+26]]:3\00")

// The entry takes its arguments out of the runtime's tensors and succeeds; what
// fails is recorded.
// CHECK: llvm.func @ptir_entry_f(%{{.*}}: !llvm.ptr, %[[TENSORS:.*]]: !llvm.ptr) -> i32 {
// CHECK: llvm.getelementptr %[[TENSORS]][0] : (!llvm.ptr) -> !llvm.ptr, !llvm.array<3 x i64>
// CHECK: ptirrt.context : !llvm.ptr
// CHECK: llvm.call @ptir_rt_copy(
// CHECK: %[[OK:.*]] = llvm.icmp "slt"
// CHECK: llvm.call @ptir_check(%{{.*}}, %[[OK]], %{{.*}}, %{{.*}}, %{{.*}})
// CHECK: llvm.call @ptir_rt_result(
// CHECK: %[[THUNK:.*]] = llvm.mlir.addressof @range_thunk : !llvm.ptr
// CHECK: llvm.call @ptir_rt_parallel_for(%{{.*}}, %[[THUNK]], %{{.*}}, %{{.*}})
// CHECK: llvm.return %{{.*}} : i32
func.func @f(%x: memref<?x4xf32>)
    attributes {ptir.signature = (tensor<?x4xf32>) -> tensor<?x4xf32>} {
  %c0 = arith.constant 0 : index
  %c7 = arith.constant 7 : index
  %n = memref.dim %x, %c0 : memref<?x4xf32>
  %w0 = ptirrt.param "w" layout "panels64" of tensor<8x4xf32> : memref<1x8x64xf32>
  %w1 = ptirrt.param "w" layout "" of tensor<8x4xf32> : memref<8x4xf32>
  %w2 = ptirrt.param "w" layout "panels64" of tensor<8x4xf32> : memref<1x8x64xf32>
  %t = memref.alloca() : memref<1x8x64xf32>
  memref.copy %w0, %t : memref<1x8x64xf32> to memref<1x8x64xf32>
  %ok = arith.cmpi slt, %n, %c7 : index
  // The place of the check is in its error site.
  ptirrt.check %ok, index_out_of_range, "ptir.take", "index"(%n, %c7)
  %r = ptirrt.result 0 (%n) : memref<?x4xf32>
  ptirrt.parallel_call @range(%n) captures(%r) : memref<?x4xf32>
  return
}

// CHECK: llvm.func internal @range_thunk(%{{.*}}: !llvm.ptr, %[[B:.*]]: i64, %[[E:.*]]: i64, %[[CLOSURE:.*]]: !llvm.ptr)
// CHECK: llvm.call @range(%[[B]], %[[E]],
func.func private @range(%b: index, %e: index, %r: memref<?x4xf32>) {
  return
}
