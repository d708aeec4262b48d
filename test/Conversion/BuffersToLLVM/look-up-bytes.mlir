// A look-up of 64 bytes is an instruction where the CPU has it, those of other
// sizes and on other CPUs a choice by each of four bits.
// RUN: ptir-opt %s -convert-ptir-buffers-to-llvm=look-up-bytes | FileCheck %s --check-prefixes=CHECK,SHUFFLE
// RUN: ptir-opt %s -convert-ptir-buffers-to-llvm | FileCheck %s --check-prefixes=CHECK,SELECT

// CHECK-LABEL: llvm.func @whole(
// SHUFFLE-SAME: %[[I:.*]]: vector<64xi8>)
// SHUFFLE-NEXT: %[[T:.*]] = llvm.mlir.constant(dense<[0, 1, 2, 3, {{.*}}, 14, -1, 0, 1, {{.*}}, 14, -1, 0, {{.*}}, 14, -1, 0, {{.*}}, 14, -1]> : vector<64xi8>)
// SHUFFLE-NEXT: llvm.call_intrinsic "llvm.x86.avx512.pshuf.b.512"(%[[T]], %[[I]])
// SELECT-COUNT-15: llvm.select %{{.*}}, %{{.*}}, %{{.*}} : vector<64xi1>, vector<64xi8>
// SELECT-NOT: llvm.select
// CHECK: llvm.return
func.func @whole(%i: vector<64xi8>) -> vector<64xi8> {
  %0 = ptirrt.look_up_bytes %i in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, -1]
      : vector<64xi8>
  return %0 : vector<64xi8>
}

// Bit by bit, the lowest first.
// CHECK-LABEL: llvm.func @part(
// CHECK-NOT: pshuf
// CHECK: %[[LAST:.*]] = llvm.mlir.constant(dense<-1> : vector<16xi8>)
// CHECK: %[[BIT:.*]] = llvm.mlir.constant(dense<1> : vector<16xi8>)
// CHECK: %[[ODD:.*]] = llvm.and %{{.*}}, %[[BIT]]
// CHECK: %[[SET:.*]] = llvm.icmp "ne" %[[ODD]]
// CHECK: llvm.select %[[SET]], %[[LAST]], %{{.*}} : vector<16xi1>, vector<16xi8>
// CHECK: %[[HIGH:.*]] = llvm.mlir.constant(dense<8> : vector<16xi8>)
// CHECK: %[[ODD8:.*]] = llvm.and %{{.*}}, %[[HIGH]]
// CHECK: %[[SET8:.*]] = llvm.icmp "ne" %[[ODD8]]
// CHECK: %[[R:.*]] = llvm.select %[[SET8]]
// CHECK: llvm.return %[[R]]
func.func @part(%i: vector<16xi8>) -> vector<16xi8> {
  %0 = ptirrt.look_up_bytes %i in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, -1]
      : vector<16xi8>
  return %0 : vector<16xi8>
}
