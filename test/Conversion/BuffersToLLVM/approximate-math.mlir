// Elementary functions of f32 become polynomials, bf16 integer arithmetic.
// RUN: ptir-opt %s -ptir-approximate-math | FileCheck %s

// CHECK-LABEL: func @exp(
// CHECK-NOT: math.exp
// CHECK: math.fma {{.*}} : vector<16xf32>
// CHECK: arith.shli {{.*}} : vector<16xi32>
// CHECK-NOT: math.exp
// CHECK: return
func.func @exp(%x: vector<16xf32>) -> vector<16xf32> {
  %0 = math.exp %x : vector<16xf32>
  return %0 : vector<16xf32>
}

// CHECK-LABEL: func @tanh(
// CHECK-NOT: math.tanh
// CHECK: math.fma {{.*}} : f32
// CHECK-NOT: math.tanh
// CHECK: return
func.func @tanh(%x: f32) -> f32 {
  %0 = math.tanh %x : f32
  return %0 : f32
}

// CHECK-LABEL: func @narrow(
// CHECK-NOT: arith.truncf
// CHECK: arith.trunci {{.*}} : vector<16xi32> to vector<16xi16>
// CHECK-NOT: arith.truncf
// CHECK: return
func.func @narrow(%x: vector<16xf32>) -> vector<16xbf16> {
  %0 = arith.truncf %x : vector<16xf32> to vector<16xbf16>
  return %0 : vector<16xbf16>
}

// CHECK-LABEL: func @widen(
// CHECK: %[[I:.*]] = arith.extui {{.*}} : vector<16xi16> to vector<16xi32>
// CHECK: arith.shli %[[I]], %{{.*}} : vector<16xi32>
// CHECK-NOT: arith.extf
// CHECK: return
func.func @widen(%x: vector<16xbf16>) -> vector<16xf32> {
  %0 = arith.extf %x : vector<16xbf16> to vector<16xf32>
  return %0 : vector<16xf32>
}

// f64 is the library's.
// CHECK-LABEL: func @double(
// CHECK-NEXT: math.exp {{.*}} : f64
// CHECK-NEXT: return
func.func @double(%x: f64) -> f64 {
  %0 = math.exp %x : f64
  return %0 : f64
}
