// What an entry passes on, private functions find by its number.
// RUN: ptir-opt %s -split-input-file -convert-ptir-buffers-to-llvm | FileCheck %s

// Weights and caches of layer 1 come behind those of layer 0: one number each.
// CHECK-LABEL: llvm.func @ptir_entry_two_layers(
// CHECK-SAME: %{{[^:]*}}: !llvm.ptr, %[[TENSORS:[^:]*]]: !llvm.ptr) -> i32
// CHECK: %[[SLOT0:.*]] = llvm.mlir.constant(0 : i64)
// CHECK: %[[TENSOR0:.*]] = llvm.mlir.constant(1 : i64)
// CHECK: llvm.call @layer({{.*}}, %[[TENSORS]], %[[SLOT0]], %[[TENSOR0]])
// CHECK: %[[SLOT1:.*]] = llvm.mlir.constant(2 : i64)
// CHECK: %[[TENSOR1:.*]] = llvm.mlir.constant(3 : i64)
// CHECK: llvm.call @layer({{.*}}, %[[TENSORS]], %[[SLOT1]], %[[TENSOR1]])
func.func @two_layers(%x: memref<4xf32>, %k0: memref<?xf32>, %v0: memref<?xf32>,
                      %k1: memref<?xf32>, %v1: memref<?xf32>)
    attributes {ptir.signature = (tensor<4xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?xf32>) -> tensor<4xf32>} {
  %t = ptirrt.temporary() : memref<4xf32>
  %w0 = ptirrt.param "w0" layout "" of tensor<4xf32> : memref<4xf32>
  %b0 = ptirrt.param "b0" layout "" of tensor<4xf32> : memref<4xf32>
  call @layer(%t, %w0, %k0, %b0, %v0) : (memref<4xf32>, memref<4xf32>, memref<?xf32>, memref<4xf32>, memref<?xf32>) -> ()
  %w1 = ptirrt.param "w1" layout "" of tensor<4xf32> : memref<4xf32>
  %b1 = ptirrt.param "b1" layout "" of tensor<4xf32> : memref<4xf32>
  call @layer(%t, %w1, %k1, %b1, %v1) : (memref<4xf32>, memref<4xf32>, memref<?xf32>, memref<4xf32>, memref<?xf32>) -> ()
  return
}

// The layer passes one of them on.
// CHECK-LABEL: llvm.func @layer(
// CHECK-SAME: !llvm.ptr, %[[SLOT:[^:]*]]: i64, %[[TENSOR:[^:]*]]: i64)
// CHECK: %[[D0:.*]] = llvm.mlir.constant(1 : i64)
// CHECK: %[[BIAS:.*]] = llvm.add %[[SLOT]], %[[D0]]
// CHECK: %[[D1:.*]] = llvm.mlir.constant(1 : i64)
// CHECK: %[[VALUES:.*]] = llvm.add %[[TENSOR]], %[[D1]]
// CHECK: %[[SLOTS:.*]] = llvm.load
// CHECK: llvm.getelementptr %[[SLOTS]][%[[SLOT]]] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.ptr
// CHECK: llvm.getelementptr %{{.*}}[%[[VALUES]]] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.array<3 x i64>
// CHECK: llvm.call @inner(%[[BIAS]])
func.func private @layer(%x: memref<4xf32>, %w: memref<4xf32>, %k: memref<?xf32>, %b: memref<4xf32>, %v: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %0 = memref.load %w[%c0] : memref<4xf32>
  memref.store %0, %k[%c0] : memref<?xf32>
  memref.store %0, %v[%c0] : memref<?xf32>
  call @inner(%b) : (memref<4xf32>) -> ()
  return
}

// CHECK-LABEL: llvm.func @inner(
// CHECK-SAME: %[[SLOT:[^:]*]]: i64)
// CHECK: llvm.getelementptr %{{.*}}[%[[SLOT]]]
func.func private @inner(%b: memref<4xf32>) {
  %c0 = arith.constant 0 : index
  %0 = memref.load %b[%c0] : memref<4xf32>
  memref.store %0, %b[%c0] : memref<4xf32>
  return
}

// -----

// Weights that do not keep their distance, such as one that layers share, have
// numbers of their own.
// CHECK-LABEL: llvm.func @ptir_entry_tied(
// CHECK: %[[A:.*]] = llvm.mlir.constant(0 : i64)
// CHECK: %[[S:.*]] = llvm.mlir.constant(1 : i64)
// CHECK: llvm.call @layer(%[[A]], %[[S]])
// CHECK: %[[B:.*]] = llvm.mlir.constant(2 : i64)
// CHECK: %[[S:.*]] = llvm.mlir.constant(1 : i64)
// CHECK: llvm.call @layer(%[[B]], %[[S]])
func.func @tied() attributes {ptir.signature = () -> ()} {
  %a = ptirrt.param "a" layout "" of tensor<4xf32> : memref<4xf32>
  %s = ptirrt.param "s" layout "" of tensor<4xf32> : memref<4xf32>
  call @layer(%a, %s) : (memref<4xf32>, memref<4xf32>) -> ()
  %b = ptirrt.param "b" layout "" of tensor<4xf32> : memref<4xf32>
  call @layer(%b, %s) : (memref<4xf32>, memref<4xf32>) -> ()
  return
}
func.func private @layer(%w: memref<4xf32>, %s: memref<4xf32>) {
  %c0 = arith.constant 0 : index
  %0 = memref.load %w[%c0] : memref<4xf32>
  memref.store %0, %s[%c0] : memref<4xf32>
  return
}

// -----

// Memory stays memory where one caller has no number for it, and in functions
// that are called in other ways.
// CHECK-LABEL: llvm.func @ptir_entry_mixed(
// CHECK-COUNT-2: llvm.call @either(%{{[^,]*}}, %{{[^,]*}}, %{{[^,]*}}, %{{[^,]*}}, %{{[^,]*}})
// CHECK: llvm.call @range(%{{[^,]*}}, %{{[^,]*}}, %{{[^,]*}}, %{{[^,]*}}, %{{[^,]*}}, %{{[^,]*}}, %{{[^,]*}})
func.func @mixed() attributes {ptir.signature = () -> ()} {
  %c4 = arith.constant 4 : index
  %w = ptirrt.param "w" layout "" of tensor<4xf32> : memref<4xf32>
  %t = ptirrt.temporary() : memref<4xf32>
  call @either(%w) : (memref<4xf32>) -> ()
  call @either(%t) : (memref<4xf32>) -> ()
  call @range(%c4, %c4, %w) : (index, index, memref<4xf32>) -> ()
  ptirrt.parallel_call @range(%c4) captures(%w) : memref<4xf32>
  return
}
func.func private @either(%x: memref<4xf32>) {
  return
}
func.func private @range(%b: index, %e: index, %x: memref<4xf32>) {
  return
}
