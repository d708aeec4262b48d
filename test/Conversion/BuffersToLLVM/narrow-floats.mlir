// Conversions that no instruction does, or not exactly, are integer arithmetic,
// on values and on vectors. Their values: Execution/element-types.mlir.
// RUN: ptir-opt %s -ptir-approximate-math | FileCheck %s

// CHECK-LABEL: func @to_f8(
// CHECK-NOT: arith.truncf
// CHECK: arith.trunci {{.*}} : vector<16xi32> to vector<16xi8>
// CHECK-NOT: arith.truncf
// CHECK: return
func.func @to_f8(%x: vector<16xf32>) -> vector<16xf8E4M3FN> {
  %0 = arith.truncf %x : vector<16xf32> to vector<16xf8E4M3FN>
  return %0 : vector<16xf8E4M3FN>
}

// CHECK-LABEL: func @from_f8(
// CHECK: arith.extui {{.*}} : i8 to i32
// CHECK-NOT: arith.extf
// CHECK: return
func.func @from_f8(%x: f8E5M2) -> f32 {
  %0 = arith.extf %x : f8E5M2 to f32
  return %0 : f32
}

// Through an f32 that is rounded to odd.
// CHECK-LABEL: func @double_to_half(
// CHECK: %[[F:.*]] = arith.truncf %arg0 : f64 to f32
// CHECK: arith.extf %[[F]] : f32 to f64
// CHECK: %[[ODD:.*]] = arith.ori
// CHECK: %[[WORD:.*]] = arith.select %{{.*}}, %[[ODD]], %{{.*}} : i32
// CHECK: %[[R:.*]] = arith.bitcast %[[WORD]] : i32 to f32
// CHECK: arith.truncf %[[R]] : f32 to f16
func.func @double_to_half(%x: f64) -> f16 {
  %0 = arith.truncf %x : f64 to f16
  return %0 : f16
}

// What f64 cannot hold leaves a bit that says so.
// CHECK-LABEL: func @integer_to_bf16(
// CHECK: arith.ori {{.*}} : i64
// CHECK: arith.sitofp {{.*}} : i64 to f64
// CHECK-NOT: arith.sitofp {{.*}} to bf16
// CHECK: return
func.func @integer_to_bf16(%x: i64) -> bf16 {
  %0 = arith.sitofp %x : i64 to bf16
  return %0 : bf16
}

// CHECK-LABEL: func @single_to_half(
// CHECK-NEXT: arith.truncf %arg0 : f32 to f16
func.func @single_to_half(%x: f32) -> f16 {
  %0 = arith.truncf %x : f32 to f16
  return %0 : f16
}
