// Products of 64 bytes are an instruction where the CPU has it, those of other
// sizes and on other CPUs products of lanes.
// RUN: ptir-opt %s -convert-ptir-buffers-to-llvm=dot-bytes | FileCheck %s --check-prefixes=CHECK,DOTS
// RUN: ptir-opt %s -convert-ptir-buffers-to-llvm | FileCheck %s --check-prefixes=CHECK,LANES

// CHECK-LABEL: llvm.func @whole(
// DOTS-SAME: %[[A:.*]]: vector<64xi8>, %[[B:.*]]: vector<64xi8>, %[[S:.*]]: vector<16xi32>)
// DOTS-NEXT: %[[R:.*]] = llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.512"(%[[S]], %[[A]], %[[B]])
// LANES-COUNT-4: llvm.mul %{{.*}}, %{{.*}} : vector<16xi32>
// LANES-NOT: llvm.mul
// CHECK: llvm.return
func.func @whole(%a: vector<64xi8>, %b: vector<64xi8>, %s: vector<16xi32>) -> vector<16xi32> {
  %0 = ptirrt.dot_bytes %a, %b, %s : vector<64xi8>, vector<16xi32>
  return %0 : vector<16xi32>
}

// The left factor is unsigned, the right one signed.
// CHECK-LABEL: llvm.func @half(
// CHECK: %[[A:.*]] = llvm.bitcast %{{.*}} : vector<32xi8> to vector<8xi32>
// CHECK: %[[B:.*]] = llvm.bitcast %{{.*}} : vector<32xi8> to vector<8xi32>
// CHECK: %[[X:.*]] = llvm.lshr
// CHECK: %[[Y:.*]] = llvm.ashr
// CHECK: llvm.mul %[[X]], %[[Y]] : vector<8xi32>
func.func @half(%a: vector<32xi8>, %b: vector<32xi8>, %s: vector<8xi32>) -> vector<8xi32> {
  %0 = ptirrt.dot_bytes %a, %b, %s : vector<32xi8>, vector<8xi32>
  return %0 : vector<8xi32>
}
