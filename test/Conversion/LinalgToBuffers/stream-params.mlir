// RUN: ptir-opt %s --ptir-stream-params="piece-bytes=65536" \
// RUN:   --mlir-print-local-scope | FileCheck %s

// A call of a layer is one step, whatever it takes.
// CHECK-LABEL: func.func @layers
//       CHECK:   %[[W0:.*]] = ptirrt.param "h.0.w"
//       CHECK:   %[[B0:.*]] = ptirrt.param "h.0.b"
//       CHECK:   %[[W1:.*]] = ptirrt.param "h.1.w"
//       CHECK:   %[[B1:.*]] = ptirrt.param "h.1.b"
//       CHECK:   %[[S:.*]] = ptirrt.acquire_params %[[W0]], %[[B0]] : memref<4x96x64xf32>, memref<64xf32>
//       CHECK:   call @wide(%{{.*}}, %[[W0]], %[[B0]])
//  CHECK-NEXT:   ptirrt.release_params %[[S]]
//       CHECK:   %[[T:.*]] = ptirrt.acquire_params %[[W1]], %[[B1]]
//       CHECK:   call @wide(%{{.*}}, %[[W1]], %[[B1]])
//  CHECK-NEXT:   ptirrt.release_params %[[T]]
func.func private @wide(%x: memref<?x96xf32>, %w: memref<4x96x64xf32>,
                        %b: memref<64xf32>) {
  return
}
func.func @layers(%x: memref<?x96xf32>) {
  %w0 = ptirrt.param "h.0.w" layout "panels64" of tensor<96x256xf32> : memref<4x96x64xf32>
  %b0 = ptirrt.param "h.0.b" layout "" of tensor<64xf32> : memref<64xf32>
  call @wide(%x, %w0, %b0) : (memref<?x96xf32>, memref<4x96x64xf32>, memref<64xf32>) -> ()
  %w1 = ptirrt.param "h.1.w" layout "panels64" of tensor<96x256xf32> : memref<4x96x64xf32>
  %b1 = ptirrt.param "h.1.b" layout "" of tensor<64xf32> : memref<64xf32>
  call @wide(%x, %w1, %b1) : (memref<?x96xf32>, memref<4x96x64xf32>, memref<64xf32>) -> ()
  return
}

// What a call returns is no parameter if the function returns none.
// CHECK-LABEL: func.func @chained
//       CHECK:   %[[S:.*]] = ptirrt.acquire_params %{{.*}} : memref<4x96x64xf32>
//  CHECK-NEXT:   call @first
//  CHECK-NEXT:   ptirrt.release_params %[[S]]
//  CHECK-NEXT:   linalg.copy
//  CHECK-NEXT:   return
func.func private @first(%x: memref<96xf32>, %w: memref<4x96x64xf32>) -> memref<96xf32> {
  %r = memref.subview %x[0] [96] [1] : memref<96xf32> to memref<96xf32>
  return %r : memref<96xf32>
}
func.func @chained(%x: memref<96xf32>, %y: memref<96xf32>) {
  %w = ptirrt.param "h.0.w" layout "panels64" of tensor<96x256xf32> : memref<4x96x64xf32>
  %0 = call @first(%x, %w) : (memref<96xf32>, memref<4x96x64xf32>) -> memref<96xf32>
  linalg.copy ins(%0 : memref<96xf32>) outs(%y : memref<96xf32>)
  return
}

// But what returns its argument does not end the use of it.
// CHECK-LABEL: func.func @returned
//       CHECK:   ptirrt.acquire_params
//  CHECK-NEXT:   call @second
//  CHECK-NEXT:   linalg.copy
//  CHECK-NEXT:   ptirrt.release_params
func.func private @second(%w: memref<96xf32>) -> memref<96xf32> {
  return %w : memref<96xf32>
}
func.func @returned(%y: memref<96xf32>) {
  %w = ptirrt.param "w" layout "" of tensor<96xf32> : memref<96xf32>
  %0 = call @second(%w) : (memref<96xf32>) -> memref<96xf32>
  linalg.copy ins(%0 : memref<96xf32>) outs(%y : memref<96xf32>)
  return
}

// Small ones that follow each other are acquired together; a view is no use.
// CHECK-LABEL: func.func @small
//       CHECK:   %[[G:.*]] = ptirrt.param "ln.g"
//       CHECK:   %[[B:.*]] = ptirrt.param "ln.b"
//       CHECK:   memref.expand_shape %[[G]]
//  CHECK-NEXT:   %[[S:.*]] = ptirrt.acquire_params %[[G]], %[[B]]
//  CHECK-NEXT:   linalg.copy
//  CHECK-NEXT:   linalg.copy
//  CHECK-NEXT:   ptirrt.release_params %[[S]]
//   CHECK-NOT:   ptirrt.acquire_params
func.func @small(%x: memref<1x64xf32>, %y: memref<64xf32>) {
  %g = ptirrt.param "ln.g" layout "" of tensor<64xf32> : memref<64xf32>
  %e = memref.expand_shape %g [[0, 1]] output_shape [1, 64] : memref<64xf32> into memref<1x64xf32>
  linalg.copy ins(%e : memref<1x64xf32>) outs(%x : memref<1x64xf32>)
  %b = ptirrt.param "ln.b" layout "" of tensor<64xf32> : memref<64xf32>
  linalg.copy ins(%b : memref<64xf32>) outs(%y : memref<64xf32>)
  return
}

