// A single row meets weights of 8 bits in whole numbers where the CPU sums
// products of bytes, and where the row has digits; all else is in floats.
// RUN: ptir-opt %s -ptir-distribute-loops=dot-bytes | FileCheck %s
// RUN: ptir-opt %s -ptir-distribute-loops | FileCheck %s --check-prefix=FLOATS

// FLOATS-NOT: ptirrt.dot_bytes

// CHECK-LABEL: func @rows(
// CHECK: %[[ROWS:.*]] = memref.dim
// CHECK: ptirrt.parallel
// CHECK: %[[ONE:.*]] = arith.cmpi eq, %{{.*}}, %c1
// CHECK: %[[ANY:.*]] = arith.cmpi ult,
// CHECK: %[[BOTH:.*]] = arith.andi %[[ONE]], %[[ANY]]
// CHECK: %[[LARGEST:.*]] = scf.if %[[BOTH]] -> (i32) {
// CHECK: %[[MOST:.*]] = vector.reduction <maxsi>
// CHECK: scf.yield %[[MOST]] : i32
// CHECK: %[[ABOVE:.*]] = arith.subi %[[LARGEST]],
// CHECK: %[[DIGITS:.*]] = arith.cmpi ult, %[[ABOVE]],
// CHECK: scf.if %[[DIGITS]] {
// CHECK: memref.alloca() {{.*}} : memref<3x768xi8>
// CHECK: scf.for
// CHECK-COUNT-16: ptirrt.dot_bytes
// CHECK-NOT: ptirrt.dot_bytes
// CHECK: } else {
// CHECK: vector.fma
func.func @rows(%x: memref<?x768xf32>, %w: memref<12x193x256xi8>,
                %y: memref<?x768xf32>) {
  ptirrt.panel_matmul ins(%x, %w : memref<?x768xf32>, memref<12x193x256xi8>)
      outs(%y : memref<?x768xf32>)
  return
}

// CHECK-LABEL: func @two_rows(
// CHECK-NOT: ptirrt.dot_bytes
// CHECK: return
func.func @two_rows(%x: memref<2x768xf32>, %w: memref<12x193x256xi8>,
                    %y: memref<2x768xf32>) {
  ptirrt.panel_matmul ins(%x, %w : memref<2x768xf32>, memref<12x193x256xi8>)
      outs(%y : memref<2x768xf32>)
  return
}

// Sums over more would not fit into 32 bits.
// CHECK-LABEL: func @deep(
// CHECK-NOT: ptirrt.dot_bytes
// CHECK: return
func.func @deep(%x: memref<1x65540xf32>, %w: memref<1x16386x256xi8>,
                %y: memref<1x64xf32>) {
  ptirrt.panel_matmul ins(%x, %w : memref<1x65540xf32>, memref<1x16386x256xi8>)
      outs(%y : memref<1x64xf32>)
  return
}
