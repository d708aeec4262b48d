// Parallel ranges become private functions of the range and what they capture.
// RUN: ptir-opt %s -ptir-outline-parallel | FileCheck %s

// Constants are repeated, not captured.
// CHECK: func.func private @fill_range_0(%[[BEGIN:.*]]: index, %{{.*}}: index, %[[X:.*]]: memref<?xf32>) {
// CHECK-NEXT: %[[TWO:.*]] = arith.constant 2.0
// CHECK-NEXT: memref.store %[[TWO]], %[[X]][%[[BEGIN]]]
// CHECK-NEXT: return
// CHECK: func.func private @fill_range_1(%{{.*}}: index, %[[END:.*]]: index, %{{.*}}: index, %{{.*}}: memref<?xf32>)
// CHECK: func.func @fill(%[[X:.*]]: memref<?xf32>, %[[N:.*]]: index) {
// CHECK: ptirrt.parallel_call @fill_range_0(%[[N]]) captures(%[[X]]) : memref<?xf32>
// CHECK: ptirrt.parallel_call @fill_range_1(%[[N]]) captures(%[[N]], %[[X]]) : index, memref<?xf32>
// CHECK-NOT: ptirrt.parallel %
func.func @fill(%x: memref<?xf32>, %n: index) {
  %two = arith.constant 2.0 : f32
  ptirrt.parallel %n {
  ^bb0(%begin: index, %end: index):
    memref.store %two, %x[%begin] : memref<?xf32>
  }
  ptirrt.parallel %n {
  ^bb0(%begin: index, %end: index):
    %i = arith.subi %n, %end : index
    memref.store %two, %x[%i] : memref<?xf32>
  }
  return
}

// A function without ranges is left alone.
// CHECK: func.func @plain
// CHECK-NEXT: return
func.func @plain() {
  return
}

// Ranges that compute the same share a function, whatever they are in.
// CHECK-LABEL: func.func @again(
// CHECK: ptirrt.parallel_call @fill_range_0(%{{.*}}) captures(%{{.*}}) : memref<?xf32>
func.func @again(%n: index, %y: memref<?xf32>) {
  %two = arith.constant 2.0 : f32
  ptirrt.parallel %n {
  ^bb0(%begin: index, %end: index):
    memref.store %two, %y[%begin] : memref<?xf32>
  }
  return
}

// Another constant is another range.
// CHECK: func.func private @threes_range_0(
// CHECK-NEXT: arith.constant 3.0
func.func @threes(%x: memref<?xf32>, %n: index) {
  %three = arith.constant 3.0 : f32
  ptirrt.parallel %n {
  ^bb0(%begin: index, %end: index):
    memref.store %three, %x[%begin] : memref<?xf32>
  }
  return
}

// A failure names the place of its op, so that ranges that can fail are kept
// apart.
// CHECK: func.func private @checked_range_0(
// CHECK: func.func private @checked_range_1(
func.func @checked(%n: index) {
  ptirrt.parallel %n {
  ^bb0(%begin: index, %end: index):
    %ok = arith.cmpi ult, %begin, %end : index
    ptirrt.check %ok, index_out_of_range, "ptir.take", "index"(%begin, %end)
  }
  ptirrt.parallel %n {
  ^bb0(%begin: index, %end: index):
    %ok = arith.cmpi ult, %begin, %end : index
    ptirrt.check %ok, index_out_of_range, "ptir.take", "index"(%begin, %end)
  }
  return
}