// A tied embedding: the lookup has a slot of its own; the product is divided
// along the columns of the result, of which 1000 = 3 * 256 + 232.
// CHECK-LABEL: func.func @tied
//       CHECK:   %[[ROWS:.*]] = ptirrt.param "wte" layout "" of tensor<1000x64xf32> {sparse}
//       CHECK:   %[[W:.*]] = ptirrt.param "wte" layout "" of tensor<1000x64xf32> {piece_units = 256 : i64}
//       CHECK:   %[[R:.*]] = ptirrt.acquire_params %[[ROWS]] rows %{{.*}} : memref<?xi64> : memref<1000x64xf32>
//       CHECK:   linalg.generic
//       CHECK:     memref.load %[[ROWS]]
//       CHECK:   ptirrt.release_params %[[R]]
//       CHECK:   scf.for %[[I:.*]] = %{{.*}} to %{{.*}} step
//       CHECK:     %[[O:.*]] = arith.muli %[[I]]
//       CHECK:     %[[P:.*]] = ptirrt.acquire_params %[[W]] piece %[[I]] : memref<1000x64xf32>
//       CHECK:     %[[WP:.*]] = memref.subview %[[W]][%[[O]], 0] [256, 64] [1, 1]
//       CHECK:     %[[YP:.*]] = memref.subview %{{.*}}[0, %[[O]]] [%{{.*}}, 256] [1, 1]
//       CHECK:     linalg.generic {{.*}} ins(%{{.*}}, %[[WP]] : {{.*}}) outs(%[[YP]] :
//       CHECK:     ptirrt.release_params %[[P]]
//       CHECK:   %[[L:.*]] = ptirrt.acquire_params %[[W]] piece %
//       CHECK:   memref.subview %[[W]][768, 0] [232, 64] [1, 1]
//       CHECK:   ptirrt.release_params %[[L]]
func.func @tied(%ids: memref<?xi64>, %x: memref<?x64xf32>, %y: memref<?x1000xf32>) {
  %w = ptirrt.param "wte" layout "" of tensor<1000x64xf32> : memref<1000x64xf32>
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>],
                  iterator_types = ["parallel", "parallel"]}
      ins(%ids : memref<?xi64>) outs(%x : memref<?x64xf32>) {
  ^bb0(%id: i64, %out: f32):
    %row = arith.index_cast %id : i64 to index
    %column = linalg.index 1 : index
    %0 = memref.load %w[%row, %column] : memref<1000x64xf32>
    linalg.yield %0 : f32
  }
  linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (n, k)>,
                                   affine_map<(m, n, k) -> (m, n)>],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<?x64xf32>, memref<1000x64xf32>) outs(%y : memref<?x1000xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.mulf %a, %b : f32
    %1 = arith.addf %c, %0 : f32
    linalg.yield %1 : f32
  }
  return
}

// Packed: 5 panels to a piece of no more than 64 KiB; the last one is narrow.
// CHECK-LABEL: func.func @packed
//       CHECK:   %[[W:.*]] = ptirrt.param "head" {{.*}} {piece_units = 5 : i64}
//       CHECK:   scf.for
//       CHECK:     ptirrt.acquire_params %[[W]] piece
//       CHECK:     memref.subview %[[W]][%{{.*}}, 0, 0] [5, 48, 64] [1, 1, 1]
//       CHECK:     memref.subview %{{.*}}[0, %{{.*}}] [%{{.*}}, 320] [1, 1]
//       CHECK:     ptirrt.panel_matmul
//       CHECK:   ptirrt.acquire_params %[[W]] piece
//       CHECK:   memref.subview %[[W]][15, 0, 0] [1, 48, 64] [1, 1, 1]
//       CHECK:   memref.subview %{{.*}}[0, 960] [%{{.*}}, 40] [1, 1]
//       CHECK:   ptirrt.panel_matmul
func.func @packed(%x: memref<?x48xf32>, %y: memref<?x1000xf32>) {
  %w = ptirrt.param "head" layout "panels64" of tensor<48x1000xf32> : memref<16x48x64xf32>
  ptirrt.panel_matmul ins(%x, %w : memref<?x48xf32>, memref<16x48x64xf32>) outs(%y : memref<?x1000xf32>)
  return
}

// Columns that are summed over, and what a library reads, are not divided; who
// reads a form whole reads all of its pieces.
// CHECK-LABEL: func.func @refused
//   CHECK-NOT:   scf.for
//       CHECK:   ptirrt.acquire_params %{{.*}} : memref<1000x64xf32>
//   CHECK-NOT:   scf.for
//       CHECK:   ptirrt.acquire_params %{{.*}} : !ptirrt.packed
//   CHECK-NOT:   scf.for
//       CHECK:   return
func.func @refused(%x: memref<?x1000xf32>, %y: memref<?x64xf32>, %z: memref<?x1000xf32>) {
  %w = ptirrt.param "down" layout "" of tensor<1000x64xf32> : memref<1000x64xf32>
  linalg.generic {indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>,
                                   affine_map<(m, n, k) -> (m, n)>],
                  iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<?x1000xf32>, memref<1000x64xf32>) outs(%y : memref<?x64xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %0 = arith.mulf %a, %b : f32
    %1 = arith.addf %c, %0 : f32
    linalg.yield %1 : f32
  }
  %p = ptirrt.param "up" layout "onednn.matmul;storage=bf16" of tensor<64x1000xf32>
      : !ptirrt.packed<tensor<64x1000xf32>, "onednn.matmul;storage=bf16">
  ptirrt.call "onednn.matmul" ins(%y, %p : memref<?x64xf32>,
      !ptirrt.packed<tensor<64x1000xf32>, "onednn.matmul;storage=bf16">)
      outs(%z : memref<?x1000xf32>) {config = {storage = ["bf16"]}}
  return
}
